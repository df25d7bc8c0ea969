import { invariant } from '../base/index.ts';
import { TextIndex } from './text-index.ts';

/** Code of "not known" in every column: absent from the export. */
export const notKnownCode = 0;
/** Code of null in every column. */
export const nullCode = 1;
/** Codes from here on stand for values. */
export const firstValueCode = 2;

/**
 * The distinct values of one property as texts, numbered from {@link firstValueCode}. It only grows, and numbers never
 * change their meaning, so every snapshot of a tenant can share it.
 */
export class Dictionary {
  readonly #texts: string[] = ['', ''];
  #codes: TextIndex | undefined;

  /** One more than the highest code in use. */
  get size(): number {
    return this.#texts.length;
  }

  /** The text of a value code. */
  textAt(code: number): string {
    const text = this.#texts[code];
    invariant(text !== undefined && code >= firstValueCode, `code ${code} is not a value of the dictionary`);
    return text;
  }

  /** The code of `text`, or undefined. */
  find(text: string): number | undefined {
    return this.#index().find(text);
  }

  /** The code of `text`, a new one if it is new. */
  intern(text: string): number {
    const next = this.#texts.length;
    const code = this.#index().findOrAdd(text, next);
    if (code === next) this.#texts.push(text);
    return code;
  }

  /** Drops the reverse index, which is rebuilt when next needed: a large part of the memory of near-unique columns. */
  releaseIndex(): void {
    this.#codes = undefined;
  }

  #index(): TextIndex {
    if (this.#codes === undefined) {
      this.#codes = new TextIndex(this.#texts);
      for (let code = firstValueCode; code < this.#texts.length; code++) {
        this.#codes.findOrAdd(this.#texts[code] ?? '', code);
      }
    }
    return this.#codes;
  }
}
