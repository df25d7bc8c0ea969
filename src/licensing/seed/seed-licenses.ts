import { type JsonValue } from '../../base/index.ts';
import {
  type Column,
  ColumnDraft,
  firstValueCode,
  notKnownCode,
  nullCode,
  type Population,
  type Tenant,
  TenantDraft,
} from '../../model/index.ts';
import type { LicenseCatalogue } from '../catalogue/license-catalogue.ts';
import { CellBook } from './cell-book.ts';
import type { TimeDetail } from './cell-map.ts';
import { compareTotals } from './compare-totals.ts';
import { compareUser } from './compare-user.ts';
import { readLicenses, readPaths, readPlans, type StatedEntries, type StatedPath } from './exported-entries.ts';
import { heldBy, inferPaths, planEntries } from './user-licenses.ts';
import { DifferenceList, type LicenseDifference } from './license-difference.ts';
import { readGroupPolicies } from './licensed-groups.ts';
import { noteForeignPlans } from './note-foreign-plans.ts';
import { skuFactsOf } from './sku-facts.ts';

/** What seeding may know besides the tenant. */
export interface SeedOptions {
  /** Says which plans SKUs have; without one, plans follow only from what the tenant's subscriptions list. */
  readonly catalogue?: LicenseCatalogue;
  /** Consumed units by SKU id as exported, for comparison. */
  readonly consumedUnits?: ReadonlyMap<string, number>;
  /** Most paths, and most entries of plans, that differ by their time alone. Default {@link mostCells}. */
  readonly mostCells?: number;
}

/** Beyond this many cells of a kind, memory and time would be spent on seconds that nobody reads. Assumed. */
const mostCells = 200_000;

/** A tenant whose license state is kept as the program works with it. */
export interface SeededLicenses {
  readonly tenant: Tenant;
  readonly differences: readonly LicenseDifference[];
}

/** User properties that license state replaces. */
const replacedProperties = [
  'licenseAssignmentStates',
  'assignedLicenses',
  'assignedPlans',
  'provisionedPlans',
] as const;

/**
 * Turns exported user properties about licenses into license assignments and service plan assignments (docs/adr/0010), which
 * from then on answer for them: the properties are removed from users whose assignedLicenses or licenseAssignmentStates are
 * known. Of a user with assignedLicenses alone, a SKU that licensed groups give to their direct members is theirs, any other is
 * direct. Where assignedPlans is not known, enabled plans follow from the licenses; times that nobody states are null.
 *
 * What does not fit together is returned: nothing is mended, and what the export states stays. A tenant in which no user has a
 * license and that has neither subscriptions nor licensed groups is returned as it is. O(entries + users * groups of a SKU).
 */
export function seedLicenses(tenant: Tenant, options: SeedOptions = {}): SeededLicenses {
  const users = tenant.populations.user;
  const differences = new DifferenceList();
  const policies = readGroupPolicies(tenant);
  const columns = {
    paths: entriesOf(users, 'licenseAssignmentStates', readPaths),
    licenses: entriesOf(users, 'assignedLicenses', readLicenses),
    plans: entriesOf(users, 'assignedPlans', readPlans),
  };
  const isActive = tenant.populations.subscription.size > 0 || policies.groups.length > 0;
  if (!isActive && !columns.paths.hasEntries && !columns.licenses.hasEntries) return { tenant, differences: [] };
  const facts = skuFactsOf(tenant, options.catalogue);
  const context = { users, policies, facts, differences };
  const book = new CellBook(users.size, options.mostCells ?? mostCells);
  const invalidNames = new Set(policies.invalid);
  for (const name of invalidNames)
    differences.add('license/invalid-row', 'Licenses of groups cannot be read.', () => name);
  for (const { name, licenses } of policies.groups) noteForeignPlans(context, licenses, () => name);
  for (let row = 0; row < users.size; row++) {
    const [paths, licenses, plans] = [columns.paths.at(row), columns.licenses.at(row), columns.plans.at(row)];
    if (paths === undefined && licenses === undefined) continue;
    book.addKnown(row);
    const list =
      paths === undefined ? inferPaths(context, row, licenses?.entries ?? []) : unique(context, row, paths.entries);
    for (const path of list) book.addPath(row, path);
    noteForeignPlans(context, list, () => users.textAt(row, 'userPrincipalName') ?? users.idAt(row));
    const held = heldBy(list);
    for (const plan of planEntries(context, held, plans?.entries)) book.addPlan(row, plan);
    compareUser(context, row, { paths, licenses, plans, held });
  }
  const draft = new TenantDraft(tenant);
  const { paths, known, detail } = book.finish(draft);
  if (known.size === 0) return { tenant, differences: differences.finish() };
  noteDetail(differences, 'assignment paths', detail.paths);
  noteDetail(differences, 'service plans', detail.plans);
  const population = draft.population('user');
  for (const name of replacedProperties) {
    const column = users.column(name);
    if (column !== undefined)
      population.replaceColumn(
        name,
        withoutRows(column, users.size, (row) => known.has(row)),
      );
  }
  const { consumedUnits } = options;
  compareTotals(context, { tenant, paths, known, ...(consumedUnits === undefined ? {} : { consumedUnits }) });
  return { tenant: draft.finish(), differences: differences.finish() };
}

