import type { BytePattern } from './byte-pattern.ts';
import { PatternAutomaton, unknownWay } from './pattern-automaton.ts';
import type { ReadingStart } from './pattern-graph.ts';

/** Texts as bytes (base/text-bytes.ts): that of a code is `bytes[offsets[code]..offsets[code + 1])`. */
export interface SearchedTexts {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
  /** The codes that are searched, ascending. */
  readonly codes: Uint32Array;
}

/** Called with the number of a pattern and the code of a text in which it was found; perhaps more than once. */
type OnMatch = (pattern: number, code: number) => void;

/** So many patterns that may begin anywhere are followed together: states multiply otherwise. */
const mostTogether = 8;

/**
 * Searches texts for patterns without making strings of them, all patterns that are read from the same end at once: a few
 * nanoseconds for a byte, and only the first bytes where all patterns are brief. Says the same as `compileMatch` for every
 * text that is not empty and has no line feed. Codes come in ascending order for each pattern.
 */
export function searchPatterns(patterns: readonly BytePattern[], texts: SearchedTexts, onMatch: OnMatch): void {
  const numbered = patterns.map((pattern, number) => ({ ...pattern, number }));
  for (const end of ['start', 'end'] as const) {
    const those = numbered.filter(({ from }) => from === end);
    const brief = those.filter(({ isBrief }) => isBrief);
    const others = those.filter(({ isBrief }) => !isBrief);
    search(brief, end, 0, texts, onMatch);
    for (let first = 0; first < others.length; first += mostTogether)
      search(others.slice(first, first + mostTogether), end, 0, texts, onMatch);
  }
}

interface Numbered extends BytePattern {
  readonly number: number;
}

/** Searches the codes from an index on. Patterns whose states become too many together are parted. */
function search(
  patterns: readonly Numbered[],
  end: ReadingStart,
  firstIndex: number,
  texts: SearchedTexts,
  onMatch: OnMatch,
): void {
  if (patterns.length === 0) return;
  const automaton = new PatternAutomaton(patterns.map(({ graph }) => graph));
  const reader = { automaton, isAlone: patterns.length === 1, numbers: patterns.map(({ number }) => number), onMatch };
  const index = end === 'start' ? readForwards(reader, firstIndex, texts) : readBackwards(reader, firstIndex, texts);
  if (index === texts.codes.length) return;
  const half = patterns.length >>> 1;
  search(patterns.slice(0, half), end, index, texts, onMatch);
  search(patterns.slice(half), end, index, texts, onMatch);
}

interface Reader {
  readonly automaton: PatternAutomaton;
  readonly isAlone: boolean;
  readonly numbers: readonly number[];
  readonly onMatch: OnMatch;
}

/** Bytes below this are code units of their own. */
const asciiEnd = 0x80;
/** What {@link follow} returns when the automaton is full. */
const gaveUp = -1;

/** Returns the index of the code at which the automaton was full, or that after the last. */
function readForwards(reader: Reader, firstIndex: number, { bytes, offsets, codes }: SearchedTexts): number {
  const { automaton } = reader;
  const { classes } = automaton;
  const { table } = classes;
  let { next, first } = automaton;
  for (let index = firstIndex; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    const stop = offsets[code + 1] ?? 0;
    let row = first >= 0 ? first : report(reader, ~first, code);
    for (let at = offsets[code] ?? 0; at < stop && row !== 0;) {
      const byte = bytes[at] ?? 0;
      let unitClass: number;
      if (byte < asciiEnd) {
        unitClass = table[byte] ?? 0;
        at++;
      } else {
        unitClass = classes.classOf(unitAt(bytes, at));
        at += byte < 0xe0 ? 2 : 3;
      }
      let following = next[row + unitClass] ?? 0;
      if (following < 0) {
        following = follow(reader, row, unitClass, code);
        if (following === gaveUp) return index;
        ({ next, first } = automaton);
      }
      row = following;
    }
    if (row !== 0) reportEnd(reader, row, code);
  }
  return codes.length;
}

function readBackwards(reader: Reader, firstIndex: number, { bytes, offsets, codes }: SearchedTexts): number {
  const { automaton } = reader;
  const { classes } = automaton;
  const { table } = classes;
  let { next, first } = automaton;
  for (let index = firstIndex; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    const start = offsets[code] ?? 0;
    let row = first >= 0 ? first : report(reader, ~first, code);
    for (let at = (offsets[code + 1] ?? 0) - 1; at >= start && row !== 0; at--) {
      const byte = bytes[at] ?? 0;
      let unitClass: number;
      if (byte < asciiEnd) unitClass = table[byte] ?? 0;
      else {
        while (((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
        unitClass = classes.classOf(unitAt(bytes, at));
      }
      let following = next[row + unitClass] ?? 0;
      if (following < 0) {
        following = follow(reader, row, unitClass, code);
        if (following === gaveUp) return index;
        ({ next, first } = automaton);
      }
      row = following;
    }
    if (row !== 0) reportEnd(reader, row, code);
  }
  return codes.length;
}

/** Takes a way that was not made yet, or that leads to matches. */
function follow(reader: Reader, row: number, unitClass: number, code: number): number {
  const { automaton, isAlone } = reader;
  let following = automaton.next[row + unitClass] ?? 0;
  if (following === unknownWay) {
    let from = row;
    if (automaton.isFull) {
      if (!isAlone) return gaveUp;
      from = automaton.forget(row);
    }
    following = automaton.make(from, unitClass);
  }
  return following < 0 ? report(reader, ~following, code) : following;
}

/** Returns the row to go on with: when the only pattern has been found, the one in which nothing can match. */
function report({ automaton, isAlone, numbers, onMatch }: Reader, row: number, code: number): number {
  for (const pattern of automaton.matchesAt(row)) onMatch(numbers[pattern] ?? 0, code);
  return isAlone ? 0 : row;
}

function reportEnd({ automaton, numbers, onMatch }: Reader, row: number, code: number): void {
  for (const pattern of automaton.matchesAtEnd(row)) onMatch(numbers[pattern] ?? 0, code);
}

/** The code unit whose first byte, not an ASCII one, stands at a position. */
function unitAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const second = (bytes[at + 1] ?? 0) & 63;
  return first < 0xe0
    ? ((first & 31) << 6) | second
    : ((first & 15) << 12) | (second << 6) | ((bytes[at + 2] ?? 0) & 63);
}
