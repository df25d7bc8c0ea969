import { foldOrdinal } from '../../base/index.ts';

/** Names in ordinal order, each once; of names that differ in case only, the first in that order stays. */
export function sortedNames(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.toSorted().filter((name) => {
    const folded = foldOrdinal(name);
    if (seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}
