import { didYouMean } from '../../diagnostics/index.ts';
import type { CatalogueOverrides, PlanRuleOverride } from './catalogue-overrides.ts';
import type { LicenseCatalogue } from './license-catalogue.ts';
import type { OverrideDraft, OverridePath } from './override-draft.ts';
import type { PlanRule } from './plan-rule.ts';

/** The plan rules of the base, changed and added to by the overrides. Added rules stand last, in their order, and so win. */
export function mergePlanRules(
  base: LicenseCatalogue,
  { planRules: overrides = [], name }: CatalogueOverrides,
  draft: OverrideDraft,
): readonly PlanRule[] {
  const rules = new Map(base.data.planRules.map((rule) => [rule.id, rule]));
  const seen = new Set<string>();
  overrides.forEach((override, position) => {
    const path: OverridePath = ['planRules', position];
    const id = override.kind === 'change' ? override.rule : override.id;
    if (seen.has(id)) draft.report('license/duplicate', path, `The rule ${id} stands twice in this file.`);
    seen.add(id);
    if (override.kind === 'change') {
      const changed = changeRule(rules, override, path, draft);
      if (changed !== undefined) rules.set(id, changed);
      return;
    }
    const added = createRule(base, override, name, path, draft);
    if (added === undefined) return;
    rules.delete(id);
    rules.set(id, added);
  });
  return [...rules.values()];
}

type Change = Extract<PlanRuleOverride, { readonly kind: 'change' }>;
type Addition = Exclude<PlanRuleOverride, Change>;

function changeRule(
  rules: ReadonlyMap<string, PlanRule>,
  { rule: id, enforce, enforceSuspectPairs }: Change,
  path: OverridePath,
  draft: OverrideDraft,
): PlanRule | undefined {
  const rule = rules.get(id);
  if (rule === undefined) {
    const hint = didYouMean(id, rules.keys()) ?? 'Find ids with `tenantlab license catalog`.';
    draft.report('license/unknown-rule', [...path, 'rule'], `There is no plan rule "${id}".`, hint);
    return undefined;
  }
  const changed = enforce === undefined ? rule : { ...rule, enforce };
  if (enforceSuspectPairs === undefined) return changed;
  if (changed.kind !== 'conflicts' || changed.suspectPairs.length === 0) {
    draft.report('license/invalid-value', [...path, 'enforceSuspectPairs'], `${id} has no suspect pairs.`);
    return undefined;
  }
  const suspectPairs = changed.suspectPairs.map((pair) => ({ ...pair, isEnforced: enforceSuspectPairs }));
  return { ...changed, suspectPairs };
}

function createRule(
  base: LicenseCatalogue,
  rule: Addition,
  fileName: string,
  path: OverridePath,
  draft: OverrideDraft,
): PlanRule | undefined {
  const { id, enforce = 'default', source = fileName, note } = rule;
  const head = { id, enforce, source, ...(note === undefined ? {} : { note }) };
  if (rule.kind === 'requires') {
    const plan = draft.plan(base, rule.servicePlan, [...path, 'servicePlan']);
    const anyOf = draft.plans(base, rule.anyOf, [...path, 'anyOf']);
    if (plan === undefined || anyOf === undefined) return undefined;
    const ids = anyOf.map(({ servicePlanId }) => servicePlanId);
    return { ...head, kind: 'requires', servicePlanId: plan.servicePlanId, anyOf: ids, catalogueImplied: [] };
  }
  const plans = draft.plans(base, rule.servicePlans, [...path, 'servicePlans']);
  if (plans === undefined) return undefined;
  const servicePlanIds = plans.map(({ servicePlanId }) => servicePlanId);
  return rule.kind === 'conflicts'
    ? { ...head, kind: 'conflicts', servicePlanIds, suspectPairs: [] }
    : { ...head, kind: 'compatible', servicePlanIds };
}
