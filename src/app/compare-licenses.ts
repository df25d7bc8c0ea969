import {
  canonicalJson,
  compareOrdinal,
  differenceRows,
  emptyRowSet,
  equalRows,
  filterRows,
  type RowSet,
  rowSetOf,
  unionRows,
} from '../base/index.ts';
import { labelOf } from '../directory/index.ts';
import {
  type AssignmentPath,
  type LicenseCatalogue,
  type PlanEntry,
  readCells,
  standardCatalogue,
  tenantCatalogue,
} from '../licensing/index.ts';
import type { Tenant } from '../model/index.ts';

/** A service plan by id, and its name if a catalogue knows it. */
export interface NamedPlan {
  readonly servicePlanId: string;
  readonly servicePlanName: string | null;
}

/** What a path says of a user. */
export interface PathStatement {
  readonly state: string;
  readonly error: string;
  readonly disabledPlans: readonly NamedPlan[];
  readonly lastUpdatedDateTime: string | null;
}

/** What an entry of assignedPlans says of a user. */
export interface PlanStatement {
  readonly capabilityStatus: string;
  readonly service: string | null;
  readonly assignedDateTime: string | null;
}

/** A user of whom two tenants say different things: what only one of them says. An empty side says nothing else. */
export interface UserDifference<Statement> {
  readonly id: string;
  readonly name: string;
  readonly before: readonly Statement[];
  readonly after: readonly Statement[];
}

/** Users for whom a path by which a SKU comes differs. */
export interface PathDifference {
  readonly sku: { readonly skuId: string; readonly skuPartNumber: string | null };
  /** Null: assigned directly. */
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly users: readonly UserDifference<PathStatement>[];
}

/** Users for whom entries of a service plan differ, lost ones included. */
export interface PlanDifference {
  readonly servicePlan: NamedPlan;
  readonly users: readonly UserDifference<PlanStatement>[];
}

/** How the licenses of users differ between two tenants. */
export interface LicenseComparison {
  readonly licenses: readonly PathDifference[];
  readonly servicePlans: readonly PlanDifference[];
  /** Names of users whose license state is known in one tenant only. */
  readonly licensesKnown: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/**
 * Compares the licenses that users have in two tenants, user by user: paths, service plans, and whose state is known at all.
 * Deleted users have none. Sorted by names. O(users of cells that differ).
 */
export function compareLicenses(before: Tenant, after: Tenant): LicenseComparison {
  const people = new People(before, after);
  const [old, now] = [readCells(before), readCells(after)];
  const names = catalogueOf(before, after);
  const plan = (servicePlanId: string): NamedPlan => ({
    servicePlanId,
    servicePlanName: names().planById(servicePlanId)?.servicePlanName ?? null,
  });
  const paths = compareCells(people, old.paths.map(pathCell), now.paths.map(pathCell), (path) => ({
    state: path.state,
    error: path.error,
    disabledPlans: path.disabledPlans.map(plan),
    lastUpdatedDateTime: path.lastUpdatedDateTime,
  }));
  const plans = compareCells(people, old.plans.map(planCell), now.plans.map(planCell), (entry) => ({
    capabilityStatus: entry.capabilityStatus,
    service: entry.service,
    assignedDateTime: entry.assignedDateTime,
  }));
  const [known, wasKnown] = [people.after(now.known), people.before(old.known)];
  return {
    licenses: paths
      .map(({ of: { skuId, assignedByGroup }, users }) => ({
        sku: { skuId, skuPartNumber: names().skuById(skuId)?.skuPartNumber ?? null },
        group: assignedByGroup === null ? null : groupOf(before, after, assignedByGroup),
        users,
      }))
      .toSorted((a, b) => compareOrdinal(pathName(a), pathName(b))),
    servicePlans: plans
      .map(({ of: { servicePlanId }, users }) => ({ servicePlan: plan(servicePlanId), users }))
      .toSorted((a, b) => compareOrdinal(planName(a.servicePlan), planName(b.servicePlan))),
    licensesKnown: {
      added: people.names(differenceRows(known, wasKnown)),
      removed: people.names(differenceRows(wasKnown, known)),
    },
  };
}

/** A cell as both kinds have it: what its users are compared under, what it says of them, who they are. */
interface ComparedCell<Content> {
  readonly key: string;
  readonly content: Content;
  readonly users: RowSet;
}

function pathCell({
  path,
  users,
}: {
  readonly path: AssignmentPath;
  readonly users: RowSet;
}): ComparedCell<AssignmentPath> {
  return { key: `${path.skuId} ${path.assignedByGroup ?? ''}`, content: path, users };
}

function planCell({ entry, users }: { readonly entry: PlanEntry; readonly users: RowSet }): ComparedCell<PlanEntry> {
  return { key: entry.servicePlanId, content: entry, users };
}

/** What stands under one key, and who differs in it. */
interface ComparedKey<Content, Statement> {
  readonly of: Content;
  readonly users: readonly UserDifference<Statement>[];
}

function compareCells<Content extends AssignmentPath | PlanEntry, Statement>(
  people: People,
  before: readonly ComparedCell<Content>[],
  after: readonly ComparedCell<Content>[],
  state: (content: Content) => Statement,
): readonly ComparedKey<Content, Statement>[] {
  // Cells that say the same, on both sides.
  const merged = new Map<string, { cell: ComparedCell<Content>; before: RowSet; after: RowSet }>();
  const add = (cell: ComparedCell<Content>, side: 'before' | 'after'): void => {
    const text = canonicalJson({ ...cell.content });
    const known = merged.get(text) ?? { cell, before: emptyRowSet, after: emptyRowSet };
    merged.set(text, { ...known, [side]: unionRows(known[side], people[side](cell.users)) });
  };
  for (const cell of before) add(cell, 'before');
  for (const cell of after) add(cell, 'after');
  const keys = new Map<string, { readonly of: Content; readonly users: Map<number, Sides<Statement>> }>();
  for (const { cell, before: was, after: is } of merged.values()) {
    if (equalRows(was, is)) continue;
    const found = keys.get(cell.key) ?? { of: cell.content, users: new Map<number, Sides<Statement>>() };
    keys.set(cell.key, found);
    const statement = state(cell.content);
    const note = (rows: RowSet, side: 'before' | 'after'): void =>
      rows.forEach((row) => {
        const sides = found.users.get(row) ?? { before: [], after: [] };
        sides[side].push(statement);
        found.users.set(row, sides);
      });
    note(differenceRows(was, is), 'before');
    note(differenceRows(is, was), 'after');
  }
  return [...keys.values()].map(({ of, users }) => ({
    of,
    users: Array.from(users, ([row, sides]) => ({ id: people.idOf(row), name: people.nameOf(row), ...sides })).toSorted(
      (a, b) => compareOrdinal(a.name, b.name) || compareOrdinal(a.id, b.id),
    ),
  }));
}

interface Sides<Statement> {
  readonly before: Statement[];
  readonly after: Statement[];
}

/** The users of two tenants under common numbers: the rows of the first, and behind them those that only the second has. */
class People {
  readonly #old: Tenant['populations']['user'];
  readonly #now: Tenant['populations']['user'];
  /** Numbers of the second tenant's rows; undefined where they are the rows themselves. */
  readonly #numbers: Uint32Array | undefined;
  /** Rows in the second tenant of numbers behind the first's rows. */
  readonly #added: readonly number[];

