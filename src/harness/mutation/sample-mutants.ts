import { createRandom } from '../../base/index.ts';

/** At most `most` mutants, or whatever stands for them, drawn evenly with a seed, in their order. O(mutants). */
export function sampleMutants<Item>(mutants: readonly Item[], most: number, seed: number): readonly Item[] {
  if (mutants.length <= most) return mutants;
  const random = createRandom(seed);
  let wanted = most;
  return mutants.filter((_, index) => {
    const isChosen = random.int(1, mutants.length - index) <= wanted;
    if (isChosen) wanted--;
    return isChosen;
  });
}
