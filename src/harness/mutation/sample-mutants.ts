import { createRandom } from '../../base/index.ts';
import type { Mutant } from './mutant.ts';

/** At most `most` mutants, drawn evenly with a seed, in their order. O(mutants). */
export function sampleMutants(mutants: readonly Mutant[], most: number, seed: number): readonly Mutant[] {
  if (mutants.length <= most) return mutants;
  const random = createRandom(seed);
  let wanted = most;
  return mutants.filter((_, index) => {
    const isChosen = random.int(1, mutants.length - index) <= wanted;
    if (isChosen) wanted--;
    return isChosen;
  });
}
