import { isGuid, parseInstant } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode, didYouMean } from '../../diagnostics/index.ts';
import type { CatalogueOverrides } from './catalogue-overrides.ts';
import type { LicenseCatalogue, LookupFault } from './license-catalogue.ts';
import type { ServicePlan } from './service-plan.ts';
import type { Sku } from './sku.ts';

/** A place in the overrides: `['skus', 0, 'skuId']`. */
export type OverridePath = readonly (string | number)[];

/** Gathers what is wrong with overrides while they are merged. */
export class OverrideDraft {
  readonly #overrides: CatalogueOverrides;
  readonly #found: Diagnostic[] = [];

  constructor(overrides: CatalogueOverrides) {
    this.#overrides = overrides;
  }

  /** Everything that was reported, in order. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#found;
  }

  /** Reports a fault at a place. */
  report(code: DiagnosticCode, path: OverridePath, message: string, hint?: string): void {
    const { source, spans } = this.#overrides;
    const span = this.#spanOf(path, spans);
    this.#found.push(
      createDiagnostic(code, {
        message,
        ...(source === undefined ? {} : { source }),
        ...(span === undefined ? {} : { span }),
        ...(hint === undefined ? {} : { hint }),
      }),
    );
  }

  /** The id in lower case; reports and returns undefined when it is no guid. */
  guid(text: string, path: OverridePath): string | undefined {
    if (isGuid(text)) return text.toLowerCase();
    this.report('license/invalid-guid', path, `"${text}" is no guid.`);
    return undefined;
  }

  /** The day; reports and returns undefined when there is no such day. */
  day(text: string | undefined, path: OverridePath): string | undefined {
    if (text === undefined) return undefined;
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && parseInstant(text) !== undefined) return text;
    this.report('license/invalid-value', path, `Expected a day such as 2026-07-01, found "${text}".`);
    return undefined;
  }

  /** The plan that a name or id means; reports when it means none or several. */
  plan(catalogue: LicenseCatalogue, name: string, path: OverridePath, sku?: Sku): ServicePlan | undefined {
    const found = catalogue.resolvePlan(name, sku);
    if (found.ok) return found.value;
    const known = sku?.servicePlans ?? catalogue.data.servicePlans;
    const place = sku === undefined ? '' : ` in ${sku.skuPartNumber}`;
    this.#reportLookup(found.error, path, {
      code: 'license/unknown-plan',
      noun: `service plan "${name}"${place}`,
      names: known.map(({ servicePlanName }) => servicePlanName),
      describe: ({ servicePlanId, displayName = '' }) => `${servicePlanId} (${displayName})`,
    });
    return undefined;
  }

  /** The plans that names or ids mean, each once; undefined when one of them means none or several. */
  plans(
    catalogue: LicenseCatalogue,
    names: readonly string[],
    path: OverridePath,
    sku?: Sku,
  ): readonly ServicePlan[] | undefined {
    const found = names.map((name, index) => this.plan(catalogue, name, [...path, index], sku));
    const known = found.filter((plan) => plan !== undefined);
    known.forEach((plan, index) => {
      if (known.indexOf(plan) === index) return;
      this.report('license/duplicate', [...path, index], `${plan.servicePlanName} stands twice in this list.`);
    });
    return known.length === names.length ? known : undefined;
  }

  /** The SKU that a part number or id means; reports when it means none or several. */
  sku(catalogue: LicenseCatalogue, name: string, path: OverridePath): Sku | undefined {
    const found = catalogue.resolveSku(name);
    if (found.ok) return found.value;
    this.#reportLookup(found.error, path, {
      code: 'license/unknown-sku',
      noun: `SKU "${name}"`,
      names: catalogue.data.skus.map(({ skuPartNumber }) => skuPartNumber),
      describe: ({ skuId, displayName }) => `${skuId} (${displayName})`,
    });
    return undefined;
  }

  #reportLookup<Found>(
    fault: LookupFault<Found>,
    path: OverridePath,
    words: {
      readonly code: 'license/unknown-plan' | 'license/unknown-sku';
      readonly noun: string;
      readonly names: readonly string[];
      readonly describe: (found: Found) => string;
    },
  ): void {
    if (fault.kind === 'unknown') {
      const hint = isGuid(fault.name) ? undefined : didYouMean(fault.name, new Set(words.names));
      this.report(words.code, path, `There is no ${words.noun}.`, hint);
      return;
    }
    const candidates = fault.candidates.map(words.describe).join(', ');
    this.report('license/ambiguous-name', path, `There is more than one ${words.noun}.`, `Use one of ${candidates}.`);
  }

  /** The span of the place, or of what holds it. */
  #spanOf(path: OverridePath, spans: CatalogueOverrides['spans']) {
    for (let length = path.length; length > 0; length--) {
      const span = spans?.get(path.slice(0, length).join('.'));
      if (span !== undefined) return span;
    }
    return undefined;
  }
}
