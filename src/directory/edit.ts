import { differenceRows, emptyRowSet, type JsonObject, type JsonValue } from '../base/index.ts';
import {
  emptyLinks,
  type LinkSet,
  type Mutation,
  type ObjectType,
  objectTypes,
  type RelationName,
  relationHolders,
  type TenantDraft,
} from '../model/index.ts';
import type { DirectoryEvent, PropertyChange } from './directory-event.ts';
import type { ObjectReader } from './tenant-reader.ts';

/** One thing to write. */
export type Write =
  | { readonly kind: 'add'; readonly type: ObjectType; readonly id: string; readonly properties: JsonObject }
  | {
      readonly kind: 'set';
      readonly type: ObjectType;
      readonly row: number;
      readonly changes: readonly PropertyChange[];
    }
  | {
      readonly kind: 'links';
      readonly relation: RelationName;
      readonly holder: number;
      readonly before: LinkSet | undefined;
      readonly after: LinkSet | undefined;
    };

/** What a request that passed every check would do: nothing is written before all of it is known to be allowed. */
export interface Edit {
  readonly writes: readonly Write[];
  readonly events: readonly DirectoryEvent[];
}

/** Writes an edit into a draft and returns it as mutations, in order. */
export function commitEdit(draft: TenantDraft, edit: Edit): readonly Mutation[] {
  return edit.writes.map((write) => commitWrite(draft, write));
}

function commitWrite(draft: TenantDraft, write: Write): Mutation {
  if (write.kind === 'add') {
    draft.addObject(write.type, write.id, write.properties);
    return { kind: 'addObject', type: write.type, id: write.id, properties: write.properties };
  }
  if (write.kind === 'set') {
    const population = draft.population(write.type);
    for (const { name, after } of write.changes) population.setValue(write.row, name, after);
    return {
      kind: 'setProperties',
      type: write.type,
      id: population.idAt(write.row),
      before: recordOf(write.changes, ({ before }) => before),
      after: recordOf(write.changes, ({ after }) => after),
    };
  }
  draft.setLinks(write.relation, write.holder, write.after);
  return linksMutation((type) => draft.population(type), write);
}

/** A change of links as a mutation, with ids instead of rows. O(targets). */
export function linksMutation(
  population: (type: ObjectType) => ObjectReader,
  write: Omit<Extract<Write, { kind: 'links' }>, 'kind'>,
): Mutation {
  const before = write.before ?? emptyLinks;
  const after = write.after ?? emptyLinks;
  return {
    kind: 'changeLinks',
    relation: write.relation,
    holderId: population(relationHolders[write.relation]).idAt(write.holder),
    added: idsOnlyIn(population, after, before),
    removed: idsOnlyIn(population, before, after),
    wasKnown: write.before !== undefined,
    isKnown: write.after !== undefined,
  };
}

function idsOnlyIn(population: (type: ObjectType) => ObjectReader, links: LinkSet, others: LinkSet): readonly string[] {
  const ids: string[] = [];
  for (const type of objectTypes) {
    const rows = links.rows[type];
    if (rows === undefined) continue;
    const objects = population(type);
    differenceRows(rows, others.rows[type] ?? emptyRowSet).forEach((row) => ids.push(objects.idAt(row)));
  }
  const known = new Set(others.unresolved);
  for (const id of links.unresolved) if (!known.has(id)) ids.push(id);
  return ids;
}

function recordOf(
  changes: readonly PropertyChange[],
  pick: (change: PropertyChange) => PropertyChange['before'],
): Readonly<Record<string, JsonValue>> {
  const record: Record<string, JsonValue> = {};
  for (const change of changes) {
    const value = pick(change);
    if (value !== undefined) record[change.name] = value;
  }
  return record;
}
