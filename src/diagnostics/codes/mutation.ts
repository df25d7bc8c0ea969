import type { DiagnosticDefinition } from '../definition.ts';

/** What measuring the tests themselves finds. */
export const mutationCodes = {
  'coverage/below-threshold': {
    severity: 'error',
    title: 'Less is covered than was asked for',
    explanation:
      'A leaf of a rule is covered when it helped to decide one case as true and another as false. `tenantlab test --coverage` lists the leaves, groups and group licenses that are not covered.',
  },
  'mutate/survivor': {
    severity: 'warning',
    title: 'No case notices a change to this policy',
    explanation:
      'The policy was changed on purpose and every suite still passed. Add the case that the report names: it is one for which the policy and the changed policy differ.',
  },
  'mutate/only-here-equal': {
    severity: 'note',
    title: 'A change to this policy makes no difference for the people of this tenant',
    explanation:
      'The policy was changed on purpose, every suite still passed, and nobody in the tenant comes out otherwise. Somebody else could: the report names the values that such a person has. A suite can bring that person along under `people`.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
