import type { RowSet } from '../base/index.ts';
import { chunkShift, type Column, firstValueCode, notKnownCode, nullCode } from '../model/index.ts';
import { isFalse, isOpen, isTrue, type TruthByte } from '../rules/index.ts';
import { type Candidates, keepWhere, spellOut } from './candidates.ts';
import { type CodeTruth, truthOfCode } from './code-truth.ts';
import {
  addRowsOfCode,
  type ColumnRows,
  countOfCode,
  largeDictionary,
  rowsOfCode,
  rowsOfColumn,
} from './column-rows.ts';
import type { RowBits } from './row-bits.ts';
import type { RowLists } from './row-lists.ts';
import type { RowRun } from './row-filters.ts';
import type { TableCache } from './table-cache.ts';

/** A condition tied to the rows of a population. */
export interface RowLeaf {
  /** Rows for which it holds, about; exact unless they are those of many values. */
  readonly trueCount: number;
  /** Rows for which it is open. */
  readonly openCount: number;
  /** Adds the rows for which it holds. */
  addTrue(bits: RowBits): void;
  /** Adds the rows for which it is open. */
  addOpen(bits: RowBits): void;
  /** Adds the rows for which it holds to a bitmap. */
  addWords(words: Uint32Array): void;
  /** Adds them to a bitmap without rows, which is quick where most rows are among them. */
  fillWords(words: Uint32Array): void;
  /** The rows for which it holds, ascending, where they lie ready; must not be changed. */
  readyRows(): Uint32Array | undefined;
  /** The rows for which it is open, ascending, where they lie ready; must not be changed. */
  readyOpen(): Uint32Array | undefined;
  truthAt(row: number): TruthByte;
  /** Writes the truth of `rows[0..count)` to `target`. */
  truths(rows: Uint32Array, count: number, target: Uint8Array): void;
  /** Keeps the candidates for which it is not false, open where it or they are. */
  keep(candidates: Candidates): void;
}

/** Answers of a condition by row, made from its answers by code. */
export class ColumnLeaf implements RowLeaf {
  readonly column: Column;
  readonly truth: CodeTruth;
  /** The one code for which it holds, if there is just one; null counts. */
  readonly onlyCode: number | undefined;
  readonly #size: number;
  readonly #tables: TableCache;
  readonly #lists: RowLists;
  /** The rows for which it holds, where they are those of many codes. */
  #list: Uint32Array | undefined;
  /** -1 is not worked out. */
  #trueCount = -1;
  #openCount = -1;
  #columnRows: ColumnRows | undefined;

  /** `size` is that of the population. */
  constructor(column: Column, size: number, truth: CodeTruth, tables: TableCache, lists: RowLists) {
    this.column = column;
    this.truth = truth;
    this.onlyCode = onlyCodeOf(truth);
    this.#size = size;
    this.#tables = tables;
    this.#lists = lists;
  }

  /** True when nothing but a property that is not known leaves it open. */
  get isOpenByAbsenceOnly(): boolean {
    return this.truth.open.length === 0 && this.truth.onNull !== isOpen;
  }

