import { canonicalJson, isJsonObject, type JsonObject, type JsonValue, rowSetOf } from '../../base/index.ts';
import { readChangeSet } from '../../formats/index.ts';
import type { CaseFailure, LicenseCase, LicenseExpectation, LicenseTenant } from '../../harness/index.ts';
import {
  assignedLicensesOf,
  assignedPlansOf,
  assignmentStatesOf,
  extendCatalogue,
  type LicenseCatalogue,
  type LicenseDeps,
  licenseDeps,
  seatsOf,
  seedLicenses,
  standardCatalogue,
  usableSeats,
} from '../../licensing/index.ts';
import { createTenant, defaultSemantics, type Tenant, TenantDraft } from '../../model/index.ts';
import { simulate } from '../../simulation/index.ts';
import { refusalNumber } from './refusal-number.ts';

/** What is to be seen after the steps of a case. */
interface Played {
  readonly tenant: Tenant;
  readonly deps: LicenseDeps;
  /** Numbers of the error texts of the last change set. */
  readonly refusals: readonly string[];
}

/** Plays a case and says what differs from its expectation; empty when nothing does. */
export function runLicenseCase(licenseCase: LicenseCase): readonly CaseFailure[] {
  const played = play(licenseCase);
  if (typeof played === 'string') return [failureOf(licenseCase, played, {}, {})];
  const got = observe(played, licenseCase.expected);
  const wanted = licenseCase.expected as Readonly<Record<string, JsonValue | undefined>>;
  return Object.keys(wanted).flatMap((part) => {
    const found = (got as Readonly<Record<string, JsonValue | undefined>>)[part];
    if (canonicalJson(found ?? null) === canonicalJson(wanted[part] ?? null)) return [];
    return [failureOf(licenseCase, `${part} came out otherwise.`, wanted[part] ?? null, found ?? null)];
  });
}

function failureOf({ claim, steps }: LicenseCase, message: string, expected: JsonValue, got: JsonValue): CaseFailure {
  const details = steps.map((each) => `steps: ${JSON.stringify(each)}`);
  return { code: 'engine/wrong-outcome', message, expected, got, rules: [], because: [`claim ${claim}`], details };
}

function play({ tenant: text, steps }: LicenseCase): Played | string {
  const catalogue = catalogueOf(text);
  const semantics = { ...defaultSemantics, ...text.semantics };
  let tenant = seedLicenses(buildTenant(text, catalogue), { catalogue }).tenant;
  let refusals: readonly string[] = [];
  for (const list of steps) {
    const changes = readChangeSet({ name: 'steps.json', text: JSON.stringify({ version: 1, steps: list }) });
    if (!changes.ok) return changes.error.map(({ message }) => message).join(' ');
    const outcome = simulate(tenant, changes.value, { semantics, catalogue });
    tenant = outcome.after.tenant;
    refusals = outcome.refusals.map(({ error }) => refusalNumber(error.message));
  }
  return { tenant, deps: licenseDeps(semantics, catalogue), refusals };
}

function catalogueOf({ prohibited }: LicenseTenant): LicenseCatalogue {
  if (prohibited === undefined) return standardCatalogue();
  const prohibitedLocations = Object.entries(prohibited).map(([servicePlan, countries]) => ({
    servicePlan,
    countryLetterCodes: countries,
  }));
  const extended = extendCatalogue(standardCatalogue(), { name: 'case', prohibitedLocations });
  return extended.ok ? extended.value.catalogue : standardCatalogue();
}

function buildTenant(text: LicenseTenant, catalogue: LicenseCatalogue): Tenant {
  const draft = new TenantDraft(createTenant(Date.UTC(2026, 10, 1)));
  draft.addObject('organization', idOf(9, 0), { displayName: 'Contoso', countryLetterCode: text.country ?? 'US' });
  const rows = new Map<string, number>();
  for (const [index, [name, properties]] of Object.entries(text.users).entries()) {
    const { row } = draft.addObject('user', idOf(1, index), { ...userDefaults(name), ...properties });
    rows.set(name, row);
  }
  for (const [index, [name, group]] of Object.entries(text.groups ?? {}).entries()) {
    const dynamic = { membershipRule: group.rule ?? null, membershipRuleProcessingState: 'On' };
    const { row } = draft.addObject('group', idOf(2, index), {
      ...groupDefaults(name),
      ...(group.rule === undefined ? {} : { ...dynamic, groupTypes: ['DynamicMembership'] }),
      ...group.properties,
    });
    const members = (group.members ?? []).flatMap((member) => rows.get(member) ?? []);
    draft.setLinks('groupMembers', row, { rows: { user: rowSetOf(members) }, unresolved: [] });
  }
  for (const [index, [skuPartNumber, totalLicenses]] of Object.entries(text.seats).entries()) {
    const sku = catalogue.resolveSku(skuPartNumber);
    draft.addObject('subscription', idOf(3, index), {
      skuId: sku.ok ? sku.value.skuId : skuPartNumber,
      skuPartNumber,
      totalLicenses,
      status: 'Enabled',
      deletedDateTime: null,
    });
  }
  return draft.finish();
}

function userDefaults(name: string): JsonObject {
  return {
    displayName: name,
    userPrincipalName: `${name}@contoso.example`,
    accountEnabled: true,
    userType: 'Member',
    usageLocation: 'US',
    deletedDateTime: null,
    assignedLicenses: [],
  };
}

