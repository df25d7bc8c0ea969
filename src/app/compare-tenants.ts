import { canonicalJson, compareOrdinal, differenceRows, type JsonValue, type RowSet } from '../base/index.ts';
import { labelOf } from '../directory/index.ts';
import {
  isCellType,
  linkedRows,
  type LinkSet,
  objectAt,
  type ObjectType,
  objectTypes,
  type Population,
  type RelationName,
  type Tenant,
} from '../model/index.ts';
import type { Settled } from '../simulation/index.ts';
import { compareLicenses, type LicenseComparison } from './compare-licenses.ts';

/** One property that two tenants state differently; absent sides are not known. */
export interface PropertyDifference {
  readonly name: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** An object that only one tenant has, or that both state differently. */
export interface ObjectDifference {
  readonly type: ObjectType;
  readonly id: string;
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly properties: readonly PropertyDifference[];
}

/** Members, or owners, that a group or unit has in one of two settled tenants only. Those not in the tenant go by their ids. */
export interface MemberDifference {
  readonly holder: { readonly type: 'group' | 'administrativeUnit'; readonly id: string; readonly name: string };
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** How two tenants differ. What stands for licenses of users is not compared as objects, but user by user. */
export interface TenantDifference extends LicenseComparison {
  readonly objects: readonly ObjectDifference[];
  readonly members: readonly MemberDifference[];
  readonly owners: readonly MemberDifference[];
}

/**
 * Compares two settled tenants: objects by id, then members and owners by id, then licenses by user. Sorted by type, name and id.
 * Deleted objects count as removed. O(cells + links).
 */
export function compareTenants(before: Settled, after: Settled): TenantDifference {
  return {
    objects: objectTypes
      .filter((type) => !isCellType(type))
      .flatMap((type) => compareObjects(before.tenant, after.tenant, type)),
    members: [
      ...compareLinks(before.tenant, after.tenant, 'group', 'groupMembers'),
      ...compareLinks(before.tenant, after.tenant, 'administrativeUnit', 'unitMembers'),
    ],
    owners: compareLinks(before.tenant, after.tenant, 'group', 'groupOwners'),
    ...compareLicenses(before.tenant, after.tenant),
  };
}

function compareObjects(before: Tenant, after: Tenant, type: ObjectType): readonly ObjectDifference[] {
  const [old, now] = [before.populations[type], after.populations[type]];
  const differences: ObjectDifference[] = [];
  for (let row = 0; row < now.size; row++) {
    const id = now.idAt(row);
    const oldRow = old.rowOf(id);
    const wasThere = oldRow !== undefined && old.isActive(oldRow);
    if (!now.isActive(row) && !wasThere) continue;
    const kind = !now.isActive(row) ? 'removed' : wasThere ? 'changed' : 'added';
    const properties = kind === 'changed' ? compareProperties(objectAt(old, oldRow ?? 0), objectAt(now, row)) : [];
    if (kind !== 'changed' || properties.length > 0)
      differences.push({ type, id, name: nameOf(now, row), kind, properties });
  }
  for (let row = 0; row < old.size; row++) {
    const isGone = old.isActive(row) && now.rowOf(old.idAt(row)) === undefined;
    if (isGone) differences.push({ type, id: old.idAt(row), name: nameOf(old, row), kind: 'removed', properties: [] });
  }
  return differences.toSorted((a, b) => compareOrdinal(a.name, b.name) || compareOrdinal(a.id, b.id));
}

/** Subscriptions go by their part numbers. */
function nameOf(objects: Population, row: number): string {
  return (objects.type === 'subscription' ? objects.textAt(row, 'skuPartNumber') : undefined) ?? labelOf(objects, row);
}

function compareProperties(
  before: Readonly<Record<string, JsonValue>>,
  after: Readonly<Record<string, JsonValue>>,
): readonly PropertyDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted(compareOrdinal);
  return names.flatMap((name): PropertyDifference[] => {
    const [was, is] = [before[name], after[name]];
    const isEqual = was !== undefined && is !== undefined && canonicalJson(was) === canonicalJson(is);
    if (isEqual || (was === undefined && is === undefined)) return [];
    return [{ name, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

function compareLinks(
  before: Tenant,
  after: Tenant,
  type: 'group' | 'administrativeUnit',
  relation: RelationName,
): readonly MemberDifference[] {
  const [old, now] = [before.populations[type], after.populations[type]];
  const differences: MemberDifference[] = [];
  for (let row = 0; row < now.size; row++) {
    const oldRow = old.rowOf(now.idAt(row));
    if (oldRow === undefined || !now.isActive(row) || !old.isActive(oldRow)) continue;
    const was = linkedNames(before, before.relations[relation].get(oldRow));
    const is = linkedNames(after, after.relations[relation].get(row));
    const added = [...is.keys()].filter((id) => !was.has(id)).map((id) => is.get(id) ?? id);
    const removed = [...was.keys()].filter((id) => !is.has(id)).map((id) => was.get(id) ?? id);
    if (added.length + removed.length === 0) continue;
    differences.push({
      holder: { type, id: now.idAt(row), name: labelOf(now, row) },
      added: added.toSorted(compareOrdinal),
      removed: removed.toSorted(compareOrdinal),
    });
  }
  return differences.toSorted(
    (a, b) => compareOrdinal(a.holder.name, b.holder.name) || compareOrdinal(a.holder.id, b.holder.id),
  );
}

function linkedNames(tenant: Tenant, links: LinkSet | undefined): ReadonlyMap<string, string> {
  const names = new Map((links?.unresolved ?? []).map((id) => [id, id]));
  for (const type of objectTypes) {
    const population = tenant.populations[type];
    linkedRows(links, type).forEach((row) => {
      names.set(population.idAt(row), labelOf(population, row));
    });
  }
  return names;
}

/** Names of rows of a population, sorted; used for drift. */
export function rowNames(tenant: Tenant, type: ObjectType, rows: RowSet, without?: RowSet): readonly string[] {
  const names: string[] = [];
  (without === undefined ? rows : differenceRows(rows, without)).forEach((row) => {
    names.push(labelOf(tenant.populations[type], row));
  });
  return names.toSorted(compareOrdinal);
}
