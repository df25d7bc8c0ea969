import { type Hash64, invariant, type JsonObject, type JsonValue } from '../base/index.ts';
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

/** A column, or what makes it when somebody first asks for it. */
type ColumnSource = Column | LazyColumn;

/** A column that is made once, when it is first needed, for all populations that share it. */
class LazyColumn {
  #make: (() => Column) | undefined;
  #column: Column | undefined;

  constructor(make: () => Column) {
    this.#make = make;
  }

  get column(): Column {
    if (this.#column === undefined) {
      invariant(this.#make !== undefined, 'a column that is not made yet has nothing to make it');
      this.#column = this.#make();
      this.#make = undefined;
    }
    return this.#column;
  }
}

/**
 * All objects of one type, one row each, in columns. Immutable. Rows are never reused; a deleted object keeps its row and
 * carries `deletedDateTime`. Columns may be given as functions: each is called once, when its column is first asked for.
 */
export class Population {
  readonly type: ObjectType;
  readonly ids: ObjectIds;
  readonly #columns: ReadonlyMap<string, ColumnSource>;
  #derived: ReadonlyMap<string, ColumnSource> = new Map();
  #hash: Hash64 | undefined;
  #origin: Population | undefined;

  /** `hash` is the sum that fingerprintOf (fingerprint.ts) would make, where the caller knows it. */
  constructor(
    type: ObjectType,
    ids: ObjectIds = new ObjectIds(),
    columns: ReadonlyMap<string, Column | (() => Column)> = new Map(),
    hash?: Hash64,
  ) {
    this.type = type;
    this.ids = ids;
    this.#columns = new Map(
      Array.from(columns, ([name, column]) => [name, typeof column === 'function' ? new LazyColumn(column) : column]),
    );
    this.#hash = hash;
  }

  /** A population that shares columns with the one it was made from. */
  static edited(base: Population, ids: ObjectIds, columns: ReadonlyMap<string, ColumnSource>): Population {
    const population = new Population(base.type, ids);
    for (const [name, column] of columns) (population.#columns as Map<string, ColumnSource>).set(name, column);
    population.#origin = base.#hash === undefined ? base.#origin : base;
    population.#derived = base.#derived;
    return population;
  }

  /**
   * The same objects with columns that follow from something else and are no facts of theirs: `column` and `valueAt` show them in
   * place of a fact of the same name, while names of columns, fingerprint, store and drafts know nothing of them. They stay, as they
   * are, on populations that are made from this one. Functions are called when their column is first asked for.
   */
  withDerived(columns: ReadonlyMap<string, Column | (() => Column)>): Population {
    const population = Population.edited(this, this.ids, this.#columns);
    const derived = Array.from(columns, ([name, column]): [string, ColumnSource] => [
      name,
      typeof column === 'function' ? new LazyColumn(column) : column,
    ]);
    population.#derived = new Map([...this.#derived, ...derived]);
    if (this.#hash !== undefined) population.keepHash(this.#hash);
    return population;
  }

  /** The hash of all objects, if it is known (see fingerprint.ts). */
  get hash(): Hash64 | undefined {
    return this.#hash;
  }

  /** The nearest population that this one was made from whose hash is known, until its own is. */
  get origin(): Population | undefined {
    return this.#origin;
  }

  /** Keeps the hash of all objects once it was computed. */
  keepHash(hash: Hash64): void {
    this.#hash = hash;
    this.#origin = undefined;
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
    const source = this.#derived.get(name) ?? this.#columns.get(name);
    return source instanceof LazyColumn ? source.column : source;
  }

  /** The column of a property without regard to derived ones. */
  factColumn(name: string): Column | undefined {
    const source = this.#columns.get(name);
    return source instanceof LazyColumn ? source.column : source;
  }

  /** Names of the columns of facts, in no stated order. */
  columnNames(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** True when a column is known to be that of another population, without making it if it is not made yet. */
  sharesColumn(other: Population, name: string): boolean {
    return this.#columns.get(name) === other.#columns.get(name);
  }

  /** False once the object is deleted. */
  isActive(row: number): boolean {
    return (this.column('deletedDateTime')?.codeAt(row) ?? notKnownCode) < firstValueCode;
  }

  /** The value of a property: a value, null, or undefined when not known. */
  valueAt(row: number, name: string): MaybeKnown {
    return readValue(this.column(name), row);
  }

  /** The value of a property without regard to derived columns: what stands in files. */
  factAt(row: number, name: string): MaybeKnown {
    return readValue(this.factColumn(name), row);
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
  readonly #columns: Map<string, ColumnSource | ColumnDraft>;

  constructor(base: Population, columns: ReadonlyMap<string, ColumnSource>) {
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
    const source = this.#columns.get(name);
    return source instanceof LazyColumn ? source.column : source;
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
    const current = this.column(name);
    if (current instanceof ColumnDraft) return current;
    const definition = columnDefinition(this.type, name);
    invariant(definition !== undefined, `${this.type} has no property ${name}`);
    const draft = current === undefined ? new ColumnDraft(definition) : current.edit();
    this.#columns.set(name, draft);
    return draft;
  }

  /** Puts another column in place of that of a property; undefined: no object has it, it is not known of any. */
  replaceColumn(name: string, column: ColumnDraft | undefined): void {
    if (column === undefined) this.#columns.delete(name);
    else this.#columns.set(name, column);
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
    return readValue(this.column(name), row);
  }

  /** The value as text if it is a known string-like value. */
  textAt(row: number, name: string): string | undefined {
    const value = this.valueAt(row, name);
    return typeof value === 'string' ? value : undefined;
  }

  /** False once the object is deleted. */
  isActive(row: number): boolean {
    return (this.column('deletedDateTime')?.codeAt(row) ?? notKnownCode) < firstValueCode;
  }

  /** The finished population; the draft must not be used afterwards. */
  finish(): Population {
    const columns = new Map<string, ColumnSource>();
    for (const [name, column] of this.#columns)
      columns.set(name, column instanceof ColumnDraft ? column.finish() : column);
    return Population.edited(this.#base, this.#ids, columns);
  }
}

/** The definition behind a column: a property of the catalogue, a directory extension, or additional data. */
export function columnDefinition(type: ObjectType, name: string): PropertyDefinition | undefined {
  return name === additionalDataName ? additionalData : findProperty(type, name);
}

/**
 * Reads all known facts of a row as a plain object with `id` first; names absent from it are not known. Derived columns are no
 * facts.
 */
export function objectAt(population: Population, row: number): JsonObject {
  const known: { [name: string]: JsonValue } = { id: population.idAt(row) };
  for (const name of population.columnNames()) {
    const value = population.factAt(row, name);
    if (value !== undefined) known[name] = value;
  }
  return known;
}

function readValue(column: Column | ColumnDraft | undefined, row: number): MaybeKnown {
  const code = column?.codeAt(row) ?? notKnownCode;
  if (column === undefined || code === notKnownCode) return undefined;
  return code === nullCode ? null : decodeValue(column.definition, column.dictionary.textAt(code));
}
