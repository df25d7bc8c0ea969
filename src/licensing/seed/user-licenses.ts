import type { Population } from '../../model/index.ts';
import type { DifferenceList } from './license-difference.ts';
import type { StatedLicense, StatedPath, StatedPlan } from './exported-entries.ts';
import type { GroupPolicies } from './licensed-groups.ts';
import type { SkuFacts } from './sku-facts.ts';

/** What every user is looked at with. */
export interface SeedContext {
  readonly users: Population;
  readonly policies: GroupPolicies;
  readonly facts: SkuFacts;
  readonly differences: DifferenceList;
}

/** SKUs that a user holds, with the plans that every path turns off (spec licensing 3.2). */
export type HeldSkus = ReadonlyMap<string, readonly string[]>;

/** What follows from paths: those in state Error or Disabled give nothing (spec licensing 3.4). */
export function heldBy(paths: readonly StatedPath[]): HeldSkus {
  const held = new Map<string, readonly string[]>();
  for (const { skuId, disabledPlans, state } of paths) {
    if (state !== 'Active' && state !== 'ActiveWithError') continue;
    const before = held.get(skuId);
    held.set(skuId, before === undefined ? disabledPlans : before.filter((plan) => disabledPlans.includes(plan)));
  }
  return held;
}

/**
 * The paths behind assignedLicenses: a SKU that licensed groups give to the user as a direct member comes from them. If the user
 * has plans of it that no group gives, there is a direct assignment, too.
 */
export function inferPaths(
  { policies }: SeedContext,
  row: number,
  licenses: readonly StatedLicense[],
): readonly StatedPath[] {
  const paths: StatedPath[] = [];
  const add = (skuId: string, assignedByGroup: string | null, disabledPlans: readonly string[]): void => {
    paths.push({ skuId, assignedByGroup, disabledPlans, state: 'Active', error: 'None', lastUpdatedDateTime: null });
  };
  for (const { skuId, disabledPlans } of licenses) {
    const groups = (policies.bySku.get(skuId) ?? []).filter(({ members }) => members?.has(row) === true);
    let common: readonly string[] | undefined;
    for (const { id, licenses: given } of groups) {
      const off = given.find((license) => license.skuId === skuId)?.disabledPlans ?? [];
      common = common === undefined ? off : common.filter((plan) => off.includes(plan));
      add(skuId, id, off);
    }
    const hasMore = common?.some((plan) => !disabledPlans.includes(plan)) ?? true;
    if (hasMore) add(skuId, null, disabledPlans);
  }
  return paths;
}

/** The plans that held SKUs give, with the SKUs that give each; undefined if a SKU is not described. */
export function plansGivenBy(facts: SkuFacts, held: HeldSkus): ReadonlyMap<string, readonly string[]> | undefined {
  const given = new Map<string, string[]>();
  for (const [skuId, disabledPlans] of held) {
    const plans = facts.plansOf(skuId);
    if (plans === undefined) return undefined;
    for (const plan of plans) {
      if (disabledPlans.includes(plan)) continue;
      const skus = given.get(plan);
      if (skus === undefined) given.set(plan, [skuId]);
      else skus.push(skuId);
    }
  }
  return given;
}

/**
 * The entries of plans to keep. Stated ones stay as they are, but for one thing: the status of a SKU that is not paid for is put
 * in when plans are read (spec licensing 15.4), so that a plan which shows nothing but that is enabled. Where nothing is stated,
 * the plans that the licenses give are enabled.
 */
export function planEntries(
  { facts }: SeedContext,
  held: HeldSkus,
  stated: readonly StatedPlan[] | undefined,
): readonly StatedPlan[] {
  const isPlain = stated?.every(({ capabilityStatus: status }) => status === 'Enabled' || status === 'Deleted');
  if (stated !== undefined && isPlain === true) return stated;
  const given = plansGivenBy(facts, held);
  if (stated === undefined) {
    return [...(given?.keys() ?? [])].map((servicePlanId) => ({
      servicePlanId,
      service: facts.serviceOf(servicePlanId),
      capabilityStatus: 'Enabled',
      assignedDateTime: null,
    }));
  }
  return stated.map((plan) => {
    const isOfSku = given?.get(plan.servicePlanId)?.some((skuId) => facts.statusOf(skuId) === plan.capabilityStatus);
    return isOfSku === true ? { ...plan, capabilityStatus: 'Enabled' } : plan;
  });
}
