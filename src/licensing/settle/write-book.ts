import {
  differenceRows,
  emptyRowSet,
  formatInstant,
  intersectRows,
  type JsonValue,
  type RowSet,
  unionRows,
} from '../../base/index.ts';
import {
  cellId,
  cellRelations,
  type CellType,
  emptyLinks,
  type Mutation,
  relationHolders,
  type RelationName,
  type Tenant,
  TenantDraft,
  withLinkedRows,
} from '../../model/index.ts';
import { groupBy } from '../catalogue/group-by.ts';
import type { PlanCell } from '../state/license-cells.ts';
import type { LicenseMove, PlanEntry, PlanMove } from '../state/license-path.ts';
import type { LicenseBook } from './license-book.ts';

/** What was done to the licenses of a tenant. */
export interface LicenseWrites {
  readonly tenant: Tenant;
  /** The same as mutations, in order. O(users who changed). */
  readonly mutations: () => readonly Mutation[];
  readonly moves: readonly LicenseMove[];
  readonly planMoves: readonly PlanMove[];
  /** Users whose assignedPlans show something else than before. */
  readonly planUsers: RowSet;
}

/** Properties of an object that change with licenses: the processing state of a group, the status of a subscription. */
export interface PropertyWrite {
  readonly type: 'group' | 'subscription';
  readonly row: number;
  readonly values: Readonly<Record<string, JsonValue>>;
}

/** Users of a cell before and after. */
interface CellWrite {
  readonly relation: RelationName;
  readonly holder: number;
  readonly isNew: boolean;
  readonly before: RowSet;
  readonly after: RowSet;
}

/** The cell of users whose license state is known. */
const knownCell = {
  skuId: null,
  assignedByGroup: null,
  disabledPlans: null,
  state: null,
  error: null,
  lastUpdatedDateTime: null,
};

/**
 * Writes what a book changed: paths, the plans that follow from them, properties. `shown`: users whose plans show something else
 * for another reason. O(cells + users who changed, for each plan of their SKUs).
 */
export function writeBook(
  book: LicenseBook,
  properties: readonly PropertyWrite[] = [],
  shown: RowSet = emptyRowSet,
): LicenseWrites {
  const writer = new CellWriter(book.tenant);
  for (const cell of book.cells()) {
    const after = cell.users.rows;
    if (after !== cell.original) writer.write('licenseAssignment', { ...cell.path }, cell.original, after);
  }
  const [knownBefore, knownAfter] = [book.cellsAtStart.known, book.known.rows];
  if (knownAfter !== knownBefore) writer.write('licenseAssignment', knownCell, knownBefore, knownAfter);
  const planMoves = writePlans(book, writer);
  for (const write of properties) writer.setProperties(write);
  const moved = planMoves.map(({ users }) => users).reduce(unionRows, emptyRowSet);
  const newlyKnown = differenceRows(knownAfter, knownBefore);
  return {
    tenant: writer.finish(),
    mutations: () => writer.mutations(),
    moves: book.moves.finish(),
    planMoves,
    planUsers: unionRows(unionRows(moved, newlyKnown), shown),
  };
}

/** Entries of assignedPlans after a change of paths: what is lost stays as Deleted (spec licensing 15.2). */
function writePlans(book: LicenseBook, writer: CellWriter): readonly PlanMove[] {
  const touched = new Map<string, RowSet>();
  for (const skuId of book.skuIds()) {
    const users = book.changedUsers(skuId);
    if (users.size === 0) continue;
    for (const plan of book.facts.sku.plansOf(skuId) ?? [])
      touched.set(plan, unionRows(touched.get(plan) ?? emptyRowSet, users));
  }
  const cells = groupBy(book.cellsAtStart.plans, ({ entry }) => [entry.servicePlanId]);
  const moves: PlanMove[] = [];
  for (const [plan, users] of touched) {
    const own = cells.get(plan) ?? [];
    const enabled = own.filter(({ entry }) => entry.capabilityStatus === 'Enabled');
    const had = enabled.reduce((sum, cell) => unionRows(sum, intersectRows(cell.users, users)), emptyRowSet);
    const has = intersectRows(book.usersWithPlan(plan), users);
    const [gained, lost] = [differenceRows(has, had), differenceRows(had, has)];
    if (gained.size > 0) moves.push({ servicePlanId: plan, kind: 'enabled', users: gained });
    if (lost.size > 0) moves.push({ servicePlanId: plan, kind: 'lost', users: lost });
    movePlan(book, writer, plan, { cells: own, gained, lost });
  }
  return moves;
}

/** Equal for equal entries of one plan; what cells say is canonical. Ids of cells take a hash each. */
function entryKey({ service, capabilityStatus, assignedDateTime }: PlanEntry): string {
  return `${capabilityStatus} ${assignedDateTime ?? ''} ${service ?? ''}`;
}

