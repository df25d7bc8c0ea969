import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintPages } from '../../../scripts/docs/lint-pages.ts';

const root = join(import.meta.dirname, '../../..');

describe('docs/lint', () => {
  it.each(lintPages().map(({ path, text }) => [path, text] as const))(
    '%s is up to date (npx tsx scripts/generate-lint-docs.ts)',
    (path, text) => {
      expect(readFileSync(join(root, path), 'utf8')).toBe(text);
    },
  );

  it('has no other page', () => {
    const expected = lintPages().map(({ path }) => path.slice('docs/lint/'.length));
    expect(readdirSync(join(root, 'docs/lint')).toSorted()).toEqual(expected.toSorted());
  });
});
