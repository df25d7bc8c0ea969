import type { Parameters } from 'fast-check';

const defaultSeed = 42;

function seedFromEnvironment(): number {
  const text = process.env['TENANTLAB_SEED'];
  if (text === undefined || text === '') return defaultSeed;
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) throw new Error(`TENANTLAB_SEED must be a whole number, found "${text}".`);
  return seed;
}

/**
 * Parameters for `fc.assert`. The seed is fixed so that a run repeats; set TENANTLAB_SEED to try another one.
 * fast-check prints seed, path and the shrunk counterexample when a property fails.
 *
 * @param numRuns number of generated cases; fast-check's own default (100) when left out
 */
export function seeded(numRuns?: number): Pick<Parameters<unknown>, 'seed' | 'numRuns'> {
  const seed = seedFromEnvironment();
  return numRuns === undefined ? { seed } : { seed, numRuns };
}