  get trueCount(): number {
    if (this.#trueCount < 0) this.#trueCount = this.#countTrue();
    return this.#trueCount;
  }

  get openCount(): number {
    if (this.#openCount < 0) {
      const rows = this.#rows();
      const { open, onNull } = this.truth;
      const ofCodes = countOfCode(rows, notKnownCode) + countRows(rows, open);
      this.#openCount = ofCodes + (onNull === isOpen ? countOfCode(rows, nullCode) : 0);
    }
    return this.#openCount;
  }

  /** True when it holds for many values of few rows each: finding those rows is dear, and done once. */
  get isScattered(): boolean {
    const { listed, listedTruth, onNull, size } = this.truth;
    return listedTruth === isTrue && onNull !== isTrue && size > largeDictionary && listed.length * smallShare <= size;
  }

  readyRows(): Uint32Array | undefined {
    const run = this.readyRun();
    return run?.rows.subarray(run.start, run.end);
  }

  readyOpen(): Uint32Array | undefined {
    return this.isOpenByAbsenceOnly ? rowsOfCode(this.#rows(), notKnownCode) : undefined;
  }

  /** Where {@link readyRows} lie, without a view of their own. */
  readyRun(): RowRun | undefined {
    const { onlyCode } = this;
    if (onlyCode !== undefined) {
      const { starts, rows } = this.#rows();
      return { rows, start: starts[onlyCode] ?? 0, end: starts[onlyCode + 1] ?? 0 };
    }
    if (!this.isScattered) return undefined;
    this.#list ??= this.#lists.rowsOf(this.truth.listed, this.#rows());
    return { rows: this.#list, start: 0, end: this.#list.length };
  }

  addTrue(bits: RowBits): void {
    const run = this.readyRun();
    if (run !== undefined) {
      bits.addRows(run.rows, run.end, run.start);
      return;
    }
    const { listed, listedTruth, onNull, size } = this.truth;
    const rows = this.#rows();
    if (listedTruth === isTrue) bits.addCodes(listed, rows.starts, rows.rows);
    else {
      const table = this.#tables.tableOf(this.truth);
      for (let code = firstValueCode; code < size; code++) if (table[code] === isTrue) addRowsOfCode(rows, code, bits);
    }
    if (onNull === isTrue) addRowsOfCode(rows, nullCode, bits);
  }

  addOpen(bits: RowBits): void {
    const rows = this.#rows();
    addRowsOfCode(rows, notKnownCode, bits);
    bits.addCodes(this.truth.open, rows.starts, rows.rows);
    if (this.truth.onNull === isOpen) addRowsOfCode(rows, nullCode, bits);
  }

  addWords(words: Uint32Array): void {
    const run = this.readyRun();
    if (run !== undefined) {
      addRows(words, run.rows, run.start, run.end);
      return;
    }
    const { listed, listedTruth, onNull, size } = this.truth;
    const { starts, rows } = this.#rows();
    if (listedTruth === isTrue) addCodes(words, listed, starts, rows);
    else {
      const table = this.#tables.tableOf(this.truth);
      for (let code = firstValueCode; code < size; code++)
        if (table[code] === isTrue) addRows(words, rows, starts[code] ?? 0, starts[code + 1] ?? 0);
    }
    if (onNull === isTrue) addRows(words, rows, starts[nullCode] ?? 0, starts[nullCode + 1] ?? 0);
  }

  fillWords(words: Uint32Array): void {
    const { listed, listedTruth, open, onNull } = this.truth;
    if (listedTruth === isTrue) {
      this.addWords(words);
      return;
    }
    // All rows but those that the condition does not hold for.
    const rows = this.#rows();
    fillAll(words, this.#size);
    const clear = (code: number): void =>
      clearRows(words, rows.rows, rows.starts[code] ?? 0, rows.starts[code + 1] ?? 0);
    for (let index = 0; index < listed.length; index++) clear(listed[index] ?? 0);
    for (let index = 0; index < open.length; index++) clear(open[index] ?? 0);
    clear(notKnownCode);
    if (onNull !== isTrue) clear(nullCode);
  }

  truthAt(row: number): TruthByte {
    return truthOfCode(this.truth, this.column.codeAt(row));
  }

  truths(rows: Uint32Array, count: number, target: Uint8Array): void {
    const table = this.#tables.borrow(this.truth);
    let chunk = this.column.chunk(0);
    let current = 0;
    for (let index = 0; index < count; index++) {
      const row = rows[index] ?? 0;
      const wanted = row >>> chunkShift;
      if (wanted !== current) {
        chunk = this.column.chunk(wanted);
        current = wanted;
      }
      const offset = row & chunkMask;
      target[index] = table[offset < chunk.length ? (chunk[offset] ?? 0) : notKnownCode] ?? 0;
    }
    this.#tables.giveBack(this.truth, table);
  }

  keep(candidates: Candidates): void {
    const table = this.#tables.borrow(this.truth);
    if (candidates.isDecided && this.openCount === 0) this.#keepDecided(candidates, table);
    else this.#keepOpen(candidates, table);
    this.#tables.giveBack(this.truth, table);
  }

  #keepDecided(candidates: Candidates, table: Uint8Array): void {
    const { rows, count } = candidates;
    let chunk = this.column.chunk(0);
    let current = 0;
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const row = rows[index] ?? 0;
      const wanted = row >>> chunkShift;
      if (wanted !== current) {
        chunk = this.column.chunk(wanted);
        current = wanted;
      }
      // Nothing is open, so the column has a value or null for every row.
      if (table[chunk[row & chunkMask] ?? 0] === isFalse) continue;
      rows[kept++] = row;
    }
    candidates.count = kept;
  }

  #keepOpen(candidates: Candidates, table: Uint8Array): void {
    spellOut(candidates);
    const { rows, truth, count } = candidates;
    let chunk = this.column.chunk(0);
    let current = 0;
    let [kept, open] = [0, 0];
    for (let index = 0; index < count; index++) {
      const row = rows[index] ?? 0;
      const wanted = row >>> chunkShift;
      if (wanted !== current) {
        chunk = this.column.chunk(wanted);
        current = wanted;
      }
      const offset = row & chunkMask;
      const joined = (table[offset < chunk.length ? (chunk[offset] ?? 0) : notKnownCode] ?? 0) & (truth[index] ?? 0);
      if (joined === isFalse) continue;
      rows[kept] = row;
      truth[kept++] = joined;
      if (joined === isOpen) open++;
    }
    candidates.count = kept;
    candidates.isDecided = open === 0;
  }

  #rows(): ColumnRows {
    return (this.#columnRows ??= rowsOfColumn(this.column, this.#size));
  }

  #countTrue(): number {
    const { listed, listedTruth, open, onNull, size } = this.truth;
    const rows = this.#rows();
    const nulls = countOfCode(rows, nullCode);
    const trueNulls = onNull === isTrue ? nulls : 0;
    const values = rows.size - nulls - countOfCode(rows, notKnownCode);
    if (listedTruth === isFalse) return values - countRows(rows, listed) - countRows(rows, open) + trueNulls;
    if (listed.length <= fewCodes || size <= largeDictionary) return countRows(rows, listed) + trueNulls;
    return this.#list?.length ?? Math.ceil((listed.length / size) * values) + trueNulls;
  }
}

