import { Ajv } from 'ajv';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TestReport } from '../../../src/harness/index.ts';
import { testReportSchema } from '../../../src/report/index.ts';
import { junitFaults, parseXml } from '../../support/junit-structure.ts';
import { runInProcess } from '../../support/run-cli.ts';
import { sarifFaults } from '../../support/sarif-schema.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const tenantFiles = {
  'tenant/tenant.yaml': 'formatVersion: 1\nclock: 2026-10-01T00:00:00Z\nabsentMeans: { user: null, group: null }\n',
  'tenant/users.yaml': [
    '- { userPrincipalName: ada@contoso.example, displayName: Ada, accountEnabled: true, department: Sales, country: DE }',
    '- { userPrincipalName: gus@contoso.example, displayName: Gus, accountEnabled: true, department: Sales, country: CH }',
    '',
  ].join('\n'),
  'tenant/groups.yaml': [
    '- displayName: Sales DE',
    '  groupTypes: [DynamicMembership]',
    '  membershipRule: user.department -eq "Sales" -and user.country -eq "DE"',
    '- displayName: Redundant',
    '  groupTypes: [DynamicMembership]',
    '  membershipRule: user.city -eq "Oslo" -or user.city -in ["Oslo"]',
    '',
  ].join('\n'),
};

const suite = (cases: readonly string[], people = ''): string =>
  ['name: Sales', 'tenant: tenant', ...(people === '' ? [] : [people]), 'tests:', ...cases, ''].join('\n');
const ada = '  - { name: ada is in, person: ada@contoso.example, group: Sales DE, expect: { member: true } }';
const gus = '  - { name: gus is out, person: gus@contoso.example, group: Sales DE, expect: { member: false } }';

