import fc from 'fast-check';

import type { JsonValue } from '../../../src/base/index.ts';
import {
  additionalDataName,
  applyMutations,
  canonicalCell,
  cellId,
  type CellType,
  createTenant,
  isCellType,
  type Mutation,
  type ObjectType,
  objectTypes,
  propertyCatalogue,
  type PropertyDefinition,
  relationHolders,
  relationNames,
  type Tenant,
} from '../../../src/model/index.ts';
import { extensionName, ruleTextArbitrary } from './rule-values.ts';

const additional: PropertyDefinition = { name: additionalDataName, type: 'object' };
const extension: PropertyDefinition = { name: extensionName, type: 'string' };
const openTypes: readonly ObjectType[] = ['user', 'device', 'group'];
const unresolvedIds = ['ghost-1', 'ghost-2', '\ud83d', 'a\u0000b'];

/** A value of the property's type, or null. */
function valueArbitrary(definition: PropertyDefinition): fc.Arbitrary<JsonValue> {
  return fc.oneof({ weight: 3, arbitrary: knownValue(definition) }, { weight: 1, arbitrary: fc.constant(null) });
}

function knownValue(definition: PropertyDefinition): fc.Arbitrary<JsonValue> {
  switch (definition.type) {
    case 'string':
      return fc.oneof(ruleTextArbitrary, fc.constant(''), fc.constant('a\u0000b'));
    case 'reference':
      return fc.uuid();
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom(0, -1, 1e300));
    case 'dateTime':
      return fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
        .map((date) => date.toISOString());
    case 'stringCollection':
      return fc.array(ruleTextArbitrary, { maxLength: 3 });
    case 'objectCollection':
      return fc.array(jsonObjectArbitrary, { maxLength: 2 });
    case 'object':
      return jsonObjectArbitrary;
  }
}

const jsonObjectArbitrary: fc.Arbitrary<JsonValue> = fc.dictionary(
  fc.oneof(ruleTextArbitrary, fc.constant('@odata.type')),
  fc.oneof(ruleTextArbitrary, fc.integer(), fc.boolean(), fc.constant(null)),
  { maxKeys: 3, noNullPrototype: true },
);

/** A wish for a mutation; it becomes one that fits a tenant in {@link mutationOf}. */
type Wish =
  | { readonly kind: 'add'; readonly type: ObjectType; readonly values: Readonly<Record<string, JsonValue>> }
  | {
      readonly kind: 'set';
      readonly type: ObjectType;
      readonly pick: number;
      readonly values: Readonly<Record<string, JsonValue>>;
      readonly forgotten: readonly string[];
    }
  | {
      readonly kind: 'link';
      readonly relation: (typeof relationNames)[number];
      readonly pick: number;
      readonly targets: readonly number[];
      readonly ghosts: readonly string[];
      readonly isKnown: boolean;
    }
  | { readonly kind: 'clock'; readonly to: number };

function definitionsOf(type: ObjectType): readonly PropertyDefinition[] {
  return [...propertyCatalogue[type], additional, ...(openTypes.includes(type) ? [extension] : [])];
}

function valuesArbitrary(type: ObjectType): fc.Arbitrary<Readonly<Record<string, JsonValue>>> {
  const all = [...definitionsOf(type)];
  return fc
    .subarray(all, { maxLength: Math.min(8, all.length) })
    .chain((definitions) =>
      fc.record(Object.fromEntries(definitions.map((definition) => [definition.name, valueArbitrary(definition)]))),
    );
}

function typedWish(type: ObjectType): fc.Arbitrary<Wish> {
  const names = definitionsOf(type).map(({ name }) => name);
  const add = fc.record({ kind: fc.constant('add' as const), type: fc.constant(type), values: valuesArbitrary(type) });
  // What a cell says never changes: its id follows from it.
  if (isCellType(type)) return add;
  return fc.oneof(
    add,
    fc.record({
      kind: fc.constant('set' as const),
      type: fc.constant(type),
      pick: fc.nat(50),
      values: valuesArbitrary(type),
      forgotten: fc.subarray(names, { maxLength: 4 }),
    }),
  );
}

