import type { EpochMilliseconds } from '../base/index.ts';
import type {
  Dictionary,
  LinkSet,
  MaybeKnown,
  ObjectType,
  PropertyDefinition,
  RelationName,
  Tenant,
} from '../model/index.ts';

/** A column for reading, finished or under construction. */
export interface CodeColumn {
  readonly definition: PropertyDefinition;
  readonly dictionary: Dictionary;
  readonly chunkCount: number;
  codeAt(row: number): number;
  chunk(index: number): Uint32Array;
}

/** All objects of one type for reading: a population, or one under construction. */
export interface ObjectReader {
  readonly type: ObjectType;
  readonly size: number;
  idAt(row: number): string;
  rowOf(id: string): number | undefined;
  column(name: string): CodeColumn | undefined;
  columnNames(): readonly string[];
  isActive(row: number): boolean;
  valueAt(row: number, name: string): MaybeKnown;
  textAt(row: number, name: string): string | undefined;
}

/** A tenant for reading; a TenantDraft is one as it stands, so that a check sees what earlier steps did. */
export interface TenantReader {
  readonly clock: EpochMilliseconds;
  population(type: ObjectType): ObjectReader;
  /** The targets of a holder; undefined when they are not known. */
  links(relation: RelationName, holder: number): LinkSet | undefined;
}

/** Reads a finished tenant. O(1). */
export function readTenant(tenant: Tenant): TenantReader {
  return {
    clock: tenant.clock,
    population: (type) => tenant.populations[type],
    links: (relation, holder) => tenant.relations[relation].get(holder),
  };
}

/** The name by which people know an object: userPrincipalName, else displayName, else its id. */
export function labelOf(objects: ObjectReader, row: number): string {
  return objects.textAt(row, 'userPrincipalName') ?? objects.textAt(row, 'displayName') ?? objects.idAt(row);
}
