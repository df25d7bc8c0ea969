import { lastAtMost, partition } from './alphabet.ts';
import type { CharSet } from './char-set.ts';

/** Code units below this take one or two bytes and are looked up in a table; the others by binary search. */
const tableSize = 0x800;

/** All code units in numbered classes that a list of sets does not tell apart. */
export class UnitClasses {
  readonly count: number;
  /** Classes of the units below 0x800. */
  readonly table = new Uint16Array(tableSize);
  readonly #starts: readonly number[];
  readonly #classAt: Uint16Array;
  /** Whether a class belongs to a set, by `set * classes + class`. */
  readonly #belongs: Uint8Array;

  constructor(sets: readonly CharSet[]) {
    const { starts, classAt, classes } = partition(sets);
    const numbers = new Map(classes.map((unitClass, index) => [unitClass, index]));
    this.count = classes.length;
    this.#starts = starts;
    this.#classAt = Uint16Array.from(classAt, (unitClass) => numbers.get(unitClass) ?? 0);
    this.#belongs = new Uint8Array(sets.length * classes.length);
    for (const [index, { sets: having }] of classes.entries())
      for (const set of having) this.#belongs[set * classes.length + index] = 1;
    for (const [index, start] of starts.entries()) {
      if (start >= tableSize) break;
      this.table.fill(this.#classAt[index] ?? 0, start, Math.min(starts[index + 1] ?? tableSize, tableSize));
    }
  }

  /** The class of any unit. */
  classOf(unit: number): number {
    return this.table[unit] ?? this.#classAt[lastAtMost(this.#starts, unit)] ?? 0;
  }

  /** Whether the units of a class belong to a set. */
  belongs(unitClass: number, set: number): boolean {
    return this.#belongs[set * this.count + unitClass] === 1;
  }
}