function onlyCodeOf({ listed, listedTruth, onNull }: CodeTruth): number | undefined {
  if (listedTruth === isFalse) return undefined;
  if (onNull === isTrue) return listed.length === 0 ? nullCode : undefined;
  return listed.length === 1 ? listed[0] : undefined;
}

/** The rows of so many values of a large dictionary are counted; of more it is known about how many there are. */
const fewCodes = 64;

/** Rows of conditions that hold for at most one value in so many are listed. */
const smallShare = 8;

const chunkMask = (1 << chunkShift) - 1;

function countRows({ starts }: ColumnRows, codes: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    count += (starts[code + 1] ?? 0) - (starts[code] ?? 0);
  }
  return count;
}

/** One answer for all rows. */
export function constantLeaf(truth: TruthByte, size: number): RowLeaf {
  const fillWords = (words: Uint32Array): void => {
    if (truth === isTrue) fillAll(words, size);
  };
  const addAll = (bits: RowBits): void => {
    for (let row = 0; row < size; row++) bits.add(row);
  };
  return {
    addWords: fillWords,
    fillWords,
    trueCount: truth === isTrue ? size : 0,
    openCount: truth === isOpen ? size : 0,
    addTrue: (bits) => (truth === isTrue ? addAll(bits) : undefined),
    addOpen: (bits) => (truth === isOpen ? addAll(bits) : undefined),
    readyRows: () => undefined,
    readyOpen: () => undefined,
    truthAt: () => truth,
    truths: (_rows, count, target) => {
      target.fill(truth, 0, count);
    },
    keep: (candidates) => keepWhere(candidates, () => truth),
  };
}

/** A condition that holds for some rows, is open for some others, and false for the rest. */
export function rowSetLeaf(members: RowSet, open: RowSet, size: number): RowLeaf {
  const truthAt = (row: number): TruthByte => (members.has(row) ? isTrue : open.has(row) ? isOpen : isFalse);
  const addTrue = (bits: RowBits): void => members.forEach((row) => bits.add(row));
  const addWords = (words: Uint32Array): void =>
    members.forEach((row) => {
      words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
    });
  return {
    trueCount: Math.min(members.size, size),
    openCount: Math.min(open.size, size),
    addWords,
    fillWords: addWords,
    addTrue,
    addOpen: (bits) => open.forEach((row) => bits.add(row)),
    readyRows: () => undefined,
    readyOpen: () => undefined,
    truthAt,
    truths: (rows, count, target) => {
      for (let index = 0; index < count; index++) target[index] = truthAt(rows[index] ?? 0);
    },
    keep: (candidates) => keepWhere(candidates, truthAt),
  };
}

/** Fills a bitmap with all rows. */
function fillAll(words: Uint32Array, size: number): void {
  words.fill(0xffffffff);
  if ((size & 31) !== 0) words[words.length - 1] = 2 ** (size & 31) - 1;
}

function addCodes(words: Uint32Array, codes: Uint32Array, starts: Uint32Array, rows: Uint32Array): void {
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    const end = starts[code + 1] ?? 0;
    for (let at = starts[code] ?? 0; at < end; at++) {
      const row = rows[at] ?? 0;
      words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
    }
  }
}

function addRows(words: Uint32Array, rows: Uint32Array, start: number, end: number): void {
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
  }
}

function clearRows(words: Uint32Array, rows: Uint32Array, start: number, end: number): void {
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    words[row >>> 5] = (words[row >>> 5] ?? 0) & ~(1 << (row & 31));
  }
}
