import { compareOrdinal, emptyRowSet, intersectRows, type RowSet } from '../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode } from '../diagnostics/index.ts';
import {
  doublyAssigned,
  isLicensingActive,
  type LicenseCatalogue,
  licensedGroups,
  licensedMembers,
  policyOf,
  type PolicyEntry,
  readLicenses,
  seatsOf,
  standardCatalogue,
  tenantCatalogue,
} from '../licensing/index.ts';
import { defaultSemantics, linkedRows, type Population, type Tenant } from '../model/index.ts';
import { neededUsers } from '../plan/index.ts';
import { settle } from '../simulation/index.ts';
import { isWanted, type LintOptions } from './lint-options.ts';
import type { LintFinding } from './lint-finding.ts';

/** Users named in one finding. */
const mostNames = 5;

/** A group with its licenses. */
interface LicensedGroup {
  readonly row: number;
  readonly policy: readonly PolicyEntry[];
  readonly members: RowSet;
}

/** What every check of licenses looks at. */
interface Scene {
  readonly tenant: Tenant;
  readonly catalogue: LicenseCatalogue;
  readonly groups: readonly LicensedGroup[];
  readonly find: (code: DiagnosticCode, group: number | undefined, message: string, hint?: string) => void;
}

/**
 * Lints the licenses of a tenant at rest (spec licensing 18): seats, paths that overlap, groups that block themselves or each other,
 * rules that read plans. Findings name a group, or the tenant where none is at fault. Nothing for a tenant without licenses.
 * About O(cells + members of licensed groups).
 */
