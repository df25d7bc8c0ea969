import { differenceRows, invariant, type JsonValue, rowSetOf, unionRows } from '../base/index.ts';
import { emptyLinks, type LinkSet, linkedRows, relationHolders } from './links.ts';
import type { Mutation } from './mutation.ts';
import { type ObjectType, objectTypes } from './object-type.ts';
import { type Tenant, TenantDraft } from './tenant.ts';

/**
 * Plays mutations forward, in order: the tenant that they lead to. Only what they name is read, `before` is not compared.
 * Throws an InvariantError when a mutation does not fit the tenant (unknown object, id in use, value of another type).
 * O(mutations, plus the size of each changed link set).
 */
export function applyMutations(tenant: Tenant, mutations: readonly Mutation[]): Tenant {
  const draft = new TenantDraft(tenant);
  for (const mutation of mutations) applyMutation(draft, mutation);
  return draft.finish();
}

function applyMutation(draft: TenantDraft, mutation: Mutation): void {
  switch (mutation.kind) {
    case 'addObject': {
      const { misfit } = draft.addObject(mutation.type, mutation.id, mutation.properties);
      invariant(misfit === undefined, `${misfit} of ${mutation.id} has a value of another type`);
      return;
    }
    case 'setProperties':
      return setProperties(draft, mutation);
    case 'changeLinks':
      return changeLinks(draft, mutation);
    case 'setClock':
      draft.clock = mutation.after;
  }
}

function setProperties(draft: TenantDraft, mutation: Mutation & { readonly kind: 'setProperties' }): void {
  const population = draft.population(mutation.type);
  const row = population.rowOf(mutation.id);
  invariant(row !== undefined, `there is no ${mutation.type} ${mutation.id}`);
  for (const name of new Set([...Object.keys(mutation.before), ...Object.keys(mutation.after)])) {
    const value: JsonValue | undefined = mutation.after[name];
    invariant(population.setValue(row, name, value), `${name} of ${mutation.id} has a value of another type`);
  }
}

function changeLinks(draft: TenantDraft, mutation: Mutation & { readonly kind: 'changeLinks' }): void {
  const { relation } = mutation;
  const holderType = relationHolders[relation];
  const holder = draft.population(holderType).rowOf(mutation.holderId);
  invariant(holder !== undefined, `there is no ${holderType} ${mutation.holderId}`);
  if (!mutation.isKnown) return draft.setLinks(relation, holder, undefined);
  const kept = withoutIds(draft, draft.links(relation, holder) ?? emptyLinks, mutation.removed);
  draft.setLinks(relation, holder, withIds(draft, kept, mutation.added));
}

function withoutIds(draft: TenantDraft, links: LinkSet, ids: readonly string[]): LinkSet {
  if (ids.length === 0) return links;
  const gone = new Set(ids.map((id) => id.toLowerCase()));
  const rows: Partial<Record<ObjectType, LinkSet['rows'][ObjectType]>> = { ...links.rows };
  for (const type of objectTypes) {
    const current = linkedRows(links, type);
    if (current.size === 0) continue;
    const population = draft.population(type);
    const removed = [...gone].map((id) => population.rowOf(id)).filter((row) => row !== undefined);
    rows[type] = differenceRows(current, rowSetOf(removed));
  }
  return { rows: definedOf(rows), unresolved: links.unresolved.filter((id) => !gone.has(id.toLowerCase())) };
}

function withIds(draft: TenantDraft, links: LinkSet, ids: readonly string[]): LinkSet {
  if (ids.length === 0) return links;
  const added = new Map<ObjectType, number[]>();
  const unresolved = [...links.unresolved];
  const seen = new Set(unresolved.map((id) => id.toLowerCase()));
  for (const id of ids) {
    const type = objectTypes.find((candidate) => draft.population(candidate).rowOf(id) !== undefined);
    const row = type === undefined ? undefined : draft.population(type).rowOf(id);
    if (type !== undefined && row !== undefined) {
      const list = added.get(type);
      if (list === undefined) added.set(type, [row]);
      else list.push(row);
    } else if (!seen.has(id.toLowerCase())) {
      seen.add(id.toLowerCase());
      unresolved.push(id);
    }
  }
  const rows: Partial<Record<ObjectType, LinkSet['rows'][ObjectType]>> = { ...links.rows };
  for (const [type, list] of added) rows[type] = unionRows(linkedRows(links, type), rowSetOf(list));
  return { rows: definedOf(rows), unresolved };
}

function definedOf(rows: Partial<Record<ObjectType, LinkSet['rows'][ObjectType]>>): LinkSet['rows'] {
  return Object.fromEntries(Object.entries(rows).filter(([, set]) => set !== undefined && set.size > 0));
}
