import type { JsonObject, JsonValue } from '../base/index.ts';
import { invariant } from '../base/index.ts';
import { type Column, ColumnDraft } from './column.ts';
import { firstValueCode, notKnownCode, nullCode } from './dictionary.ts';
import { ObjectIds } from './object-ids.ts';
import type { ObjectType } from './object-type.ts';
import { findProperty } from './property-catalogue.ts';
import type { PropertyDefinition } from './property-definition.ts';
import { decodeValue, encodeValue, type MaybeKnown } from './property-value.ts';

/** Column of the data that came with an object and that the catalogue does not know, kept for round trips. */
export const additionalDataName = 'additionalData';
const additionalData: PropertyDefinition = { name: additionalDataName, type: 'object' };

/**
 * All objects of one type, one row each, in columns. Immutable. Rows are never reused; a deleted object keeps its row and
 * carries `deletedDateTime`.
 */
export class Population {
  readonly type: ObjectType;
  readonly ids: ObjectIds;
  readonly #columns: ReadonlyMap<string, Column>;

  constructor(type: ObjectType, ids: ObjectIds = new ObjectIds(), columns: ReadonlyMap<string, Column> = new Map()) {
    this.type = type;
    this.ids = ids;
    this.#columns = columns;
  }

  /** Number of rows, deleted objects included. */
  get size(): number {
    return this.ids.size;
  }

  /** The id of a row, lower case. */
  idAt(row: number): string {
    return this.ids.idAt(row);
  }

  /** The row of an id in any case, deleted objects included; undefined when there is none. */
  rowOf(id: string): number | undefined {
    return this.ids.rowOf(id);
  }

  /** The column of a property in Graph's spelling; undefined when no object has it (all not known). */
  column(name: string): Column | undefined {
    return this.#columns.get(name);
  }

  /** Names of the columns that exist, in no stated order. */
  columnNames(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** False once the object is deleted. */
  isActive(row: number): boolean {
    return (this.#columns.get('deletedDateTime')?.codeAt(row) ?? notKnownCode) < firstValueCode;
  }

  /** The value of a property: a value, null, or undefined when not known. */
  valueAt(row: number, name: string): MaybeKnown {
    return readValue(this.#columns.get(name), row);
  }

  /** The value of a property as text if it is a known string-like value, else undefined: for names and labels. */
  textAt(row: number, name: string): string | undefined {
    const value = this.valueAt(row, name);
    return typeof value === 'string' ? value : undefined;
  }

  /** Starts a changed copy. */
  edit(): PopulationDraft {
    return new PopulationDraft(this, this.#columns);
  }
}

/** A population under construction. */
export class PopulationDraft {
  readonly type: ObjectType;
  readonly #base: Population;
  #ids: ObjectIds;
  readonly #columns: Map<string, Column | ColumnDraft>;

  constructor(base: Population, columns: ReadonlyMap<string, Column>) {
    this.type = base.type;
    this.#base = base;
    this.#ids = base.ids;
    this.#columns = new Map(columns);
  }

  get size(): number {
    return this.#ids.size;
  }

  idAt(row: number): string {
    return this.#ids.idAt(row);
  }

  rowOf(id: string): number | undefined {
    return this.#ids.rowOf(id);
  }

  /** The column of a property as it stands in the draft, for reading; undefined when no object has it. */
  column(name: string): Column | ColumnDraft | undefined {
    return this.#columns.get(name);
  }

  /** Names of the columns that exist, in no stated order. */
  columnNames(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** Adds an object whose properties are all not known; returns its row. The id must be new. */
  addRow(id: string): number {
    if (this.#ids === this.#base.ids) this.#ids = this.#ids.fork();
    return this.#ids.add(id);
  }

  /** The column of a property for bulk writing, made if missing. The name must be in the catalogue (or additional data). */
  columnDraft(name: string): ColumnDraft {
    const current = this.#columns.get(name);
    if (current instanceof ColumnDraft) return current;
    const definition = name === additionalDataName ? additionalData : findProperty(this.type, name);
    invariant(definition !== undefined, `${this.type} has no property ${name}`);
    const draft = current === undefined ? new ColumnDraft(definition) : current.edit();
    this.#columns.set(name, draft);
    return draft;
  }

  /** Sets a value, null, or undefined for not known. Returns false when the value does not fit the property's type. */
  setValue(row: number, name: string, value: JsonValue | undefined): boolean {
    const draft = this.columnDraft(name);
    const text = value === undefined ? undefined : encodeValue(draft.definition, value);
    if (value === undefined) draft.setCode(row, notKnownCode);
    else if (text === undefined) return false;
    else if (text === null) draft.setCode(row, nullCode);
    else draft.setText(row, text);
    return true;
  }

  /** The value as it stands in the draft. */
  valueAt(row: number, name: string): MaybeKnown {
    return readValue(this.#columns.get(name), row);
  }

  /** The value as text if it is a known string-like value. */
  textAt(row: number, name: string): string | undefined {
    const value = this.valueAt(row, name);
    return typeof value === 'string' ? value : undefined;
  }

  /** False once the object is deleted. */
  isActive(row: number): boolean {
    return (this.#columns.get('deletedDateTime')?.codeAt(row) ?? notKnownCode) < firstValueCode;
  }

  /** The finished population; the draft must not be used afterwards. */
  finish(): Population {
    const columns = new Map<string, Column>();
    for (const [name, column] of this.#columns)
      columns.set(name, column instanceof ColumnDraft ? column.finish() : column);
    return new Population(this.type, this.#ids, columns);
  }
}

/** Reads all known properties of a row as a plain object with `id` first; names absent from it are not known. */
export function objectAt(population: Population, row: number): JsonObject {
  const known: { [name: string]: JsonValue } = { id: population.idAt(row) };
  for (const name of population.columnNames()) {
    const value = population.valueAt(row, name);
    if (value !== undefined) known[name] = value;
  }
  return known;
}

function readValue(column: Column | ColumnDraft | undefined, row: number): MaybeKnown {
  const code = column?.codeAt(row) ?? notKnownCode;
  if (column === undefined || code === notKnownCode) return undefined;
  return code === nullCode ? null : decodeValue(column.definition, column.dictionary.textAt(code));
}
