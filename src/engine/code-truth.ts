import { firstValueCode, notKnownCode, nullCode } from '../model/index.ts';
import { isFalse, isOpen, isTrue, type TruthByte } from '../rules/index.ts';

/**
 * The answers of one condition for all values of a dictionary below `size`: the listed codes have one truth, all other
 * values the opposite, but for the open ones. Whichever list is shorter is kept. Lists are ascending.
 */
export interface CodeTruth {
  readonly size: number;
  readonly listed: Uint32Array;
  readonly listedTruth: typeof isTrue | typeof isFalse;
  readonly open: Uint32Array;
  readonly onNull: TruthByte;
}

/** The answer for a code below the size. O(log of the lists). */
export function truthOfCode(truth: CodeTruth, code: number): TruthByte {
  if (code === notKnownCode) return isOpen;
  if (code === nullCode) return truth.onNull;
  if (truth.open.length > 0 && hasCode(truth.open, code)) return isOpen;
  return hasCode(truth.listed, code) === (truth.listedTruth === isTrue) ? isTrue : isFalse;
}

/** The answers as a table of truth bytes by code. O(size). */
export function tableOfTruth({ size, listed, listedTruth, open, onNull }: CodeTruth): Uint8Array {
  const table = new Uint8Array(Math.max(size, firstValueCode));
  if (listedTruth === isFalse) table.fill(isTrue);
  for (let index = 0; index < listed.length; index++) table[listed[index] ?? 0] = listedTruth;
  for (let index = 0; index < open.length; index++) table[open[index] ?? 0] = isOpen;
  table[notKnownCode] = isOpen;
  table[nullCode] = onNull;
  return table;
}

/** The answers that a table holds, with the shorter list. O(size). */
export function truthOfTable(table: Uint8Array): CodeTruth {
  const counts = [0, 0, 0, 0];
  for (let code = firstValueCode; code < table.length; code++) {
    const truth = table[code] ?? 0;
    counts[truth] = (counts[truth] ?? 0) + 1;
  }
  const listedTruth = (counts[isTrue] ?? 0) <= (counts[isFalse] ?? 0) ? isTrue : isFalse;
  const codesOf = (truth: number): Uint32Array => {
    const codes = new Uint32Array(counts[truth] ?? 0);
    let length = 0;
    for (let code = firstValueCode; code < table.length; code++) if (table[code] === truth) codes[length++] = code;
    return codes;
  };
  const onNull = table[nullCode] === isTrue ? isTrue : table[nullCode] === isOpen ? isOpen : isFalse;
  return { size: table.length, listed: codesOf(listedTruth), listedTruth, open: codesOf(isOpen), onNull };
}

/** Whether an ascending list has a code. O(log length). */
function hasCode(codes: Uint32Array, code: number): boolean {
  let low = 0;
  let high = codes.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = codes[middle] ?? 0;
    if (found === code) return true;
    if (found < code) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** The value codes below `size` that are not in an ascending list, ascending. O(size). */
export function otherCodes(codes: Uint32Array, size: number): Uint32Array {
  const others = new Uint32Array(Math.max(0, size - firstValueCode - codes.length));
  let length = 0;
  let code = firstValueCode;
  for (let index = 0; index < codes.length; index++) {
    const next = codes[index] ?? 0;
    while (code < next) others[length++] = code++;
    code = next + 1;
  }
  while (code < size) others[length++] = code++;
  return others;
}

/** Codes that are in one of the ascending lists, ascending, each once. */
export function mergeCodes(lists: readonly Uint32Array[]): Uint32Array {
  if (lists.length === 1 && lists[0] !== undefined) return lists[0];
  const [first, ...rest] = lists.filter(({ length }) => length > 0);
  if (first === undefined) return new Uint32Array(0);
  if (rest.length === 0) return first;
  const all = new Uint32Array(first.length + rest.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const list of [first, ...rest]) {
    all.set(list, end);
    end += list.length;
  }
  all.sort();
  let length = 0;
  for (let index = 0; index < all.length; index++) {
    if (index === 0 || all[index] !== all[index - 1]) all[length++] = all[index] ?? 0;
  }
  return all.slice(0, length);
}
