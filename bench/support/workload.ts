/**
 * The workload of the benches: a company of any size with 41 scalar attributes and three collections for each person, Zipf and
 * correlated, and rules of the rule language about it. The same numbers give the same company on every machine.
 */
import { guidFromWords } from '../../src/base/index.ts';
import { createTenant, type Tenant, TenantDraft } from '../../src/model/index.ts';
import { type CheckedRule, printNode, type RuleNode } from '../../src/rules/index.ts';
import { writeRules } from './workload-rules.ts';
import { addUsers, defaultNotKnown, type NotKnownShares, workloadClock } from './workload-users.ts';

export interface WorkloadOptions {
  readonly users: number;
  readonly rules: number;
  /** Default 1. */
  readonly seed?: number;
  /** Shares of users by property whose value is not known; default {@link defaultNotKnown}. `{}`: everything is known. */
  readonly notKnown?: NotKnownShares;
  /** Adds one dynamic group for each rule, so that `plan`, `why` and the store have them. Default false. */
  readonly withGroups?: boolean;
}

export interface Workload {
  readonly tenant: Tenant;
  readonly rules: readonly CheckedRule[];
  /** Seconds that it took to make. */
  readonly seconds: number;
}

/** Makes a workload. About 16 s and 1.3 GB for 1,000,000 users. */
export function createWorkload(options: WorkloadOptions): Workload {
  const started = performance.now();
  const { users, seed = 1, notKnown = defaultNotKnown } = options;
  const draft = new TenantDraft(createTenant(workloadClock));
  addUsers(draft.population('user'), users, seed, notKnown);
  const people = draft.finish();
  const rules = writeRules(people.populations.user, options.rules, seed);
  const tenant = options.withGroups === true ? withDynamicGroups(people, rules) : people;
  return { tenant, rules, seconds: (performance.now() - started) / 1000 };
}

/** A copy of a tenant with one dynamic group for each rule, `Dynamic 00001` on. */
function withDynamicGroups(tenant: Tenant, rules: readonly CheckedRule[]): Tenant {
  const draft = new TenantDraft(tenant);
  for (const [index, { text }] of rules.entries()) {
    const number = String(index + 1).padStart(5, '0');
    const id = guidFromWords(index * 2654435761, 0x6a09e667, 0x3c6ef372 + index, index * 40503);
    const { misfit } = draft.addObject('group', id, {
      displayName: `Dynamic ${number}`,
      mailNickname: `dynamic${number}`,
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: ['DynamicMembership'],
      membershipRule: text,
      membershipRuleProcessingState: 'On',
    });
    if (misfit !== undefined) throw new Error(`the group does not take ${misfit}`);
  }
  return draft.finish();
}

/** How many conditions rules have, and how many different ones. */
export function countConditions(rules: readonly CheckedRule[]): { readonly total: number; readonly distinct: number } {
  const texts = new Set<string>();
  let total = 0;
  const visit = (node: RuleNode): void => {
    if (node.kind === 'and' || node.kind === 'or') return node.children.forEach(visit);
    if (node.kind === 'not') return visit(node.child);
    total++;
    texts.add(printNode(node));
  };
  for (const { root } of rules) visit(root);
  return { total, distinct: texts.size };
}
