import type { EpochMilliseconds, JsonValue } from '../base/index.ts';
import { emptyLinks, type LinkSet, type RelationName, relationNames } from './links.ts';
import { type ObjectType, objectTypes } from './object-type.ts';
import { Population, type PopulationDraft } from './population.ts';

/** Targets by the row of the holder. A holder that is not in the map: its targets are not known. */
export type Relation = ReadonlyMap<number, LinkSet>;

/** One state of a tenant: an immutable value. Every edge (store, files, page) makes one, every engine reads one. */
export interface Tenant {
  /** The tenant's own time. */
  readonly clock: EpochMilliseconds;
  readonly populations: Readonly<Record<ObjectType, Population>>;
  readonly relations: Readonly<Record<RelationName, Relation>>;
}

/** A tenant without objects. */
export function createTenant(clock: EpochMilliseconds): Tenant {
  return {
    clock,
    populations: recordOf(objectTypes, (type) => new Population(type)),
    relations: recordOf(relationNames, () => new Map<number, LinkSet>()),
  };
}

/** A tenant under construction: copies what it changes, shares the rest with the tenant it was made from. */
export class TenantDraft {
  readonly #base: Tenant;
  readonly #populations = new Map<ObjectType, PopulationDraft>();
  readonly #relations = new Map<RelationName, Map<number, LinkSet>>();
  clock: EpochMilliseconds;

  constructor(base: Tenant) {
    this.#base = base;
    this.clock = base.clock;
  }

  /** The objects of a type, for reading and writing. */
  population(type: ObjectType): PopulationDraft {
    let draft = this.#populations.get(type);
    if (draft === undefined) {
      draft = this.#base.populations[type].edit();
      this.#populations.set(type, draft);
    }
    return draft;
  }

  /** Adds an object with the given known properties; returns its row, or the name of a property whose value does not fit. */
  addObject(
    type: ObjectType,
    id: string,
    properties: Readonly<Record<string, JsonValue>> = {},
  ): { readonly row: number; readonly misfit?: string } {
    const population = this.population(type);
    const row = population.addRow(id);
    for (const [name, value] of Object.entries(properties)) {
      if (!population.setValue(row, name, value)) return { row, misfit: name };
    }
    return { row };
  }

  /** The targets of a holder; undefined when they are not known. */
  links(relation: RelationName, holder: number): LinkSet | undefined {
    return (this.#relations.get(relation) ?? this.#base.relations[relation]).get(holder);
  }

  /** Replaces the targets of a holder; undefined makes them not known. */
  setLinks(relation: RelationName, holder: number, links: LinkSet | undefined): void {
    let draft = this.#relations.get(relation);
    if (draft === undefined) {
      draft = new Map(this.#base.relations[relation]);
      this.#relations.set(relation, draft);
    }
    if (links === undefined) draft.delete(holder);
    else draft.set(holder, links);
  }

  /** The finished tenant; the draft must not be used afterwards. */
  finish(): Tenant {
    return {
      clock: this.clock,
      populations: recordOf(
        objectTypes,
        (type) => this.#populations.get(type)?.finish() ?? this.#base.populations[type],
      ),
      relations: recordOf(relationNames, (name) => this.#relations.get(name) ?? this.#base.relations[name]),
    };
  }
}

/** The known targets of a holder, or no targets: for places where not known was already dealt with. */
export function linksOf(tenant: Tenant, relation: RelationName, holder: number): LinkSet {
  return tenant.relations[relation].get(holder) ?? emptyLinks;
}

function recordOf<Key extends string, Value>(keys: readonly Key[], make: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Value>;
}
