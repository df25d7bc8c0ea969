import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestReport } from '../../../src/harness/index.ts';
import { runInProcess, type EnvironmentChoices } from '../../support/run-cli.ts';
import { projectRoot } from '../../support/start-tool.ts';
import { writeTree } from '../../support/suite-scene.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const samples = join(projectRoot, 'fixtures');

/** A folder with a tenant and suites. */
function lab(suites: Readonly<Record<string, string>>): string {
  const folder = tempFolder();
  cpSync(join(samples, 'tenants/harbour-licenses'), join(folder, 'tenant'), { recursive: true });
  cpSync(join(samples, 'changes'), join(folder, 'changes'), { recursive: true });
  writeTree(folder, suites);
  return folder;
}

function run(cwd: string, argv: readonly string[], choices: EnvironmentChoices = {}) {
  return runInProcess(['test', ...argv], { cwd, ...choices });
}

/** The report of a run, and its exit code. */
async function report(cwd: string, argv: readonly string[] = [], choices: EnvironmentChoices = {}) {
  const { code, out } = await run(cwd, [...argv, '--json'], choices);
  return { code, report: JSON.parse(out) as TestReport };
}

const namesIn = ({ suites }: TestReport): readonly string[] =>
  suites.flatMap(({ cases }) => cases.map(({ name }) => name));

const head = 'tenant: tenant\ntests:\n';
const passing =
  '  - { name: ada, tags: [smoke], person: ada@harbour.example, group: License E3, expect: { member: true } }\n';
const failing = '  - { name: ben, person: ben@harbour.example, group: License E3, expect: { member: false } }\n';
const snapshot = '  - { name: three, group: License E3, expect: { snapshot: sales } }\n';
const ci = { variables: { CI: 'true' } };

