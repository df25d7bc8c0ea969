import type { Tenant } from '../../model/index.ts';
import type { CompiledPlanRules } from '../catalogue/compile-plan-rules.ts';
import type { LicenseCatalogue } from '../catalogue/license-catalogue.ts';
import { hasMailbox } from '../catalogue/mailbox-plan.ts';
import type { LicenseDeps } from '../license-deps.ts';
import { type SkuFacts, skuFactsOf } from '../seed/sku-facts.ts';

/** A plan that needs one of others. Ids in lower case. */
export interface Requirement {
  readonly plan: string;
  readonly anyOf: readonly string[];
}

/** What is known of SKUs, and the rules between plans, by id. What is asked once is remembered. */
export class PlanFacts {
  readonly sku: SkuFacts;
  readonly #catalogue: LicenseCatalogue;
  readonly #rules: CompiledPlanRules;
  readonly #enabled = new Map<string, ReadonlySet<string>>();
  readonly #conflicts = new Map<string, readonly string[]>();
  readonly #requirementsOf = new Map<string, readonly Requirement[]>();
  readonly #requirementsOn = new Map<string, readonly Requirement[]>();

  constructor(tenant: Tenant, { catalogue, semantics }: LicenseDeps) {
    this.sku = skuFactsOf(tenant, catalogue);
    this.#catalogue = catalogue;
    const choice = semantics['license-plan-rules'];
    this.#rules = catalogue.rules({ withOptional: choice !== 'default', withSuspect: choice === 'published' });
  }

  /** The plans of a SKU that are not disabled. */
  enabledPlans(skuId: string, disabledPlans: readonly string[]): ReadonlySet<string> {
    const key = `${skuId} ${disabledPlans.join()}`;
    let plans = this.#enabled.get(key);
    if (plans === undefined) {
      const all = this.sku.plansOf(skuId) ?? new Set<string>();
      plans = disabledPlans.length === 0 ? all : new Set([...all].filter((plan) => !disabledPlans.includes(plan)));
      this.#enabled.set(key, plans);
    }
    return plans;
  }

  /** Plans that cannot be enabled together with this one (spec licensing 9.1), in the order of the catalogue. */
  conflictsOf(plan: string): readonly string[] {
    return remember(
      this.#conflicts,
      plan,
      (index) => Array.from(this.#rules.conflictsOf(index), (other) => this.#idAt(other)),
      this.#catalogue,
    );
  }

  /** What a plan needs (spec licensing 9.2). */
  requirementsOf(plan: string): readonly Requirement[] {
    return remember(
      this.#requirementsOf,
      plan,
      (index) => this.#rules.requirementsOf(index).map((entry) => this.#requirement(entry)),
      this.#catalogue,
    );
  }

  /** What needs a plan, among others. */
  requirementsOn(plan: string): readonly Requirement[] {
    return remember(
      this.#requirementsOn,
      plan,
      (index) => this.#rules.requirementsOn(index).map((entry) => this.#requirement(entry)),
      this.#catalogue,
    );
  }

  /** True when a plan is not offered in a country (spec licensing 10.4). */
  isProhibited(plan: string, countryLetterCode: string): boolean {
    const index = this.#catalogue.findPlanIndex(plan);
    return index !== undefined && this.#catalogue.isProhibited(index, countryLetterCode);
  }

  /** True when some plan is not offered somewhere. */
  get hasProhibitions(): boolean {
    return this.#catalogue.data.prohibitedLocations.length > 0;
  }

  /** True for a plan that gives a mailbox, whose addresses must be unique (spec licensing 4.3). */
  isMailbox(plan: string): boolean {
    return hasMailbox(this.sku.planName(plan));
  }

  #idAt(index: number): string {
    return this.#catalogue.planAt(index).servicePlanId;
  }

  #requirement({ plan, anyOf }: { readonly plan: number; readonly anyOf: Uint32Array }): Requirement {
    return { plan: this.#idAt(plan), anyOf: Array.from(anyOf, (index) => this.#idAt(index)) };
  }
}

function remember<Value>(
  known: Map<string, readonly Value[]>,
  plan: string,
  make: (index: number) => readonly Value[],
  catalogue: LicenseCatalogue,
): readonly Value[] {
  let values = known.get(plan);
  if (values === undefined) {
    const index = catalogue.findPlanIndex(plan);
    values = index === undefined ? [] : make(index);
    known.set(plan, values);
  }
  return values;
}
