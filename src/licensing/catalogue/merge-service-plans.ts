import type { CatalogueData } from './catalogue-data.ts';
import type { ServicePlanOverride } from './catalogue-overrides.ts';
import type { LicenseCatalogue } from './license-catalogue.ts';
import type { OverrideDraft, OverridePath } from './override-draft.ts';
import type { ServicePlan } from './service-plan.ts';

/** The plans of the base with those of the overrides, and its SKUs with the plans as they are now. */
export function mergeServicePlans(
  base: LicenseCatalogue,
  overrides: readonly ServicePlanOverride[],
  draft: OverrideDraft,
): Partial<CatalogueData> {
  if (overrides.length === 0) return {};
  const plans = new Map(base.data.servicePlans.map((plan) => [plan.servicePlanId, plan]));
  const seen = new Set<string>();
  overrides.forEach((override, position) => {
    const path: OverridePath = ['servicePlans', position];
    const merged = mergePlan(base, override, path, draft);
    if (merged === undefined) return;
    if (seen.has(merged.servicePlanId)) {
      draft.report('license/duplicate', path, `The plan ${merged.servicePlanName} is described twice in this file.`);
      return;
    }
    seen.add(merged.servicePlanId);
    plans.set(merged.servicePlanId, merged);
  });
  const current = (plan: ServicePlan): ServicePlan => plans.get(plan.servicePlanId) ?? plan;
  const skus = base.data.skus.map((sku) =>
    sku.servicePlans.some(({ servicePlanId }) => seen.has(servicePlanId))
      ? { ...sku, servicePlans: sku.servicePlans.map(current) }
      : sku,
  );
  return { servicePlans: [...plans.values()], skus };
}

function mergePlan(
  base: LicenseCatalogue,
  override: ServicePlanOverride,
  path: OverridePath,
  draft: OverrideDraft,
): ServicePlan | undefined {
  const { servicePlanId: id, servicePlanName: name } = override;
  if (id === undefined) {
    if (name === undefined) {
      draft.report('license/missing-key', path, 'A plan needs a servicePlanId, or the servicePlanName of a known one.');
      return undefined;
    }
    const known = draft.plan(base, name, [...path, 'servicePlanName']);
    return known === undefined ? undefined : { ...known, ...override, ...namesOf(known) };
  }
  const servicePlanId = draft.guid(id, [...path, 'servicePlanId']);
  if (servicePlanId === undefined) return undefined;
  const known = base.planById(servicePlanId);
  const servicePlanName = name ?? known?.servicePlanName;
  if (servicePlanName === undefined) {
    draft.report('license/missing-key', path, `The plan ${servicePlanId} is new and needs a servicePlanName.`);
    return undefined;
  }
  return { displayName: servicePlanName, ...known, ...override, servicePlanId, servicePlanName };
}

/** A plan that is looked up by its name keeps the spelling of it. */
function namesOf({
  servicePlanId,
  servicePlanName,
}: ServicePlan): Pick<ServicePlan, 'servicePlanId' | 'servicePlanName'> {
  return { servicePlanId, servicePlanName };
}
