import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleClaims, semanticsOptions } from '../../../src/model/index.ts';

const known = new Set(ruleClaims.map(({ id }) => id));

function idsIn(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('claims'))
    .flatMap((entry) => [...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(pattern)])
    .map(([, id = '']) => id);
}

describe('ruleClaims', () => {
  it('has one entry for each id, of the form rules/<section>-<words>', () => {
    expect(known.size).toBe(ruleClaims.length);
    expect(ruleClaims.filter(({ id }) => !/^rules\/\d+(?:\.\d)?-[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('states one sentence each', () => {
    expect(ruleClaims.filter(({ statement }) => !/^[^\n]+\.$/.test(statement))).toEqual([]);
    expect(new Set(ruleClaims.map(({ statement }) => statement)).size).toBe(ruleClaims.length);
  });

  it('knows every claim that the sources name', () => {
    const named = idsIn('src', /`(rules\/\d[a-z0-9.-]*)`/g);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it('knows every claim that a semantics option is about', () => {
    const named = Object.values(semanticsOptions).map(({ claim }) => claim);
    expect(named.filter((id) => id.startsWith('rules/') && !known.has(id))).toEqual([]);
  });

  it('knows every claim that a test witnesses', () => {
    const named = idsIn('test', /\[(rules\/\d[a-z0-9.-]*)\]/g);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});
