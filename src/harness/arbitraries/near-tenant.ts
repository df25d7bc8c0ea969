import fc from 'fast-check';
import { isGuid, type JsonValue } from '../../base/index.ts';
import {
  defaultSemantics,
  isCellType,
  type ObjectType,
  objectTypes,
  type Semantics,
  type Tenant,
} from '../../model/index.ts';
import { isLicensingActive, seedLicenses, standardCatalogue } from '../../licensing/index.ts';
import { type CheckedRule, createPredicateCache, type RuleObject } from '../../rules/index.ts';
import { holderKey, settle, type Settled } from '../../simulation/index.ts';
import { type ObjectData, type TenantData, tenantData, tenantFromData } from '../tenant-data/index.ts';
import { literalPools, type LiteralPool, namedIds } from './literal-pools.ts';
import { personOf, personValues } from './people.ts';
import type { ValueBias } from './values.ts';

/** What stays of a tenant when its people go: groups, rules, licenses, seats. */
export interface Policies {
  /** Everything but people. Members that are facts are gone, members that rules give are not yet worked out. */
  readonly data: TenantData;
  readonly rules: readonly CheckedRule[];
  readonly pools: readonly LiteralPool[];
  /** Ids of groups whose members are facts, or are kept as they are because the rule is not applied. */
  readonly assigned: Readonly<Record<RuleObject, readonly string[]>>;
  readonly ids: Readonly<Record<RuleObject, readonly string[]>>;
}

/** How tenants near the policies are generated. */
export interface NearOptions {
  /** Most users, and most devices. Default 6. */
  readonly people?: number;
  /** Which kinds of people. Default: those that some rule is about, users if there is none. */
  readonly types?: readonly RuleObject[];
  readonly bias?: ValueBias;
  /** Values for properties that no rule reads. */
  readonly pools?: readonly LiteralPool[];
  /** Rules besides those of the tenant whose literals are taken as well. */
  readonly rules?: readonly CheckedRule[];
  readonly semantics?: Semantics;
}

const peopleTypes: ReadonlySet<ObjectType> = new Set(['user', 'device', 'orgContact']);

/**
 * Takes the policies of a tenant: its groups, rules, licenses and seats without people. `extra` are rules whose literals are taken
 * as well; `given` is the tenant at rest, if the caller has it.
 */
export function policiesOf(
  tenant: Tenant,
  { rules: extra = [], pools: more = [], semantics = defaultSemantics }: NearOptions = {},
  given?: Settled,
): Policies {
  const settled = given ?? settle(tenant, { semantics, cache: createPredicateCache() });
  const states = [...settled.dynamic.values()];
  const rules = [...states.flatMap(({ rule }) => rule ?? []), ...extra];
  const kept = tenantData(tenant).objects.filter(({ type }) => !peopleTypes.has(type) && !isCellType(type));
  const isAssigned = ({ type, id }: ObjectData, memberType: RuleObject): boolean => {
    const row = type === 'group' ? tenant.populations.group.rowOf(id) : undefined;
    if (row === undefined || !tenant.populations.group.isActive(row)) return false;
    const state = settled.dynamic.get(holderKey({ type: 'group', row }));
    return state === undefined || (state.mode !== 'evaluated' && state.memberType === memberType);
  };
  const groupsFor = (type: RuleObject): readonly string[] =>
    kept.filter((object) => isAssigned(object, type)).map(({ id }) => id);
  const taken = new Set(kept.map(({ id }) => id));
  const isFree = (id: string): boolean => isGuid(id) && !taken.has(id);
  const pools = literalPools(rules, tenant.clock);
  const isNew = ({ object, property }: LiteralPool): boolean =>
    !pools.some((pool) => pool.object === object && pool.property === property);
  return {
    data: { clock: tenant.clock, objects: kept.map(withoutMembers) },
    rules,
    pools: [...pools, ...more.filter(isNew)],
    assigned: { user: groupsFor('user'), device: groupsFor('device') },
    ids: { user: namedIds(rules, 'user').filter(isFree), device: namedIds(rules, 'device').filter(isFree) },
  };
}

/**
 * Tenants with the policies of `tenant` and other people: their values are those that the rules name, boundaries, near misses,
 * other case, blanks, empty and not known. Shrinks to fewer people, empty values and fewer memberships.
 * @since 0.1.0
 */
export function nearTenant(tenant: Tenant, options: NearOptions = {}): fc.Arbitrary<Tenant> {
  const policies = policiesOf(tenant, options);
  return nearData(policies, options).map((data) => generatedTenant(data));
}

/** A tenant from generated data: what users state about licenses becomes their license state, as when a tenant is read. */
export function generatedTenant(data: TenantData): Tenant {
  const tenant = tenantFromData(data);
  if (!isLicensingActive(tenant)) return tenant;
  return seedLicenses(tenant, {
    get catalogue() {
      return standardCatalogue();
    },
  }).tenant;
}

/** The same as plain data, for policies that were taken before. */
export function nearData(policies: Policies, options: NearOptions = {}): fc.Arbitrary<TenantData> {
  const types = options.types ?? typesOf(policies.rules);
  const crowds = types.map((type) =>
    fc.array(crowdMember(policies, type, options.bias), { minLength: 1, maxLength: options.people ?? 6 }),
  );
  return fc.tuple(...crowds).map((lists) => {
    const groups = new Map<string, string[]>();
    const people = lists.flatMap((list, position) => {
      const type = types[position] ?? 'user';
      return list.map(({ values, memberOf }, index) => {
        const person = personOf(type, index, values, { ids: policies.ids[type] });
        for (const id of memberOf) groups.set(id, [...(groups.get(id) ?? []), person.id]);
        return person;
      });
    });
    return {
      clock: policies.data.clock,
      objects: inTypeOrder([...policies.data.objects.map(withMembers(groups)), ...people]),
    };
  });
}

interface CrowdMember {
  readonly values: Readonly<Record<string, JsonValue | undefined>>;
  readonly memberOf: readonly string[];
}

function crowdMember(policies: Policies, type: RuleObject, bias: ValueBias | undefined): fc.Arbitrary<CrowdMember> {
  const assigned = policies.assigned[type];
  return fc.record({
    values: personValues(type, policies.pools, bias),
    memberOf:
      assigned.length === 0 ? fc.constant([]) : fc.subarray([...assigned], { maxLength: Math.min(3, assigned.length) }),
  });
}

/** Kinds of people that rules are about; users if there is no rule. */
export function typesOf(rules: readonly CheckedRule[]): readonly RuleObject[] {
  const types = (['user', 'device'] as const).filter((type) => rules.some(({ object }) => object === type));
  return types.length === 0 ? ['user'] : types;
}

/** Members that are facts become none; members that a rule gives become not computed yet. */
function withoutMembers(object: ObjectData): ObjectData {
  if (object.type !== 'group' && object.type !== 'administrativeUnit') return object;
  return { ...object, links: object.type === 'group' ? { groupMembers: [], groupOwners: [] } : { unitMembers: [] } };
}

function withMembers(groups: ReadonlyMap<string, readonly string[]>): (object: ObjectData) => ObjectData {
  return (object) => {
    const members = groups.get(object.id);
    if (object.type !== 'group' || members === undefined) return object;
    return { ...object, links: { ...object.links, groupMembers: members } };
  };
}

function inTypeOrder(objects: readonly ObjectData[]): readonly ObjectData[] {
  return objectTypes.flatMap((type) => objects.filter((object) => object.type === type));
}
