import type { DiagnosticDefinition } from '../definition.ts';

/** What `verify-engine` finds in an engine under test, and faults of the files that it reads. */
export const engineCodes = {
  'engine/wrong-verdict': {
    severity: 'error',
    title: 'The engine gives another verdict',
    explanation:
      'The conformance suite expects another verdict for this rule and these attributes. The case names the claim of docs/parity.md that it witnesses, and how well that claim is supported.',
  },
  'engine/wrong-error': {
    severity: 'error',
    title: 'The engine refuses the rule with another error',
    explanation:
      'The rule is to be refused, and it is, but the kind of the error is another one. docs/reference/line-protocol.md says which kinds there are. Codes are compared with --codes only.',
  },
  'engine/wrong-needs': {
    severity: 'error',
    title: 'The engine names other attributes that are needed to decide',
    explanation:
      'An undecided answer lists the attributes that could still change it, in their documented spelling, sorted. An engine that has no such list is run with --ignore-needs.',
  },
  'engine/timeout': {
    severity: 'error',
    title: 'The engine did not answer in time',
    explanation:
      'No answer came within the time limit (--timeout). The engine was stopped and started again; the other requests were sent to the new one.',
  },
  'engine/exited': {
    severity: 'error',
    title: 'The engine ended in the middle of a request',
    explanation:
      'The process ended before it had answered. It was started again, a limited number of times. The last lines that it wrote to standard error are shown.',
  },
  'engine/gone': {
    severity: 'error',
    title: 'The engine is not asked any more',
    explanation: 'It ended, hung or left out answers so often that the rest of the cases counts as failed.',
  },
  'engine/garbage': {
    severity: 'error',
    title: 'The engine wrote a line that is no answer',
    explanation:
      'Each line on standard output has to be one JSON object with the id of a request and a verdict or an error. Messages for people belong on standard error.',
  },
  'engine/too-long': {
    severity: 'error',
    title: 'The engine wrote a line that does not end',
    explanation: 'A line of an answer has at most 1,048,576 UTF-16 units. The engine was stopped and started again.',
  },
  'engine/wrong-id': {
    severity: 'error',
    title: 'The engine answered a request that was not made',
    explanation: 'The id of a request is echoed as it is. An answer with another id cannot be counted for any request.',
  },
  'engine/missing-answer': {
    severity: 'error',
    title: 'The engine left a request out',
    explanation: 'Later requests were answered and this one was not. Each request has exactly one answer.',
  },
  'engine/protocol': {
    severity: 'error',
    title: 'The engine does not keep to the protocol',
    explanation:
      'Answers come in the order of the requests, one for each; the process writes nothing after the last one and ends with exit code 0 at the end of its input.',
  },
  'engine/threw': {
    severity: 'error',
    title: 'The function of the engine threw',
    explanation: 'The module was loaded, and its function threw an error or rejected for this request.',
  },
  'engine/unexpected-pass': {
    severity: 'error',
    title: 'A case that is expected to fail passes',
    explanation:
      'The list of expected failures only ever gets shorter: an entry that passes has to leave it, so that it cannot fail again unnoticed.',
  },
  'engine/disagreement': {
    severity: 'error',
    title: 'The engine disagrees with ours on a generated rule',
    explanation:
      'Rule and object were generated and then made as small as possible. The report holds both answers and the line that shows the difference again.',
  },
  'engine/law': {
    severity: 'error',
    title: 'The engine breaks a law of logic',
    explanation:
      'Two rules that mean the same whatever the object is, such as both sides of De Morgan, got different answers. No other engine is needed to see that.',
  },
  'engine/wrong-outcome': {
    severity: 'error',
    title: 'Licenses come out otherwise than the suite expects',
    explanation: 'The case plays steps on a small tenant with licenses and compares what is to be seen afterwards.',
  },
  'engine/invalid-suite': {
    severity: 'error',
    title: 'A file of the conformance suite cannot be used',
    explanation: 'The files have the shape of schema/conformance.schema.json.',
  },
  'engine/invalid-list': {
    severity: 'error',
    title: 'A list of cases is not as it should be',
    explanation:
      'Lists for --skip and --expected-failures are YAML or JSON mappings from the id of a case to the reason, one sentence each.',
    wrong: 'text-eq-null: true',
    right: 'text-eq-null: The engine follows SQL and gives no verdict for objects without a value.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
