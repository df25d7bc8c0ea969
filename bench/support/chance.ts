/** A fast deterministic source of numbers for generated workloads: the same seed gives the same numbers everywhere. */
export interface Chance {
  /** A number in [0, 1). */
  real(): number;
  /** An integer from 0 to `bound - 1`. */
  below(bound: number): number;
  /** True in one of `1 / share` cases. */
  hits(share: number): boolean;
}

/** Creates a {@link Chance} (sfc32) from a number and a name, so that every column and every rule has its own sequence. */
export function createChance(seed: number, name = ''): Chance {
  let [a, b, c, counter] = [0x9e3779b9 ^ seed, hashOf(name), 0xb7e15163 + seed, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 16; round++) next();
  return {
    real: () => next() / 0x100000000,
    below: (bound) => Math.floor((next() / 0x100000000) * bound),
    hits: (share) => next() < share * 0x100000000,
  };
}

/** Draws indexes below `count` with probability proportional to `1 / (index + 1) ** exponent`. O(1) for each draw. */
export function createZipf(count: number, exponent: number): (chance: Chance) => number {
  const weights = Float64Array.from({ length: count }, (_, index) => (index + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Walker's alias method: every slot holds one index and, for the rest of its share, another.
  const share = weights.map((weight) => (weight / total) * count);
  const other = new Uint32Array(count);
  const small: number[] = [];
  const large: number[] = [];
  for (let index = 0; index < count; index++) ((share[index] ?? 0) < 1 ? small : large).push(index);
  while (small.length > 0 && large.length > 0) {
    const [low, high] = [small.pop() ?? 0, large.pop() ?? 0];
    other[low] = high;
    share[high] = (share[high] ?? 0) + (share[low] ?? 0) - 1;
    ((share[high] ?? 0) < 1 ? small : large).push(high);
  }
  for (const index of [...small, ...large]) share[index] = 1;
  return (chance) => {
    const slot = chance.below(count);
    return chance.real() < (share[slot] ?? 1) ? slot : (other[slot] ?? slot);
  };
}

function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash | 0;
}
