import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectTenantKind, explainTenantKind } from '../../../src/formats/index.ts';
import { writeFiles } from '../../support/import-files.ts';

describe('detecting what a path is', () => {
  it.each([
    ['a SQLite file of any name', { 'x.bin': 'SQLite format 3\0rest' }, 'x.bin', 'database'],
    ['an empty .db file', { 'tenant.db': '' }, 'tenant.db', 'database'],
    ['a folder with tenant.yaml', { 'tenant.yaml': '' }, '.', 'folder'],
    ['a JSON file', { 'users.json': '[]' }, 'users.json', 'export'],
    ['a CSV file', { 'users.CSV': '' }, 'users.CSV', 'export'],
    ['a folder of JSON files', { 'users.json': '[]', 'readme.md': '' }, '.', 'export'],
    ['a folder of EntraExporter', { 'Groups/a/a.json': '{}' }, '.', 'export'],
    ['a text file', { 'readme.md': '' }, 'readme.md', undefined],
    ['a .db file that is no database', { 'tenant.db': 'hello' }, 'tenant.db', undefined],
    ['a folder of other things', { 'src/readme.md': '' }, '.', undefined],
    ['nothing', {}, 'missing', undefined],
  ])('takes %s for what it is', (_name, files, path, kind) => {
    const found = join(writeFiles(files), path);
    expect(detectTenantKind(found)).toBe(kind);
    expect(explainTenantKind(found).reason).toMatch(/\.$/);
  });
});
