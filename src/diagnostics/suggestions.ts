import { foldOrdinal } from '../base/index.ts';

/**
 * The candidates nearest to what was typed, best first, at most `most`: a candidate is near when a few edits (a third of its
 * length, at least one) turn one into the other, whatever the case. O(candidates * length^2).
 */
export function nearestNames(typed: string, candidates: Iterable<string>, most = 3): readonly string[] {
  const wanted = foldOrdinal(typed);
  const scored: { name: string; distance: number }[] = [];
  for (const name of candidates) {
    const distance = editDistance(wanted, foldOrdinal(name));
    if (distance <= Math.max(1, Math.floor(Math.max(name.length, typed.length) / 3))) scored.push({ name, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return scored.slice(0, most).map(({ name }) => name);
}

/** `Did you mean a, b or c?`, or undefined when nothing is near. */
export function didYouMean(typed: string, candidates: Iterable<string>, prefix = ''): string | undefined {
  const names = nearestNames(typed, candidates).map((name) => `"${prefix}${name}"`);
  if (names.length === 0) return undefined;
  const last = names[names.length - 1] ?? '';
  return `Did you mean ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} or ${last}`}?`;
}

/** Damerau-Levenshtein distance (optimal string alignment) in UTF-16 code units. */
function editDistance(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let best = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      const isSwap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (isSwap) best = Math.min(best, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(best);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[right.length] ?? 0;
}
