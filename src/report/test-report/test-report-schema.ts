import { type Schema, schemaWords } from '../../plan/index.ts';

const { array, boolean, count, number, object, oneOf, optional, reference, text } = schemaWords;

const anything: Schema = { description: 'Any JSON value.' };
const texts = array(text);
const position: Schema = { type: 'integer', minimum: 1 };

const definitions: Readonly<Record<string, Schema>> = {
  place: object({
    file: text,
    line: position,
    column: position,
    endLine: optional(position),
    endColumn: optional(position),
  }),
  span: object({ start: count, end: count }),
  explanation: object({
    kind: oneOf('and', 'or', 'not', 'leaf'),
    span: reference('span'),
    expression: text,
    verdict: oneOf('true', 'false', 'undecided'),
    property: optional(text),
    value: optional({ description: 'The value looked at; absent when not known, and for memberOf.' }),
    children: array(reference('explanation')),
  }),
  rule: object({
    title: text,
    subject: text,
    rule: text,
    explanation: reference('explanation'),
    place: optional(reference('place')),
  }),
  failure: object({
    code: text,
    message: text,
    expected: optional(anything),
    got: optional(anything),
    place: optional(reference('place')),
    rules: array(reference('rule')),
    because: texts,
    details: optional(texts),
    hint: optional(text),
    reproduce: optional(text),
  }),
  case: object({
    name: text,
    subject: optional(text),
    status: oneOf('passed', 'failed', 'undecided', 'skipped', 'todo'),
    tags: texts,
    reason: optional(text),
    place: optional(reference('place')),
    durationMs: optional(number),
    failures: array(reference('failure')),
    notes: optional(texts),
  }),
  suite: object({
    name: text,
    file: optional(text),
    fingerprint: optional(text),
    cases: array(reference('case')),
    durationMs: optional(number),
  }),
  finding: object({
    code: text,
    severity: oneOf('error', 'warning', 'note'),
    message: text,
    hint: optional(text),
    place: optional(reference('place')),
  }),
  mutation: object({
    killed: count,
    survived: count,
    onlyHereEqual: count,
    equivalent: count,
    notRun: count,
    score: number,
    least: number,
    ok: boolean,
  }),
  coverageCount: object({ covered: count, total: count }),
  coverage: object({
    leaves: reference('coverageCount'),
    groups: reference('coverageCount'),
    licenses: reference('coverageCount'),
    rules: array(
      object({
        holder: object({ type: text, id: text, name: text }),
        rule: text,
        place: optional(reference('place')),
        leaves: array(object({ span: reference('span'), decidedTrue: count, decidedFalse: count })),
      }),
    ),
    untouchedGroups: texts,
    untouchedLicenses: texts,
    thresholds: array(
      object({ what: oneOf('leaves', 'groups', 'licenses'), least: number, reached: number, ok: boolean }),
    ),
  }),
};

/** JSON Schema (draft 7) of the JSON report of a run: schema/test-report.schema.json. */
export const testReportSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'tenantlab test report',
  description:
    'What a run of tests came to. Durations are milliseconds, spans UTF-16 code units. Readers ignore fields that they do not know.',
  ...object({
    formatVersion: { type: 'string', pattern: '^1\\.[0-9]+$' },
    tool: text,
    command: oneOf('test', 'fuzz', 'verify-engine', 'mutate'),
    seed: optional(number),
    semantics: { type: 'object' },
    suites: array(reference('suite')),
    findings: array(reference('finding')),
    coverage: optional(reference('coverage')),
    mutation: optional(reference('mutation')),
    summary: object({
      suites: count,
      cases: count,
      passed: count,
      failed: count,
      undecided: count,
      skipped: count,
      todo: count,
    }),
    complete: boolean,
  }),
  definitions,
};
