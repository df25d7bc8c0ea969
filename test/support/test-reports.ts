import type { JsonObject, Span } from '../../src/base/index.ts';
import { type CaseFailure, type CaseReport, summarize, type TestReport } from '../../src/harness/index.ts';
import { checkRule, createSubject, type Explanation, explainSubject } from '../../src/rules/index.ts';

const clock = Date.parse('2026-10-01T00:00:00Z');

/** How a rule comes out for a user with these attributes; those that are undefined are not known. */
export function explanationOf(rule: string, attributes: Readonly<Record<string, string | undefined>>): Explanation {
  const check = checkRule(rule);
  const known = Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const unknown = Object.keys(attributes).filter((name) => attributes[name] === undefined);
  const subject = createSubject('user', Object.fromEntries(known) as JsonObject, unknown);
  if (!check.ok || !subject.ok) throw new Error(`refused: ${rule}`);
  return explainSubject(check.rule, subject.value, clock);
}

const salesRule = '(user.department -startsWith "Sales") -and (user.country -eq "DE")';

function spanOf(leaf: string): Span {
  const start = salesRule.indexOf(leaf);
  return { start, end: start + leaf.length };
}

/** A failure with everything that a failure can have; `name` stands wherever a text of the tenant can. */
export function richFailure(name: string): CaseFailure {
  return {
    code: 'lint/no-guard',
    message: `${name} is a member of ${name}`,
    expected: { member: false },
    got: { member: true, of: name },
    place: { file: 'tests/sales.yaml', line: 11, column: 5, endLine: 11, endColumn: 20 },
    rules: [
      {
        title: `rule of "${name}"`,
        subject: name,
        rule: salesRule,
        explanation: explanationOf(salesRule, { department: `Sales ${name}`, country: 'DE' }),
        place: { file: 'tenant/groups.yaml', line: 41, column: 13, endLine: 41, endColumn: 13 + salesRule.length },
      },
    ],
    because: [`department of ${name} was changed`],
    details: ['- ada', `+ ${name}`],
    hint: `Ask ${name}.`,
    reproduce: `tenantlab test tests/sales.yaml -t '${name}'`,
  };
}

/** A run with every kind of case; `name` stands wherever a text of the tenant can. */
export function richReport(name: string): TestReport {
  const plain: CaseReport = { name: 'ada joins', status: 'passed', tags: [], failures: [], subject: 'Sales EMEA' };
  const undecided: CaseFailure = {
    code: 'lint/undecided-people',
    message: 'whether ada is a member is not known',
    rules: [
      {
        title: 'rule of "Sales EMEA"',
        subject: 'ada',
        rule: salesRule,
        explanation: explanationOf(salesRule, { department: 'Sales', country: undefined }),
      },
    ],
    because: [],
  };
  const cases: readonly CaseReport[] = [
    { ...plain, notes: [`100 runs with ${name}`], durationMs: 2.4 },
    {
      name: `guests never join > ${name}, "Sales EMEA"`,
      subject: name,
      status: 'failed',
      tags: [name],
      failures: [richFailure(name), { code: 'lint/no-guard', message: 'a second one', rules: [], because: [] }],
      place: { file: 'tests/sales.yaml', line: 9, column: 5 },
      durationMs: 1234.5,
    },
    { name: 'ada, perhaps', status: 'undecided', tags: [], failures: [undecided] },
    { name: `later ${name}`, status: 'skipped', tags: [], failures: [], reason: `until ${name} is back` },
    { name: 'some day', status: 'todo', tags: [], failures: [] },
  ];
  const suites = [
    { name: `Sales of ${name}`, file: 'tests/sales.yaml', fingerprint: '0123456789abcdef', cases, durationMs: 1300 },
    { name: 'Quiet', file: 'tests/quiet.yaml', cases: [plain, { ...plain, name: 'lin joins' }] },
  ];
  return {
    formatVersion: '1.0',
    tool: 'tenantlab/0.1.0',
    command: 'test',
    seed: 20_261_001,
    semantics: { 'null-negative-operators': 'match' },
    suites,
    findings: [
      {
        code: 'lint/matches-nobody',
        severity: 'warning',
        message: `Nobody is ${name}.`,
        source: { name: 'tests/quiet.yaml', text: 'name: Quiet\ntests: []\n' },
        span: { start: 12, end: 17 },
        hint: `Add ${name}.`,
      },
    ],
    coverage: {
      leaves: { covered: 1, total: 2 },
      groups: { covered: 1, total: 2 },
      licenses: { covered: 0, total: 1 },
      rules: [
        {
          holder: { type: 'group', id: '1', name },
          rule: salesRule,
          place: { file: 'tenant/groups.yaml', line: 41, column: 13 },
          leaves: [
            { span: spanOf('user.department -startsWith "Sales"'), decidedTrue: 2, decidedFalse: 1 },
            { span: spanOf('user.country -eq "DE"'), decidedTrue: 1, decidedFalse: 0 },
          ],
        },
      ],
      untouchedGroups: [name],
      untouchedLicenses: [`ENTERPRISEPACK by "${name}"`],
      thresholds: [
        { what: 'leaves', least: 90, reached: 50, ok: false },
        { what: 'groups', least: 50, reached: 50, ok: true },
      ],
    },
    summary: summarize(suites),
    complete: true,
  };
}
