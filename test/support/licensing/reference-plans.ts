import type { LicenseCatalogue } from '../../../src/licensing/index.ts';
import { isHeld, type License, type PlanEntry, type Row } from './reference-types.ts';

/** Rules between plans in plain words (section 9), with the facts of the catalogue. */
export class ReferencePlans {
  readonly #catalogue: LicenseCatalogue;
  readonly #rules: ReturnType<LicenseCatalogue['rules']>;

  constructor(catalogue: LicenseCatalogue) {
    this.#catalogue = catalogue;
    this.#rules = catalogue.rules();
  }

  /** The plans of a license that are not disabled. */
  given({ sku, disabled }: License): readonly string[] {
    const found = this.#catalogue.resolveSku(sku);
    const plans = found.ok ? found.value.servicePlans.map(({ servicePlanId }) => servicePlanId) : [];
    return plans.filter((plan) => !disabled.includes(plan));
  }

  /** Section 3.2: some held row does not disable it. */
  enabledBy(rows: readonly Row[]): ReadonlySet<string> {
    return new Set(rows.filter(isHeld).flatMap((row) => this.given(row)));
  }

  /** Plans that came and exclude another one that is enabled. */
  conflicting(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
    return [...after].filter((plan) => {
      const index = this.#catalogue.findPlanIndex(plan);
      if (before.has(plan) || index === undefined) return false;
      return [...this.#rules.conflictsOf(index)].some((other) => after.has(this.#idAt(other)));
    });
  }

  /** Enabled plans none of whose prerequisites is enabled: those that came, and those that lost the last one. */
  unserved(
    before: ReadonlySet<string>,
    after: ReadonlySet<string>,
    isEverything = false,
  ): readonly { readonly plan: string; readonly lost: readonly string[] }[] {
    return [...after].flatMap((plan) => {
      const index = this.#catalogue.findPlanIndex(plan);
      if (index === undefined) return [];
      const needs = this.#rules.requirementsOf(index).map(({ anyOf }) => [...anyOf].map((other) => this.#idAt(other)));
      return needs
        .filter((anyOf) => !anyOf.some((other) => after.has(other)))
        .map((anyOf) => ({ plan, lost: anyOf.filter((other) => before.has(other)) }))
        .filter(({ lost }) => isEverything || !before.has(plan) || lost.length > 0);
    });
  }

  isMailbox(plan: string): boolean {
    const name = this.#catalogue.planById(plan)?.servicePlanName ?? '';
    return ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE', 'EXCHANGE_S_DESKLESS'].includes(name);
  }

  #idAt(index: number): string {
    return this.#catalogue.planAt(index).servicePlanId;
  }
}

/** Section 15.2: entries of assignedPlans once other plans are enabled; what is lost stays as Deleted. */
export function nextEntries(
  entries: readonly PlanEntry[],
  enabled: ReadonlySet<string>,
  clock: number,
): readonly PlanEntry[] {
  const known = new Map(entries.map((entry) => [entry.plan, entry]));
  return [...new Set([...known.keys(), ...enabled])].map((plan): PlanEntry => {
    const old = known.get(plan);
    if (!enabled.has(plan)) return { plan, status: 'Deleted', since: old?.since ?? clock };
    return old === undefined || old.status === 'Deleted' ? { plan, status: 'Enabled', since: clock } : old;
  });
}
