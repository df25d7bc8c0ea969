import { compareOrdinal, type EpochMilliseconds } from '../base/index.ts';
import { type LicenseCatalogue, type LicenseDeps, type Price, seatsOf } from '../licensing/index.ts';
import type { Outcome } from '../simulation/index.ts';
import type { LicenseWords } from './license-words.ts';
import type { PlanCost, SkuRef } from './plan-document.ts';

const monthsOfYear = 12;

/**
 * What the licenses in use cost by the price list, before and after, at the clock after the change: consumed units times the
 * price for a month. All in one currency, that in which most of them have a price. SKUs without a price in it are named and never
 * counted as zero. Null when the change moves no use at all.
 */
export function costOf({ before, after }: Outcome, words: LicenseWords, deps: LicenseDeps): PlanCost | null {
  const [was, is] = [seatsOf(before.tenant), seatsOf(after.tenant)];
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
    (skuId) => (was.get(skuId)?.consumed ?? 0) !== (is.get(skuId)?.consumed ?? 0),
  );
  if (changed.length === 0) return null;
  const at = after.tenant.clock;
  const currency = commonCurrency(deps.catalogue, changed, at);
  const priced = changed.flatMap((skuId) => {
    const price = deps.catalogue.priceAt(skuId, currency, at);
    return price === undefined ? [] : [{ skuId, price }];
  });
  const skus = priced
    .map(({ skuId, price }) => {
      const [earlier, now] = [was.get(skuId)?.consumed ?? 0, is.get(skuId)?.consumed ?? 0];
      const month = perMonth(price);
      const sku = words.sku(skuId);
      return {
        sku,
        price: month,
        before: cents(earlier * month),
        after: cents(now * month),
        delta: cents((now - earlier) * month),
      };
    })
    .toSorted((a, b) => compareOrdinal(nameOf(a.sku), nameOf(b.sku)));
  const known = new Set(priced.map(({ skuId }) => skuId));
  const withoutPrice = changed.filter((skuId) => !known.has(skuId)).map((skuId) => words.sku(skuId));
  const sum = (amounts: readonly number[]): number => cents(amounts.reduce((total, amount) => total + amount, 0));
  return {
    currency,
    asOf: deps.catalogue.data.pricesDate,
    source: sourcesOf(priced.map(({ price }) => price)),
    before: sum(skus.map((entry) => entry.before)),
    after: sum(skus.map((entry) => entry.after)),
    delta: sum(skus.map((entry) => entry.delta)),
    skus,
    withoutPrice: withoutPrice.toSorted((a, b) => compareOrdinal(nameOf(a), nameOf(b))),
  };
}

/** The currency in which most of the SKUs have a price, the first by name of several. */
function commonCurrency(catalogue: LicenseCatalogue, skuIds: readonly string[], at: EpochMilliseconds): string {
  const currencies = new Set(skuIds.flatMap((skuId) => catalogue.pricesOf(skuId).map(({ currency }) => currency)));
  const counted = [...currencies].map((currency) => ({
    currency,
    count: skuIds.filter((skuId) => catalogue.priceAt(skuId, currency, at) !== undefined).length,
  }));
  const [first] = counted.toSorted((a, b) => b.count - a.count || compareOrdinal(b.currency, a.currency));
  return first?.currency ?? 'USD';
}

/** The price of a month. */
export function perMonth({ amount, period }: Price): number {
  return period === 'year' ? amount / monthsOfYear : amount;
}

/** Amounts are shown with two digits; sums of such numbers stay exact. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function sourcesOf(prices: readonly Price[]): string {
  const sources = new Set(prices.flatMap((price) => price.sources));
  return sources.size === 0 ? 'no price is known' : [...sources].toSorted(compareOrdinal).join('; ');
}

function nameOf({ skuPartNumber, skuId }: SkuRef): string {
  return skuPartNumber ?? skuId;
}
