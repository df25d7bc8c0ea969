import { type CharSet, hasUnit, rangesOf, setOfRanges, sizeOfSet } from './char-set.ts';

/**
 * Which code units .NET treats as the same letter under IgnoreCase and CultureInvariant: those whose simple lower case
 * is the same unit. So `k`, `K` and the Kelvin sign are one letter, `ß` and `ẞ` are one, but `ς` and `σ` are two
 * because both are lower case already, and the Turkish `İ` and `ı` equal only themselves. Lists hold at least two units.
 */
let classes: ReadonlyMap<number, readonly number[]> | undefined;

/** Every code unit that equals `unit` when case is ignored, `unit` included. */
export function caseEquivalents(unit: number): readonly number[] {
  classes ??= buildClasses();
  return classes.get(unit) ?? [unit];
}

/** Adds the other cases of all members. */
export function closeUnderCase(set: CharSet): CharSet {
  classes ??= buildClasses();
  const added: (readonly [number, number])[] = [];
  const add = (unit: number): void => {
    for (const other of caseEquivalents(unit)) if (other !== unit) added.push([other, other]);
  };
  if (sizeOfSet(set) < classes.size) {
    for (const [from, to] of rangesOf(set)) for (let unit = from; unit <= to; unit++) add(unit);
  } else {
    for (const unit of classes.keys()) if (hasUnit(set, unit)) add(unit);
  }
  return added.length === 0 ? set : setOfRanges([...rangesOf(set), ...added]);
}

function buildClasses(): ReadonlyMap<number, readonly number[]> {
  const byLower = new Map<number, number[]>();
  for (let unit = 0; unit < 0x10000; unit++) {
    const lower = lowerUnit(unit);
    if (lower === unit) continue;
    const members = byLower.get(lower) ?? [lower];
    members.push(unit);
    byLower.set(lower, members);
  }
  return new Map([...byLower.values()].flatMap((members) => members.map((unit) => [unit, members] as const)));
}

function lowerUnit(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return unit;
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}
