import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ObjectIds } from '../../../src/model/index.ts';
import { seeded } from '../../support/seed.ts';

const idArbitrary = fc.oneof(
  fc.uuid(),
  fc.constantFrom('contoso.com', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  fc.constantFrom('0000000000000000000000000000000000-0', '00000000-0000-0000-0000-00000000000g', 'é'.repeat(36)),
  fc.string({ minLength: 1, maxLength: 2 }),
);

describe('the ids of a population', () => {
  it('number ids as a map would, in every fork for itself, GUIDs and others, in any case', () => {
    const action = fc.record({ from: fc.nat(20), isFork: fc.boolean(), id: idArbitrary });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 100 }), (actions) => {
        const lines: { ids: ObjectIds; rows: Map<string, number>; isForked: boolean }[] = [
          { ids: new ObjectIds(), rows: new Map(), isForked: false },
        ];
        const answers: (readonly [number | undefined, number | undefined])[] = [];
        for (const { from, isFork, id } of actions) {
          let line = lines[from % lines.length];
          if (line === undefined) continue;
          if (isFork || line.isForked) {
            line.isForked = true;
            line = { ids: line.ids.fork(), rows: new Map(line.rows), isForked: false };
            lines.push(line);
          }
          const stored = id.toLowerCase();
          const { ids, rows } = line;
          answers.push([rows.get(stored), ids.rowOf(id)]);
          if (rows.has(stored)) continue;
          answers.push([rows.size, ids.add(id)]);
          rows.set(stored, rows.size);
        }
        for (const [expected, answer] of answers) expect(answer).toBe(expected);
        for (const { ids, rows } of lines) {
          expect(ids.size).toBe(rows.size);
          for (const [id, row] of rows) {
            expect(ids.idAt(row)).toBe(id);
            expect(ids.rowOf(id)).toBe(row);
            expect(ids.rowOf(id.toUpperCase())).toBe(rows.get(id.toUpperCase().toLowerCase()));
          }
          const { words, texts } = ids.packed(0, ids.size);
          const copy = ObjectIds.fromPacked(words, texts);
          expect([...rows.keys()].map((id) => copy.rowOf(id))).toEqual([...rows.values()]);
        }
      }),
      seeded(),
    );
  });

  it('stay right over a long line of forks', () => {
    let ids = new ObjectIds();
    const idOf = (row: number): string => `00000000-0000-0000-0000-${row.toString(16).padStart(12, '0')}`;
    for (let row = 0; row < 5000; row++) {
      ids = ids.fork();
      ids.add(row % 7 === 0 ? `text ${row}` : idOf(row));
    }
    expect(ids.size).toBe(5000);
    expect([ids.rowOf(idOf(4999)), ids.rowOf('TEXT 4998'), ids.rowOf(idOf(1)), ids.idAt(1)]).toEqual([
      4999,
      4998,
      1,
      idOf(1),
    ]);
    const { words, texts } = ids.packed(2000, 4000);
    const part = ObjectIds.fromPacked(words, texts);
    expect(part.idAt(1)).toBe(idOf(2001));
    expect(part.rowOf('text 2002')).toBe(2);
  });

  it('refuse an id that is in use', () => {
    const ids = new ObjectIds();
    ids.add('Contoso.com');
    const fork = ids.fork();
    expect(() => fork.add('CONTOSO.COM')).toThrow('already in use');
    expect(() => ids.add('other')).toThrow('forked');
  });

  it('refuse packed ids that end in the middle', () => {
    expect(() => ObjectIds.fromPacked(new Uint32Array(7))).toThrow('middle');
  });
});