function groupDefaults(name: string): JsonObject {
  return {
    displayName: name,
    mailNickname: name,
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: [],
    deletedDateTime: null,
    assignedLicenses: [],
  };
}

/** Looks at what the expectation names, and at nothing else. */
function observe(played: Played, expected: LicenseExpectation): LicenseExpectation {
  const { tenant, deps, refusals } = played;
  const { rows, seats, plans, disabledPlans, groups, processing } = expected;
  return {
    ...(expected.refusals === undefined ? {} : { refusals }),
    ...(rows === undefined ? {} : { rows: mapKeys(rows, (user) => rowsOf(played, user)) }),
    ...(seats === undefined ? {} : { seats: mapKeys(seats, (sku) => seatText(played, sku)) }),
    ...(plans === undefined
      ? {}
      : { plans: mapEntries(plans, (user, wanted) => mapKeys(wanted, (plan) => statusOf(played, user, plan))) }),
    ...(disabledPlans === undefined
      ? {}
      : {
          disabledPlans: mapEntries(disabledPlans, (user, wanted) =>
            mapKeys(wanted, (sku) => disabledOf(played, user, sku)),
          ),
        }),
    ...(groups === undefined ? {} : { groups: mapKeys(groups, (name) => groupSkus(tenant, deps, name)) }),
    ...(processing === undefined ? {} : { processing: mapKeys(processing, (name) => processingOf(tenant, name)) }),
  };
}

function mapKeys<To>(table: Readonly<Record<string, unknown>>, value: (key: string) => To): Record<string, To> {
  return Object.fromEntries(Object.keys(table).map((key) => [key, value(key)]));
}

function mapEntries<From, To>(
  table: Readonly<Record<string, From>>,
  value: (key: string, from: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(table).map(([key, from]) => [key, value(key, from)]));
}

function rowsOf({ tenant, deps }: Played, user: string): readonly string[] {
  const row = rowNamed(tenant, 'user', user);
  const states = row === undefined ? [] : (assignmentStatesOf(tenant, row, deps) ?? []);
  return states
    .map(({ skuId, assignedByGroup, state, error }) => {
      const path = typeof assignedByGroup === 'string' ? nameOf(tenant, 'group', assignedByGroup) : 'direct';
      return `${skuName(deps, skuId)}@${path} ${wordOf(state)}/${wordOf(error)}`;
    })
    .toSorted();
}

function seatText({ tenant, deps }: Played, partNumber: string): string {
  const sku = deps.catalogue.resolveSku(partNumber);
  const seats = sku.ok ? seatsOf(tenant).get(sku.value.skuId) : undefined;
  const bought = seats?.units === undefined ? '?' : usableSeats(seats.units);
  return `${bought}/${seats?.consumed ?? 0}`;
}

function statusOf({ tenant, deps }: Played, user: string, plan: string): string | null {
  const row = rowNamed(tenant, 'user', user);
  const ids = new Set<JsonValue | undefined>(
    deps.catalogue.plansByName(plan).map(({ servicePlanId }) => servicePlanId),
  );
  const entries = row === undefined ? [] : (assignedPlansOf(tenant, row, deps) ?? []);
  const statuses = entries
    .filter(({ servicePlanId }) => ids.has(servicePlanId))
    .map((entry) => entry['capabilityStatus']);
  return statuses.length === 0 ? null : statuses.map(wordOf).join(' ');
}

function disabledOf({ tenant, deps }: Played, user: string, partNumber: string): readonly string[] | null {
  const row = rowNamed(tenant, 'user', user);
  const sku = deps.catalogue.resolveSku(partNumber);
  const held = (row === undefined ? [] : (assignedLicensesOf(tenant, row) ?? [])).find(
    ({ skuId }) => sku.ok && skuId === sku.value.skuId,
  );
  if (held === undefined) return null;
  const ids = (held['disabledPlans'] ?? []) as readonly JsonValue[];
  return ids.map((id) => deps.catalogue.planName(wordOf(id))).toSorted();
}

function groupSkus(tenant: Tenant, deps: LicenseDeps, name: string): readonly string[] {
  const row = rowNamed(tenant, 'group', name);
  const licenses = row === undefined ? [] : (tenant.populations.group.valueAt(row, 'assignedLicenses') ?? []);
  return (licenses as readonly JsonObject[]).map(({ skuId }) => skuName(deps, skuId)).toSorted();
}

function processingOf(tenant: Tenant, name: string): string {
  const row = rowNamed(tenant, 'group', name);
  const value = row === undefined ? null : tenant.populations.group.valueAt(row, 'licenseProcessingState');
  return isJsonObject(value ?? null) ? wordOf((value as JsonObject)['state']) : 'none';
}

/** A text as it is, anything else as JSON. */
function wordOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function rowNamed(tenant: Tenant, type: 'user' | 'group', name: string): number | undefined {
  const population = tenant.populations[type];
  return Array.from({ length: population.size }, (_, row) => row).find(
    (row) => population.textAt(row, 'displayName') === name,
  );
}

function nameOf(tenant: Tenant, type: 'user' | 'group', id: string): string {
  const population = tenant.populations[type];
  const row = population.rowOf(id);
  return row === undefined ? id : (population.textAt(row, 'displayName') ?? id);
}

function skuName({ catalogue }: LicenseDeps, skuId: JsonValue | undefined): string {
  return typeof skuId === 'string' ? catalogue.skuName(skuId) : '?';
}

function idOf(kind: number, index: number): string {
  return `${kind}0000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
}
