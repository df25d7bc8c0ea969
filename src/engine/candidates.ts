import { emptyRowSet, type RowSet, rowSetOfSorted } from '../base/index.ts';
import { isFalse, isOpen, isTrue, type RowVerdicts } from '../rules/index.ts';
import { RowBits } from './row-bits.ts';

/** Rows under consideration, ascending, each with its truth so far (true or open). */
export interface Candidates {
  readonly rows: Uint32Array;
  readonly truth: Uint8Array;
  count: number;
  /** No row is open: all truths are true, and `truth` need not be filled. */
  isDecided: boolean;
}

/** Keeps the rows for which a test is not false. */
export function keepWhere(candidates: Candidates, truthAt: (row: number) => number): void {
  spellOut(candidates);
  const { rows, truth, count } = candidates;
  let [kept, open] = [0, 0];
  for (let index = 0; index < count; index++) {
    const row = rows[index] ?? 0;
    const joined = (truth[index] ?? 0) & truthAt(row);
    if (joined === isFalse) continue;
    rows[kept] = row;
    truth[kept++] = joined;
    if (joined === isOpen) open++;
  }
  candidates.count = kept;
  candidates.isDecided = open === 0;
}

/** Fills `target` with the rows of two ascending lists: those of the first are members, the others open. */
export function mergeOpen(members: Uint32Array, memberCount: number, open: Uint32Array, target: Candidates): void {
  const { rows, truth } = target;
  let [left, right, count] = [0, 0, 0];
  while (left < memberCount && right < open.length) {
    const [member, other] = [members[left] ?? 0, open[right] ?? 0];
    if (member <= other) {
      rows[count] = member;
      truth[count++] = isTrue;
      left++;
      if (member === other) right++;
    } else {
      rows[count] = other;
      truth[count++] = isOpen;
      right++;
    }
  }
  for (; left < memberCount; left++) {
    rows[count] = members[left] ?? 0;
    truth[count++] = isTrue;
  }
  for (; right < open.length; right++) {
    rows[count] = open[right] ?? 0;
    truth[count++] = isOpen;
  }
  target.count = count;
  target.isDecided = count === memberCount;
}

/** Entries of the first block, and of the largest. */
const firstBlock = 1 << 12;
const largestBlock = 1 << 20;

/**
 * Memory for finished lists, cut from large blocks: one list for each rule would be tens of thousands of buffers, which cost
 * more than what stands in them. A block lives as long as one of its lists.
 */
export class RowArena {
  readonly #make: (length: number) => Uint32Array;
  #block: Uint32Array = new Uint32Array(0);
  #used = 0;

  /** `make` gives memory for a block, all zero. */
  constructor(make = (length: number): Uint32Array => new Uint32Array(length)) {
    this.#make = make;
  }

  /** A list of so many entries, all zero. */
  take(count: number): Uint32Array {
    if (count > this.#block.length - this.#used) {
      if (count > largestBlock >>> 2) return this.#make(count);
      this.#block = this.#make(Math.min(largestBlock, Math.max(firstBlock, count * 2, this.#block.length * 2)));
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += count;
    return this.#block.subarray(start, this.#used);
  }

  /** A list with the rows `rows[start..end)`. */
  copy(rows: Uint32Array, end: number, start = 0): Uint32Array {
    const list = this.take(end - start);
    for (let index = 0; index < list.length; index++) list[index] = rows[start + index] ?? 0;
    return list;
  }
}

/** Working memory of one evaluation, handed out and taken back. */
export class Scratch {
  readonly size: number;
  readonly #candidates: Candidates[] = [];
  readonly #bits: RowBits[] = [];
  readonly #truths: Uint8Array[] = [];

  constructor(size: number) {
    this.size = size;
  }

  candidates(): Candidates {
    const free = this.#candidates.pop();
    if (free === undefined)
      return { rows: new Uint32Array(this.size), truth: new Uint8Array(this.size), count: 0, isDecided: true };
    free.count = 0;
    free.isDecided = true;
    return free;
  }

  bits(): RowBits {
    return this.#bits.pop() ?? new RowBits(this.size);
  }

  truths(): Uint8Array {
    return this.#truths.pop() ?? new Uint8Array(this.size);
  }

  giveBack(used: Candidates | RowBits | Uint8Array): void {
    if (used instanceof RowBits) this.#bits.push(used);
    else if (used instanceof Uint8Array) this.#truths.push(used);
    else this.#candidates.push(used);
  }
}

/** Fills in the truths of decided candidates, for a step that could open some. */
export function spellOut(candidates: Candidates): void {
  if (candidates.isDecided) candidates.truth.fill(isTrue, 0, candidates.count);
}

/** Keeps the rows whose truth, joined with `other`, is not false. */
export function keepWith(candidates: Candidates, other: Uint8Array): void {
  const { rows, truth, count } = candidates;
  let kept = 0;
  let open = 0;
  if (candidates.isDecided) {
    for (let index = 0; index < count; index++) {
      const joined = other[index] ?? 0;
      if (joined === isFalse) continue;
      rows[kept] = rows[index] ?? 0;
      truth[kept++] = joined;
      if (joined === isOpen) open++;
    }
  } else {
    for (let index = 0; index < count; index++) {
      const joined = (truth[index] ?? 0) & (other[index] ?? 0);
      if (joined === isFalse) continue;
      rows[kept] = rows[index] ?? 0;
      truth[kept++] = joined;
      if (joined === isOpen) open++;
    }
  }
  candidates.count = kept;
  candidates.isDecided = open === 0;
}

/** The finished sets. */
export function verdictsOf({ rows, truth, count, isDecided }: Candidates, arena: RowArena): RowVerdicts {
  if (isDecided) {
    const members = arena.take(count);
    for (let index = 0; index < count; index++) members[index] = rows[index] ?? 0;
    return { members: rowSetOfSorted(members), undecided: emptyRowSet };
  }
  return {
    members: rowsWith(rows, truth, count, isTrue, arena),
    undecided: rowsWith(rows, truth, count, isOpen, arena),
  };
}

function rowsWith(rows: Uint32Array, truth: Uint8Array, count: number, wanted: number, arena: RowArena): RowSet {
  let size = 0;
  for (let index = 0; index < count; index++) if (truth[index] === wanted) size++;
  const chosen = arena.take(size);
  let length = 0;
  for (let index = 0; index < count; index++) if (truth[index] === wanted) chosen[length++] = rows[index] ?? 0;
  return rowSetOfSorted(chosen);
}
