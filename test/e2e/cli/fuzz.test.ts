import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseReport, TestReport } from '../../../src/harness/index.ts';
import { runInProcess } from '../../support/run-cli.ts';
import { projectRoot, runTool, type ToolRun } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function reportOf({ out }: ToolRun): TestReport {
  return JSON.parse(out) as TestReport;
}

function casesOf(run: ToolRun): readonly CaseReport[] {
  return reportOf(run).suites.flatMap(({ cases }) => cases);
}

/** A folder with the sample tenants and a file of properties about them. */
function scene(properties: string, tenant = 'harbour-licenses'): string {
  const folder = tempFolder();
  cpSync(join(projectRoot, 'fixtures/tenants'), join(folder, 'tenants'), { recursive: true });
  mkdirSync(join(folder, 'properties'));
  writeFileSync(
    join(folder, 'properties/p.yaml'),
    `version: 1\ntenant: ../tenants/${tenant}\nproperties:\n${properties}`,
  );
  return folder;
}

const guests =
  '  - { name: guests are never licensed, never: { who: user.userType -eq "Guest", has: { license: any } } }\n'.replace(
    'user.userType -eq "Guest"',
    `'user.userType -eq "Guest"'`,
  );

describe('tenantlab fuzz', () => {
  it.each(['northwind-clinic', 'harbour-licenses'])('finds nothing wrong with the properties of %s', (name) => {
    const run = runTool(projectRoot, [
      'fuzz',
      `fixtures/properties/${name}.yaml`,
      '--seed',
      '7',
      '--runs',
      '40',
      '--json',
      '--no-save',
    ]);
    expect(casesOf(run).filter(({ status }) => status === 'failed')).toEqual([]);
    expect({ code: run.code, err: run.err, findings: reportOf(run).findings }).toEqual({
      code: 0,
      err: '',
      findings: [],
    });
    expect(reportOf(run)).toMatchObject({ command: 'fuzz', seed: 7, complete: true, formatVersion: '1.0' });
  });

  it('tells a failure with everything that is needed to understand it and to play it again', async () => {
    const folder = scene(guests);
    const run = runTool(folder, ['fuzz', 'properties/p.yaml', '--seed', '7', '--json']);
    expect(run.code).toBe(1);
    const told = casesOf(run).map(({ durationMs: _time, ...rest }) => rest);
    await expect(`${JSON.stringify(told, undefined, 2)}\n`).toMatchFileSnapshot(
      '../../golden/fuzz/harbour-guests.golden.json',
    );
  });

  it('saves a failure as one file that runs anywhere, fails again, and passes once the rule is mended', async () => {
    const folder = scene(guests);
    runTool(folder, ['fuzz', '--seed', '7', '--json']);
    const saved = join(folder, '.tenantlab/repro/guests-are-never-licensed-near.yaml');
    const text = readFileSync(saved, 'utf8');
    await expect(text).toMatchFileSnapshot('../../golden/fuzz/harbour-guests.golden.yaml');
    const elsewhere = tempFolder();
    writeFileSync(join(elsewhere, 'r.yaml'), text);
    const again = runTool(elsewhere, ['fuzz', 'r.yaml', '--json']);
    expect(again.code).toBe(1);
    expect(casesOf(again)[0]?.failures[0]?.message).toBe('u1@contoso.example holds a license.');
    expect(readdirSync(elsewhere)).toEqual(['r.yaml']);
    writeFileSync(
      join(elsewhere, 'r.yaml'),
      text.replace('user.department -eq "Sales"', 'user.department -eq "Sales" -and user.userType -ne "Guest"'),
    );
    expect(runTool(elsewhere, ['fuzz', 'r.yaml', '--json']).code).toBe(0);
  });

  it('finds the same failure by the command that it names', () => {
    const folder = scene(guests);
    const first = casesOf(runTool(folder, ['fuzz', '--seed', '7', '--json', '--no-save']));
    const failed = first.filter(({ status }) => status === 'failed');
    expect(failed.map(({ name }) => name)).toEqual([
      'guests are never licensed > generated tenants',
      'guests are never licensed > changes',
    ]);
    for (const { failures } of failed) {
      const words = [...(failures[0]?.reproduce ?? '').matchAll(/"([^"]*)"|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      );
      const [again] = casesOf(runTool(folder, [...words.slice(1), '--json', '--no-save']));
      expect(again?.failures[0]?.got).toBe(failures[0]?.got);
      expect(again?.failures[0]?.details?.slice(0, -1)).toEqual(failures[0]?.details?.slice(0, -1));
      expect(again?.notes?.[0]).not.toBe(first[0]?.notes?.[0]);
    }
  });

  it('looks at a database, to which it writes nothing', () => {
    const folder = scene('  - { name: staff, never: { who: user.department -eq null, has: { license: any } } }\n');
    expect(runTool(folder, ['generate', '--users', '200', '--seed', '3', '--out', 'big.db']).code).toBe(0);
    const before = readFileSync(join(folder, 'big.db'));
    const run = runTool(folder, ['fuzz', '--tenant', 'big.db', '--runs', '5', '--seed', '1', '--json']);
    expect({ code: run.code, err: run.err }).toEqual({ code: 0, err: '' });
    expect(readFileSync(join(folder, 'big.db')).equals(before)).toBe(true);
  });

  it('tells of a property that says nothing', () => {
    const folder = scene(guests.replace('"Guest"', '"Guests"').replace('never: {', 'over: [present], never: {'));
    const run = runTool(folder, ['fuzz', '--json']);
    expect(run.code).toBe(0);
    expect(reportOf(run).findings.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      [
        'property/vacuous',
        'warning',
        'The property "guests are never licensed" says nothing. Nobody of 4 people in 1 case is one whom the property is about.',
      ],
    ]);
  });

  it.each([
    [
      'a group that is not there',
      '  - { name: a, disjoint: [License E3, Licence E5] }\n',
      'property/unknown-name',
      'Did you mean "License E5"',
    ],
    [
      'a license that is not there',
      '  - { name: a, never: { has: { license: SPE_E33 } } }\n',
      'property/unknown-name',
      'Did you mean "SPE_E3"',
    ],
    [
      'a property in the words of rules',
      '  - { name: a, stable: { changing: mobile } }\n',
      'property/unknown-attribute',
      'mobile',
    ],
    [
      'a rule with a fault',
      `  - { name: a, always: { who: 'user.department = "x"', has: { license: any } } }\n`,
      'property/rule',
      'p.yaml:4:',
    ],
    ['nothing under has', '  - { name: a, never: { has: {} } }\n', 'property/empty-statement', 'p.yaml:4:'],
    [
      'devices with licenses',
      `  - { name: a, never: { who: device.accountEnabled -eq true, has: { license: any } } }\n`,
      'property/rule',
      'only users have licenses',
    ],
  ])('refuses %s with exit code 3 and a place', (_what, properties, code, words) => {
    const run = runTool(scene(properties), ['fuzz', 'properties/p.yaml']);
    expect({ code: run.code, out: run.out }).toEqual({ code: 3, out: '' });
    expect(run.err).toContain(code);
    expect(run.err).toContain(words);
    expect(run.err).not.toMatch(/\n\s+at /);
  });

  it('refuses a tenant outside of the folder at hand unless that is allowed', () => {
    const folder = scene(guests);
    const inside = join(folder, 'properties');
    const refused = runTool(inside, ['fuzz', 'p.yaml', '--json', '--no-save']);
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('property/outside');
    expect(
      runTool(inside, ['fuzz', 'p.yaml', '--json', '--no-save', '--allow-external', '--scope', 'present']).code,
    ).toBe(0);
  });

  it('refuses a tenant outside of the folder to which a link inside of it leads, and one with such a link in it', () => {
    const folder = scene(guests);
    const inside = join(folder, 'properties');
    symlinkSync(join(folder, 'tenants/northwind-clinic'), join(inside, 'linked'));
    writeFileSync(join(inside, 'link.yaml'), `version: 1\ntenant: linked\nproperties:\n${guests}`);
    const run = runTool(inside, ['fuzz', 'link.yaml', '--no-save', '--scope', 'present']);
    expect(run.err).toContain('property/outside');
    expect([run.code, run.out]).toEqual([3, '']);

    cpSync(join(folder, 'tenants/northwind-clinic'), join(inside, 'tenant'), { recursive: true });
    writeFileSync(join(folder, 'secret'), 'token\n');
    symlinkSync(join(folder, 'secret'), join(inside, 'tenant/subscriptions.yaml'));
    writeFileSync(join(inside, 'link.yaml'), `version: 1\ntenant: tenant\nproperties:\n${guests}`);
    const leaky = runTool(inside, ['fuzz', 'link.yaml', '--no-save', '--scope', 'present']);
    expect(leaky.err).toContain('property/outside');
    expect(leaky.err).not.toContain('token');
  });

  it.each([
    [['-t', 'nothing like it'], 'usage/filter'],
    [['-t', '('], 'usage/filter'],
    [['--path', '0:1'], 'usage/path'],
    [['--report', 'xml'], 'usage/report'],
    [['--runs', '0'], '--runs'],
    [['no-such.yaml'], 'file/unreadable'],
  ])('says what is wrong with %j', (args, words) => {
    const run = runTool(scene(guests), ['fuzz', ...args, '--json']);
    expect(run.code).toBe(args[0] === 'no-such.yaml' ? 3 : 4);
    expect(run.err).toContain(words);
  });

  it('gives exit code 5 for undecided people where they are forbidden', () => {
    const folder = scene(`${guests.replace('never: {', 'over: [present], never: {')}`);
    const file = join(folder, 'tenants/harbour-licenses/users.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        'userType: Member, accountEnabled: true, assignedLicenses: [] }',
        'notKnown: [userType], accountEnabled: true, assignedLicenses: [] }',
      ),
    );
    const allowed = runTool(folder, ['fuzz', '--json']);
    expect(allowed.code).toBe(0);
    expect(casesOf(allowed)[0]?.notes).toContain('1 undecided: neither a violation nor a proof.');
    const forbidden = runTool(folder, ['fuzz', '--json', '--forbid-undecided']);
    expect(forbidden.code).toBe(5);
    expect(casesOf(forbidden)[0]).toMatchObject({ status: 'undecided', failures: [{ code: 'property/undecided' }] });
  });

  it('reports what was done when it is interrupted', async () => {
    const folder = scene('  - { name: a, disjoint: [License E3, License E5] }\n');
    const interrupt = new AbortController();
    let looks = 0;
    const now = (): number => {
      looks++;
      if (looks === 40) interrupt.abort();
      return looks * 1000;
    };
    const choices = { cwd: folder, signal: interrupt.signal, now };
    const done = await runInProcess(['fuzz', '--runs', '1000', '--json'], choices);
    expect(done.code).toBe(130);
    expect(reportOf(done)).toMatchObject({ complete: false });
    expect(casesOf(done).at(-1)?.notes?.at(-1)).toBe('Stopped before all cases were looked at.');
    expect(done.err).toContain('Interrupted');
  });
});
