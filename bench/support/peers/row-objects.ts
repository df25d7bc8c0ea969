import type { PeerColumn, PeerElement } from './peer-data.ts';

/** A person as an object: folded texts, numbers, arrays of elements; null is null, undefined is not known. */
export type RowObject = Readonly<Record<string, string | number | null | undefined | readonly PeerElement[]>>;

/** The first `users` people as objects. */
export function rowObjects(columns: readonly PeerColumn[], users: number): readonly RowObject[] {
  return Array.from({ length: users }, (_, row) => {
    const object: Record<string, RowObject[string]> = {};
    for (const column of columns) {
      const value = column.valueAt(row);
      object[column.name] =
        column.kind === 'collection' && typeof value === 'number' ? (column.sets.get(value) ?? []) : value;
    }
    return object;
  });
}
