import type { Dictionary } from '../model/index.ts';

const memos: ColumnMemo<unknown>[] = [];

/** Drops what was worked out about dictionaries, as when a program starts: for measurements. */
export function forgetMemos(): void {
  for (const memo of memos) memo.forget();
}

/** Something worked out about dictionaries, kept as long as they are. */
export class ColumnMemo<Known> {
  readonly #make: (dictionary: Dictionary) => Known;
  #known = new WeakMap<Dictionary, { readonly size: number; readonly known: Known }>();

  /** `make` works it out for the values that a dictionary has; for a dictionary that has grown it is called again. */
  constructor(make: (dictionary: Dictionary) => Known) {
    this.#make = make;
    memos.push(this);
  }

  of(dictionary: Dictionary): Known {
    let entry = this.#known.get(dictionary);
    if (entry?.size !== dictionary.size) {
      entry = { size: dictionary.size, known: this.#make(dictionary) };
      this.#known.set(dictionary, entry);
    }
    return entry.known;
  }

  forget(): void {
    this.#known = new WeakMap();
  }
}
