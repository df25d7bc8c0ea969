import { invariant, type JsonValue, rowSetOfSorted, type RowSet } from '../base/index.ts';
import { type LinkSet, objectTypes, type ObjectType, type RelationName, type TenantDraft } from '../model/index.ts';

/**
 * Reads a relation into a draft that holds the objects: for each holder its row, the unresolved ids, and for each type the
 * distances between the rows, the first from -1. Throws an InvariantError for other JSON.
 */
export function readLinks(draft: TenantDraft, relation: RelationName, stored: JsonValue): void {
  invariant(Array.isArray(stored), `${relation} of a snapshot is no list`);
  for (const entry of stored as readonly JsonValue[]) {
    invariant(Array.isArray(entry), `${relation} of a snapshot has a holder that is none`);
    const [holder, unresolved, rows] = entry as readonly JsonValue[];
    invariant(typeof holder === 'number' && Array.isArray(unresolved), `${relation} of a snapshot has no holder`);
    draft.setLinks(relation, holder, { rows: readRows(draft, rows), unresolved: unresolved.map(String) });
  }
}

function readRows(draft: TenantDraft, stored: JsonValue | undefined): LinkSet['rows'] {
  const rows: Partial<Record<ObjectType, RowSet>> = {};
  for (const [name, list] of Object.entries(stored ?? {})) {
    const type = objectTypes.find((candidate) => candidate === name);
    invariant(type !== undefined && Array.isArray(list), 'rows of a snapshot are no list');
    const sorted = new Uint32Array(list.length);
    let row = -1;
    for (const [index, distance] of (list as readonly JsonValue[]).entries()) {
      row += Number(distance);
      sorted[index] = row;
    }
    invariant(row < draft.population(type).size, 'a snapshot links to an object that it lacks');
    rows[type] = rowSetOfSorted(sorted);
  }
  return rows;
}