  constructor(before: Tenant, after: Tenant) {
    this.#old = before.populations.user;
    this.#now = after.populations.user;
    const numbers = new Uint32Array(this.#now.size);
    const added: number[] = [];
    let isSame = true;
    for (let row = 0; row < numbers.length; row++) {
      const number = this.#old.rowOf(this.#now.idAt(row)) ?? this.#old.size + added.push(row) - 1;
      numbers[row] = number;
      isSame &&= number === row;
    }
    this.#numbers = isSame ? undefined : numbers;
    this.#added = added;
  }

  before(rows: RowSet): RowSet {
    return filterRows(rows, (row) => this.#old.isActive(row));
  }

  after(rows: RowSet): RowSet {
    const active = filterRows(rows, (row) => this.#now.isActive(row));
    const numbers = this.#numbers;
    return numbers === undefined ? active : rowSetOf(Array.from(active.toArray(), (row) => numbers[row] ?? row));
  }

  idOf(number: number): string {
    return this.#at(number, (users, row) => users.idAt(row));
  }

  nameOf(number: number): string {
    return this.#at(number, labelOf);
  }

  names(numbers: RowSet): readonly string[] {
    return Array.from(numbers.toArray(), (number) => this.nameOf(number)).toSorted(compareOrdinal);
  }

  #at<Value>(number: number, read: (users: Tenant['populations']['user'], row: number) => Value): Value {
    return number < this.#old.size
      ? read(this.#old, number)
      : read(this.#now, this.#added[number - this.#old.size] ?? 0);
  }
}

/** The catalogue with what the second, else the first tenant says of its SKUs; made when somebody needs a name. */
function catalogueOf(before: Tenant, after: Tenant): () => LicenseCatalogue {
  let catalogue: LicenseCatalogue | undefined;
  return () => (catalogue ??= tenantCatalogue(after, tenantCatalogue(before, standardCatalogue())));
}

function groupOf(before: Tenant, after: Tenant, id: string): { readonly id: string; readonly name: string } {
  for (const { populations } of [after, before]) {
    const row = populations.group.rowOf(id);
    if (row !== undefined) return { id, name: labelOf(populations.group, row) };
  }
  return { id, name: id };
}

function pathName({ sku, group }: PathDifference): string {
  return `${sku.skuPartNumber ?? sku.skuId} ${group === null ? '' : `${group.name} ${group.id}`}`;
}

function planName({ servicePlanId, servicePlanName }: NamedPlan): string {
  return servicePlanName ?? servicePlanId;
}