describe('tenantlab test', () => {
  it.each(['northwind-clinic', 'harbour-licenses'])('passes the suite of %s, in CI too', async (name) => {
    const { code, report: found } = await report(projectRoot, [`fixtures/suites/${name}.tenantlab.yaml`], ci);
    expect(found.suites.flatMap(({ cases }) => cases.filter(({ status }) => status === 'failed'))).toEqual([]);
    expect(found.summary.passed).toBeGreaterThan(8);
    expect(code).toBe(0);
  });

  it('finds suites below the folder, in the order of their names, and no others', async () => {
    const text = `tenant: ../tenant\ntests:\n${passing}`;
    const folder = lab({
      'b/x.tenantlab.yml': text,
      'a/x.tenantlab.json': JSON.stringify({
        tenant: '../tenant',
        tests: [{ name: 'j', group: 'License E3', expect: { count: 3 } }],
      }),
      'a/other.yaml': 'x',
      'node_modules/x.tenantlab.yaml': 'x',
      '.hidden/x.tenantlab.yaml': 'x',
    });
    const { report: found, code } = await report(folder);
    expect(found.suites.map(({ file }) => file)).toEqual(['a/x.tenantlab.json', 'b/x.tenantlab.yml']);
    expect(code).toBe(0);
    expect((await report(folder, ['b/**/*.tenantlab.{yaml,yml}'])).report.suites).toHaveLength(1);
    expect((await report(folder, ['b'])).report.suites).toHaveLength(1);
  });

  it('ends with 1 when a case fails, and tells how to run it alone', async () => {
    const folder = lab({ 's.tenantlab.yaml': head + passing + failing });
    const { code, out } = await run(folder, []);
    expect(code).toBe(1);
    expect(out).toContain('s.tenantlab.yaml:4');
    expect(out).toContain('tenant/groups.yaml');
    const command = /reproduce\s+tenantlab test (\S+) -t (\S+)/.exec(out);
    const again = await report(folder, [command?.[1] ?? '', '-t', (command?.[2] ?? '').replaceAll("'", '')]);
    expect(namesIn(again.report)).toEqual(['ben']);
  });

  it('tells how to run a failure alone with the options that it hangs on', async () => {
    const folder = lab({ 'a.tenantlab.yaml': `tenant: none\ntests:\n${failing}` });
    const given = ['--tenant', 'tenant', '--clock', '2027-01-01', '--semantics', 'dynamic-group-limit=5000'];
    const [first] = (await report(folder, given)).report.suites.flatMap(({ cases }) => cases);
    expect(first?.failures[0]?.reproduce).toBe(
      "tenantlab test a.tenantlab.yaml -t '^ben$' --tenant tenant --clock 2027-01-01T00:00:00Z --semantics dynamic-group-limit=5000",
    );
  });

  it('filters by name and tag, and ends with 4 when nothing is left', async () => {
    const folder = lab({ 's.tenantlab.yaml': head + passing + failing });
    expect(namesIn((await report(folder, ['--tag', 'smoke'])).report)).toEqual(['ada']);
    expect(namesIn((await report(folder, ['-t', '^b'])).report)).toEqual(['ben']);
    expect((await run(folder, ['-t', 'nobody'])).code).toBe(4);
    expect((await run(folder, ['-t', '('])).code).toBe(4);
    expect((await run(folder, ['-t', 'nobody', '--pass-with-no-tests'])).code).toBe(0);
    expect((await run(folder, ['nowhere.tenantlab.yaml'])).code).toBe(4);
    expect((await run(tempFolder(), [])).code).toBe(4);
  });

  it('lets the config say that an empty run is fine', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'tenantlab.config.yaml'), 'test: { failOnEmpty: false }\n');
    expect((await run(folder, [])).code).toBe(0);
  });

  it('runs each case in exactly one shard', async () => {
    const cases = Array.from({ length: 7 }, (_, index) => passing.replace('ada,', `c${index},`)).join('');
    const folder = lab({ 'a.tenantlab.yaml': head + cases, 'b.tenantlab.yaml': head + cases });
    const shards = await Promise.all([1, 2, 3].map((index) => report(folder, ['--shard', `${index}/3`])));
    const all = shards.flatMap(({ report: { suites } }) =>
      suites.flatMap(({ file, cases: own }) => own.map(({ name }) => `${file} ${name}`)),
    );
    expect(all).toHaveLength(14);
    expect(new Set(all).size).toBe(14);
    expect((await run(folder, ['--shard', '20/20'])).code).toBe(0);
    expect((await run(folder, ['--shard', '0/3'])).code).toBe(4);
  });

  it('stops after the first failure with --bail', async () => {
    const folder = lab({ 'a.tenantlab.yaml': head + failing + passing, 'b.tenantlab.yaml': head + passing });
    const { report: found, code } = await report(folder, ['--bail']);
    expect([namesIn(found), found.complete, code]).toEqual([['ben'], false, 1]);
  });

  it('runs only what has only: true, and fails on it in CI', async () => {
    const folder = lab({ 's.tenantlab.yaml': head + passing.replace('name: ada', 'name: ada, only: true') + failing });
    const local = await report(folder);
    expect([local.code, local.report.summary]).toMatchObject([0, { passed: 1, skipped: 1 }]);
    const strict = await report(folder, [], ci);
    expect(strict.code).toBe(1);
    expect(strict.report.suites[0]?.cases[0]?.failures[0]?.code).toBe('test/only');
  });

  it('ends with 3 and all faults when suites are wrong, and runs nothing', async () => {
    const folder = lab({
      'a.tenantlab.yaml': 'tennant: x\ntests:\n' + passing,
      'b.tenantlab.yaml': `tenant: nowhere\ntests:\n${passing}`,
      'c.tenantlab.yaml': head + passing.replace('ada@', 'adda@'),
    });
    const { code, err, out } = await run(folder, []);
    expect([code, out]).toEqual([3, '']);
    for (const part of [
      'suite/unknown-key',
      'a.tenantlab.yaml:1:1',
      'suite/unknown-tenant',
      'b.tenantlab.yaml:1:9',
      'suite/unknown-name',
      'c.tenantlab.yaml:3',
      'ada@harbour.example',
    ])
      expect(err).toContain(part);
  });

  it('opens no tenant outside of the folder unless it may', async () => {
    const folder = lab({ 'in/s.tenantlab.yaml': `tenant: ../tenant\ntests:\n${passing}` });
    expect((await run(join(folder, 'in'), [])).err).toContain('suite/outside-folder');
    expect((await run(join(folder, 'in'), ['--allow-external'])).code).toBe(0);
    writeFileSync(join(folder, 'tenantlab.config.yaml'), '{}\n');
    expect((await run(join(folder, 'in'), [])).code).toBe(0);
  });

  it('opens no tenant with a file that is a link out of the folder, and shows nothing of it', async () => {
    const folder = lab({ 'inside/s.tenantlab.yaml': head + passing, secret: 'token\n' });
    cpSync(join(folder, 'tenant'), join(folder, 'inside/tenant'), { recursive: true });
    symlinkSync(join(folder, 'secret'), join(folder, 'inside/tenant/contacts.yaml'));
    for (const command of ['test', 'mutate']) {
      const { code, err } = await runInProcess([command], { cwd: join(folder, 'inside') });
      expect(code).toBe(3);
      expect(err).toContain('suite/outside-folder');
      expect(err).not.toContain('token');
    }
  });

  it('takes the tenant and the clock of the command line before those of the suite', async () => {
    const folder = lab({ 's.tenantlab.yaml': `tenant: nowhere\ntests:\n${passing}` });
    expect((await run(folder, ['--tenant', 'tenant'])).code).toBe(0);
    writeFileSync(join(folder, 's.tenantlab.yaml'), `tests:\n${passing}`);
    expect((await run(folder, [])).code).toBe(4);
    expect((await run(folder, [], { variables: { TENANTLAB_TENANT: 'tenant' } })).code).toBe(0);
  });

  it('ends with 5 when something is undecided, with 1 or 0 as the config says', async () => {
    const folder = lab({
      'open.json': JSON.stringify({
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users',
        value: [{ id: '10000000-0000-4000-8000-000000000001', userPrincipalName: 'a@b.c' }],
      }),
      's.tenantlab.yaml':
        'tenant: open.json\ngroups: { G: { membershipRule: user.department -eq "Sales" } }\ntests:\n  - { name: a, person: a@b.c, group: G, expect: { member: true } }\n',
    });
    expect((await run(folder, [])).code).toBe(5);
    writeFileSync(join(folder, 'tenantlab.config.yaml'), 'test: { undecided: fail }\n');
    expect((await run(folder, [])).code).toBe(1);
    writeFileSync(join(folder, 'tenantlab.config.yaml'), 'test: { undecided: allow }\n');
    expect((await run(folder, [])).code).toBe(0);
    expect((await run(folder, ['--forbid-undecided'])).code).toBe(5);
  });

  it('writes several reports at once, of the command line or of the config', async () => {
    const folder = lab({
      's.tenantlab.yaml': head + passing,
      'tenantlab.config.yaml': 'reports: [text, { junit: out.xml }]\n',
    });
    expect((await run(folder, [])).out).toContain('1 passed');
    expect(readFileSync(join(folder, 'out.xml'), 'utf8')).toContain('<testsuite');
    await run(folder, ['--report', 'tap=out.tap']);
    expect(readFileSync(join(folder, 'out.tap'), 'utf8')).toContain('ok 1');
    expect((await run(folder, ['--report', 'jnuit=x'])).code).toBe(4);
  });

  it.each([
    [['--report', 'junit=out.xml', '--report', 'sarif=./out.xml'], 'Two reports would be written to "out.xml".'],
    [['--report', 'pdf=out.pdf'], 'There is no report "pdf" here.'],
  ])('refuses %j before it runs anything', async (argv, message) => {
    const folder = lab({ 's.tenantlab.yaml': head + snapshot });
    for (const command of ['test', 'mutate', 'fuzz']) {
      const { code, err } = await runInProcess([command, ...argv], { cwd: folder });
      expect([code, err.split('\n')[0]]).toEqual([4, `error usage/report: ${message}`]);
    }
    expect(readdirSync(folder).toSorted()).toEqual(['changes', 's.tenantlab.yaml', 'tenant']);
  });

  it('writes the report of a run that was interrupted, marked as incomplete', async () => {
    const folder = lab({ 'a.tenantlab.yaml': head + passing, 'b.tenantlab.yaml': head + passing });
    const interrupt = new AbortController();
    let looks = 0;
    // The second look at the clock of the cases is in the middle of the run.
    const now = (): number => {
      if (++looks > 2) interrupt.abort();
      return looks;
    };
    const { code, report: found } = await report(folder, ['--quiet'], { signal: interrupt.signal, now });
    expect([code, found.complete]).toEqual([130, false]);
    expect(found.suites.length).toBeLessThan(2);
  });

  it('hears of an interruption inside of a long suite', async () => {
    const many = `    matrix: { n: [${Array.from({ length: 3000 }, (_, index) => index).join(', ')}] }\n`;
    const long = `  - name: 'case \${n}'\n    group: License E3\n${many}    expect: { count: 3 }\n`;
    const folder = lab({ 'a.tenantlab.yaml': head + long });
    const interrupt = new AbortController();
    let looks = 0;
    // As a signal does: it comes between two turns of the event loop, whenever there is the next one.
    const now = (): number => {
      if (++looks === 1) setImmediate(() => interrupt.abort());
      return looks;
    };
    const { code, report: found } = await report(folder, ['--quiet'], { signal: interrupt.signal, now });
    expect([code, found.complete]).toEqual([130, false]);
    expect(found.summary.cases).toBeLessThan(3000);
  });
});