describe('tenantlab mutate', () => {
  let cwd = '';
  beforeEach(() => {
    cwd = tempFolder();
    mkdirSync(join(cwd, 'tenant'));
    for (const [name, text] of Object.entries(tenantFiles)) writeFileSync(join(cwd, name), text);
  });

  function write(text: string): void {
    writeFileSync(join(cwd, 'sales.tenantlab.yaml'), text);
  }

  async function mutate(...argv: readonly string[]): Promise<{ readonly code: unknown; readonly report: TestReport }> {
    const { code, out, err } = await runInProcess(['mutate', '--json', ...argv], { cwd });
    expect(err).toBe('');
    return { code, report: JSON.parse(out) as TestReport };
  }

  const dropped = 'Sales DE: user.country -eq "DE" was left out';
  const statusOf = ({ suites }: TestReport, name: string): string | undefined =>
    suites.flatMap(({ cases }) => cases).find((entry) => entry.name === name)?.status;

  it('shows a change that no case notices, with the case that would; with that case it is noticed', async () => {
    write(suite([ada]));
    const before = await mutate('--group', 'sales de');
    expect(before.code).toBe(1);
    expect(statusOf(before.report, dropped)).toBe('failed');
    const { out } = await runInProcess(['mutate', '--group', 'Sales DE', '--all'], { cwd });
    expect(out).toContain('gus@contoso.example is no member by the policy, and is a member by the changed one');
    expect(out).toContain('tenant/groups.yaml:3:52');

    write(suite([ada, gus]));
    const after = await mutate('--group', 'Sales DE');
    expect(statusOf(after.report, dropped)).toBe('passed');
    expect(after.report.mutation?.killed).toBeGreaterThan(before.report.mutation?.killed ?? Infinity);
  });

  it('suggests people and cases that really notice, as they stand in the report', async () => {
    write(suite([ada, gus]));
    const before = await mutate('--group', 'Sales DE');
    const entry = before.report.suites
      .flatMap(({ cases }) => cases)
      .find(({ failures }) => failures.some(({ code }) => code === 'mutate/only-here-equal'));
    const details = entry?.failures[0]?.details ?? [];
    const people = details.slice(details.indexOf('people:'), details.indexOf('tests:')).join('\n');
    const cases = details.slice(details.indexOf('tests:') + 1);
    write(suite([ada, gus, ...cases], people));
    const after = await mutate('--group', 'Sales DE');
    expect(statusOf(after.report, entry?.name ?? '')).toBe('passed');
  });

  it('takes no case for one that notices that is left out anyway', async () => {
    write(suite([ada, gus.replace('person:', 'skip: later, person:')]));
    expect(statusOf((await mutate('--group', 'Sales DE')).report, dropped)).toBe('failed');
  });

  it('takes a case for one that notices when it can no longer be decided', async () => {
    writeFileSync(join(cwd, 'tenant/tenant.yaml'), 'formatVersion: 1\nclock: 2026-10-01T00:00:00Z\n');
    writeFileSync(join(cwd, 'tenant/users.yaml'), '- { userPrincipalName: kim@contoso.example, department: HR }\n');
    write(suite(['  - { name: kim is out, person: kim@contoso.example, group: Sales DE, expect: { member: false } }']));
    const { report } = await mutate('--group', 'Sales DE');
    expect(
      statusOf(report, 'Sales DE: -and became -or in user.department -eq "Sales" -and user.country -eq "DE"'),
    ).toBe('passed');
  });

  it('does not count what means the same, and passes from the threshold on', async () => {
    write(suite([ada, gus]));
    const { report } = await mutate('--threshold', '0');
    const { mutation } = report;
    expect(mutation?.equivalent).toBeGreaterThan(0);
    const score = mutation?.score ?? 0;
    expect(score).toBeGreaterThan(0);
    expect((await mutate('--threshold', String(Math.floor(score)))).code).toBe(0);
    expect((await mutate('--threshold', String(Math.ceil(score + 0.5)))).code).toBe(1);
  });

  it('is told in every shape, valid each', async () => {
    write(suite([ada]));
    const files = [
      'json=m.json',
      'sarif=m.sarif',
      'junit=m.xml',
      'markdown=m.md',
      'tap=m.tap',
      'html=m.html',
      'github',
    ];
    const { out } = await runInProcess(['mutate', ...files.flatMap((file) => ['--report', file])], { cwd });
    const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
    const validate = new Ajv({ allErrors: true, strict: false }).compile(testReportSchema);
    expect(validate(JSON.parse(read('m.json'))) ? [] : validate.errors).toEqual([]);
    const log = JSON.parse(read('m.sarif')) as { readonly runs: readonly { readonly results: readonly unknown[] }[] };
    expect(sarifFaults(log)).toEqual([]);
    expect(log.runs[0]?.results.length).toBeGreaterThan(0);
    expect(junitFaults(parseXml(read('m.xml')))).toEqual([]);
    expect(read('m.md')).toMatch(/score \d+\.\d % &#60; 100 %/);
    expect(out).toContain('::error file=tenant/groups.yaml,line=3,');
  });

  it('tries a sample that the seed decides', async () => {
    write(suite([ada]));
    const names = async (seed: string): Promise<readonly string[]> => {
      const { report } = await mutate('--max-mutants', '4', '--seed', seed);
      expect(report.mutation?.notRun).toBeGreaterThan(0);
      return report.suites.flatMap(({ cases }) => cases.map(({ name }) => name));
    };
    const first = await names('7');
    expect(first).toHaveLength(4);
    expect(await names('7')).toEqual(first);
    expect(await names('8')).not.toEqual(first);
  });

  it('reports what it has when it is stopped', async () => {
    write(suite([ada]));
    const stopped = new AbortController();
    stopped.abort();
    const { code, out } = await runInProcess(['mutate', '--json'], { cwd, signal: stopped.signal });
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ complete: false, summary: { cases: 0 } });
  });

  it.each([
    ['a case fails without any change', suite([ada.replace('true', 'false')]), [], 1, 'mutate/failing-cases'],
    ['no policy fits', suite([ada]), ['--group', 'nobody'], 4, 'mutate/nothing'],
    [
      'a suite is bad',
      suite(['  - { name: x, person: nobody@x, group: Sales DE, expect: { member: true } }']),
      [],
      3,
      'suite/unknown-name',
    ],
  ] as const)('says so when %s', async (_what, text, argv, exit, message) => {
    write(text);
    const { code, err, out } = await runInProcess(['mutate', ...argv], { cwd });
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toContain(message);
  });

  it('measures coverage of the same suites, with a page on request', async () => {
    write(suite([ada, gus]));
    const argv = ['test', '--coverage', '--threshold', '90', '--coverage-html', 'out/cov', '--report', 'json'];
    const { code, out } = await runInProcess(argv, { cwd });
    expect(code).toBe(1);
    const { coverage } = JSON.parse(out) as TestReport;
    expect(coverage?.leaves).toEqual({ covered: 1, total: 4 });
    const rule = coverage?.rules.find(({ holder }) => holder.name === 'Sales DE');
    expect(rule?.place).toMatchObject({ file: 'tenant/groups.yaml', line: 3 });
    expect(rule?.leaves.map(({ decidedTrue, decidedFalse }) => [decidedTrue, decidedFalse])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    expect(coverage?.untouchedGroups).toEqual(['Redundant']);
    expect(readFileSync(join(cwd, 'out/cov/index.html'), 'utf8')).toContain('<mark class="both"');
    expect(existsSync(join(cwd, 'out/cov/style.css'))).toBe(true);
  });

  it('takes thresholds from the config, and measures nothing when nobody asks', async () => {
    write(suite([ada, gus]));
    const plain = await runInProcess(['test', '--json'], { cwd });
    expect(JSON.parse(plain.out)).not.toHaveProperty('coverage');
    writeFileSync(join(cwd, 'tenantlab.config.yaml'), 'test: { coverage: { groups: 51 } }\n');
    const { code, out } = await runInProcess(['test'], { cwd });
    expect(code).toBe(1);
    expect(out).toContain('group coverage 50.0 % < 51 %   of 1 group no case expects anything');
    expect(out).not.toContain('Redundant');
  });
});
