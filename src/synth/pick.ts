import { createRandom, hashText, invariant, type Random } from '../base/index.ts';

/** Draws one element; each is equally likely. The list must not be empty. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random.int(0, items.length - 1)];
  invariant(item !== undefined, 'there is nothing to pick from');
  return item;
}

/** True with the given probability (0 to 1). */
export function chance(random: Random, probability: number): boolean {
  return random.real() < probability;
}

/** Draws an index below the number of weights, in proportion to the weights. O(log n) after O(n) preparation. */
export function weightedIndex(weights: readonly number[]): (random: Random) => number {
  const bounds: number[] = [];
  let total = 0;
  for (const weight of weights) bounds.push((total += weight));
  return (random) => {
    const target = random.real() * total;
    let low = 0;
    let high = bounds.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((bounds[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** Weights that fall with the rank as 1/rank^exponent: few large, many small. */
export function zipfWeights(count: number, exponent = 0.9): readonly number[] {
  return Array.from({ length: count }, (_, rank) => 1 / (rank + 1) ** exponent);
}

/** Draws `count` distinct integers below `limit` (fewer if there are not as many), in ascending order. */
export function sampleRows(random: Random, limit: number, count: number): readonly number[] {
  const chosen = new Set<number>();
  for (let last = Math.max(0, limit - count); last < limit; last++) {
    const row = random.int(0, last);
    chosen.add(chosen.has(row) ? last : row);
  }
  return [...chosen].toSorted((a, b) => a - b);
}

/** A source of its own for one part of the tenant, so that a change in one part leaves the others as they were. */
export function randomFor(seed: number, part: string): Random {
  return createRandom(hashText(`${seed} ${part}`).low);
}
