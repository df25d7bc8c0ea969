import { type EpochMilliseconds, type JsonValue, OverlayMap } from '../base/index.ts';
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
  readonly #relations = new Map<RelationName, RelationEdit>();
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
    const edit = this.#relations.get(relation);
    if (edit?.changed.has(holder) === true) return edit.changed.get(holder);
    return edit?.removed.has(holder) === true ? undefined : this.#base.relations[relation].get(holder);
  }

  /** Replaces the targets of a holder; undefined makes them not known. */
  setLinks(relation: RelationName, holder: number, links: LinkSet | undefined): void {
    let edit = this.#relations.get(relation);
    if (edit === undefined) {
      edit = { changed: new Map(), removed: new Set() };
      this.#relations.set(relation, edit);
    }
    if (links === undefined) {
      edit.changed.delete(holder);
      edit.removed.add(holder);
    } else {
      edit.removed.delete(holder);
      edit.changed.set(holder, links);
    }
  }

  #finishRelation(name: RelationName): Relation {
    const edit = this.#relations.get(name);
    const base = this.#base.relations[name];
    return edit === undefined ? base : OverlayMap.from(base, edit.changed, edit.removed);
  }

  /** The finished tenant; the draft must not be used afterwards. */
  finish(): Tenant {
    return {
      clock: this.clock,
      populations: recordOf(
        objectTypes,
        (type) => this.#populations.get(type)?.finish() ?? this.#base.populations[type],
      ),
      relations: recordOf(relationNames, (name) => this.#finishRelation(name)),
    };
  }
}

/** Holders whose targets a draft replaces, or makes not known. */
interface RelationEdit {
  readonly changed: Map<number, LinkSet>;
  readonly removed: Set<number>;
}

/** The known targets of a holder, or no targets: for places where not known was already dealt with. */
export function linksOf(tenant: Tenant, relation: RelationName, holder: number): LinkSet {
  return tenant.relations[relation].get(holder) ?? emptyLinks;
}

function recordOf<Key extends string, Value>(keys: readonly Key[], make: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Value>;
}