const wishArbitrary: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<ObjectType[]>('user', 'group', ...objectTypes).chain(typedWish) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('link' as const),
      relation: fc.constantFrom(...relationNames),
      pick: fc.nat(50),
      targets: fc.array(fc.nat(50), { maxLength: 8 }),
      ghosts: fc.subarray(unresolvedIds),
      isKnown: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 4e12 }).map((to) => ({ kind: 'clock', to }) as const) },
);

/** Groups of mutations, each of which can be played on what the groups before it lead to, from an empty tenant at time 0. */
export function mutationGroupsArbitrary(maxGroups: number): fc.Arbitrary<readonly (readonly Mutation[])[]> {
  return fc.array(fc.array(wishArbitrary, { maxLength: 12 }), { minLength: 1, maxLength: maxGroups }).map((groups) => {
    let tenant = createTenant(0);
    return groups.map((wishes) => {
      const mutations: Mutation[] = [];
      for (const wish of wishes) {
        const mutation = mutationOf(tenant, wish);
        if (mutation === undefined) continue;
        mutations.push(mutation);
        tenant = applyMutations(tenant, [mutation]);
      }
      return mutations;
    });
  });
}

/** Tenants of a few objects of every type, with all three values and unusual texts. */
export const tenantArbitrary: fc.Arbitrary<Tenant> = mutationGroupsArbitrary(3).map((groups) =>
  applyMutations(createTenant(0), groups.flat()),
);

function mutationOf(tenant: Tenant, wish: Wish): Mutation | undefined {
  switch (wish.kind) {
    case 'clock':
      return { kind: 'setClock', before: tenant.clock, after: wish.to };
    case 'add': {
      if (isCellType(wish.type)) return addCell(tenant, wish.type, wish.values);
      const id = `${wish.type.toLowerCase()}-${tenant.populations[wish.type].size}`;
      return { kind: 'addObject', type: wish.type, id, properties: wish.values };
    }
    case 'set':
      return setMutation(tenant, wish);
    case 'link':
      return linkMutation(tenant, wish);
  }
}

function addCell(tenant: Tenant, type: CellType, values: Readonly<Record<string, JsonValue>>): Mutation | undefined {
  const id = cellId(type, values);
  if (tenant.populations[type].rowOf(id) !== undefined) return undefined;
  return { kind: 'addObject', type, id, properties: canonicalCell(type, values) };
}

function setMutation(tenant: Tenant, wish: Wish & { kind: 'set' }): Mutation | undefined {
  const population = tenant.populations[wish.type];
  if (population.size === 0) return undefined;
  const row = wish.pick % population.size;
  const names = new Set([...wish.forgotten, ...Object.keys(wish.values)]);
  const before: Record<string, JsonValue> = {};
  const after: Record<string, JsonValue> = {};
  for (const name of names) {
    const old = population.valueAt(row, name);
    const wanted = wish.values[name];
    if (old !== undefined) before[name] = old;
    if (wanted !== undefined && !wish.forgotten.includes(name)) after[name] = wanted;
  }
  return { kind: 'setProperties', type: wish.type, id: population.idAt(row), before, after };
}

function linkMutation(tenant: Tenant, wish: Wish & { kind: 'link' }): Mutation | undefined {
  const holders = tenant.populations[relationHolders[wish.relation]];
  if (holders.size === 0) return undefined;
  const holder = wish.pick % holders.size;
  const links = tenant.relations[wish.relation].get(holder);
  const linked = new Set(links?.unresolved);
  for (const type of objectTypes) {
    links?.rows[type]?.forEach((row) => linked.add(tenant.populations[type].idAt(row)));
  }
  // Nothing points to a cell.
  const targetTypes = objectTypes.filter((type) => !isCellType(type));
  const everyId = targetTypes.flatMap((type) =>
    Array.from({ length: tenant.populations[type].size }, (_, row) => tenant.populations[type].idAt(row)),
  );
  const picked = everyId.length === 0 ? [] : wish.targets.map((target) => everyId[target % everyId.length] ?? '');
  const named = [...new Set([...picked, ...wish.ghosts])];
  return {
    kind: 'changeLinks',
    relation: wish.relation,
    holderId: holders.idAt(holder),
    added: wish.isKnown ? named.filter((id) => !linked.has(id)) : [],
    removed: wish.isKnown ? named.filter((id) => linked.has(id)) : [...linked],
    wasKnown: links !== undefined,
    isKnown: wish.isKnown,
  };
}
