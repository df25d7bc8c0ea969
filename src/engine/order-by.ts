/** A copy of a short list, ascending by a number of each. Quicker than sorting, which prepares itself for long lists. O(n²). */
export function orderBy<T>(items: readonly T[], rankOf: (item: T) => number): T[] {
  const ordered = items.slice();
  for (let index = 1; index < ordered.length; index++) {
    const item = ordered[index];
    if (item === undefined) continue;
    const rank = rankOf(item);
    let at = index;
    for (; at > 0; at--) {
      const before = ordered[at - 1];
      if (before === undefined || rankOf(before) <= rank) break;
      ordered[at] = before;
    }
    ordered[at] = item;
  }
  return ordered;
}
