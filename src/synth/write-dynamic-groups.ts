import { emptyRowSet, type RowSet } from '../base/index.ts';
import { linkedRows, type Population, type Tenant, TenantDraft } from '../model/index.ts';
import { checkRule, compileRule, createPredicateCache, evaluateRows } from '../rules/index.ts';
import { combinedGroups } from './combined-groups.ts';
import { type DynamicGroupPlan, type RecipeFacts, standardGroups } from './data/rule-recipes.ts';
import type { GroupWriter } from './group-writer.ts';
import { chance, randomFor } from './pick.ts';
import { drift } from './write-assigned-groups.ts';
import type { SynthSettings } from './synth-options.ts';

/** Above this many users an export of dynamic members would only cost time and space. */
const mostUsersWithExports = 20_000;

/** The dynamic groups of a tenant: the standard ones first, then combinations until there are enough. */
export function planDynamicGroups(facts: RecipeFacts, count: number): readonly DynamicGroupPlan[] {
  const plans = standardGroups(facts).slice(0, count);
  const names = new Set(plans.map(({ name }) => name));
  for (const plan of combinedGroups(facts.departments, facts.places)) {
    if (plans.length >= count) break;
    if (names.has(plan.name)) continue;
    names.add(plan.name);
    plans.push(plan);
  }
  return plans;
}

/** Adds the dynamic groups; their members are left not known. Returns their rows in the order of the plans. */
export function writeDynamicGroups(
  groups: GroupWriter,
  plans: readonly DynamicGroupPlan[],
  settings: SynthSettings,
): readonly number[] {
  return plans.map((plan, index) => {
    if (index % 500 === 0) settings.step('groups', index, plans.length);
    return groups.add({
      displayName: plan.name,
      kind: plan.isUnified === true ? 'unified' : 'security',
      rule: plan.rule,
      isPaused: plan.isPaused === true,
    });
  });
}

/**
 * Adds what an export would have said about the members of dynamic groups: about 40 % of the groups, a third of those with
 * members that differ from what the rule says. Paused groups and memberOf groups always have an export, because nothing
 * else can tell their members. Large tenants are left as they are.
 */
export function addExportedMembers(tenant: Tenant, dynamicRows: readonly number[], settings: SynthSettings): Tenant {
  if (settings.users > mostUsersWithExports) return tenant;
  const draft = new TenantDraft(tenant);
  const random = randomFor(settings.seed, 'exported members');
  const cache = createPredicateCache();
  for (const row of dynamicRows) {
    const isFixed = holdsItsMembers(tenant.populations.group, row);
    if (!chance(random, 0.4) && !isFixed) continue;
    const { type, members } = currentMembers(tenant, row, cache);
    const exported = isFixed || chance(random, 0.33) ? drift(random, members, tenant.populations[type].size) : members;
    const links = { rows: { [type]: exported }, unresolved: [] };
    draft.setLinks('groupExportedMembers', row, links);
    if (isFixed) draft.setLinks('groupMembers', row, links);
  }
  return draft.finish();
}

function holdsItsMembers(groups: Population, row: number): boolean {
  const isPaused = groups.textAt(row, 'membershipRuleProcessingState') === 'Paused';
  return isPaused || /memberOf/i.test(groups.textAt(row, 'membershipRule') ?? '');
}

function currentMembers(
  tenant: Tenant,
  row: number,
  cache: ReturnType<typeof createPredicateCache>,
): { readonly type: 'user' | 'device'; readonly members: RowSet } {
  const check = checkRule(tenant.populations.group.textAt(row, 'membershipRule') ?? '');
  if (!check.ok) return { type: 'user', members: emptyRowSet };
  const type = check.rule.object;
  const { members } = evaluateRows(compileRule(check.rule), {
    population: tenant.populations[type],
    now: tenant.clock,
    cache,
    membersOf: (groupId) => {
      const source = tenant.populations.group.rowOf(groupId);
      const links = source === undefined ? undefined : tenant.relations.groupMembers.get(source);
      return { known: linkedRows(links, type), isComplete: links !== undefined || source === undefined };
    },
  });
  return { type, members };
}
