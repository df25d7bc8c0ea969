import { type JsonValue, type RowSet, unionRows } from '../../base/index.ts';
import { linkedRows, type RelationName, type TenantDraft, withLinkedRows } from '../../model/index.ts';
import { cellId, type CellType } from './cell-ids.ts';
import type { StatedPath, StatedPlan } from './exported-entries.ts';
import { RowsBuilder } from './rows-builder.ts';

interface Cell<Properties> {
  readonly properties: Properties;
  readonly rows: RowsBuilder;
}

/** A path with everybody who has it. */
export interface PathRows {
  readonly path: StatedPath;
  readonly rows: RowSet;
}

/**
 * Gathers users by what they have alike: paths of licenses, entries of plans, and that their license state is known. Users must
 * come in ascending order of their rows.
 */
export class CellBook {
  readonly #range: number;
  readonly #known: RowsBuilder;
  readonly #paths = new Map<string, Cell<StatedPath>>();
  readonly #plans = new Map<string, Cell<StatedPlan>>();

  /** `range` is the number of users. */
  constructor(range: number) {
    this.#range = range;
    this.#known = new RowsBuilder(range);
  }

  /** Notes that the license state of a user is known. */
  addKnown(row: number): void {
    this.#known.add(row);
  }

  addPath(row: number, path: StatedPath): void {
    const { skuId, assignedByGroup, state, error, lastUpdatedDateTime } = path;
    const plans = path.disabledPlans.join();
    const key = `${skuId} ${assignedByGroup ?? ''} ${state} ${error} ${lastUpdatedDateTime ?? ''} ${plans}`;
    this.#add(this.#paths, key, path, row);
  }

  addPlan(row: number, plan: StatedPlan): void {
    const { servicePlanId, service, capabilityStatus, assignedDateTime } = plan;
    this.#add(
      this.#plans,
      `${servicePlanId} ${service ?? ''} ${capabilityStatus} ${assignedDateTime ?? ''}`,
      plan,
      row,
    );
  }

  #add<Properties>(cells: Map<string, Cell<Properties>>, key: string, properties: Properties, row: number): void {
    let cell = cells.get(key);
    if (cell === undefined) cells.set(key, (cell = { properties, rows: new RowsBuilder(this.#range) }));
    cell.rows.add(row);
  }

  /** Writes the cells into a draft, joined with those that are there; returns all paths, and whose state is known. */
  finish(draft: TenantDraft): { readonly paths: readonly PathRows[]; readonly known: RowSet } {
    const known = this.#known.finish();
    const nobody = { skuId: null, assignedByGroup: null, disabledPlans: null, state: null, error: null };
    const knownCell = { ...nobody, lastUpdatedDateTime: null };
    if (known.size > 0) write(draft, 'licenseAssignment', 'licenseAssignmentUsers', knownCell, known);
    const paths: PathRows[] = [];
    for (const { properties: path, rows } of this.#paths.values()) {
      const set = rows.finish();
      paths.push({ path, rows: set });
      write(draft, 'licenseAssignment', 'licenseAssignmentUsers', { ...path }, set);
    }
    for (const { properties: plan, rows } of this.#plans.values()) {
      write(draft, 'servicePlanAssignment', 'servicePlanUsers', { ...plan }, rows.finish());
    }
    return { paths, known };
  }
}

function write(
  draft: TenantDraft,
  type: CellType,
  relation: RelationName,
  properties: Readonly<Record<string, JsonValue>>,
  rows: RowSet,
): void {
  const id = cellId(type, properties);
  const row = draft.population(type).rowOf(id) ?? draft.addObject(type, id, properties).row;
  const before = draft.links(relation, row);
  draft.setLinks(relation, row, withLinkedRows(before, 'user', unionRows(linkedRows(before, 'user'), rows)));
}
