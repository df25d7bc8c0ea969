import { differenceRows, emptyRowSet, intersectRows, type RowSet, rowSetOf, unionRows } from '../../base/index.ts';
import { activeMembers } from '../../directory/index.ts';
import { isLicensingActive, licensedGroups, policyOf, readLicenses } from '../../licensing/index.ts';
import { linkedRows, type Semantics, type Tenant } from '../../model/index.ts';
import {
  type CheckedRule,
  compileRule,
  evaluateRows,
  type PredicateCache,
  type RuleObject,
  type SourceMembers,
} from '../../rules/index.ts';
import { type DynamicState, holderKey, type Settled } from '../../simulation/index.ts';
import type { Selection, Statement } from './policy-property.ts';

/** Rows for which something is true, and those for which nobody can say. All others: false. */
export interface Truths {
  readonly yes: RowSet;
  readonly open: RowSet;
}

/** What reading a tenant needs. */
export interface ViewDeps {
  readonly semantics: Semantics;
  readonly cache: PredicateCache;
}

/** A tenant at rest as properties look at it. Rows are those of objects that are not deleted. */
export interface TenantView {
  readonly settled: Settled;
  active(type: RuleObject): RowSet;
  rule(rule: CheckedRule): Truths;
  members(groupId: string, type: RuleObject): Truths;
  licensed(skus: Selection): Truths;
  statement(statement: Statement, type: RuleObject): Truths;
}

const nobody: Truths = { yes: emptyRowSet, open: emptyRowSet };

/** Looks at a tenant at rest. Each answer is O(objects) or better. */
export function viewTenant(settled: Settled, deps: ViewDeps): TenantView {
  const { tenant } = settled;
  const actives = new Map<RuleObject, RowSet>();
  const active = (type: RuleObject): RowSet => {
    let rows = actives.get(type);
    if (rows === undefined) {
      rows = activeRows(tenant, type);
      actives.set(type, rows);
    }
    return rows;
  };
  const members = (groupId: string, type: RuleObject): Truths =>
    membersOf(settled, groupId, type, active(type), new Set());
  const licensed = (skus: Selection): Truths => licensedUsers(settled, skus, active('user'));
  const rule = (checked: CheckedRule): Truths => {
    const verdicts = evaluateRows(compileRule(checked, deps.semantics), {
      population: tenant.populations[checked.object],
      now: tenant.clock,
      cache: deps.cache,
      membersOf: (groupId) => sourceMembers(settled, groupId, checked.object),
    });
    const all = active(checked.object);
    return { yes: intersectRows(verdicts.members, all), open: intersectRows(verdicts.undecided, all) };
  };
  const statement = (wanted: Statement, type: RuleObject): Truths => {
    const parts: Truths[] = [];
    if (wanted.memberOf !== undefined) parts.push(inGroups(settled, wanted.memberOf, (id) => members(id, type)));
    if (wanted.license !== undefined) parts.push(licensed(wanted.license));
    if (wanted.licenseError !== undefined) parts.push(failed(settled, wanted.licenseError, active('user')));
    if (wanted.rule !== undefined) parts.push(rule(wanted.rule));
    return parts.reduce(both, { yes: active(type), open: emptyRowSet });
  };
  return { settled, active, rule, members, licensed, statement };
}

/** Rows for which one of two is true. */
export function either(one: Truths, other: Truths): Truths {
  const yes = unionRows(one.yes, other.yes);
  return { yes, open: differenceRows(unionRows(one.open, other.open), yes) };
}

/** Rows for which both are true. */
export function both(one: Truths, other: Truths): Truths {
  const yes = intersectRows(one.yes, other.yes);
  const possible = intersectRows(unionRows(one.yes, one.open), unionRows(other.yes, other.open));
  return { yes, open: differenceRows(possible, yes) };
}

/** Rows of `all` for which it is false. */
export function notOf(truths: Truths, all: RowSet): RowSet {
  return differenceRows(differenceRows(all, truths.yes), truths.open);
}

/** Ids of the groups that are not deleted, in the order of their rows. */
export function activeGroups({ populations: { group } }: Tenant): readonly string[] {
  return Array.from({ length: group.size }, (_, row) => row)
    .filter((row) => group.isActive(row))
    .map((row) => group.idAt(row));
}

