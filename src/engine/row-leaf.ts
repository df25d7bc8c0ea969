import type { RowSet } from '../base/index.ts';
import { chunkShift, type Column, firstValueCode, notKnownCode, nullCode } from '../model/index.ts';
import { isFalse, isOpen, isTrue, type TruthByte } from '../rules/index.ts';
import { type Candidates, keepWhere, spellOut } from './candidates.ts';
import { type CodeTruth, truthOfCode } from './code-truth.ts';
import { addRowsOfCode, type ColumnRows, countOfCode, rowsOfCode, rowsOfColumn } from './column-rows.ts';
import { RowBits } from './row-bits.ts';
import type { RowRun } from './row-filters.ts';
import type { TableCache } from './table-cache.ts';

/** A condition tied to the rows of a population. */
export interface RowLeaf {
  /** Rows for which it holds, and rows for which it is open. */
  readonly trueCount: number;
  readonly openCount: number;
  /** Adds the rows for which it holds. */
  addTrue(bits: RowBits): void;
  /** Adds the rows for which it is open. */
  addOpen(bits: RowBits): void;
  /** The rows for which it holds as a bitmap of its own, quick where most rows are among them. */
  trueWords(): Uint32Array;
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
  #counts: { readonly isTrue: number; readonly isOpen: number } | undefined;

  /** `size` is that of the population. */
  constructor(column: Column, size: number, truth: CodeTruth, tables: TableCache) {
    this.column = column;
    this.truth = truth;
    this.onlyCode = onlyCodeOf(truth);
    this.#size = size;
    this.#tables = tables;
  }

  /** True when nothing but a property that is not known leaves it open. */
  get isOpenByAbsenceOnly(): boolean {
    return this.truth.open.length === 0 && this.truth.onNull !== isOpen;
  }

  get trueCount(): number {
    this.#counts ??= this.#count();
    return this.#counts.isTrue;
  }

  get openCount(): number {
    this.#counts ??= this.#count();
    return this.#counts.isOpen;
  }

  readyRows(): Uint32Array | undefined {
    return this.onlyCode === undefined ? undefined : rowsOfCode(this.#rows(), this.onlyCode);
  }

  readyOpen(): Uint32Array | undefined {
    return this.isOpenByAbsenceOnly ? rowsOfCode(this.#rows(), notKnownCode) : undefined;
  }

  /** Where {@link readyRows} lie, without a view of their own. */
  readyRun(): RowRun | undefined {
    if (this.onlyCode === undefined) return undefined;
    const { starts, rows } = this.#rows();
    return { rows, start: starts[this.onlyCode] ?? 0, end: starts[this.onlyCode + 1] ?? 0 };
  }

  addTrue(bits: RowBits): void {
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

  trueWords(): Uint32Array {
    const { listed, listedTruth, open, onNull } = this.truth;
    if (listedTruth === isTrue) return wordsOf(this, this.#size);
    // All rows but those that the condition does not hold for.
    const rows = this.#rows();
    const words = fullWords(this.#size);
    const clear = (code: number): void =>
      clearRows(words, rows.rows, rows.starts[code] ?? 0, rows.starts[code + 1] ?? 0);
    for (let index = 0; index < listed.length; index++) clear(listed[index] ?? 0);
    for (let index = 0; index < open.length; index++) clear(open[index] ?? 0);
    clear(notKnownCode);
    if (onNull !== isTrue) clear(nullCode);
    return words;
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
    return rowsOfColumn(this.column, this.#size);
  }

  #count(): { readonly isTrue: number; readonly isOpen: number } {
    const { listed, listedTruth, open: openCodes, onNull } = this.truth;
    const rows = this.#rows();
    const nulls = countOfCode(rows, nullCode);
    const notKnown = countOfCode(rows, notKnownCode);
    const inList = countRows(rows, listed);
    const open = countRows(rows, openCodes);
    const values = rows.size - nulls - notKnown;
    return {
      isTrue: (listedTruth === isTrue ? inList : values - inList - open) + (onNull === isTrue ? nulls : 0),
      isOpen: notKnown + open + (onNull === isOpen ? nulls : 0),
    };
  }
}

function onlyCodeOf({ listed, listedTruth, onNull }: CodeTruth): number | undefined {
  if (listedTruth === isFalse) return undefined;
  if (onNull === isTrue) return listed.length === 0 ? nullCode : undefined;
  return listed.length === 1 ? listed[0] : undefined;
}

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
  const addAll = (bits: RowBits): void => {
    for (let row = 0; row < size; row++) bits.add(row);
  };
  return {
    trueWords: () => (truth === isTrue ? fullWords(size) : new Uint32Array((size + 31) >>> 5)),
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
  return {
    trueCount: Math.min(members.size, size),
    openCount: Math.min(open.size, size),
    trueWords: () => wordsOf({ addTrue }, size),
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

function wordsOf(leaf: Pick<RowLeaf, 'addTrue'>, size: number): Uint32Array {
  const bits = new RowBits(size);
  leaf.addTrue(bits);
  return bits.words;
}

/** A bitmap with all rows. */
function fullWords(size: number): Uint32Array {
  const words = new Uint32Array((size + 31) >>> 5).fill(0xffffffff);
  if ((size & 31) !== 0) words[words.length - 1] = 2 ** (size & 31) - 1;
  return words;
}

function clearRows(words: Uint32Array, rows: Uint32Array, start: number, end: number): void {
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    words[row >>> 5] = (words[row >>> 5] ?? 0) & ~(1 << (row & 31));
  }
}
