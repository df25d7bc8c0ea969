import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { projectRoot, runTool } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const reorganisation = 'changes/reorganisation.yaml';

/** A folder made by `tenantlab init lab`, the working folder of what follows. */
function lab(): string {
  const folder = tempFolder();
  expect(runTool(folder, ['init', 'lab']).code).toBe(0);
  return join(folder, 'lab');
}

describe('tenantlab plan', () => {
  it('shows who gains and loses what on the sample, and why', async () => {
    const { code, out, err } = runTool(lab(), ['plan', '--changes', reorganisation]);
    expect(code).toBe(0);
    expect(err).toBe('');
    await expect(out).toMatchFileSnapshot('../../golden/cli/reorganisation.golden.txt');
  });

  it('gives a JSON document that its schema describes', () => {
    const { out } = runTool(lab(), ['plan', '--changes', reorganisation, '--format', 'json']);
    const schema = JSON.parse(readFileSync(join(projectRoot, 'schema/plan.schema.json'), 'utf8')) as object;
    const validate = new Ajv({ strict: false }).compile(schema);
    const plan = JSON.parse(out) as {
      readonly summary: { readonly joins: number };
      readonly effects: { readonly memberships: readonly object[] };
    };
    expect(validate(plan)).toBe(true);
    expect(plan.summary.joins).toBe(45);
    expect(plan.effects.memberships[0]).toHaveProperty('because');
  });

  it('writes Markdown into a file', () => {
    const folder = lab();
    expect(
      runTool(folder, ['plan', '--changes', reorganisation, '--format', 'markdown', '--out', 'plan.md']),
    ).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(join(folder, 'plan.md'), 'utf8')).toContain('<details>');
  });

  it.each([
    ['2 for changes', ['--changes', reorganisation, '--detailed-exitcode'], 2],
    ['1 for a failed guardrail', ['--changes', reorganisation, '--guardrail', 'max-leaves-per-group=2'], 1],
    ['1 for refusals', ['--changes', 'changes/refused.yaml'], 1],
    ['5 for undecided people where they are forbidden', ['--changes', reorganisation, '--forbid-undecided'], 5],
    ['1 before 5', ['--changes', reorganisation, '--forbid-undecided', '--guardrail', 'max-leaves=1'], 1],
    ['3 for a change set that is not there', ['--changes', 'nowhere.yaml'], 3],
    ['3 for a folder in place of a file', ['--changes', 'changes'], 3],
    ['3 for a tenant that is not there', ['--changes', reorganisation, '--tenant', 'nowhere'], 3],
    ['4 for a missing option', [], 4],
    ['4 for an unknown semantics option', ['--changes', reorganisation, '--semantics', 'nonsense=1'], 4],
    ['4 for a clock that is none', ['--changes', reorganisation, '--clock', 'soon'], 4],
  ])('ends with %s', (_what, argv, expected) => {
    const { code, err } = runTool(lab(), ['plan', ...argv]);
    expect(code).toBe(expected);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('points at the fault of a change set and exits with 3', () => {
    const folder = lab();
    writeFileSync(
      join(folder, 'bad.yaml'),
      'version: 1\nsteps:\n  - update: user\n    where: user.departement -eq "x"\n    sett: { city: Oslo }\n',
    );
    const { code, err } = runTool(folder, ['plan', '--changes', 'bad.yaml']);
    expect(code).toBe(3);
    expect(err).toContain('bad.yaml:5');
    expect(err).toContain('set');
  });

  it('reports a match that finds nobody, or several, as bad input with candidates', () => {
    const folder = lab();
    writeFileSync(
      join(folder, 'bad.yaml'),
      'version: 1\nsteps:\n  - update: user\n    match: { userPrincipalName: nobody@contoso.com }\n    set: { city: Oslo }\n  - delete: user\n    match: { department: Sales }\n',
    );
    const { code, out, err } = runTool(folder, ['plan', '--changes', 'bad.yaml']);
    expect(code).toBe(3);
    expect(out).toBe('');
    expect(err).toContain('bad.yaml:4');
    expect(err).toContain('bad.yaml:7');
  });

  it('reports a where that is no rule as bad input', () => {
    const folder = lab();
    writeFileSync(
      join(folder, 'bad.yaml'),
      'version: 1\nsteps:\n  - update: user\n    where: user.departement -eq "x"\n    set: { city: Oslo }\n',
    );
    const { code, err } = runTool(folder, ['plan', '--changes', 'bad.yaml']);
    expect(code).toBe(3);
    expect(err).toContain('bad.yaml:4');
    expect(err).toContain('department');
  });
});

describe('tenantlab apply', () => {
  it('applies a saved plan once, keeps the history and can go back', () => {
    const folder = lab();
    expect(runTool(folder, ['export', '--out', 'tenant.db']).code).toBe(0);
    const onDatabase = ['--tenant', 'tenant.db'];
    expect(runTool(folder, ['plan', ...onDatabase, '--changes', reorganisation, '--save', 'plan.json']).code).toBe(0);
    expect(runTool(folder, ['apply', 'plan.json', ...onDatabase]).out).toContain('Applied.');
    const history = JSON.parse(runTool(folder, ['history', ...onDatabase, '--json']).out) as readonly {
      readonly sequence: number;
      readonly who: string;
    }[];
    expect(history.map(({ sequence }) => sequence)).toEqual([2, 1]);
    expect(history[0]?.who).toBe('tester');
    expect(runTool(folder, ['apply', 'plan.json', ...onDatabase])).toMatchObject({ code: 3 });
    expect(runTool(folder, ['export', ...onDatabase, '--at', '1', '--out', 'before.db']).code).toBe(0);
    expect(runTool(folder, ['diff', 'tenant', 'before.db'])).toMatchObject({
      code: 0,
      out: 'The tenants are equal.\n',
    });
    expect(runTool(folder, ['diff', 'before.db', 'tenant.db']).code).toBe(1);
  });

  it('gives a folder and a database the same tenant', () => {
    const folder = lab();
    runTool(folder, ['export', '--out', 'tenant.db']);
    for (const tenant of ['tenant', 'tenant.db']) {
      runTool(folder, ['plan', '--tenant', tenant, '--changes', reorganisation, '--save', 'plan.json']);
      expect(runTool(folder, ['apply', 'plan.json', '--tenant', tenant]).err).toBe('');
    }
    expect(runTool(folder, ['diff', 'tenant', 'tenant.db']).out).toBe('The tenants are equal.\n');
  });

  it('applies nothing of a plan with refusals or failed guardrails', () => {
    const folder = lab();
    runTool(folder, ['plan', '--changes', 'changes/refused.yaml', '--save', 'refused.json']);
    runTool(folder, ['plan', '--changes', reorganisation, '--guardrail', 'max-leaves=1', '--save', 'failed.json']);
    const before = readFileSync(join(folder, 'tenant/users.yaml'), 'utf8');
    expect(runTool(folder, ['apply', 'refused.json'])).toMatchObject({ code: 1, out: '' });
    expect(runTool(folder, ['apply', 'failed.json'])).toMatchObject({ code: 1, out: '' });
    expect(readFileSync(join(folder, 'tenant/users.yaml'), 'utf8')).toBe(before);
  });

  it('refuses a file that is no saved plan', () => {
    const folder = lab();
    writeFileSync(join(folder, 'no.json'), '{"formatVersion":"2.0"}');
    writeFileSync(join(folder, 'broken.json'), '{"formatVersion"');
    expect(runTool(folder, ['apply', 'no.json']).code).toBe(3);
    expect(runTool(folder, ['apply', 'broken.json']).code).toBe(3);
    expect(runTool(folder, ['apply', reorganisation]).code).toBe(3);
  });
});

describe('tenantlab why', () => {
  it('explains one person before and after a plan', () => {
    const folder = lab();
    runTool(folder, ['plan', '--changes', reorganisation, '--save', 'plan.json']);
    const { code, out } = runTool(folder, [
      'why',
      'grace.mbeki@contoso.com',
      'in',
      'Marketing All',
      '--plan',
      'plan.json',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('is not a member of "Marketing All"');
    expect(out).toContain('department = "Marketing "');
    expect(out).toContain('nearest miss');
  });

  it('lists candidates for a name that is unknown or means several', () => {
    const folder = lab();
    const unknown = runTool(folder, ['why', 'grace.mbeky@contoso.com', 'in', 'Marketing All']);
    expect(unknown).toMatchObject({ code: 4 });
    expect(unknown.err).toContain('grace.mbeki@contoso.com');
    expect(runTool(folder, ['why', 'grace.mbeki@contoso.com', 'at', 'Marketing All']).code).toBe(4);
  });
});

describe('tenantlab import and generate', () => {
  it('imports an export into a new database, and nothing of a broken one', () => {
    const folder = tempFolder();
    writeFileSync(
      join(folder, 'users.json'),
      '{"value":[{"@odata.type":"#microsoft.graph.user","id":"aaaaaaaa-0000-4000-8000-000000000001","userPrincipalName":"a@contoso.com","department":null}]}',
    );
    writeFileSync(join(folder, 'broken.json'), '{"value":[{"@odata.type":"#microsoft.graph.user","id":"aaaa');
    expect(runTool(folder, ['import', 'users.json', '--into', 'tenant.db']).code).toBe(0);
    const broken = runTool(folder, ['import', 'users.json', 'broken.json', '--into', 'other.db']);
    expect(broken.code).toBe(3);
    expect(broken.err).toContain('broken.json');
    expect(existsSync(join(folder, 'other.db'))).toBe(false);
    expect(runTool(folder, ['import', 'users.json', '--into', 'tenant.db']).code).toBe(3);
  });

  it('generates the same tenant for the same seed', () => {
    const folder = tempFolder();
    for (const [seed, out] of [
      ['7', 'a.db'],
      ['7', 'b'],
      ['8', 'c.db'],
    ] as const) {
      expect(runTool(folder, ['generate', '--users', '60', '--seed', seed, '--out', out]).code).toBe(0);
    }
    expect(runTool(folder, ['diff', 'a.db', 'b']).code).toBe(0);
    expect(runTool(folder, ['diff', 'a.db', 'c.db']).code).toBe(1);
  });
});
