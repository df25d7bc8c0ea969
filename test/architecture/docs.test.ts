import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conformancePage } from '../../scripts/docs/conformance-page.ts';
import { generatedFiles } from '../../scripts/docs/generated-files.ts';
import { claims, findWitnesses } from '../../scripts/docs/parity-page.ts';
import { semanticsOptions } from '../../src/model/index.ts';

const root = join(import.meta.dirname, '../..');

describe('generated documents', () => {
  it.each(generatedFiles(root).map((file) => [file.path, file.text] as const))(
    '%s is up to date (npm run docs)',
    (path, text) => {
      expect(readFileSync(join(root, path), 'utf8')).toBe(text);
    },
  );

  it('the scores of the conformance suite are up to date (npm run docs)', async () => {
    const { path, text } = await conformancePage(root);
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  it('leaves no page for a code that does not exist', () => {
    const expected = generatedFiles(root)
      .map(({ path }) => path)
      .filter((path) => path.startsWith('docs/diagnostics/'))
      .map((path) => path.slice('docs/diagnostics/'.length));
    expect(readdirSync(join(root, 'docs/diagnostics')).toSorted()).toEqual(expected.toSorted());
  });
});

describe('claims', () => {
  const witnesses = findWitnesses(root);

  it('has a witness for every claim', () => {
    expect(claims.filter(({ id }) => !witnesses.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('knows every claim that a test names', () => {
    const known = new Set([
      ...claims.map(({ id }) => id),
      ...Object.values(semanticsOptions).map(({ claim }) => claim),
    ]);
    expect([...witnesses.keys()].filter((id) => id.startsWith('rules/') && !known.has(id)).toSorted()).toEqual([]);
  });

  it('has an id and a statement of its own for each', () => {
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    for (const { id, statement } of claims) {
      expect(id).toMatch(/^[a-z]+\/[0-9][a-z0-9.-]*$/);
      expect(statement).toMatch(/\.$/);
    }
  });
});
