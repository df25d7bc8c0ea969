import { type JsonObject, type JsonValue, rowSetOf } from '../../src/base/index.ts';
import { readChangeSet } from '../../src/formats/index.ts';
import {
  assignedLicensesOf,
  assignedPlansOf,
  assignmentStatesOf,
  type LicenseCatalogue,
  type LicenseDeps,
  licenseDeps,
  seatsOf,
  seedLicenses,
  standardCatalogue,
} from '../../src/licensing/index.ts';
import { createTenant, defaultSemantics, type Semantics, type Tenant, TenantDraft } from '../../src/model/index.ts';
import { type Outcome, simulate } from '../../src/simulation/index.ts';

type Properties = Readonly<Record<string, JsonValue>>;

/** A small tenant with licenses, as tests write it down. Ids follow from the order of names. */
export interface LicenseSceneText {
  /** Enabled seats by part number. Absent: the tenant does not say what was bought. */
  readonly seats?: Readonly<Record<string, number>>;
  /** Users by name; `usageLocation` is US unless they say otherwise. */
  readonly users: Readonly<Record<string, Properties>> | readonly string[];
  /** Groups with members and licenses by part number; `rule` makes one dynamic. */
  readonly groups?: Readonly<
    Record<string, { readonly members?: readonly string[]; readonly rule?: string; readonly properties?: Properties }>
  >;
  readonly semantics?: Partial<Semantics>;
  readonly catalogue?: LicenseCatalogue;
  /** In which order users and groups are stored; their ids ascend as they are written. Default ascending. */
  readonly rowOrder?: 'ascending' | 'descending';
  /** The tenant as it is read, before anybody asks for licenses. */
  readonly isUnlicensed?: boolean;
}

/** A tenant with licenses at rest, to be looked at and changed. */
export class LicenseScene {
  readonly tenant: Tenant;
  readonly outcome: Outcome | undefined;
  readonly deps: LicenseDeps;

  constructor(tenant: Tenant, deps: LicenseDeps, outcome?: Outcome) {
    this.tenant = tenant;
    this.outcome = outcome;
    this.deps = deps;
  }

  /** Plays steps, as YAML flow mappings: `assignLicense: { user: u1, sku: ENTERPRISEPACK }`. */
  play(...steps: readonly string[]): LicenseScene {
    const text = `version: 1\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
    const changes = readChangeSet({ name: 'changes.yaml', text });
    if (!changes.ok) throw new Error(changes.error.map(({ message }) => message).join('\n'));
    const { semantics, catalogue } = this.deps;
    const outcome = simulate(this.tenant, changes.value, { semantics, catalogue });
    return new LicenseScene(outcome.after.tenant, this.deps, outcome);
  }

  /** Messages of the refusals of the last change. */
  get refusals(): readonly string[] {
    return (this.outcome?.refusals ?? []).map(({ error }) => `${error.status} ${error.message}`);
  }

  /** `ENTERPRISEPACK@g Active/None` for each path of a user, sorted; `d` stands for a direct path. */
  rows(user: string): readonly string[] {
    const states = assignmentStatesOf(this.tenant, this.#user(user), this.deps) ?? [];
    return states
      .map(({ skuId, assignedByGroup, state, error }) => {
        const path = typeof assignedByGroup === 'string' ? this.#groupName(assignedByGroup) : 'd';
        return `${this.#skuName(skuId)}@${path} ${textOf(state)}/${textOf(error)}`;
      })
      .toSorted();
  }

  /** Bought and used seats: `10/3`. */
  seats(partNumber: string): string {
    const seats = seatsOf(this.tenant).get(skuIdOf(this.deps.catalogue, partNumber));
    const bought = seats?.units === undefined ? '?' : seats.units.enabled + seats.units.warning;
    return `${bought}/${seats?.consumed ?? 0}`;
  }

  /** Statuses of the entries of a service plan. */
  plan(user: string, name: string): readonly string[] {
    const ids = new Set(this.deps.catalogue.plansByName(name).map(({ servicePlanId }) => servicePlanId));
    return this.plans(user)
      .filter(({ servicePlanId }) => typeof servicePlanId === 'string' && ids.has(servicePlanId))
      .map(({ capabilityStatus }) => textOf(capabilityStatus));
  }

  /** The id of a plan by its name within a SKU. */
  planId(name: string, partNumber: string): string {
    const { catalogue } = this.deps;
    const sku = catalogue.resolveSku(partNumber);
    const plan = catalogue.resolvePlan(name, sku.ok ? sku.value : undefined);
    if (!plan.ok) throw new Error(`${partNumber} has no plan ${name}`);
    return plan.value.servicePlanId;
  }

  plans(user: string): readonly JsonObject[] {
    return assignedPlansOf(this.tenant, this.#user(user), this.deps) ?? [];
  }

  licenses(user: string): readonly JsonObject[] {
    return assignedLicensesOf(this.tenant, this.#user(user)) ?? [];
  }

  states(user: string): readonly JsonObject[] {
    return assignmentStatesOf(this.tenant, this.#user(user), this.deps) ?? [];
  }

  group(name: string, property: string): JsonValue | undefined {
    const groups = this.tenant.populations.group;
    const row = Array.from({ length: groups.size }, (_, index) => index).find(
      (index) => groups.textAt(index, 'displayName') === name,
    );
    return row === undefined ? undefined : groups.valueAt(row, property);
  }

  #user(name: string): number {
    const users = this.tenant.populations.user;
    const row = Array.from({ length: users.size }, (_, index) => index).find(
      (index) => users.textAt(index, 'displayName') === name,
    );
    if (row === undefined) throw new Error(`there is no user ${name}`);
    return row;
  }

  #groupName(id: string): string {
    const groups = this.tenant.populations.group;
    const row = groups.rowOf(id);
    return row === undefined ? id : (groups.textAt(row, 'displayName') ?? id);
  }

  #skuName(skuId: JsonValue | undefined): string {
    return typeof skuId === 'string' ? (this.deps.catalogue.skuById(skuId)?.skuPartNumber ?? skuId) : '?';
  }
}

