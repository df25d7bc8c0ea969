import { notKnownCode, nullCode, type ObjectType, objectTypes, propertyCatalogue } from '../../model/index.ts';
import type { ImportDraft } from './import-draft.ts';
import { RowBits } from './row-bits.ts';

interface CellColumn {
  readonly type: ObjectType;
  readonly name: string;
  readonly rows: RowBits;
  hasValue: boolean;
}

/**
 * Decides at the end of a file what its empty cells mean: null in a column that has values, not known in a column that has
 * none. PowerShell writes such columns for everything that was not asked for (spec import-formats 3.1).
 */
export class EmptyCells {
  readonly #columns = new Map<ObjectType, Map<string, CellColumn>>();

  /** Notes an empty cell. */
  addEmpty(type: ObjectType, row: number, name: string): void {
    this.#column(type, name).rows.add(row);
  }

  /** Notes that a column has a value. */
  addValue(type: ObjectType, name: string): void {
    this.#column(type, name).hasValue = true;
  }

  /** Writes the nulls and reports the columns that were not exported. O(empty cells). */
  settle(draft: ImportDraft, file: string): void {
    for (const { type, name, rows, hasValue } of [...this.#columns.values()].flatMap((byName) => [
      ...byName.values(),
    ])) {
      if (!hasValue) continue;
      const column = draft.tenant.population(type).columnDraft(name);
      draft.seen[type].add(name);
      rows.forEach((row) => {
        // A value that another source gave is better than a blank.
        if (column.codeAt(row) === notKnownCode) column.setCode(row, nullCode);
      });
    }
    for (const type of objectTypes) {
      for (const { name } of propertyCatalogue[type]) {
        if (this.#columns.get(type)?.get(name)?.hasValue !== false) continue;
        draft.findings.add('import/not-exported', {
          message: `Properties of ${type} without any value in this file are not known.`,
          file,
          sample: name,
        });
      }
    }
  }

  #column(type: ObjectType, name: string): CellColumn {
    let byName = this.#columns.get(type);
    if (byName === undefined) this.#columns.set(type, (byName = new Map<string, CellColumn>()));
    let column = byName.get(name);
    if (column === undefined) byName.set(name, (column = { type, name, rows: new RowBits(), hasValue: false }));
    return column;
  }
}
