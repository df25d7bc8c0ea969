import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import {
  additionalDataName,
  encodeValue,
  findProperty,
  notKnownCode,
  nullCode,
  type ObjectType,
  objectTypes,
  type PropertyDefinition,
  type Tenant,
  TenantDraft,
} from '../../model/index.ts';
import { describeType } from '../describe-type.ts';
import { importError, type InputPlace } from '../input/index.ts';
import { Findings } from './findings.ts';
import { PendingLinks } from './pending-links.ts';
import type { StatedSku } from './stated-sku.ts';

/** The tenant that an import builds up, with everything that is to be said about it. */
export class ImportDraft {
  readonly tenant: TenantDraft;
  readonly findings = new Findings();
  readonly links = new PendingLinks();
  /** What the export says of SKUs, by id. */
  readonly skus = new Map<string, StatedSku>();
  /** Properties with a value or null, by type. */
  readonly seen: Readonly<Record<ObjectType, Set<string>>>;

  constructor(base: Tenant) {
    this.tenant = new TenantDraft(base);
    this.seen = Object.fromEntries(objectTypes.map((type) => [type, new Set<string>()])) as Record<
      ObjectType,
      Set<string>
    >;
  }

  /** The row of an object, added if it is new. */
  addObject(type: ObjectType, id: string): { readonly row: number; readonly isNew: boolean } {
    const population = this.tenant.population(type);
    const known = population.rowOf(id);
    return known === undefined ? { row: population.addRow(id), isNew: true } : { row: known, isNew: false };
  }

  /**
   * Sets a property unless an earlier place stated another value, which is then kept and reported. Throws a ToolError
   * (`import/wrong-value`) for a value of the wrong type.
   */
  setValue(type: ObjectType, row: number, definition: PropertyDefinition, value: JsonValue, place: InputPlace): void {
    const text = encodeValue(definition, value);
    if (text === undefined) {
      const found = JSON.stringify(value) ?? 'nothing';
      const shown = found.length > 60 ? `${found.slice(0, 60)}…` : found;
      const message = `${type} "${definition.name}" must be ${describeType(definition)}, found ${shown}.`;
      throw importError('import/wrong-value', place, message);
    }
    const column = this.tenant.population(type).columnDraft(definition.name);
    const code = text === null ? nullCode : column.intern(text);
    const before = column.codeAt(row);
    if (before === code) return;
    if (before !== notKnownCode) return this.#conflict(type, row, definition.name, place);
    column.setCode(row, code);
    this.seen[type].add(definition.name);
  }

  /** Keeps properties that the catalogue does not know. */
  addAdditionalData(type: ObjectType, row: number, data: JsonObject, place: InputPlace): void {
    const population = this.tenant.population(type);
    const before = population.valueAt(row, additionalDataName);
    const merged = new Map(isJsonObject(before) ? Object.entries(before) : []);
    for (const [name, value] of Object.entries(data)) {
      this.findings.add('import/unknown-property', {
        message: `Property "${name}" of ${type} is kept as additional data; rules do not see it.`,
        sample: population.idAt(row),
      });
      if (!merged.has(name)) merged.set(name, value);
      else if (JSON.stringify(merged.get(name)) !== JSON.stringify(value)) this.#conflict(type, row, name, place);
    }
    // fromEntries defines own properties, so that "__proto__" is a key like any other.
    population.setValue(row, additionalDataName, Object.fromEntries(merged));
  }

  /** The definition of a property, or undefined for additional data. */
  property(type: ObjectType, name: string): PropertyDefinition | undefined {
    return findProperty(type, name);
  }

  #conflict(type: ObjectType, row: number, name: string, place: InputPlace): void {
    this.findings.add('import/conflicting-values', {
      message: `Property "${name}" of ${type} has another value than read before; the first is kept.`,
      ...(place.line === undefined ? {} : { line: place.line }),
      file: place.file,
      sample: this.tenant.population(type).idAt(row),
    });
  }
}
