import { notKnownCode, nullCode } from '../model/index.ts';
import { isFalse, isOpen, isTrue } from '../rules/index.ts';
import { type CodeTruth, tableOfTruth } from './code-truth.ts';
import { WorkRoom } from './work-room.ts';

/** Tables up to so many entries are made once and kept, unless their answers list only a few values. */
const smallTable = 1 << 14;
const fewListed = 32;
/** So are those of answers that list more than one value in this many: filling one in and out again would cost as much. */
const listedShare = 4;
/** Memory for tables that are kept, in bytes. */
const mostTableBytes = 256 * 1024 * 1024;

/**
 * Answers as tables by code. Those of small dictionaries are kept. For large ones, and where few values are listed, a table in which all values have the same
 * answer is lent out with the few others filled in, and taken back: a million entries cost nothing that way.
 */
export class TableCache {
  /** Memory to work in; branches work in that of their base. */
  readonly room: WorkRoom;
  readonly #parent: TableCache | undefined;
  readonly #tables = new Map<CodeTruth, Uint8Array>();
  #bytes = 0;
  /** Large tables that say false, and true, to everything. */
  readonly #blank: Record<0 | 3, Uint8Array> = { [isFalse]: new Uint8Array(0), [isTrue]: new Uint8Array(0) };

  constructor(parent?: TableCache) {
    this.#parent = parent;
    this.room = parent?.room ?? new WorkRoom();
  }

  /** The table of an answer, to be kept by nobody. */
  tableOf(truth: CodeTruth): Uint8Array {
    const known = this.#find(truth);
    if (known !== undefined) return known;
    const table = tableOfTruth(truth);
    this.#tables.set(truth, table);
    this.#bytes += table.length;
    for (const [key, oldest] of this.#tables) {
      if (this.#bytes <= mostTableBytes || key === truth) break;
      this.#tables.delete(key);
      this.#bytes -= oldest.length;
    }
    return table;
  }

  /** A table of at least the size of an answer, until {@link giveBack}; one at a time. */
  borrow(truth: CodeTruth): Uint8Array {
    if (isKept(truth)) return this.tableOf(truth);
    const { size, listed, listedTruth, open, onNull } = truth;
    const rest = listedTruth === isTrue ? isFalse : isTrue;
    const table = this.#blankOf(rest, size);
    for (let index = 0; index < listed.length; index++) table[listed[index] ?? 0] = listedTruth;
    for (let index = 0; index < open.length; index++) table[open[index] ?? 0] = isOpen;
    table[notKnownCode] = isOpen;
    table[nullCode] = onNull;
    return table;
  }

  /** Takes a table back. */
  giveBack(truth: CodeTruth, table: Uint8Array): void {
    if (isKept(truth)) return;
    const { listed, listedTruth, open } = truth;
    const rest = listedTruth === isTrue ? isFalse : isTrue;
    for (let index = 0; index < listed.length; index++) table[listed[index] ?? 0] = rest;
    for (let index = 0; index < open.length; index++) table[open[index] ?? 0] = rest;
  }

  #blankOf(rest: typeof isTrue | typeof isFalse, size: number): Uint8Array {
    if (this.#parent !== undefined) return this.#parent.#blankOf(rest, size);
    if (this.#blank[rest].length < size) this.#blank[rest] = new Uint8Array(size + (size >>> 3)).fill(rest);
    return this.#blank[rest];
  }

  #find(truth: CodeTruth): Uint8Array | undefined {
    const own = this.#tables.get(truth);
    return own !== undefined || this.#parent === undefined ? own : this.#parent.#find(truth);
  }
}

function isKept({ size, listed, open }: CodeTruth): boolean {
  const count = listed.length + open.length;
  return count * listedShare > size || (size <= smallTable && count > fewListed);
}
