import { foldOrdinal } from '../base/index.ts';
import { type Dictionary, firstValueCode } from '../model/index.ts';
import { ColumnMemo } from './column-memo.ts';
import { FoldIndex } from './fold-index.ts';
import { isFolded } from './folded-text.ts';
import { packedTextsOf } from './search/packed-texts.ts';

const indexes = new ColumnMemo((dictionary) => new FoldIndex(packedTextsOf(dictionary), dictionary.size));

const askedOnce = new WeakSet<Dictionary>();

/** The index of a dictionary without a base, made when first asked for. O(bytes of the values) the first time. */
export function foldIndexOf(dictionary: Dictionary): FoldIndex {
  return indexes.of(dictionary);
}

/**
 * The codes of the values that equal `text` without regard to case, ascending. The first question reads all values, which
 * takes a few nanoseconds for each; from the second one on an index answers.
 */
export function codesOfText(dictionary: Dictionary, text: string): readonly number[] {
  const folded = foldOrdinal(text);
  const root = dictionary.base ?? dictionary;
  const codes = [...codesIn(root, folded)];
  for (let code = dictionary.baseSize; code < dictionary.size; code++) {
    if (dictionary.base !== undefined && foldOrdinal(dictionary.textAt(code)) === folded) codes.push(code);
  }
  return codes;
}

function codesIn(root: Dictionary, folded: string): Iterable<number> {
  if (askedOnce.has(root) && root.isFrozen) return foldIndexOf(root).codesOf(folded);
  askedOnce.add(root);
  const values = packedTextsOf(root);
  const codes: number[] = [];
  for (let code = firstValueCode; code < values.size; code++) if (isFolded(values, code, folded)) codes.push(code);
  return codes;
}
