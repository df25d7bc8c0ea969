import { describe, expect, it } from 'vitest';

import { HitPool, type SearchHelper, searchScans } from '../../../src/engine/index.ts';
import { peopleToSearch, searchedVerdicts } from '../../support/searched-rules.ts';

/** A helper that answers the searches for which `isAnswered` says so, counting from 0, and has not begun the others. */
function helperThat(isAnswered: (search: number) => boolean): SearchHelper & { taken: number[]; dropped: number[] } {
  let count = 0;
  const [taken, dropped]: [number[], number[]] = [[], []];
  return {
    taken,
    dropped,
    begin: (values, scans) => {
      const search = count++;
      return {
        take: () => {
          taken.push(search);
          const codesOfWhole = () => expect.unreachable('a helper was asked for whole values');
          const aids = { tails: () => undefined, codesOfWhole, pool: new HitPool() };
          if (!isAnswered(search)) return undefined;
          const lists: Uint32Array[] = [];
          searchScans(values, scans, aids, (_scan, codes) => lists.push(codes));
          return lists;
        },
        drop: () => dropped.push(search),
      };
    },
  };
}

function isThrowing(act: () => void): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

describe('rules that a helper searches for', () => {
  const tenant = peopleToSearch();
  const alone = searchedVerdicts(tenant, undefined);

  it('say something about somebody', () => {
    const members = alone.map(([list]) => list.length);
    expect(members.filter((count) => count > 0 && count < 5000).length).toBeGreaterThan(100);
  });

  for (const [name, isAnswered] of [
    ['answers everything', () => true],
    ['begins nothing', () => false],
    ['answers some searches', (search: number) => search % 2 === 0],
  ] as const) {
    it(`are decided as without one when it ${name}`, () => {
      const helper = helperThat(isAnswered);
      expect(searchedVerdicts(tenant, helper)).toEqual(alone);
      expect(new Set(helper.taken)).toEqual(new Set([0, 1, 2]));
      expect(helper.dropped).toEqual([]);
    });
  }

  it('take back the searches that nobody needs when the work is stopped', () => {
    const drops: number[] = [];
    for (let steps = 1, isStopped = true; isStopped; steps++) {
      const helper = helperThat(() => true);
      let left = steps;
      const stop = () => {
        if (--left === 0) throw new Error('stopped');
      };
      isStopped = isThrowing(() => searchedVerdicts(tenant, helper, stop));
      expect(new Set([...helper.taken, ...helper.dropped])).toEqual(new Set([0, 1, 2]));
      drops.push(helper.dropped.length);
    }
    expect(drops.length).toBeGreaterThan(5);
    expect([drops[0], drops.at(-1)]).toEqual([3, 0]);
    expect(drops).toContain(2);
  });
});
