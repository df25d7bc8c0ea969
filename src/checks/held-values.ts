import { foldOrdinal, type RowSet } from '../base/index.ts';
import { nearestNames } from '../diagnostics/index.ts';
import { type Column, firstValueCode, notKnownCode } from '../model/index.ts';

/** A value in one of its spellings, and how many active objects have it in any case. */
export interface HeldValue {
  readonly text: string;
  readonly count: number;
}

/** The values of one property that active objects have. */
export interface HeldValues {
  /** Active objects whose value is not known. */
  readonly notKnown: number;
  /** By folded text: rules ignore case. */
  readonly byFoldedText: ReadonlyMap<string, HeldValue>;
  /** Values that look the same but for blanks and the way accents are encoded, without the value itself. */
  variantsOf(text: string): readonly HeldValue[];
  /** Variants first, then values that a few edits turn into the text; at most three. */
  near(text: string): readonly HeldValue[];
}

/** With more values than this no search by edit distance is made: such properties hold names and numbers of single people. */
const mostCandidates = 2000;

/** Counts the values of a column. O(active + distinct values). */
export function countValues(column: Column, active: RowSet): HeldValues {
  const counts = new Uint32Array(column.dictionary.size);
  active.forEach((row) => {
    const code = column.codeAt(row);
    counts[code] = (counts[code] ?? 0) + 1;
  });
  const byFoldedText = new Map<string, HeldValue>();
  for (let code = firstValueCode; code < counts.length; code++) {
    const count = counts[code] ?? 0;
    if (count === 0) continue;
    const text = column.dictionary.textAt(code);
    const known = byFoldedText.get(foldOrdinal(text));
    byFoldedText.set(foldOrdinal(text), { text: known?.text ?? text, count: count + (known?.count ?? 0) });
  }
  return { notKnown: counts[notKnownCode] ?? 0, byFoldedText, ...nearbyValues(byFoldedText) };
}

function nearbyValues(byFoldedText: ReadonlyMap<string, HeldValue>): Pick<HeldValues, 'variantsOf' | 'near'> {
  let byShape: Map<string, HeldValue[]> | undefined;
  const remembered = new Map<string, readonly HeldValue[]>();
  const variantsOf = (text: string): readonly HeldValue[] => {
    byShape ??= groupByShape(byFoldedText.values());
    const own = foldOrdinal(text);
    return (byShape.get(shapeOf(text)) ?? []).filter((value) => foldOrdinal(value.text) !== own);
  };
  const search = (text: string): readonly HeldValue[] => {
    const variants = variantsOf(text);
    if (variants.length > 0 || byFoldedText.size > mostCandidates) return variants.slice(0, 3);
    const own = foldOrdinal(text);
    return nearestNames(
      text,
      [...byFoldedText.values()].map((value) => value.text),
      4,
    )
      .filter((name) => foldOrdinal(name) !== own)
      .flatMap((name) => byFoldedText.get(foldOrdinal(name)) ?? [])
      .slice(0, 3);
  };
  return {
    variantsOf,
    near: (text) => {
      const found = remembered.get(text) ?? search(text);
      remembered.set(text, found);
      return found;
    },
  };
}

function groupByShape(values: Iterable<HeldValue>): Map<string, HeldValue[]> {
  const groups = new Map<string, HeldValue[]>();
  for (const value of values) {
    const shape = shapeOf(value.text);
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, [value]);
    else group.push(value);
  }
  return groups;
}

/** What is left of a text for the eye. */
function shapeOf(text: string): string {
  return foldOrdinal(text.normalize('NFKC').trim().replace(/\s+/g, ' '));
}
