import { isGuid, type JsonValue, rowSetOf } from '../../base/index.ts';
import { nearestNames } from '../../diagnostics/index.ts';
import { type ObjectType, objectTypes } from '../../model/index.ts';
import { exactReference, fault, type FolderReading, type PendingReference } from './folder-reading.ts';
import type { FileRecord } from './read-object-file.ts';
import type { ReferenceNames, ReferenceTarget } from './reference-names.ts';
import type { ValuePath } from '../yaml/index.ts';

type Resolved = ReferenceTarget | { readonly id: string };

/** Turns the names of members, owners and managers into rows and ids; names that fit nothing are faults. */
export function resolveReferences(reading: FolderReading): void {
  const names = reading.names();
  for (const pending of reading.references) {
    const resolved: Resolved[] = [];
    pending.values.forEach((value, index) => {
      const found = resolve(reading, names, pending.record, pending.pathOf(index), value);
      if (found !== undefined) resolved.push(found);
    });
    if (reading.faults.length >= mostFaults) return;
    write(reading, pending, resolved);
  }
}

/** Faults after which reading stops. */
export const mostFaults = 100;

/** What one reference means; undefined after a fault. */
export function resolve(
  reading: FolderReading,
  names: ReferenceNames,
  record: FileRecord,
  path: ValuePath,
  value: JsonValue,
): Resolved | undefined {
  const exact = exactReference(value);
  if (exact !== undefined) return resolveExact(reading, names, exact.id, exact.type);
  if (typeof value !== 'string' || value === '') {
    fault(reading, record, 'tenant/wrong-type', path, 'A reference must be a name, an id, or { id, type }.');
    return undefined;
  }
  const name = value;
  const byId = names.findId(name);
  if (byId !== undefined) return byId;
  // A GUID is an id, even if something should be called like one.
  if (isGuid(name)) return { id: name };
  const found = names.find(name);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first !== undefined) {
    const ids = found.slice(0, 5).map(({ type, row }) => reading.draft.population(type).idAt(row));
    fault(
      reading,
      record,
      'tenant/ambiguous-reference',
      path,
      `"${name}" fits ${found.length} objects.`,
      `Use an id: ${ids.join(', ')}.`,
    );
    return undefined;
  }
  const near = nearestNames(name, firstOf(names.all(), mostCandidates)).map((text) => `"${text}"`);
  const hint = near.length === 0 ? undefined : `Did you mean ${near.join(', ')}?`;
  fault(reading, record, 'tenant/unknown-reference', path, `There is no object named "${name}".`, hint);
  return undefined;
}

/** Suggestions look at no more names than this. */
const mostCandidates = 5_000;

function* firstOf(names: Iterable<string>, most: number): Generator<string, void, undefined> {
  let count = 0;
  for (const name of names) {
    if (count++ >= most) return;
    yield name;
  }
}

function resolveExact(
  reading: FolderReading,
  names: ReferenceNames,
  id: string,
  type: JsonValue | undefined,
): Resolved {
  const wanted = objectTypes.find((name) => name === type);
  if (wanted === undefined) return names.findId(id) ?? { id };
  const row = reading.draft.population(wanted).rowOf(id);
  return row === undefined ? { id } : { type: wanted, row };
}

function write(reading: FolderReading, pending: PendingReference, resolved: readonly Resolved[]): void {
  const { draft } = reading;
  if ('property' in pending.target) {
    const [target] = resolved;
    if (target === undefined) return;
    const id = 'id' in target ? target.id : draft.population(target.type).idAt(target.row);
    draft.population(pending.type).setValue(pending.row, pending.target.property, id);
    return;
  }
  const rows = new Map<ObjectType, number[]>();
  const unresolved = new Set<string>();
  for (const target of resolved) {
    if ('id' in target) unresolved.add(target.id);
    else {
      const list = rows.get(target.type) ?? [];
      if (list.push(target.row) === 1) rows.set(target.type, list);
    }
  }
  const sets = Object.fromEntries([...rows].map(([type, list]) => [type, rowSetOf(list)]));
  draft.setLinks(pending.target.relation, pending.row, { rows: sets, unresolved: [...unresolved].toSorted() });
}
