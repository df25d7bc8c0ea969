import type { ObjectType, Tenant } from '../model/index.ts';
import type { Holder } from '../simulation/index.ts';
import type { HolderRef, ObjectRef } from './plan-document.ts';

/** References to objects of a tenant, one shared value per object. */
export interface ObjectRefs {
  object(type: ObjectType, row: number): ObjectRef;
  holder(holder: Holder): HolderRef;
  /** The row of a group by its id; undefined when the tenant does not have it. */
  rowOfGroup(id: string): number | undefined;
}

/** Creates references that name objects as they are called in `tenant` (deleted ones by their last name). */
export function createObjectRefs(tenant: Tenant): ObjectRefs {
  const objects = new Map<ObjectType, Map<number, ObjectRef>>();
  const holders = new Map<Holder['type'], Map<number, HolderRef>>();
  return {
    object: (type, row) => memo(objects, type, row, () => makeObject(tenant, type, row)),
    holder: ({ type, row }) =>
      memo(holders, type, row, () => {
        const population = tenant.populations[type];
        return { id: population.idAt(row), type, displayName: population.textAt(row, 'displayName') ?? null };
      }),
    rowOfGroup: (id) => tenant.populations.group.rowOf(id),
  };
}

function makeObject(tenant: Tenant, type: ObjectType, row: number): ObjectRef {
  const population = tenant.populations[type];
  const id = population.idAt(row);
  const userPrincipalName = type === 'user' ? population.textAt(row, 'userPrincipalName') : undefined;
  if (userPrincipalName !== undefined) return { id, type, userPrincipalName };
  const name = type === 'subscription' ? 'skuPartNumber' : 'displayName';
  return { id, type, displayName: population.textAt(row, name) ?? null };
}

function memo<Key, Ref>(refs: Map<Key, Map<number, Ref>>, type: Key, row: number, make: () => Ref): Ref {
  let ofType = refs.get(type);
  if (ofType === undefined) {
    ofType = new Map();
    refs.set(type, ofType);
  }
  const known = ofType.get(row);
  if (known !== undefined) return known;
  const made = make();
  ofType.set(row, made);
  return made;
}
