import type { ProhibitedLocation } from './catalogue-data.ts';
import type { CatalogueOverrides, PriceOverride, ProhibitedLocationOverride } from './catalogue-overrides.ts';
import type { LicenseCatalogue } from './license-catalogue.ts';
import type { OverrideDraft, OverridePath } from './override-draft.ts';
import type { Price } from './price.ts';

/** The prices of the base, without those that the overrides replace: all of a SKU in the same currency. */
export function mergePrices(
  base: LicenseCatalogue,
  { prices: overrides = [], name }: CatalogueOverrides,
  draft: OverrideDraft,
): readonly Price[] {
  const stated = new Map<string, Price[]>();
  overrides.forEach((override, position) => {
    const path: OverridePath = ['prices', position];
    const price = createPrice(base, override, name, path, draft);
    if (price === undefined) return;
    const others = stated.get(keyOf(price)) ?? [];
    if (others.some((other) => isOverlapping(other, price))) {
      const message = `There are two prices of ${override.sku} in ${price.currency} for the same days.`;
      draft.report('license/duplicate', path, message, 'Bound them with validFrom and validTo.');
    }
    stated.set(keyOf(price), [...others, price]);
  });
  return [...base.data.prices.filter((price) => !stated.has(keyOf(price))), ...[...stated.values()].flat()];
}

/** The prohibited locations of the base and those of the overrides. */
export function mergeProhibitedLocations(
  base: LicenseCatalogue,
  overrides: readonly ProhibitedLocationOverride[],
  draft: OverrideDraft,
): readonly ProhibitedLocation[] {
  const added = new Map<string, ProhibitedLocation>();
  overrides.forEach(({ servicePlan, countryLetterCodes }, position) => {
    const path: OverridePath = ['prohibitedLocations', position];
    const plan = draft.plan(base, servicePlan, [...path, 'servicePlan']);
    countryLetterCodes.forEach((code, index) => {
      const at = [...path, 'countryLetterCodes', index];
      if (!/^[A-Za-z]{2}$/.test(code)) {
        draft.report('license/invalid-value', at, `Expected a country of two letters such as DE, found "${code}".`);
        return;
      }
      if (plan === undefined) return;
      const location = { servicePlanId: plan.servicePlanId, countryLetterCode: code.toUpperCase() };
      const key = locationKey(location);
      if (added.has(key)) {
        const message = `${plan.servicePlanName} is prohibited in ${location.countryLetterCode} twice.`;
        draft.report('license/duplicate', at, message);
      }
      added.set(key, location);
    });
  });
  return [...base.data.prohibitedLocations.filter((location) => !added.has(locationKey(location))), ...added.values()];
}

function createPrice(
  base: LicenseCatalogue,
  override: PriceOverride,
  fileName: string,
  path: OverridePath,
  draft: OverrideDraft,
): Price | undefined {
  const { sku: skuName, currency, amount, unit = 'user', period = 'month', source, ...rest } = override;
  const sku = draft.sku(base, skuName, [...path, 'sku']);
  const validFrom = draft.day(rest.validFrom, [...path, 'validFrom']);
  const validTo = draft.day(rest.validTo, [...path, 'validTo']);
  if (!/^[A-Z]{3}$/.test(currency)) {
    const message = `Expected a currency of three capital letters such as EUR, found "${currency}".`;
    draft.report('license/invalid-value', [...path, 'currency'], message);
  }
  if (!Number.isFinite(amount) || amount < 0) {
    draft.report('license/invalid-value', [...path, 'amount'], `A price cannot be ${amount}.`);
  }
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) {
    draft.report(
      'license/invalid-value',
      [...path, 'validTo'],
      `The price ends (${validTo}) before it begins (${validFrom}).`,
    );
  }
  if (sku === undefined) return undefined;
  return { ...rest, skuId: sku.skuId, currency, amount, unit, period, sources: [source ?? fileName] };
}

function isOverlapping(one: Price, other: Price): boolean {
  const startsAfter = (a: Price, b: Price): boolean =>
    a.validFrom !== undefined && b.validTo !== undefined && a.validFrom > b.validTo;
  return !startsAfter(one, other) && !startsAfter(other, one);
}

function keyOf({ skuId, currency }: Price): string {
  return `${skuId} ${currency}`;
}

function locationKey({ servicePlanId, countryLetterCode }: ProhibitedLocation): string {
  return `${servicePlanId} ${countryLetterCode}`;
}
