import { invariant } from '../../base/index.ts';

import { type CharSet, setOfRanges, setWhere, unionSets } from './char-set.ts';

/** Names that .NET accepts in `\p{…}` for general categories, with the two-letter categories they stand for. */
const categoryNames = new Map<string, readonly string[]>(
  Object.entries({
    L: ['Lu', 'Ll', 'Lt', 'Lm', 'Lo'],
    M: ['Mn', 'Mc', 'Me'],
    N: ['Nd', 'Nl', 'No'],
    P: ['Pc', 'Pd', 'Ps', 'Pe', 'Pi', 'Pf', 'Po'],
    S: ['Sm', 'Sc', 'Sk', 'So'],
    Z: ['Zs', 'Zl', 'Zp'],
    C: ['Cc', 'Cf', 'Cs', 'Co', 'Cn'],
  }).flatMap(([name, parts]) => [[name, parts] as const, ...parts.map((part) => [part, [part]] as const)]),
);

/** True when .NET accepts `name` as a general category. Case matters. */
export function isCategoryName(name: string): boolean {
  return categoryNames.has(name);
}

/** Tables of the Unicode data of the JavaScript engine. They never change during a run, so each is computed once. */
const categorySets = new Map<string, CharSet>();

/** The code units of a general category; a lone surrogate is `Cs`. The name must satisfy {@link isCategoryName}. */
export function categorySet(name: string): CharSet {
  const known = categorySets.get(name);
  if (known !== undefined) return known;
  const parts = categoryNames.get(name);
  invariant(parts !== undefined, `unknown category ${name}`);
  const set = parts.length > 1 ? unionSets(parts.map(categorySet)) : computeCategory(name);
  categorySets.set(name, set);
  return set;
}

/** The engine's own RegExp only answers which category a single character has; user patterns never reach it. */
function computeCategory(name: string): CharSet {
  const test = new RegExp(`^\\p{${name}}$`, 'u');
  return setWhere((unit) => test.test(String.fromCharCode(unit)));
}

/** `\d`: the decimal digits of every script. */
export function digitSet(): CharSet {
  return categorySet('Nd');
}

/** `\s`: tab to carriage return, U+0085 and the Unicode separators; not the zero width no-break space. */
export const spaceSet: CharSet = setOfRanges([
  [0x09, 0x0d],
  [0x20, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
]);

let words: CharSet | undefined;
let boundaryWords: CharSet | undefined;

/** `\w`: letters, non-spacing marks, decimal digits, connector punctuation (documented as L, Mn, Nd, Pc). */
export function wordSet(): CharSet {
  words ??= unionSets([categorySet('L'), categorySet('Mn'), categorySet('Nd'), categorySet('Pc')]);
  return words;
}

/** What `\b`, `\B` and group names count as a word character: {@link wordSet} and the two zero width joiners. */
export function boundaryWordSet(): CharSet {
  boundaryWords ??= unionSets([wordSet(), [0x200c, 0x200d]]);
  return boundaryWords;
}