/** A value that must be a text. */
export function textOf(value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new Error('expected a text');
  return value;
}

/** The id of a SKU by its part number. */
export function skuIdOf(catalogue: LicenseCatalogue, partNumber: string): string {
  const found = catalogue.resolveSku(partNumber);
  if (!found.ok) throw new Error(`there is no SKU ${partNumber}`);
  return found.value.skuId;
}

/** Builds a scene. Nobody has a license yet. */
export function licenseScene(text: LicenseSceneText): LicenseScene {
  const catalogue = text.catalogue ?? standardCatalogue();
  const draft = new TenantDraft(createTenant(Date.UTC(2026, 10, 1)));
  draft.addObject('organization', idOf(9, 0), { displayName: 'Contoso', countryLetterCode: 'US' });
  const users: Readonly<Record<string, Properties>> = Array.isArray(text.users)
    ? Object.fromEntries((text.users as readonly string[]).map((name) => [name, {}]))
    : (text.users as Readonly<Record<string, Properties>>);
  const rows = new Map<string, number>();
  const inRowOrder = <Entry>(entries: Iterable<Entry>): readonly Entry[] =>
    text.rowOrder === 'descending' ? [...entries].toReversed() : [...entries];
  for (const [index, [name, properties]] of inRowOrder(Object.entries(users).entries())) {
    const { row } = draft.addObject('user', idOf(1, index), {
      displayName: name,
      userPrincipalName: `${name}@contoso.example`,
      accountEnabled: true,
      userType: 'Member',
      usageLocation: 'US',
      deletedDateTime: null,
      assignedLicenses: [],
      ...properties,
    });
    rows.set(name, row);
  }
  const groups = inRowOrder(Object.entries(text.groups ?? {}).entries());
  for (const [index, [name, { members = [], rule, properties }]] of groups) {
    const dynamic = { membershipRule: rule ?? null, membershipRuleProcessingState: 'On' };
    const { row } = draft.addObject('group', idOf(2, index), {
      displayName: name,
      mailNickname: name,
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: rule === undefined ? [] : ['DynamicMembership'],
      deletedDateTime: null,
      assignedLicenses: [],
      ...(rule === undefined ? {} : dynamic),
      ...properties,
    });
    const memberRows = members.map((member) => rows.get(member) ?? 0);
    draft.setLinks('groupMembers', row, { rows: { user: rowSetOf(memberRows) }, unresolved: [] });
  }
  for (const [index, [partNumber, totalLicenses]] of Object.entries(text.seats ?? {}).entries()) {
    draft.addObject('subscription', idOf(3, index), {
      skuId: skuIdOf(catalogue, partNumber),
      skuPartNumber: partNumber,
      totalLicenses,
      status: 'Enabled',
      deletedDateTime: null,
    });
  }
  const semantics = { ...defaultSemantics, ...text.semantics };
  const read = draft.finish();
  const { tenant } = text.isUnlicensed === true ? { tenant: read } : seedLicenses(read, { catalogue });
  return new LicenseScene(tenant, licenseDeps(semantics, catalogue));
}

function idOf(kind: number, index: number): string {
  return `${kind}0000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
}
