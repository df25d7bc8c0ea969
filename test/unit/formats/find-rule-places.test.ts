import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRulePlaces } from '../../../src/formats/index.ts';
import { placeInRule } from '../../../src/harness/index.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const rule = 'user.city -eq "Oslo"';
const id = '20000000-0000-4000-8000-000000000001';

function placesOf(file: string, text: string): ReturnType<typeof findRulePlaces> {
  const folder = tempFolder();
  writeFileSync(join(folder, 'tenant.yaml'), 'formatVersion: 1\nclock: 2026-10-01T00:00:00Z\n');
  writeFileSync(join(folder, file), text);
  return findRulePlaces(folder, folder);
}

describe('findRulePlaces', () => {
  it.each([
    ['plain', 'groups.yaml', `- id: ${id}\n  membershipRule: ${rule}\n`, 2, 19],
    ['quoted', 'groups.yaml', `- id: ${id}\n  membershipRule: '${rule}'\n`, 2, 20],
    ['of a unit', 'administrativeUnits.yml', `- id: ${id}\n  membershipRule: ${rule}\n`, 2, 19],
  ])('finds a rule that is %s, and its conditions', (_what, file, text, line, column) => {
    const place = placesOf(file, text).get(id);
    expect(place).toEqual({ file, line, column, endLine: line, endColumn: column + rule.length });
    expect(place && placeInRule(place, rule, { start: 5, end: 9 })).toEqual({
      file,
      line,
      column: column + 5,
      endLine: line,
      endColumn: column + 9,
    });
  });

  it('gives only the beginning of a rule that its file escapes', () => {
    const place = placesOf('groups.ndjson', `${JSON.stringify({ id, membershipRule: rule })}\n`).get(id);
    expect(place).toEqual({ file: 'groups.ndjson', line: 1, column: expect.any(Number) as unknown });
    expect(place && placeInRule(place, rule, { start: 0, end: 4 })).toBeUndefined();
  });

  it('knows objects without an id by the one that follows from their name', () => {
    const places = placesOf('groups.yaml', `- displayName: Oslo\n  membershipRule: ${rule}\n- displayName: Plain\n`);
    expect([...places.values()].map(({ line }) => line)).toEqual([2]);
  });
});
