import { type RowSet, rowSetOfSorted } from '../base/index.ts';
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
export function verdictsOf({ rows, truth, count, isDecided }: Candidates): RowVerdicts {
  if (isDecided) return { members: rowSetOfSorted(rows.slice(0, count)), undecided: noRows };
  return { members: rowsWith(rows, truth, count, isTrue), undecided: rowsWith(rows, truth, count, isOpen) };
}

const noRows: RowSet = rowSetOfSorted(new Uint32Array(0));

function rowsWith(rows: Uint32Array, truth: Uint8Array, count: number, wanted: number): RowSet {
  let size = 0;
  for (let index = 0; index < count; index++) if (truth[index] === wanted) size++;
  const chosen = new Uint32Array(size);
  let length = 0;
  for (let index = 0; index < count; index++) if (truth[index] === wanted) chosen[length++] = rows[index] ?? 0;
  return rowSetOfSorted(chosen);
}
