import { type EpochMilliseconds, invariant, type JsonValue, rowSetOf } from '../../base/index.ts';
import {
  createTenant,
  objectAt,
  type ObjectType,
  objectTypes,
  relationHolders,
  type RelationName,
  relationNames,
  type Tenant,
  TenantDraft,
} from '../../model/index.ts';

/** One object of a tenant as plain data. */
export interface ObjectData {
  readonly type: ObjectType;
  readonly id: string;
  /** By Graph's names, without `id`. What is absent is not known. */
  readonly properties: Readonly<Record<string, JsonValue>>;
  /** Ids of the targets by relation. A relation that is absent is not known. */
  readonly links: Readonly<Partial<Record<RelationName, readonly string[]>>>;
}

/** A small tenant as plain data: what is generated, made smaller, and kept as a reproduction. */
export interface TenantData {
  readonly clock: EpochMilliseconds;
  readonly objects: readonly ObjectData[];
}

/** A tenant as plain data, in the order of types and rows. O(cells). */
export function tenantData(tenant: Tenant): TenantData {
  const objects = objectTypes.flatMap((type) =>
    Array.from({ length: tenant.populations[type].size }, (_, row) => objectData(tenant, type, row)),
  );
  return { clock: tenant.clock, objects };
}

/**
 * The tenant that data describes. A link to an id that no object has stays unresolved.
 * @throws InvariantError for a value that does not fit its property, and an id that two objects of a type have.
 */
export function tenantFromData(data: TenantData): Tenant {
  const draft = new TenantDraft(createTenant(data.clock));
  const places = new Map<ObjectData, number>();
  for (const object of data.objects) {
    const { row, misfit } = draft.addObject(object.type, object.id, object.properties);
    invariant(misfit === undefined, `${misfit} of ${object.id} has a value of another type`);
    places.set(object, row);
  }
  for (const [object, row] of places) {
    for (const relation of relationNames) {
      const ids = object.links[relation];
      if (ids !== undefined && relationHolders[relation] === object.type) setLinks(draft, relation, row, ids);
    }
  }
  return draft.finish();
}

/** Sets the targets of a holder by their ids. */
function setLinks(draft: TenantDraft, relation: RelationName, holder: number, ids: readonly string[]): void {
  const rows: Partial<Record<ObjectType, number[]>> = {};
  const unresolved: string[] = [];
  for (const id of ids) {
    const type = objectTypes.find((candidate) => draft.population(candidate).rowOf(id) !== undefined);
    const row = type === undefined ? undefined : draft.population(type).rowOf(id);
    if (type === undefined || row === undefined) unresolved.push(id);
    else (rows[type] ??= []).push(row);
  }
  const sets = Object.fromEntries(Object.entries(rows).map(([type, list]) => [type, rowSetOf(list)]));
  draft.setLinks(relation, holder, { rows: sets, unresolved });
}

function objectData(tenant: Tenant, type: ObjectType, row: number): ObjectData {
  const { id: _id, ...properties } = objectAt(tenant.populations[type], row);
  const links: Partial<Record<RelationName, readonly string[]>> = {};
  for (const relation of relationNames) {
    if (relationHolders[relation] !== type) continue;
    const set = tenant.relations[relation].get(row);
    if (set === undefined) continue;
    const ids = objectTypes.flatMap((target) =>
      Array.from(set.rows[target]?.toArray() ?? [], (targetRow) => tenant.populations[target].idAt(targetRow)),
    );
    links[relation] = [...ids, ...set.unresolved];
  }
  return { type, id: tenant.populations[type].idAt(row), properties, links };
}
