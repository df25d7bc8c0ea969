import { compareOrdinal, foldOrdinal, isGuid } from '../../base/index.ts';
import { nearestNames } from '../../diagnostics/index.ts';
import type { LicenseCatalogue } from './license-catalogue.ts';
import type { ServicePlan } from './service-plan.ts';
import type { Sku } from './sku.ts';

/** How well a name fits a search, best first. */
export const matchKinds = ['id', 'name', 'displayName', 'words', 'start', 'wordStarts', 'inside', 'idStart'] as const;

export type MatchKind = (typeof matchKinds)[number];

/** What a search finds, best first; equally good ones with the shorter name first, then in ordinal order. */
export interface CatalogueMatches {
  readonly skus: readonly { readonly sku: Sku; readonly match: MatchKind }[];
  readonly servicePlans: readonly { readonly servicePlan: ServicePlan; readonly match: MatchKind }[];
}

/** Digits that the start of an id must have to be searched for: fewer would be words. */
const fewestIdDigits = 4;

/** Names that people use for the first words of a product. */
const shortNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['M365', ['MICROSOFT', '365']],
  ['O365', ['OFFICE', '365']],
]);

/**
 * Looks for SKUs and plans by id, part number, plan name or display name, whatever the case: the whole name, all words of the search
 * as words of the name, as its start, as the starts of its words, or anywhere in it. `E3`, `m365 e5`, `entra p1` and `efb87545` work. An empty
 * search finds nothing. O(length of all names).
 */
export function searchCatalogue(catalogue: LicenseCatalogue, text: string): CatalogueMatches {
  const query = createQuery(text);
  if (query.words.length === 0) return { skus: [], servicePlans: [] };
  const skus = catalogue.data.skus.flatMap((sku) => {
    const { skuId, skuPartNumber, displayName, alsoKnownAs = [] } = sku;
    const match = matchOf(query, skuId, [skuPartNumber, displayName, ...alsoKnownAs]);
    return match === undefined ? [] : [{ sku, match, name: displayName, id: skuId }];
  });
  const servicePlans = catalogue.data.servicePlans.flatMap((servicePlan) => {
    const { servicePlanId, servicePlanName, displayName = servicePlanName } = servicePlan;
    const match = matchOf(query, servicePlanId, [servicePlanName, displayName]);
    return match === undefined ? [] : [{ servicePlan, match, name: displayName, id: servicePlanId }];
  });
  return {
    skus: skus.toSorted(compareMatches).map(({ sku, match }) => ({ sku, match })),
    servicePlans: servicePlans.toSorted(compareMatches).map(({ servicePlan, match }) => ({ servicePlan, match })),
  };
}

/** Part numbers, plan names and product names that look like a text that finds nothing; the nearest first. */
export function suggestNames(catalogue: LicenseCatalogue, text: string, most = 3): readonly string[] {
  const { skus, servicePlans } = catalogue.data;
  const names = new Set([
    ...skus.flatMap(({ skuPartNumber, displayName }) => [skuPartNumber, displayName]),
    ...servicePlans.flatMap(({ servicePlanName, displayName = servicePlanName }) => [servicePlanName, displayName]),
  ]);
  return nearestNames(text.trim(), names, most);
}

interface Query {
  readonly text: string;
  readonly words: readonly string[];
}

function createQuery(text: string): Query {
  const folded = foldOrdinal(text.trim());
  return { text: folded, words: wordsOf(folded) };
}

/** `names[0]` is the name of exports, the others are names for people. */
function matchOf(query: Query, id: string, names: readonly string[]): MatchKind | undefined {
  if (isGuid(query.text)) return foldOrdinal(id) === query.text ? 'id' : undefined;
  const folded = names.map(foldOrdinal);
  if (folded[0] === query.text) return 'name';
  if (folded.includes(query.text)) return 'displayName';
  const words = folded.map(wordsOf);
  const isEvery = (fits: (word: string, part: string) => boolean): boolean =>
    words.some((ofName) => query.words.every((word) => hasWord(ofName, word, fits)));
  if (isEvery((word, part) => word === part)) return 'words';
  if (folded.some((name) => name.startsWith(query.text))) return 'start';
  if (isEvery((word, part) => word.startsWith(part))) return 'wordStarts';
  if (isEvery((word, part) => word.includes(part))) return 'inside';
  const isIdStart = new RegExp(`^[0-9A-F-]{${fewestIdDigits},}$`).test(query.text);
  return isIdStart && foldOrdinal(id).startsWith(query.text) ? 'idStart' : undefined;
}

function hasWord(words: readonly string[], wanted: string, fits: (word: string, part: string) => boolean): boolean {
  if (words.some((word) => fits(word, wanted))) return true;
  const longer = shortNames.get(wanted);
  return longer !== undefined && longer.every((part) => words.includes(part));
}

function wordsOf(folded: string): readonly string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

interface Ranked {
  readonly match: MatchKind;
  readonly name: string;
  readonly id: string;
}

function compareMatches(a: Ranked, b: Ranked): number {
  return (
    matchKinds.indexOf(a.match) - matchKinds.indexOf(b.match) ||
    a.name.length - b.name.length ||
    compareOrdinal(a.name, b.name) ||
    compareOrdinal(a.id, b.id)
  );
}