export function lintLicenses(given: Tenant, options: LintOptions = {}): readonly LintFinding[] {
  if (!isLicensingActive(given)) return [];
  const semantics = options.semantics ?? defaultSemantics;
  const catalogue = tenantCatalogue(given, options.catalogue ?? standardCatalogue());
  const { tenant } = settle(given, {
    semantics,
    catalogue,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const findings: LintFinding[] = [];
  const scene: Scene = {
    tenant,
    catalogue,
    groups: licensedGroups(tenant).map((row) => ({
      row,
      policy: policyOf(tenant, row),
      members: licensedMembers(tenant, row) ?? emptyRowSet,
    })),
    find: (code, group, message, hint) => {
      if (!isWanted(code, options)) return;
      findings.push(
        findingOf(tenant, group, createDiagnostic(code, { message, ...(hint === undefined ? {} : { hint }) })),
      );
    },
  };
  for (const check of [
    seatsShort,
    assignedTwice,
    mixedGroups,
    groupShapes,
    otherCountry,
    prerequisites,
    overlaps,
    plansInRules,
    expiring,
  ])
    check(scene);
  return findings;
}

function findingOf(tenant: Tenant, group: number | undefined, diagnostic: Diagnostic): LintFinding {
  const groups = tenant.populations.group;
  const id = group === undefined ? '' : groups.idAt(group);
  const displayName = group === undefined ? 'the tenant' : (groups.textAt(group, 'displayName') ?? id);
  const name = group === undefined ? 'licenses' : `licenses of group "${displayName}"`;
  return { holder: { type: 'group', id, displayName }, diagnostic: { ...diagnostic, source: { name, text: '' } } };
}

/** 1: more users need a SKU than there are seats. */
function seatsShort(scene: Scene): void {
  const seats = seatsOf(scene.tenant);
  for (const [skuId, users] of neededUsers(scene.tenant)) {
    const units = seats.get(skuId)?.units;
    if (units === undefined || users.size <= units.enabled + units.warning) continue;
    const group = scene.groups.find(({ policy }) => policy.some((entry) => entry.skuId === skuId))?.row;
    const message = `${count(users.size, 'user needs', 'users need')} ${skuName(scene, skuId)}, but ${units.enabled + units.warning} were bought.`;
    scene.find('license/seats-short', group, message, 'Buy seats, or take somebody out of the groups that give it.');
  }
}

/** 2: a direct license beside one by a group: it stays when the user leaves the group. */
function assignedTwice(scene: Scene): void {
  for (const skuId of readLicenses(scene.tenant).skuIds()) {
    const users = doublyAssigned(scene.tenant, skuId);
    if (users.size === 0) continue;
    scene.find(
      'license/assigned-twice',
      undefined,
      `${named(scene, users)} have ${skuName(scene, skuId)} both directly and by a group.`,
    );
  }
}

/** 3: a SKU that runs short blocks the others of its group. */
function mixedGroups(scene: Scene): void {
  const seats = seatsOf(scene.tenant);
  const needs = neededUsers(scene.tenant);
  for (const { row, policy } of scene.groups) {
    if (policy.length < 2) continue;
    const scarce = policy.filter(({ skuId }) => {
      const units = seats.get(skuId)?.units;
      return units !== undefined && (needs.get(skuId)?.size ?? 0) > units.enabled + units.warning;
    });
    if (scarce.length === 0 || scarce.length === policy.length) continue;
    const names = scarce.map(({ skuId }) => skuName(scene, skuId)).join(', ');
    scene.find(
      'license/scarce-in-group',
      row,
      `${names} runs short, and members without a seat get none of the other licenses either.`,
      'Give it by a group of its own.',
    );
  }
}

/** 4 and 5: members of nested groups get nothing; a group that is not security-enabled should not have licenses at all. */
function groupShapes({ tenant, groups, find }: Scene): void {
  for (const { row } of groups) {
    const nested = linkedRows(tenant.relations.groupMembers.get(row), 'group').size;
    if (nested > 0)
      find(
        'license/nested-group',
        row,
        `${count(nested, 'group is a member', 'groups are members')}; their members get no license by it.`,
      );
    if (tenant.populations.group.valueAt(row, 'securityEnabled') === false)
      find(
        'license/group-without-security',
        row,
        'The group is not security-enabled, so the service would refuse these licenses.',
      );
  }
}

/** 6: the location of the tenant counts for members without one of their own. */
function otherCountry({ tenant, groups, find }: Scene): void {
  const { organization, user } = tenant.populations;
  const home = organization.size === 0 ? undefined : organization.textAt(0, 'countryLetterCode');
  if (home === undefined) return;
  for (const { row, members } of groups) {
    const elsewhere = [...members.toArray()].filter((member) => {
      const country = user.textAt(member, 'country');
      return user.valueAt(member, 'usageLocation') === null && country !== undefined && !isSameCountry(country, home);
    });
    if (elsewhere.length === 0) continue;
    find(
      'license/other-country',
      row,
      `${namesOf(user, elsewhere)} without a usageLocation are licensed as in ${home}, but their country is another one.`,
    );
  }
}

function isSameCountry(country: string, home: string): boolean {
  return country.length !== home.length || country.toUpperCase() === home.toUpperCase();
}

/** 7: a plan whose prerequisite only other groups give. */
function prerequisites({ groups, catalogue, find }: Scene): void {
  const rules = catalogue.rules();
  for (const { row, policy } of groups) {
    const given = new Set(plansOf(policy, catalogue));
    const missing = [...given].flatMap((plan) =>
      rules.requirementsOf(plan).filter(({ anyOf }) => ![...anyOf].some((other) => given.has(other))),
    );
    const [first] = missing;
    if (first === undefined) continue;
    const names = [...first.anyOf].map((plan) => catalogue.planAt(plan).servicePlanName).join(' or ');
    find(
      'license/foreign-prerequisite',
      row,
      `${catalogue.planAt(first.plan).servicePlanName} needs ${names}, which the group does not give.`,
    );
  }
}

/** 8: groups whose licenses exclude each other and that share members. */
function overlaps(scene: Scene): void {
  const { groups, catalogue, tenant, find } = scene;
  const rules = catalogue.rules();
  const plans = groups.map(({ policy }) => new Set(plansOf(policy, catalogue)));
  for (const [index, one] of groups.entries()) {
    for (const [offset, other] of groups.slice(index + 1).entries()) {
      const theirs = plans[index + 1 + offset] ?? new Set<number>();
      const mine = plans[index] ?? new Set<number>();
      const conflict = [...mine].find((plan) => [...rules.conflictsOf(plan)].some((rival) => theirs.has(rival)));
      if (conflict === undefined) continue;
      const common = intersectRows(one.members, other.members);
      if (common.size === 0) continue;
      const name =
        tenant.populations.group.textAt(other.row, 'displayName') ?? tenant.populations.group.idAt(other.row);
      find(
        'license/groups-in-conflict',
        one.row,
        `${named(scene, common)} are in "${name}", too, whose licenses exclude ${catalogue.planAt(conflict).servicePlanName}.`,
      );
    }
  }
}

/** 10: a licensed dynamic group whose rule reads plans: licenses change members, members change licenses. */
function plansInRules({ tenant, groups, find }: Scene): void {
  for (const { row } of groups) {
    const rule = tenant.populations.group.textAt(row, 'membershipRule');
    if (rule !== undefined && /assignedPlans/i.test(rule))
      find(
        'license/rule-reads-plans',
        row,
        'The rule reads service plans, and the group gives some: such groups can chase each other.',
      );
  }
}

/** 12: a SKU that is not paid for is in use. */
function expiring(scene: Scene): void {
  for (const { skuId, consumed, capabilityStatus } of seatsOf(scene.tenant).values()) {
    if (consumed === 0 || capabilityStatus === undefined || capabilityStatus === 'Enabled') continue;
    const group = scene.groups.find(({ policy }) => policy.some((entry) => entry.skuId === skuId))?.row;
    scene.find(
      'license/sku-not-enabled',
      group,
      `${skuName(scene, skuId)} is ${capabilityStatus} and used by ${count(consumed, 'user', 'users')}.`,
    );
  }
}

function plansOf(policy: readonly PolicyEntry[], catalogue: LicenseCatalogue): readonly number[] {
  return policy.flatMap(({ skuId, disabledPlans }) =>
    (catalogue.skuById(skuId)?.servicePlans ?? [])
      .filter(({ servicePlanId }) => !disabledPlans.includes(servicePlanId))
      .map(({ servicePlanId }) => catalogue.planIndex(servicePlanId)),
  );
}

function skuName({ catalogue }: Scene, skuId: string): string {
  return catalogue.skuById(skuId)?.skuPartNumber ?? skuId;
}

function named({ tenant }: Scene, users: RowSet): string {
  return namesOf(tenant.populations.user, [...users.toArray()]);
}

function namesOf(users: Population, rows: readonly number[]): string {
  const names = rows.slice(0, mostNames).map((row) => users.textAt(row, 'userPrincipalName') ?? users.idAt(row));
  const more = rows.length - names.length;
  return `${count(rows.length, 'user', 'users')} (${names.toSorted(compareOrdinal).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
