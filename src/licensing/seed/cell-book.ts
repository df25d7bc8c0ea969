import { type JsonValue, type RowSet, unionRows } from '../../base/index.ts';
import {
  cellId,
  type CellType,
  linkedRows,
  type RelationName,
  type TenantDraft,
  withLinkedRows,
} from '../../model/index.ts';
import { CellMap, type CellRows, type TimeDetail } from './cell-map.ts';
import type { StatedPath, StatedPlan } from './exported-entries.ts';
import { RowsBuilder } from './rows-builder.ts';

/** What was written, and how exactly. */
export interface WrittenCells {
  readonly paths: readonly CellRows<StatedPath>[];
  /** Users whose license state is known. */
  readonly known: RowSet;
  readonly detail: { readonly paths: TimeDetail; readonly plans: TimeDetail };
}

/**
 * Gathers users by what they have alike: paths of licenses, entries of plans, and that their license state is known. Users must
 * come in ascending order of their rows.
 */
export class CellBook {
  readonly #known: RowsBuilder;
  readonly #paths: CellMap<StatedPath>;
  readonly #plans: CellMap<StatedPlan>;

  /** `range` is the number of users, `most` how many cells of a kind may carry times. */
  constructor(range: number, most: number) {
    this.#known = new RowsBuilder(range);
    this.#paths = new CellMap<StatedPath>({
      range,
      most,
      keyOf: ({ skuId, assignedByGroup, disabledPlans, state, error, lastUpdatedDateTime: time }) =>
        `${skuId} ${assignedByGroup ?? ''} ${state} ${error} ${time ?? ''} ${disabledPlans.join()}`,
      withTime: (path, change) => ({ ...path, lastUpdatedDateTime: change(path.lastUpdatedDateTime) }),
    });
    this.#plans = new CellMap<StatedPlan>({
      range,
      most,
      keyOf: ({ servicePlanId, service, capabilityStatus, assignedDateTime: time }) =>
        `${servicePlanId} ${capabilityStatus} ${time ?? ''} ${service ?? ''}`,
      withTime: (plan, change) => ({ ...plan, assignedDateTime: change(plan.assignedDateTime) }),
    });
  }

  /** Notes that the license state of a user is known. */
  addKnown(row: number): void {
    this.#known.add(row);
  }

  addPath(row: number, path: StatedPath): void {
    this.#paths.add(path, row);
  }

  addPlan(row: number, plan: StatedPlan): void {
    this.#plans.add(plan, row);
  }

  /** Writes the cells into a draft, joined with those that are there. */
  finish(draft: TenantDraft): WrittenCells {
    const known = this.#known.finish();
    const nobody = { skuId: null, assignedByGroup: null, disabledPlans: null, state: null, error: null };
    const knownCell = { ...nobody, lastUpdatedDateTime: null };
    if (known.size > 0) write(draft, 'licenseAssignment', 'licenseAssignmentUsers', knownCell, known);
    const paths = this.#paths.finish();
    for (const { properties, rows } of paths)
      write(draft, 'licenseAssignment', 'licenseAssignmentUsers', { ...properties }, rows);
    for (const { properties, rows } of this.#plans.finish())
      write(draft, 'servicePlanAssignment', 'servicePlanUsers', { ...properties }, rows);
    return { paths, known, detail: { paths: this.#paths.detail, plans: this.#plans.detail } };
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
