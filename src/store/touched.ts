import { equalRows, invariant } from '../base/index.ts';
import {
  firstValueCode,
  type LinkSet,
  linkedRows,
  type Mutation,
  notKnownCode,
  type ObjectType,
  objectTypes,
  relationHolders,
  type RelationName,
  type Tenant,
} from '../model/index.ts';

/** The parts of a tenant that mutations write: rows of objects, and holders of relations. */
export interface Touched {
  readonly objects: ReadonlyMap<ObjectType, ReadonlySet<number>>;
  readonly holders: ReadonlyMap<RelationName, ReadonlySet<number>>;
}

/** Number of rows and holders. */
export function countTouched({ objects, holders }: Touched): number {
  return [...objects.values(), ...holders.values()].reduce((sum, rows) => sum + rows.size, 0);
}

/** What the mutations wrote, in the tenant that they led to. O(mutations). */
export function touchedBy(mutations: readonly Mutation[], tenant: Tenant): Touched {
  const objects = new Map<ObjectType, Set<number>>();
  const holders = new Map<RelationName, Set<number>>();
  for (const mutation of mutations) {
    switch (mutation.kind) {
      case 'addObject':
      case 'setProperties':
        add(objects, mutation.type, tenant.populations[mutation.type].rowOf(mutation.id));
        break;
      case 'changeLinks': {
        const population = tenant.populations[relationHolders[mutation.relation]];
        add(holders, mutation.relation, population.rowOf(mutation.holderId));
        break;
      }
      case 'setClock':
        break;
    }
  }
  return { objects, holders };
}

/**
 * Throws an InvariantError unless both tenants agree in size, clock and every touched part: a log that leads elsewhere than
 * the state it is stored with must never be written. `onPart` is called after each row and holder. O(touched parts).
 */
export function requireSameTouched(
  replayed: Tenant,
  given: Tenant,
  touched: Touched,
  onPart: () => void = () => undefined,
): void {
  invariant(replayed.clock === given.clock, 'the mutations lead to another clock than the given state has');
  for (const type of objectTypes) {
    invariant(
      replayed.populations[type].size === given.populations[type].size,
      `the mutations lead to another number of ${type} objects than the given state has`,
    );
  }
  for (const [type, rows] of touched.objects) {
    for (const row of rows) {
      requireSameObject(replayed, given, type, row);
      onPart();
    }
  }
  for (const [relation, holders] of touched.holders) {
    for (const holder of holders) {
      invariant(
        sameLinks(replayed.relations[relation].get(holder), given.relations[relation].get(holder)),
        `the mutations lead to other ${relation} than the given state has`,
      );
      onPart();
    }
  }
}

function requireSameObject(replayed: Tenant, given: Tenant, type: ObjectType, row: number): void {
  const [left, right] = [replayed.populations[type], given.populations[type]];
  invariant(left.idAt(row) === right.idAt(row), `the mutations add ${type} objects in another order`);
  for (const name of new Set([...left.columnNames(), ...right.columnNames()])) {
    invariant(
      encodedAt(replayed, type, row, name) === encodedAt(given, type, row, name),
      `the mutations lead to another ${name} of ${left.idAt(row)} than the given state has`,
    );
  }
}

function encodedAt(tenant: Tenant, type: ObjectType, row: number, name: string): string | number {
  const column = tenant.populations[type].factColumn(name);
  const code = column?.codeAt(row) ?? notKnownCode;
  return column === undefined || code < firstValueCode ? code : column.dictionary.textAt(code);
}

function sameLinks(left: LinkSet | undefined, right: LinkSet | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return (
    objectTypes.every((type) => equalRows(linkedRows(left, type), linkedRows(right, type))) &&
    left.unresolved.toSorted().join('\n') === right.unresolved.toSorted().join('\n')
  );
}

function add<Key>(sets: Map<Key, Set<number>>, key: Key, row: number | undefined): void {
  if (row === undefined) return;
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([row]));
  else set.add(row);
}
