import {
  compareOrdinal,
  differenceRows,
  emptyRowSet,
  intersectRows,
  type JsonValue,
  type RowSet,
  unionRows,
} from '../../base/index.ts';
import {
  type Column,
  ColumnDraft,
  encodeValue,
  findProperty,
  firstValueCode,
  nullCode,
  type Tenant,
} from '../../model/index.ts';
import { skuFactsOf } from '../seed/sku-facts.ts';
import type { LicenseDeps } from '../license-deps.ts';
import { readCells } from './license-cells.ts';
import { isHeld, type PlanEntry } from './license-path.ts';
import { serviceStatuses } from './seats.ts';

/** Entries of assignedPlans as they show, with everybody who has them; by plan, then status. */
export interface ShownPlan {
  readonly entry: PlanEntry;
  readonly users: RowSet;
}

/** Statuses of a SKU that its plans show, best first (spec licensing 15.4). */
const worseStatuses = ['Warning', 'Suspended', 'LockedOut', 'Deleted'] as const;

const shownBy = new WeakMap<Tenant, readonly ShownPlan[]>();

/**
 * The entries of assignedPlans of all users, deleted ones included. The status of a SKU that is not Enabled shows on its plans
 * unless another SKU gives the same plan as Enabled (spec licensing 15.4). O(cells), more where a SKU is not Enabled.
 */
export function shownPlans(tenant: Tenant, deps: LicenseDeps): readonly ShownPlan[] {
  const known = shownBy.get(tenant);
  if (known !== undefined) return known;
  const { plans, paths } = readCells(tenant);
  const statuses = serviceStatuses(tenant);
  const isPlain = [...statuses.values()].every((status) => status === 'Enabled');
  const facts = skuFactsOf(tenant, deps.catalogue);
  const shown = isPlain
    ? plans
    : plans.flatMap(({ entry, users }) => {
        if (entry.capabilityStatus !== 'Enabled') return [{ entry, users }];
        const giving = (status: string): RowSet =>
          paths
            .filter(({ path }) => isHeld(path) && (statuses.get(path.skuId) ?? 'Enabled') === status)
            .filter(({ path }) => facts.plansOf(path.skuId)?.has(entry.servicePlanId) === true)
            .filter(({ path }) => !path.disabledPlans.includes(entry.servicePlanId))
            .reduce((sum, cell) => unionRows(sum, cell.users), emptyRowSet);
        const split: ShownPlan[] = [];
        let rest = differenceRows(users, giving('Enabled'));
        const enabled = intersectRows(users, giving('Enabled'));
        let plain = enabled;
        for (const capabilityStatus of worseStatuses) {
          const some = intersectRows(rest, giving(capabilityStatus));
          rest = differenceRows(rest, some);
          if (some.size > 0) split.push({ entry: { ...entry, capabilityStatus }, users: some });
        }
        plain = unionRows(plain, rest);
        return plain.size > 0 ? [{ entry, users: plain }, ...split] : split;
      });
  const sorted = shown.toSorted((a, b) => compareOrdinal(keyOf(a.entry), keyOf(b.entry)));
  shownBy.set(tenant, sorted);
  return sorted;
}

/** The column of assignedPlans as an earlier state showed it, and the users for whom it is another one now. */
export interface EarlierColumn {
  readonly column: Column;
  readonly changed: RowSet;
}

/**
 * The column of `user.assignedPlans` that follows from licenses; users whose license state is not known keep what an export said.
 * O(entries of all users), or with an earlier column O(changed users * entries).
 */
export function assignedPlansColumn(tenant: Tenant, deps: LicenseDeps, earlier?: EarlierColumn): Column {
  const definition = findProperty('user', 'assignedPlans') ?? { name: 'assignedPlans', type: 'objectCollection' };
  const textOf = (entries: readonly PlanEntry[]): string => encodeValue(definition, entries.map(toJson)) ?? '[]';
  const shown = shownPlans(tenant, deps);
  const { known } = readCells(tenant);
  if (earlier !== undefined && earlier.changed.size * fewShare < tenant.populations.user.size) {
    const draft = earlier.column.edit();
    intersectRows(earlier.changed, known).forEach((row) => {
      draft.setText(row, textOf(shown.filter(({ users }) => users.has(row)).map(({ entry }) => entry)));
    });
    return draft.finish();
  }
  const draft = exportedColumn(tenant, new ColumnDraft(definition), known);
  const classes = classesOf(shown, tenant.populations.user.size);
  const codes = new Map<number, number>();
  known.forEach((row) => {
    const id = classes.of[row] ?? 0;
    let code = codes.get(id);
    if (code === undefined) {
      code = draft.intern(textOf(classes.entriesOf(id)));
      codes.set(id, code);
    }
    draft.setCode(row, code);
  });
  return draft.finish();
}

/** Up to one user in this many is changed one by one. */
const fewShare = 8;

/** What an export said about users whose license state is not known. */
function exportedColumn(tenant: Tenant, draft: ColumnDraft, known: RowSet): ColumnDraft {
  const column = tenant.populations.user.factColumn(draft.definition.name);
  if (column === undefined) return draft;
  for (let row = 0; row < tenant.populations.user.size; row++) {
    const code = column.codeAt(row);
    if (known.has(row) || code < nullCode) continue;
    if (code < firstValueCode) draft.setCode(row, code);
    else draft.setText(row, column.dictionary.textAt(code));
  }
  return draft;
}

/** Users who have the same entries, found by splitting all users by one entry after the other. */
function classesOf(
  shown: readonly ShownPlan[],
  size: number,
): { readonly of: Uint32Array; readonly entriesOf: (id: number) => readonly PlanEntry[] } {
  const of = new Uint32Array(size);
  const parents = [0];
  const added: (PlanEntry | undefined)[] = [undefined];
  for (const { entry, users } of shown) {
    const next = new Map<number, number>();
    users.forEach((row) => {
      const id = of[row] ?? 0;
      let made = next.get(id);
      if (made === undefined) {
        made = parents.push(id) - 1;
        added.push(entry);
        next.set(id, made);
      }
      of[row] = made;
    });
  }
  return {
    of,
    entriesOf: (id) => {
      const entries: PlanEntry[] = [];
      for (let at = id; at !== 0; at = parents[at] ?? 0) {
        const entry = added[at];
        if (entry !== undefined) entries.push(entry);
      }
      return entries.toReversed();
    },
  };
}

function keyOf({ servicePlanId, capabilityStatus, assignedDateTime }: PlanEntry): string {
  return `${servicePlanId} ${capabilityStatus} ${assignedDateTime ?? ''}`;
}

function toJson(entry: PlanEntry): JsonValue {
  return { ...entry };
}
