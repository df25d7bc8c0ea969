import { compareOrdinal, type EpochMilliseconds } from '../base/index.ts';
import { type LicenseCatalogue, type LicenseDeps, type Price, seatsOf, type SkuSeats } from '../licensing/index.ts';
import type { Outcome } from '../simulation/index.ts';
import type { LicenseWords } from './license-words.ts';
import type { PlanBoughtCost, PlanCost, SkuRef } from './plan-document.ts';

const monthsOfYear = 12;

/**
 * What the licenses in use cost by the price list, before and after, at the clock after the change: consumed units times the
 * price for a month; and what the bought seats cost where their number changes. All in one currency, that in which most of them
 * have a price. SKUs without a price in it are named and never counted as zero. Null when the change moves neither use nor seats.
 */
export function costOf({ before, after }: Outcome, words: LicenseWords, deps: LicenseDeps): PlanCost | null {
  const [was, is] = [seatsOf(before.tenant), seatsOf(after.tenant)];
  const touched = [...new Set([...was.keys(), ...is.keys()])];
  const inUse = touched.filter((skuId) => (was.get(skuId)?.consumed ?? 0) !== (is.get(skuId)?.consumed ?? 0));
  const bought = touched.filter((skuId) => boughtOf(was.get(skuId)) !== boughtOf(is.get(skuId)));
  const changed = [...new Set([...inUse, ...bought])];
  if (changed.length === 0) return null;
  const at = after.tenant.clock;
  const currency = commonCurrency(deps.catalogue, changed, at);
  const priced = changed.flatMap((skuId) => {
    const price = deps.catalogue.priceAt(skuId, currency, at);
    return price === undefined ? [] : [{ skuId, price }];
  });
  const skus = priced
    .filter(({ skuId }) => inUse.includes(skuId))
    .map(({ skuId, price }) => {
      const [earlier, now] = [was.get(skuId)?.consumed ?? 0, is.get(skuId)?.consumed ?? 0];
      const month = perMonth(price);
      return { price: month, ...costPart(words.sku(skuId), earlier, now, month) };
    })
    .toSorted((a, b) => compareOrdinal(nameOf(a.sku), nameOf(b.sku)));
  const known = new Set(priced.map(({ skuId }) => skuId));
  const withoutPrice = changed.filter((skuId) => !known.has(skuId)).map((skuId) => words.sku(skuId));
  const ofSeats = priced
    .filter(({ skuId }) => bought.includes(skuId))
    .map(({ skuId, price }) => {
      const [earlier, now] = [boughtOf(was.get(skuId)), boughtOf(is.get(skuId))];
      return costPart(words.sku(skuId), earlier, now, perMonth(price));
    })
    .toSorted((a, b) => compareOrdinal(nameOf(a.sku), nameOf(b.sku)));
  return {
    currency,
    asOf: deps.catalogue.data.pricesDate,
    source: sourcesOf(priced.map(({ price }) => price)),
    ...sumsOf(skus),
    skus,
    withoutPrice: withoutPrice.toSorted((a, b) => compareOrdinal(nameOf(a), nameOf(b))),
    ...(ofSeats.length === 0 ? {} : { bought: { ...sumsOf(ofSeats), skus: ofSeats } }),
  };
}

type CostPart = PlanBoughtCost['skus'][number];

/** What a number of units costs before and after. */
function costPart(sku: SkuRef, earlier: number, now: number, month: number): CostPart {
  return { sku, before: cents(earlier * month), after: cents(now * month), delta: cents((now - earlier) * month) };
}

function sumsOf(parts: readonly CostPart[]): Pick<PlanCost, 'before' | 'after' | 'delta'> {
  const sum = (amounts: readonly number[]): number => cents(amounts.reduce((total, amount) => total + amount, 0));
  return {
    before: sum(parts.map((entry) => entry.before)),
    after: sum(parts.map((entry) => entry.after)),
    delta: sum(parts.map((entry) => entry.delta)),
  };
}

/** Seats that can be used: they are paid for, whether somebody has one or not. */
function boughtOf(seats: SkuSeats | undefined): number {
  return (seats?.units?.enabled ?? 0) + (seats?.units?.warning ?? 0);
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
