import { type CharSet, hasUnit, lastUnit, rangeSet, rangesOf } from './char-set.ts';
import { boundaryWordSet } from './unicode-sets.ts';

/**
 * How the line feeds of a value are written for the engine, whose only line end tests are "before \n" and "behind \n".
 * `plain`: like any other unit. `last`: only the one that ends the value is a \n, so that "before \n" means what `$`
 * means. `all`: every one is a \n, for the multiline mode. `both`: as `all`, where a value with another line feed than
 * the last one cannot be decided, because the pattern uses both meanings.
 */
export type LineFeedMode = 'plain' | 'last' | 'all' | 'both';

/** What the pattern needs to tell apart besides its sets. */
export interface AlphabetNeeds {
  readonly wordBoundaries: boolean;
  readonly lineFeeds: LineFeedMode;
}

/**
 * A small alphabet for one pattern: code units that no set of the pattern tells apart share one letter. The engine only
 * ever sees letters, so its own ideas of case, word characters, surrogates and Unicode versions never matter.
 */
export interface Alphabet {
  /** The letters of the members of a set. The set must be one of those the alphabet was built from. */
  readonly lettersOf: (set: CharSet) => readonly number[];
  /**
   * Rewrites a value letter by letter, O(length), as bytes when all letters are ASCII because the engine reads those
   * faster; undefined when the value cannot be decided, see LineFeedMode.
   */
  readonly encode: (value: string) => string | Uint8Array | undefined;
}

/** Code units that no set tells apart; `sets` are the indexes of the sets that have them. */
export interface UnitClass {
  readonly sets: readonly number[];
  readonly sample: number;
  letter: number;
}

const lineFeed = 0x0a;

/** Builds the alphabet, or undefined when `\b` needs more different word letters than the engine has (63). */
export function buildAlphabet(sets: readonly CharSet[], needs: AlphabetNeeds): Alphabet | undefined {
  const ids = new Map<string | CharSet, number>();
  const distinct: CharSet[] = [];
  const idOf = (set: CharSet): number => {
    const id = ids.get(set) ?? ids.get(set.join()) ?? distinct.length;
    if (id === distinct.length) {
      distinct.push(set);
      ids.set(set.join(), id);
    }
    ids.set(set, id);
    return id;
  };
  sets.forEach(idOf);
  if (needs.wordBoundaries) idOf(boundaryWordSet());
  if (needs.lineFeeds !== 'plain') idOf(rangeSet(lineFeed, lineFeed));
  const { starts, classAt, classes } = partition(distinct);
  const innerFeed = assignLetters(classes, needs);
  if (innerFeed === undefined) return undefined;
  return {
    lettersOf: (set) => lettersOf(classes, idOf(set), needs.lineFeeds === 'last' ? innerFeed : undefined),
    encode: encoder({ starts, classAt, classes }, needs.lineFeeds, innerFeed),
  };
}

/** All code units in classes. */
export interface Partition {
  /** First unit of each stretch of units with the same class, ascending from 0. */
  readonly starts: readonly number[];
  readonly classAt: readonly UnitClass[];
  readonly classes: readonly UnitClass[];
}

/** Parts the code units into classes that the sets do not tell apart. O(ranges). */
export function partition(sets: readonly CharSet[]): Partition {
  const toggles = new Map<number, number[]>([[0, []]]);
  const toggle = (unit: number, id: number): void => {
    const list = toggles.get(unit);
    if (list === undefined) toggles.set(unit, [id]);
    else list.push(id);
  };
  sets.forEach((set, id) => {
    for (const [from, to] of rangesOf(set)) {
      toggle(from, id);
      if (to < lastUnit) toggle(to + 1, id);
    }
  });
  const starts = [...toggles.keys()].toSorted((left, right) => left - right);
  const active = new Set<number>();
  const byKey = new Map<string, UnitClass>();
  const classAt = starts.map((start) => {
    for (const id of toggles.get(start) ?? []) if (!active.delete(id)) active.add(id);
    const members = [...active].toSorted((left, right) => left - right);
    const key = members.join();
    const known = byKey.get(key) ?? { sets: members, sample: start, letter: 0 };
    byKey.set(key, known);
    return known;
  });
  return { starts, classAt, classes: [...byKey.values()] };
}

/**
 * Gives every class a letter: with word boundaries a word class gets an ASCII word character and the others none, so
 * that the engine's ASCII `\b` is the one of .NET. Returns the letter of a line feed that does not end the value, or
 * undefined when letters run out.
 */
function assignLetters(classes: readonly UnitClass[], needs: AlphabetNeeds): number | undefined {
  const words = letters(isAsciiWord, 0x7f);
  const others = letters((letter) => isFreeLetter(letter) && !(needs.wordBoundaries && isAsciiWord(letter)), lastUnit);
  for (const unitClass of classes) {
    if (needs.lineFeeds !== 'plain' && unitClass.sample === lineFeed) {
      unitClass.letter = lineFeed;
      continue;
    }
    const isWord = needs.wordBoundaries && hasUnit(boundaryWordSet(), unitClass.sample);
    const letter = (isWord ? words : others).next().value;
    if (letter === undefined) return undefined;
    unitClass.letter = letter;
  }
  return others.next().value;
}

function* letters(isUsable: (letter: number) => boolean, last: number): Generator<number, undefined> {
  for (let letter = 1; letter <= last; letter++) if (isUsable(letter)) yield letter;
}

function isFreeLetter(letter: number): boolean {
  return letter !== lineFeed && (letter < 0xd800 || letter > 0xdfff);
}

function isAsciiWord(letter: number): boolean {
  return hasUnit([0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a], letter);
}

function lettersOf(classes: readonly UnitClass[], set: number, innerFeed: number | undefined): readonly number[] {
  const found = classes.filter((unitClass) => unitClass.sets.includes(set)).map((unitClass) => unitClass.letter);
  if (innerFeed !== undefined && found.includes(lineFeed)) found.push(innerFeed);
  return found.toSorted((left, right) => left - right);
}

/** Units below this, Latin and Greek with their marks, are looked up in a table; the others by binary search. */
const tableSize = 0x400;

function encoder({ starts, classAt, classes }: Partition, mode: LineFeedMode, innerFeed: number): Alphabet['encode'] {
  const table = new Uint16Array(tableSize);
  for (const [index, start] of starts.entries()) {
    table.fill(
      classAt[index]?.letter ?? 0,
      Math.min(start, tableSize),
      Math.min(starts[index + 1] ?? tableSize, tableSize),
    );
  }
  const letterAt = (unit: number): number => table[unit] ?? classAt[lastAtMost(starts, unit)]?.letter ?? 0;
  const isAscii = innerFeed < 0x80 && classes.every((unitClass) => unitClass.letter < 0x80);
  return (value) => {
    const letters = isAscii ? new Uint8Array(value.length) : new Uint16Array(value.length);
    const last = value.length - 1;
    for (let index = 0; index <= last; index++) {
      const unit = value.charCodeAt(index);
      const isInnerFeed = unit === lineFeed && index < last;
      if (isInnerFeed && mode === 'both') return undefined;
      letters[index] = isInnerFeed && mode === 'last' ? innerFeed : letterAt(unit);
    }
    return letters instanceof Uint8Array ? letters : textOf(letters);
  };
}

/** The index of the last element that is not above `unit`; the first element is 0. */
export function lastAtMost(starts: readonly number[], unit: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}

function textOf(letters: Uint16Array): string {
  let text = '';
  for (const letter of letters) text += String.fromCharCode(letter);
  return text;
}
