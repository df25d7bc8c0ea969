import { type CodeTruth, truthOfCode } from './code-truth.ts';
import type { RowCodes } from './row-codes.ts';

/*
 * The inner loops of the algebra. Each takes a run of rows, writes those that it keeps to the beginning of `target`, which may
 * be the array of the run itself where that starts at 0, and returns their number. Rows are written first and counted
 * afterwards: a branch that nobody can predict costs more than a write. Loops stand twice, for codes of two and of four
 * bytes, since code that has seen both kinds of arrays is several times slower for each.
 */

/** Rows that lie side by side, ascending: `rows[start..end)`. */
export interface RowRun {
  readonly rows: Uint32Array;
  readonly start: number;
  readonly end: number;
}

/** Which bit of a truth is asked: true ones have both, open ones the lower only. */
export const memberBit = 1;
export const possibleBit = 0;
export type TruthBit = typeof memberBit | typeof possibleBit;

/** Keeps the rows with one code. */
export function keepCode(codes: RowCodes, code: number, run: RowRun, target: Uint32Array): number {
  return codes instanceof Uint16Array
    ? keepNarrowCode(codes, code, run, target)
    : keepWideCode(codes, code, run, target);
}

function keepNarrowCode(codes: Uint16Array, code: number, run: RowRun, target: Uint32Array): number {
  const { rows, start, end } = run;
  let kept = 0;
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    target[kept] = row;
    // One for equal codes: only zero less one has its highest bit set.
    kept += (((codes[row] ?? 0) ^ code) - 1) >>> 31;
  }
  return kept;
}

function keepWideCode(codes: Uint32Array, code: number, run: RowRun, target: Uint32Array): number {
  const { rows, start, end } = run;
  let kept = 0;
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    target[kept] = row;
    kept += (((codes[row] ?? 0) ^ code) - 1) >>> 31;
  }
  return kept;
}

/** Keeps the rows whose code has the bit in a table of truths. */
export function keepTruth(codes: RowCodes, table: Uint8Array, bit: TruthBit, run: RowRun, target: Uint32Array): number {
  return codes instanceof Uint16Array
    ? keepNarrowTruth(codes, table, bit, run, target)
    : keepWideTruth(codes, table, bit, run, target);
}

function keepNarrowTruth(
  codes: Uint16Array,
  table: Uint8Array,
  bit: TruthBit,
  run: RowRun,
  target: Uint32Array,
): number {
  const { rows, start, end } = run;
  let kept = 0;
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    target[kept] = row;
    kept += ((table[codes[row] ?? 0] ?? 0) >>> bit) & 1;
  }
  return kept;
}

function keepWideTruth(codes: Uint32Array, table: Uint8Array, bit: TruthBit, run: RowRun, target: Uint32Array): number {
  const { rows, start, end } = run;
  let kept = 0;
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    target[kept] = row;
    kept += ((table[codes[row] ?? 0] ?? 0) >>> bit) & 1;
  }
  return kept;
}

/** Keeps the rows whose code has the bit in an answer, without a table of it. O(rows * log of the lists). */
export function keepSearched(
  codes: RowCodes,
  truth: CodeTruth,
  bit: TruthBit,
  { rows, start, end }: RowRun,
  target: Uint32Array,
): number {
  let kept = 0;
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    if (((truthOfCode(truth, codes[row] ?? 0) >>> bit) & 1) === 1) target[kept++] = row;
  }
  return kept;
}

/** Keeps the rows of a bitmap. */
export function keepWords(words: Uint32Array, run: RowRun, target: Uint32Array): number {
  const { rows, start, end } = run;
  let kept = 0;
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    target[kept] = row;
    kept += ((words[row >>> 5] ?? 0) >>> (row & 31)) & 1;
  }
  return kept;
}

/** Keeps the rows with a mark: that of `rows[start + i]` is `marks[i]`. */
export function keepMarked(marks: Uint8Array, run: RowRun, target: Uint32Array): number {
  const { rows, start, end } = run;
  let kept = 0;
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    const mark = marks[index - start] ?? 0;
    target[kept] = row;
    kept += mark;
  }
  return kept;
}

/** Marks each of the rows with one if its code has the bit in a table of truths, else with zero. */
export function markTruth(codes: RowCodes, table: Uint8Array, bit: TruthBit, run: RowRun, marks: Uint8Array): void {
  if (codes instanceof Uint16Array) markNarrowTruth(codes, table, bit, run, marks);
  else markWideTruth(codes, table, bit, run, marks);
}

function markNarrowTruth(codes: Uint16Array, table: Uint8Array, bit: TruthBit, run: RowRun, marks: Uint8Array): void {
  const { rows, start, end } = run;
  for (let index = start; index < end; index++)
    marks[index - start] = ((table[codes[rows[index] ?? 0] ?? 0] ?? 0) >>> bit) & 1;
}

function markWideTruth(codes: Uint32Array, table: Uint8Array, bit: TruthBit, run: RowRun, marks: Uint8Array): void {
  const { rows, start, end } = run;
  for (let index = start; index < end; index++)
    marks[index - start] = ((table[codes[rows[index] ?? 0] ?? 0] ?? 0) >>> bit) & 1;
}

/** Marks the rows of a bitmap. */
export function markWords(words: Uint32Array, run: RowRun, marks: Uint8Array): void {
  const { rows, start, end } = run;
  for (let index = start; index < end; index++) {
    const row = rows[index] ?? 0;
    marks[index - start] = ((words[row >>> 5] ?? 0) >>> (row & 31)) & 1;
  }
}
