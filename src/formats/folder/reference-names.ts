import { foldOrdinal, isGuid, type JsonValue } from '../../base/index.ts';
import { type ObjectType, objectTypes, type Population, type PopulationDraft } from '../../model/index.ts';

/** An object that a reference can point to. */
export interface ReferenceTarget {
  readonly type: ObjectType;
  readonly row: number;
}

type ReadablePopulation = Pick<Population | PopulationDraft, 'size' | 'idAt' | 'rowOf' | 'textAt'>;

/** Gives and finds the names under which objects are referred to. */
export interface ReferenceNames {
  /** The objects that go by a name, whatever its case; none, one or several. */
  find(name: string): readonly ReferenceTarget[];
  /** The object with an id; the first type in the order of types if several have one. */
  findId(id: string): ReferenceTarget | undefined;
  /** What stands in a file for an object: its name if nothing else goes by it, else its id. */
  refer(target: ReferenceTarget): JsonValue;
  /** What stands in a file for an id. */
  referToId(id: string): JsonValue;
  /** Every name, for suggestions. */
  all(): Iterable<string>;
}

/** Users are named by userPrincipalName, everything else by displayName. O(objects). */
export function createReferenceNames(population: (type: ObjectType) => ReadablePopulation): ReferenceNames {
  const targets = new Map<string, ReferenceTarget[]>();
  const nameOf = ({ type, row }: ReferenceTarget): string | undefined => {
    // An organization is no member of anything, and the id of a domain is its name.
    if (type === 'organization' || type === 'domain') return undefined;
    return population(type).textAt(row, type === 'user' ? 'userPrincipalName' : 'displayName');
  };
  for (const type of objectTypes) {
    for (let row = 0; row < population(type).size; row++) {
      const name = nameOf({ type, row });
      if (name === undefined) continue;
      const key = foldOrdinal(name);
      const known = targets.get(key);
      if (known === undefined) targets.set(key, [{ type, row }]);
      else known.push({ type, row });
    }
  }
  const findId = (id: string): ReferenceTarget | undefined => {
    for (const type of objectTypes) {
      const row = population(type).rowOf(id);
      if (row !== undefined) return { type, row };
    }
    return undefined;
  };
  const refer = (target: ReferenceTarget): JsonValue => {
    const name = nameOf(target);
    const isUnique = name !== undefined && targets.get(foldOrdinal(name))?.length === 1;
    if (isUnique && !isGuid(name) && findId(name) === undefined) return name;
    const id = population(target.type).idAt(target.row);
    return findId(id)?.type === target.type ? id : { id, type: target.type };
  };
  return {
    find: (name) => targets.get(foldOrdinal(name)) ?? [],
    findId,
    refer,
    referToId: (id) => {
      const target = findId(id);
      if (target !== undefined) return refer(target);
      return isGuid(id) ? id : { id };
    },
    *all() {
      for (const group of targets.values()) {
        const [first] = group;
        const name = first === undefined ? undefined : nameOf(first);
        if (name !== undefined) yield name;
      }
    },
  };
}