function activeRows(tenant: Tenant, type: RuleObject): RowSet {
  const population = tenant.populations[type];
  return rowSetOf(Array.from({ length: population.size }, (_, row) => row).filter((row) => population.isActive(row)));
}

function inGroups(settled: Settled, groups: Selection, members: (id: string) => Truths): Truths {
  const ids = groups === 'any' ? activeGroups(settled.tenant) : groups;
  return ids.reduce((sum, id) => either(sum, members(id)), nobody);
}

function membersOf(settled: Settled, groupId: string, type: RuleObject, all: RowSet, seen: Set<number>): Truths {
  const { tenant } = settled;
  const { group } = tenant.populations;
  const row = group.rowOf(groupId);
  if (row === undefined || !group.isActive(row) || seen.has(row)) return nobody;
  seen.add(row);
  const state = settled.dynamic.get(holderKey({ type: 'group', row }));
  if (state !== undefined) return dynamicMembers(state, type, all);
  const links = tenant.relations.groupMembers.get(row);
  if (links === undefined) return { yes: emptyRowSet, open: all };
  let found: Truths = { yes: activeMembers(tenant.populations[type], links), open: emptyRowSet };
  linkedRows(links, 'group').forEach((nested) => {
    found = either(found, membersOf(settled, group.idAt(nested), type, all, seen));
  });
  return found;
}

function dynamicMembers(state: DynamicState, type: RuleObject, all: RowSet): Truths {
  if (state.memberType !== type) return nobody;
  if (state.members === undefined) return { yes: emptyRowSet, open: all };
  return { yes: intersectRows(state.members, all), open: intersectRows(state.undecided, all) };
}

/** For memberOf rules, which look at direct members only. */
function sourceMembers(settled: Settled, groupId: string, type: RuleObject): SourceMembers {
  const { group } = settled.tenant.populations;
  const row = group.rowOf(groupId);
  if (row === undefined || !group.isActive(row)) return { known: emptyRowSet, isComplete: true };
  const state = settled.dynamic.get(holderKey({ type: 'group', row }));
  if (state === undefined) {
    const links = settled.tenant.relations.groupMembers.get(row);
    return { known: linkedRows(links, type), isComplete: links !== undefined };
  }
  if (state.memberType !== type) return { known: emptyRowSet, isComplete: true };
  return { known: state.members ?? emptyRowSet, isComplete: state.members !== undefined && state.undecided.size === 0 };
}

/** A SKU may also come by a group of which nobody can say whether somebody is a member. */
function licensedUsers(settled: Settled, skus: Selection, all: RowSet): Truths {
  const { tenant } = settled;
  const view = readLicenses(tenant);
  const ids = skus === 'any' ? view.skuIds() : skus;
  const yes = ids.reduce<RowSet>((sum, id) => unionRows(sum, view.held(id)), emptyRowSet);
  return { yes, open: differenceRows(unionRows(unknownLicenses(tenant, all), openMembers(settled, skus, all)), yes) };
}

function failed(settled: Settled, skus: Selection, all: RowSet): Truths {
  const { tenant } = settled;
  const failures = readLicenses(tenant)
    .failures()
    .filter(({ skuId }) => skus === 'any' || skus.includes(skuId));
  const yes = failures.reduce<RowSet>((sum, { users }) => unionRows(sum, users), emptyRowSet);
  return { yes, open: differenceRows(unionRows(unknownLicenses(tenant, all), openMembers(settled, skus, all)), yes) };
}

/** People whose licenses the export did not say. */
function unknownLicenses(tenant: Tenant, all: RowSet): RowSet {
  if (isLicensingActive(tenant)) return differenceRows(all, readLicenses(tenant).known);
  const users = tenant.populations.user;
  const unknown = Array.from(all.toArray()).filter((row) => users.valueAt(row, 'assignedLicenses') === undefined);
  return rowSetOf(unknown);
}

function openMembers(settled: Settled, skus: Selection, all: RowSet): RowSet {
  const { tenant } = settled;
  return licensedGroups(tenant)
    .filter((row) => skus === 'any' || policyOf(tenant, row).some(({ skuId }) => skus.includes(skuId)))
    .reduce<RowSet>((sum, row) => {
      const state = settled.dynamic.get(holderKey({ type: 'group', row }));
      if (state !== undefined) return unionRows(sum, dynamicMembers(state, 'user', all).open);
      return tenant.relations.groupMembers.get(row) === undefined ? all : sum;
    }, emptyRowSet);
}
