import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tenantClaims } from '../../../src/model/index.ts';

const known = new Set(tenantClaims.map(({ id }) => id));

function marks(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .flatMap((entry) => [...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(pattern)])
    .map(([, id = '']) => id);
}

describe('tenantClaims', () => {
  it('has one entry for each id, of the form tenant/<section>-<words>', () => {
    expect(known.size).toBe(tenantClaims.length);
    expect([...known].filter((id) => !/^tenant\/\d+(?:\.\d)?(?:-[a-z0-9]+)+$/.test(id))).toEqual([]);
  });

  it('states one sentence each', () => {
    expect(tenantClaims.filter(({ statement }) => !/^[^\n]+\.$/.test(statement))).toEqual([]);
  });

  it('knows every claim that a source or a test names', () => {
    const named = [
      ...marks('src', /[`'](tenant\/\d[a-z0-9.-]*)[`']/g),
      ...marks('test', /\[(tenant\/\d[a-z0-9.-]*)\]/g),
    ];
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it('has a test for every claim', () => {
    const witnessed = new Set(marks('test/unit', /\[(tenant\/\d[a-z0-9.-]*)\]/g));
    expect([...known].filter((id) => !witnessed.has(id))).toEqual([]);
  });
});
