import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runTool } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function lab(): string {
  const folder = tempFolder();
  expect(runTool(folder, ['init', 'lab']).code).toBe(0);
  return join(folder, 'lab');
}

const changes =
  'version: 1\nsteps:\n  - update: user\n    where: user.department -eq "Sales"\n    set: { city: Malmö }\n';

describe('a saved plan that was edited by hand', () => {
  it.each([
    ['a clock that is no instant', (plan: { tenant: { clock: string } }) => (plan.tenant.clock = 'junk')],
    [
      'an option that does not exist',
      (plan: { semantics: object[] }) => (plan.semantics = [{ name: 'x', value: 'y' }]),
    ],
    [
      'a reading that does not exist',
      (plan: { semantics: object[] }) => (plan.semantics = [{ name: 'member-of-mode', value: 'never' }]),
    ],
  ])('is not applied with %s', (_what, edit) => {
    const folder = lab();
    writeFileSync(join(folder, 'c.yaml'), changes);
    runTool(folder, ['plan', '--changes', 'c.yaml', '--save', 'plan.json']);
    const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as never;
    edit(plan);
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    const before = readFileSync(join(folder, 'tenant/users.yaml'), 'utf8');
    expect(runTool(folder, ['apply', 'plan.json'])).toMatchObject({ code: 3, out: '' });
    expect(readFileSync(join(folder, 'tenant/users.yaml'), 'utf8')).toBe(before);
  });
});

describe('the encoding of a change set', () => {
  it.each([
    ['UTF-8', Buffer.from(changes)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${changes}`)],
    ['UTF-16 little endian with one', Buffer.from(`\uFEFF${changes}`, 'utf16le')],
  ])('may be %s', (_what, bytes) => {
    const folder = lab();
    writeFileSync(join(folder, 'c.yaml'), bytes);
    const { code, out } = runTool(folder, ['plan', '--changes', 'c.yaml']);
    expect(code).toBe(0);
    expect(out).toContain('Malmö');
  });

  it('is refused when letters would be lost', () => {
    const folder = lab();
    writeFileSync(join(folder, 'c.yaml'), Buffer.from(changes, 'latin1'));
    const { code, err } = runTool(folder, ['plan', '--changes', 'c.yaml']);
    expect(code).toBe(3);
    expect(err).toContain('file/wrong-encoding');
  });
});

describe('a list of members whose group is not named', () => {
  it('is not read as people', () => {
    const folder = tempFolder();
    writeFileSync(
      join(folder, 'list.csv'),
      'Object ID,User principal name,Display name,Member type\naaaaaaaa-0000-4000-8000-000000000001,,Nested,Group\n',
    );
    const { code, err } = runTool(folder, ['import', 'list.csv', '--into', 't.db']);
    expect(code).toBe(3);
    expect(err).toContain('import/unknown-holder');
    expect(existsSync(join(folder, 't.db'))).toBe(false);
  });
});