function movePlan(
  book: LicenseBook,
  writer: CellWriter,
  plan: string,
  { cells, gained, lost }: { readonly cells: readonly PlanCell[]; readonly gained: RowSet; readonly lost: RowSet },
): void {
  const after = new Map<string, { readonly entry: PlanEntry; readonly before: RowSet; rows: RowSet }>();
  const cellOf = (entry: PlanEntry): { readonly entry: PlanEntry; readonly before: RowSet; rows: RowSet } => {
    const key = entryKey(entry);
    const known = after.get(key);
    if (known !== undefined) return known;
    const made = { entry, before: emptyRowSet, rows: emptyRowSet };
    after.set(key, made);
    return made;
  };
  for (const { entry, users } of cells) after.set(entryKey(entry), { entry, before: users, rows: users });
  for (const { entry, users } of cells) {
    const cell = cellOf(entry);
    if (entry.capabilityStatus !== 'Enabled') {
      cell.rows = differenceRows(cell.rows, gained);
      continue;
    }
    const gone = intersectRows(users, lost);
    if (gone.size === 0) continue;
    cell.rows = differenceRows(cell.rows, gone);
    for (const [capabilityStatus, rows] of splitLost(book, gone)) {
      if (rows.size === 0) continue;
      const target = cellOf({ ...entry, capabilityStatus });
      target.rows = unionRows(target.rows, rows);
    }
  }
  if (gained.size > 0) {
    const target = cellOf({
      servicePlanId: plan,
      service: book.facts.sku.serviceOf(plan),
      capabilityStatus: 'Enabled',
      assignedDateTime: formatInstant(book.tenant.clock),
    });
    target.rows = unionRows(target.rows, gained);
  }
  for (const { entry, before, rows } of after.values())
    if (rows !== before) writer.write('servicePlanAssignment', { ...entry }, before, rows);
}

/** Plans that are lost show as Deleted; by an older reading as Suspended after leaving a group (spec licensing 15.3). */
function splitLost(book: LicenseBook, lost: RowSet): readonly (readonly [status: string, rows: RowSet])[] {
  if (book.deps.semantics['license-plan-state-on-leave'] !== 'suspended') return [['Deleted', lost]];
  const left = book.moves
    .finish()
    .filter(({ kind, assignedByGroup }) => kind === 'removed' && assignedByGroup !== undefined)
    .reduce((sum, { users }) => unionRows(sum, users), emptyRowSet);
  return [
    ['Suspended', intersectRows(lost, left)],
    ['Deleted', differenceRows(lost, left)],
  ];
}

/** Writes users of cells into a draft and remembers what changed. */
class CellWriter {
  readonly #tenant: Tenant;
  readonly #draft: TenantDraft;
  readonly #added: Mutation[] = [];
  readonly #writes: CellWrite[] = [];
  readonly #properties: Mutation[] = [];
  #isChanged = false;

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
    this.#draft = new TenantDraft(tenant);
  }

  write(type: CellType, properties: Readonly<Record<string, JsonValue>>, before: RowSet, after: RowSet): void {
    const relation = cellRelations[type];
    const id = cellId(type, properties);
    let holder = this.#draft.population(type).rowOf(id);
    if (holder === undefined) {
      holder = this.#draft.addObject(type, id, properties).row;
      this.#added.push({ kind: 'addObject', type, id, properties });
    }
    const links = this.#draft.links(relation, holder);
    this.#draft.setLinks(relation, holder, withLinkedRows(links ?? emptyLinks, 'user', after));
    this.#writes.push({ relation, holder, isNew: links === undefined, before, after });
    this.#isChanged = true;
  }

  setProperties({ type, row, values }: PropertyWrite): void {
    const population = this.#draft.population(type);
    const known = (name: string): JsonValue | undefined => population.valueAt(row, name);
    const names = Object.keys(values).filter((name) => JSON.stringify(known(name)) !== JSON.stringify(values[name]));
    if (names.length === 0) return;
    const before: Record<string, JsonValue> = {};
    const after: Record<string, JsonValue> = {};
    for (const name of names) {
      const [old, wanted] = [known(name), values[name]];
      if (old !== undefined) before[name] = old;
      if (wanted !== undefined) after[name] = wanted;
      population.setValue(row, name, wanted);
    }
    this.#properties.push({ kind: 'setProperties', type, id: population.idAt(row), before, after });
    this.#isChanged = true;
  }

  finish(): Tenant {
    return this.#isChanged ? this.#draft.finish() : this.#tenant;
  }

  mutations(): readonly Mutation[] {
    const users = this.#tenant.populations.user;
    const ids = (rows: RowSet): readonly string[] => Array.from(rows.toArray(), (row) => users.idAt(row));
    const links = this.#writes.map(({ relation, holder, isNew, before, after }): Mutation => {
      return {
        kind: 'changeLinks',
        relation,
        holderId: this.#idOf(relation, holder),
        added: ids(differenceRows(after, before)),
        removed: ids(differenceRows(before, after)),
        wasKnown: !isNew,
        isKnown: true,
      };
    });
    return [...this.#added, ...links, ...this.#properties];
  }

  #idOf(relation: RelationName, holder: number): string {
    const type = relationHolders[relation];
    const { size } = this.#tenant.populations[type];
    const added =
      holder < size ? undefined : this.#added.filter((entry) => 'type' in entry && entry.type === type)[holder - size];
    return added !== undefined && 'id' in added ? added.id : this.#tenant.populations[type].idAt(holder);
  }
}