describe('snapshots', () => {
  const file = '__snapshots__/sales.snap.yaml';

  it('are written when they are new, with people and names', async () => {
    const folder = lab({ 's.tenantlab.yaml': head + snapshot });
    expect((await report(folder)).report.suites[0]?.cases[0]?.notes).toEqual(['wrote snapshot sales']);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(
      '# Written by `tenantlab test -u`. People and names; read it like code.\ns.tenantlab.yaml:\n  three:\n    members:\n      - ada@harbour.example\n      - ben@harbour.example\n      - cleo@harbour.example\n',
    );
    expect((await run(folder, [], ci)).code).toBe(0);
  });

  it('fail in CI when they are new, and nothing is written', async () => {
    const folder = lab({ 's.tenantlab.yaml': head + snapshot });
    const { code, out } = await run(folder, [], ci);
    expect([code, existsSync(join(folder, '__snapshots__'))]).toEqual([1, false]);
    expect(out).toContain('-u');
    expect((await run(folder, ['-u'], ci)).code).toBe(4);
  });

  it('fail when they differ, show whom, and are written with -u alone', async () => {
    const folder = lab({ 's.tenantlab.yaml': head + snapshot });
    await run(folder, []);
    const users = readFileSync(join(folder, 'tenant/users.yaml'), 'utf8');
    writeFileSync(join(folder, 'tenant/users.yaml'), users.replace('department: Analytics', 'department: Sales'));
    const before = readFileSync(join(folder, file), 'utf8');
    const failed = await report(folder);
    expect([failed.code, failed.report.suites[0]?.cases[0]?.failures[0]?.details]).toEqual([
      1,
      ['+ members > dora@harbour.example'],
    ]);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(before);
    expect((await run(folder, ['-u'])).code).toBe(0);
    expect(readFileSync(join(folder, file), 'utf8')).toContain('dora@harbour.example');
  });

  it('that nobody looks at any more are a warning, fail in CI, and go with -u', async () => {
    const folder = lab({
      's.tenantlab.yaml': head + snapshot + passing,
      't.tenantlab.yaml': head + snapshot.replace('three', 'other'),
    });
    await run(folder, []);
    writeFileSync(join(folder, 's.tenantlab.yaml'), head + passing);
    rmSync(join(folder, 't.tenantlab.yaml'));
    const local = await report(folder);
    expect(local.code).toBe(0);
    expect(local.report.findings.map(({ code }) => code)).toEqual(['test/obsolete-snapshot', 'test/obsolete-snapshot']);
    const strict = await run(folder, [], ci);
    expect(strict.code).toBe(1);
    expect(strict.out).toContain('"three"');
    await run(folder, ['-u']);
    expect(readdirSync(join(folder, '__snapshots__'))).toEqual([]);
    expect((await run(folder, [], ci)).code).toBe(0);
  });

  it('that share a name and the name of a case go for the suite alone that does not look at them any more', async () => {
    const folder = lab({ 's.tenantlab.yaml': head + snapshot + passing, 't.tenantlab.yaml': head + snapshot });
    await run(folder, []);
    writeFileSync(join(folder, 's.tenantlab.yaml'), head + passing);
    await run(folder, ['-u']);
    const kept = readFileSync(join(folder, file), 'utf8');
    expect(kept).toContain('t.tenantlab.yaml');
    expect(kept).not.toContain('s.tenantlab.yaml');
    expect((await run(folder, [], ci)).code).toBe(0);
  });

  it('that nobody looks at any more fail in CI in one shard, whatever suite they belong to', async () => {
    const folder = lab({ 's.tenantlab.yaml': head + passing, 't.tenantlab.yaml': head + snapshot + passing });
    await run(folder, []);
    writeFileSync(join(folder, 't.tenantlab.yaml'), head + passing);
    const shards = await Promise.all([1, 2].map((index) => report(folder, ['--shard', `${index}/2`], ci)));
    expect(shards.map(({ code }) => code)).toEqual([1, 0]);
    expect(shards.flatMap(({ report: found }) => namesIn(found).slice(0, 2)).slice(0, 2)).toEqual([
      'ada',
      'snapshot sales of three',
    ]);
  });

  it('of suites that are gone are told once, and which suite they were of', async () => {
    const text = head + snapshot;
    const folder = lab({ 's.tenantlab.yaml': text, 't.tenantlab.yaml': text, 'u.tenantlab.yaml': text });
    await run(folder, []);
    rmSync(join(folder, 'u.tenantlab.yaml'));
    const { code, report: found } = await report(folder, [], ci);
    expect([code, found.summary.failed]).toEqual([1, 1]);
    expect(namesIn(found)).toContain('snapshot sales of three in u.tenantlab.yaml');
  });

  it('are neither read nor written by links out of the folder', async () => {
    const outer = lab({ 'inside/s.tenantlab.yaml': head + snapshot, 'elsewhere/sales.snap.yaml': 'token\n' });
    const folder = join(outer, 'inside');
    cpSync(join(outer, 'tenant'), join(folder, 'tenant'), { recursive: true });
    symlinkSync(join(outer, 'elsewhere'), join(folder, '__snapshots__'));
    const refused = await run(folder, ['-u']);
    expect([refused.code, refused.out]).toEqual([3, '']);
    expect(refused.err).toContain('suite/outside-folder');
    expect(refused.err).not.toContain('token');
    expect(readFileSync(join(outer, 'elsewhere/sales.snap.yaml'), 'utf8')).toBe('token\n');

    rmSync(join(folder, '__snapshots__'));
    writeTree(folder, { '__snapshots__/other.snap.yaml': 's.tenantlab.yaml: {}\n' });
    symlinkSync(join(outer, 'elsewhere/sales.snap.yaml'), join(folder, file));
    expect((await run(folder, [])).err).not.toContain('token');
    rmSync(join(folder, file));
    expect((await run(folder, ['-u'])).code).toBe(0);
  });

  it('that cannot be read end the run with 3', async () => {
    const folder = lab({ 's.tenantlab.yaml': head + snapshot, [file]: '- a\n' });
    expect((await run(folder, [])).code).toBe(3);
  });
});
