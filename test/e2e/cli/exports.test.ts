import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, runTool } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const exportsFolder = join(projectRoot, 'fixtures/exports');

/** Files that only add members to groups of other files. */
const membersOnly = /_members\./;

const clock = ['--clock', '2026-12-01T00:00:00Z'];

const kinds = readdirSync(exportsFolder);

const sources = kinds.flatMap((kind) => [
  kind,
  ...readdirSync(join(exportsFolder, kind), { withFileTypes: true })
    .filter((entry) => entry.isFile() && !membersOnly.test(entry.name))
    .map((entry) => join(kind, entry.name)),
]);

describe('tenantlab import', () => {
  it.each(sources)('reads %s, which is then the same tenant as a database', (source) => {
    const folder = tempFolder();
    const path = join(exportsFolder, source);
    const imported = runTool(folder, ['import', path, '--into', 'tenant.db', ...clock]);
    expect(imported).toMatchObject({ code: 0, err: '' });
    expect(imported.out).toMatch(/\nWrote tenant\.db\.\n$/);
    expect(runTool(folder, ['diff', path, 'tenant.db', ...clock]).out).toBe('The tenants are equal.\n');
  });

  it.each(kinds)('writes %s as a folder of text, too', (kind) => {
    const folder = tempFolder();
    const path = join(exportsFolder, kind);
    expect(runTool(folder, ['import', path, '--into', 'tenant', ...clock]).code).toBe(0);
    expect(runTool(folder, ['diff', path, 'tenant', ...clock]).out).toBe('The tenants are equal.\n');
  });

  it.each(['graph-json/Newsletter_members.json', 'portal-csv/Auditors_members.csv'])(
    'says that %s alone holds nothing to import',
    (source) => {
      const folder = tempFolder();
      const { code, out, err } = runTool(folder, ['import', join(exportsFolder, source), '--into', 'tenant.db']);
      expect({ code, out }).toEqual({ code: 3, out: '' });
      expect(err).toContain('import/nothing-to-import');
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it.each(['graph-json/users.json', 'portal-csv/bulk-create-users.csv'])('keeps no passwords of %s', (source) => {
    const folder = tempFolder();
    expect(runTool(folder, ['import', join(exportsFolder, source), '--into', 'tenant']).out).toContain(
      'secret-dropped',
    );
    for (const name of readdirSync(join(folder, 'tenant')))
      expect(readFileSync(join(folder, 'tenant', name), 'utf8')).not.toMatch(/password(?:Profile)?:/i);
  });

  it('reports as JSON on request', () => {
    const folder = tempFolder();
    const { out } = runTool(folder, ['import', join(exportsFolder, 'graph-json'), '--into', 'tenant.db', '--json']);
    expect(JSON.parse(out)).toBeTypeOf('object');
  });

  it.each(['tenant.db', 'tenant'])('leaves nothing of %s when a file ends too early', (target) => {
    const whole = readFileSync(join(exportsFolder, 'graph-json/users.json'), 'utf8');
    for (const share of [0.02, 0.5, 0.99]) {
      const folder = tempFolder();
      writeFileSync(join(folder, 'users.json'), whole.slice(0, Math.floor(whole.length * share)).trimEnd());
      const { code, out, err } = runTool(folder, ['import', 'users.json', '--into', target]);
      expect({ code, out }).toEqual({ code: 3, out: '' });
      expect(err).toContain('users.json');
      expect(err).not.toMatch(/\n\s+at |internal/);
      expect(readdirSync(folder)).toEqual(['users.json']);
    }
  });

  it.each([
    ['an empty file', ''],
    ['a word', 'hello'],
    ['zeros', '\0\0\0\0'],
    ['an object that is no list', '{"a":1}'],
  ])('refuses %s', (_what, text) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'x.json'), text);
    expect(runTool(folder, ['import', 'x.json', '--into', 'tenant.db'])).toMatchObject({ code: 3, out: '' });
    expect(existsSync(join(folder, 'tenant.db'))).toBe(false);
  });

  it('refuses a source that is not there', () => {
    const { code, err } = runTool(tempFolder(), ['import', 'nowhere.json', '--into', 'tenant.db']);
    expect(code).toBe(3);
    expect(err).toContain('nowhere.json');
  });
});