function noteDetail(differences: DifferenceList, what: string, detail: TimeDetail): void {
  if (detail === 'exact') return;
  const kept = detail === 'none' ? 'not kept' : `kept to the ${detail}`;
  const message = `The times of ${what} differ for so many users that they are ${kept}.`;
  differences.add('license/times-rounded', message, () => what);
}

/** A column with the rows that `isRemoved` leaves; undefined when none is left. O(rows). */
function withoutRows(column: Column, size: number, isRemoved: (row: number) => boolean): ColumnDraft | undefined {
  const kept = new ColumnDraft(column.definition);
  let isEmpty = true;
  for (let row = 0; row < size; row++) {
    const code = column.codeAt(row);
    if (code === notKnownCode || isRemoved(row)) continue;
    isEmpty = false;
    if (code === nullCode) kept.setCode(row, nullCode);
    else kept.setText(row, column.dictionary.textAt(code));
  }
  return isEmpty ? undefined : kept;
}

/** The entries of a property of users. */
interface EntryColumn<Entry> {
  /** True when somebody has an entry. */
  readonly hasEntries: boolean;
  /** Undefined when not known. */
  at(row: number): StatedEntries<Entry> | undefined;
}

/** Texts that many users share are read once. */
function entriesOf<Entry>(
  users: Population,
  name: string,
  read: (value: JsonValue) => StatedEntries<Entry>,
): EntryColumn<Entry> {
  const column = users.column(name);
  if (column === undefined) return { hasEntries: false, at: () => undefined };
  const { dictionary } = column;
  const none = read(null);
  const isShared = dictionary.size * 4 <= users.size || users.size < 10_000;
  const known = new Map<number, StatedEntries<Entry>>();
  const readCode = (code: number): StatedEntries<Entry> => read(JSON.parse(dictionary.textAt(code)) as JsonValue);
  let hasEntries = false;
  for (let row = 0; row < users.size && !hasEntries; row++) {
    const code = column.codeAt(row);
    hasEntries = code >= firstValueCode && dictionary.textAt(code) !== '[]';
  }
  return {
    hasEntries,
    at: (row) => {
      const code = column.codeAt(row);
      if (code === notKnownCode) return undefined;
      if (code === nullCode) return none;
      if (!isShared) return readCode(code);
      let entries = known.get(code);
      if (entries === undefined) known.set(code, (entries = readCode(code)));
      return entries;
    },
  };
}

/** A user has at most one path for each SKU and group, or direct (spec licensing 3.1). */
function unique(
  { users, differences, facts }: Parameters<typeof compareUser>[0],
  row: number,
  paths: readonly StatedPath[],
): readonly StatedPath[] {
  const seen = new Set<string>();
  return paths.filter(({ skuId, assignedByGroup }) => {
    const key = `${skuId} ${assignedByGroup ?? ''}`;
    if (!seen.has(key)) return seen.add(key);
    const name = users.textAt(row, 'userPrincipalName') ?? users.idAt(row);
    const message = 'A user has two assignments of a SKU by the same path; the first is kept.';
    differences.add('license/duplicate-row', message, () => `${name}: ${facts.skuName(skuId)}`);
    return false;
  });
}
