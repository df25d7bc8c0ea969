import { foldOrdinal, foldUnit } from '../../base/index.ts';

/** Letters and what they fold to: `from[i]` becomes `to[i]`. Both hold the same number of characters, none outside the BMP. */
export interface FoldPairs {
  readonly from: string;
  readonly to: string;
}

/**
 * The letters that have to be folded in a value so that searching it for the folded texts gives what searching the wholly folded
 * value would. Folding maps single characters and keeps what is folded, so a letter matters only if it folds to one that a text
 * has; leaving the others alone cannot make or break a match. This is why no engine's own idea of upper case is needed.
 * O(length of the texts).
 */
export function foldPairsFor(texts: readonly string[]): FoldPairs {
  const wanted = new Set(texts.flatMap((text) => Array.from(foldOrdinal(text))));
  const pairs = [...wanted]
    .filter((letter) => letter.length === 1)
    .flatMap((to) => preimages(to.charCodeAt(0)).map((unit) => ({ from: String.fromCharCode(unit), to })))
    .toSorted((left, right) => left.from.charCodeAt(0) - right.from.charCodeAt(0));
  return { from: pairs.map(({ from }) => from).join(''), to: pairs.map(({ to }) => to).join('') };
}

let unitsByFolded: ReadonlyMap<number, readonly number[]> | undefined;

/** Every other code unit that folds to `folded`. */
function preimages(folded: number): readonly number[] {
  unitsByFolded ??= buildPreimages();
  return unitsByFolded.get(folded) ?? [];
}

function buildPreimages(): ReadonlyMap<number, readonly number[]> {
  const table = new Map<number, number[]>();
  for (let unit = 0; unit < 0x10000; unit++) {
    const folded = foldUnit(unit);
    if (folded === unit) continue;
    const units = table.get(folded);
    if (units === undefined) table.set(folded, [unit]);
    else units.push(unit);
  }
  return table;
}
