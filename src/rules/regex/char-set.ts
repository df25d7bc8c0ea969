/**
 * A set of UTF-16 code units as a flat list of inclusive ranges `[from, to, from, to, …]`, ascending, not touching.
 * .NET matches code units, not code points, so 0xFFFF is the largest member.
 */
export type CharSet = readonly number[];

/** The largest code unit. */
export const lastUnit = 0xffff;

export const fullSet: CharSet = [0, lastUnit];

/** The set of the code units from `from` to `to`, both included. */
export function rangeSet(from: number, to: number): CharSet {
  return [from, to];
}

/** Builds a set from ranges in any order, which may overlap. O(n log n). */
export function setOfRanges(ranges: readonly (readonly [number, number])[]): CharSet {
  const sorted = [...ranges].toSorted((left, right) => left[0] - right[0]);
  const result: number[] = [];
  let end = -2;
  for (const [from, to] of sorted) {
    if (from > end + 1) {
      result.push(from, to);
      end = to;
    } else if (to > end) {
      result[result.length - 1] = to;
      end = to;
    }
  }
  return result;
}

/** Builds the set of the code units for which `includes` is true. */
export function setWhere(includes: (unit: number) => boolean): CharSet {
  const result: number[] = [];
  let open = false;
  for (let unit = 0; unit <= lastUnit; unit++) {
    const inside = includes(unit);
    if (inside && !open) result.push(unit);
    if (!inside && open) result.push(unit - 1);
    open = inside;
  }
  if (open) result.push(lastUnit);
  return result;
}

/** The ranges of a set as pairs. */
export function rangesOf(set: CharSet): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  for (let index = 0; index < set.length; index += 2) ranges.push([set[index] ?? 0, set[index + 1] ?? 0]);
  return ranges;
}

/** Every member of any of the sets. Returns the set itself when only one of them has members. */
export function unionSets(sets: readonly CharSet[]): CharSet {
  const filled = sets.filter((set) => set.length > 0);
  const [only] = filled;
  if (only === undefined) return [];
  return filled.length === 1 ? only : setOfRanges(filled.flatMap(rangesOf));
}

/** Every code unit that is not a member. */
export function complementSet(set: CharSet): CharSet {
  const result: number[] = [];
  let next = 0;
  for (const [from, to] of rangesOf(set)) {
    if (from > next) result.push(next, from - 1);
    next = to + 1;
  }
  if (next <= lastUnit) result.push(next, lastUnit);
  return result;
}

/** The members of `left` that are not members of `right`. */
export function subtractSet(left: CharSet, right: CharSet): CharSet {
  return complementSet(unionSets([complementSet(left), right]));
}

/** True when `unit` is a member. O(log ranges). */
export function hasUnit(set: CharSet, unit: number): boolean {
  let low = 0;
  let high = set.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (unit < (set[2 * middle] ?? 0)) high = middle - 1;
    else if (unit > (set[2 * middle + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}

/** How many members the set has. */
export function sizeOfSet(set: CharSet): number {
  return rangesOf(set).reduce((sum, [from, to]) => sum + to - from + 1, 0);
}
