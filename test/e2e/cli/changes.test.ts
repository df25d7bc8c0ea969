import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runTool, type ToolRun } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const reorganisation = 'changes/reorganisation.yaml';

/** A folder made by `tenantlab init lab`. */
function lab(): string {
  const folder = tempFolder();
  expect(runTool(folder, ['init', 'lab']).code).toBe(0);
  return join(folder, 'lab');
}

/** Every file of a folder with its text. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

describe('the sample change sets', () => {
  it.each([
    ['harmless', [], 0],
    ['refused', [], 1],
    ['protected-user', ['--guardrail', 'protected-users=breakglass*'], 1],
  ])('plans %s as it always did', async (name, options, expected) => {
    const { code, out, err } = runTool(lab(), ['plan', '--changes', `changes/${name}.yaml`, ...options]);
    expect({ code, err }).toEqual({ code: expected, err: '' });
    await expect(out).toMatchFileSnapshot(`../../golden/cli/${name}.golden.txt`);
  });

  it('plans a change set from standard input, and the same way twice', () => {
    const folder = lab();
    const text = readFileSync(join(folder, reorganisation), 'utf8');
    const plans = [1, 2].map(() => runTool(folder, ['plan', '--changes', '-', '--json'], text));
    expect(plans[0]).toMatchObject({ code: 0, err: '' });
    expect(plans[1]).toEqual(plans[0]);
  });

  it('changes nothing by planning', () => {
    const folder = lab();
    const before = filesOf(join(folder, 'tenant'));
    runTool(folder, ['plan', '--changes', reorganisation, '--save', 'plan.json']);
    expect(filesOf(join(folder, 'tenant'))).toEqual(before);
  });
});

describe('a tenant as a folder', () => {
  it('goes from plan to apply once, and shows what was done as a difference', () => {
    const folder = lab();
    cpSync(join(folder, 'tenant'), join(folder, 'before'), { recursive: true });
    const saved = runTool(folder, ['plan', '--changes', reorganisation, '--save', 'plan.json']);
    expect(saved.err).toContain('tenantlab apply plan.json');
    expect(runTool(folder, ['apply', 'plan.json'])).toMatchObject({ code: 0, err: '' });
    const after = filesOf(join(folder, 'tenant'));

    const again = runTool(folder, ['apply', 'plan.json']);
    expect(again).toMatchObject({ code: 3, out: '' });
    expect(again.err).toContain('plan/stale');
    expect(
      runTool(folder, ['why', 'grace.mbeki@contoso.com', 'in', 'Marketing All', '--plan', 'plan.json']),
    ).toMatchObject({ code: 3, out: '' });
    expect(filesOf(join(folder, 'tenant'))).toEqual(after);

    const difference = runTool(folder, ['diff', 'before', 'tenant']);
    expect(difference.code).toBe(1);
    expect(difference.out).toContain('"CRM Users"');
    expect(runTool(folder, ['diff', 'tenant', 'tenant'])).toEqual({
      code: 0,
      out: 'The tenants are equal.\n',
      err: '',
    });
  });

  it('is read back by a plan: what is done needs doing no more', () => {
    const folder = lab();
    runTool(folder, ['plan', '--changes', 'changes/harmless.yaml', '--save', 'plan.json']);
    runTool(folder, ['apply', 'plan.json']);
    const { summary } = JSON.parse(runTool(folder, ['plan', '--changes', 'changes/harmless.yaml', '--json']).out) as {
      readonly summary: { readonly joins: number; readonly leaves: number };
    };
    expect(summary).toMatchObject({ joins: 0, leaves: 0 });
  });

  it('goes to a database and back without a loss', () => {
    const folder = lab();
    expect(runTool(folder, ['export', '--out', 'copy.db']).code).toBe(0);
    expect(runTool(folder, ['export', '--tenant', 'copy.db', '--out', 'copy']).code).toBe(0);
    expect(runTool(folder, ['export', '--tenant', 'copy', '--out', 'again']).code).toBe(0);
    expect(filesOf(join(folder, 'again'))).toEqual(filesOf(join(folder, 'copy')));
    for (const copy of ['copy.db', 'copy']) expect(runTool(folder, ['diff', 'tenant', copy]).code).toBe(0);
    const plans = ['tenant', 'copy.db', 'copy'].map(
      (tenant) => runTool(folder, ['plan', '--tenant', tenant, '--changes', reorganisation]).out,
    );
    expect(new Set(plans).size).toBe(1);
  });

  it('shows its drift', () => {
    const { code, out } = runTool(lab(), ['diff']);
    expect(code).toBe(1);
    expect(out).toContain('"Nurses"');
    expect(out).toContain('kofi.danso@contoso.com');
    expect(out).toContain('linnea.dahl@contoso.com');
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['no YAML', 'version: 1\nsteps: [\n', 'bad.yaml:3:'],
    ['tabs', 'version: 1\nsteps:\n\t- update: user\n', 'bad.yaml:3:'],
    ['nothing', '', 'bad.yaml:1:'],
    ['no version', 'steps: []\n', 'bad.yaml:1:'],
    ['another version', 'version: 2\nsteps: []\n', 'bad.yaml:1:'],
    ['a list', '- a\n', 'bad.yaml:1:'],
    ['an unknown step', 'version: 1\nsteps:\n  - updat: user\n', 'bad.yaml:3:'],
    [
      'a where that is no rule',
      'version: 1\nsteps:\n  - update: user\n    where: user.city\n    set: { city: x }\n',
      'bad.yaml:4:',
    ],
    [
      'an unknown property',
      'version: 1\nsteps:\n  - update: user\n    match: { id: x }\n    set: { citty: x }\n',
      'bad.yaml:5:',
    ],
    [
      'a value of another type',
      'version: 1\nsteps:\n  - update: user\n    match: { id: x }\n    set: { accountEnabled: 7 }\n',
      'bad.yaml:5:',
    ],
    ['a clock that is none', 'version: 1\nclock: soon\nsteps: []\n', 'bad.yaml:2:'],
    [
      'an alias bomb',
      `version: 1\na: &a [x, x, x, x, x, x, x, x, x]\nb: &b [${'*a, '.repeat(9)}]\nc: &c [${'*b, '.repeat(9)}]\nd: [${'*c, '.repeat(9)}]\nsteps: []\n`,
      'bad.yaml',
    ],
  ];

  it.each(cases)('is %s: exit code 3 and a place, no stack trace', (_what, text, place) => {
    const folder = lab();
    writeFileSync(join(folder, 'bad.yaml'), text);
    const { code, out, err } = runTool(folder, ['plan', '--changes', 'bad.yaml', '--save', 'plan.json']);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain(place);
    expect(err).not.toMatch(/\n\s+at |internal/);
    expect(readdirSync(folder)).not.toContain('plan.json');
  });

  it.each<[string, (folder: string) => ToolRun]>([
    [
      'a broken file of the tenant',
      (folder) => {
        writeFileSync(join(folder, 'tenant/users.yaml'), '- id: [\n');
        return runTool(folder, ['plan', '--changes', reorganisation]);
      },
    ],
    [
      'a broken config',
      (folder) => {
        writeFileSync(join(folder, 'tenantlab.config.yaml'), 'tenant: tenant\nguardrails: { max-leaves: many }\n');
        return runTool(folder, ['plan', '--changes', reorganisation]);
      },
    ],
    [
      'a database that is none',
      (folder) => {
        writeFileSync(join(folder, 'x.db'), 'not a database, but long enough to be taken for one at a first glance');
        return runTool(folder, ['plan', '--tenant', 'x.db', '--changes', reorganisation]);
      },
    ],
    [
      'an output in a folder that is not there',
      (folder) => runTool(folder, ['plan', '--changes', reorganisation, '--out', 'nowhere/plan.txt']),
    ],
    ['a file where init should make a folder', (folder) => runTool(folder, ['init', 'tenantlab.config.yaml'])],
    ['a folder in use where init should start', (folder) => runTool(folder, ['init', '.'])],
    [
      'a target of generate that is in use',
      (folder) => runTool(folder, ['generate', '--users', '5', '--out', 'tenant']),
    ],
  ])('is %s', (_what, run) => {
    const { code, out, err } = run(lab());
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/^error \w+\/[\w-]+/);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('names the folder, not the file, that keeps an output from being written', () => {
    const { err } = runTool(lab(), ['plan', '--changes', reorganisation, '--out', 'nowhere/plan.txt']);
    expect(err).toContain('there is no such folder');
  });
});

describe('tenantlab why-not', () => {
  const ask = (...words: string[]): ToolRun => runTool(lab(), ['why-not', ...words]);

  it('says what keeps somebody out', () => {
    const { code, out } = ask('grace.mbeki@contoso.com', 'in', 'CRM Users');
    expect(code).toBe(0);
    expect(out).toContain('is not a member of "CRM Users"');
    expect(out).toContain('nearest miss');
  });

  it('says what would have to be known about somebody undecided', () => {
    const folder = lab();
    runTool(folder, ['plan', '--changes', reorganisation, '--save', 'plan.json']);
    const words = ['petra.novotna@contoso.com', 'in', 'Commercial Lakeview', '--plan', 'plan.json'];
    const { code, out } = runTool(folder, ['why-not', ...words]);
    expect(code).toBe(0);
    expect(out).toContain('undecided');
    expect(out).toContain('city');
  });

  it('gives the same answer as why, also as JSON', () => {
    const folder = lab();
    const words = ['grace.mbeki@contoso.com', 'in', 'CRM Users', '--json'];
    const [why, whyNot] = ['why', 'why-not'].map((command) => runTool(folder, [command, ...words]));
    expect(JSON.parse(why?.out ?? '')).toMatchObject({ verdict: 'notMember', mode: expect.any(String) as string });
    expect(whyNot).toEqual(why);
  });

  it('lists the candidates of a name that several groups have', () => {
    const folder = lab();
    const groups = join(folder, 'tenant/groups.yaml');
    const text = readFileSync(groups, 'utf8');
    writeFileSync(groups, text.replace('displayName: Nurses', 'displayName: CRM Users'));
    const { code, out, err } = runTool(folder, ['why', 'grace.mbeki@contoso.com', 'in', 'crm users']);
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(err).toContain('names 2 objects');
    expect(err.match(/\(group [0-9a-f-]{36}\)/g)).toHaveLength(2);
  });
});
