import {
  compareOrdinal,
  differenceRows,
  emptyRowSet,
  formatInstant,
  intersectRows,
  type RowSet,
  rowSetOf,
  unionRows,
} from '../base/index.ts';
import { dataKeptFor, readLicenses } from '../licensing/index.ts';
import type { Outcome, SimulationEvent } from '../simulation/index.ts';
import { causeLinks, type CauseDeps } from './cause-links.ts';
import type { HolderRef, PlanLicense, ReasonLink } from './plan-document.ts';
import { compareObjects } from './plan-order.ts';
import { nameOfSku } from './value-text.ts';

type LicenseEvent = Extract<SimulationEvent, { kind: 'licensesChanged' }>;

/**
 * Who gains and who loses a license, whatever the path, each with the chain back to the steps (spec licensing 13: more paths are
 * still one license). Order: losses before gains, lasting before transient, then SKU and user by name.
 */
export function listLicenses(outcome: Outcome, deps: CauseDeps): readonly PlanLicense[] {
  const [before, after] = [readLicenses(outcome.before.tenant), readLicenses(outcome.after.tenant)];
  const events = outcome.events.filter((event) => event.kind === 'licensesChanged');
  const byActionAndTime = new Map<string, PlanLicense[]>();
  const skuIds = new Set([...before.skuIds(), ...after.skuIds(), ...events.map(({ move }) => move.skuId)]);
  for (const skuId of skuIds) {
    const own = events.filter(({ move }) => move.skuId === skuId);
    const [had, has] = [before.held(skuId), after.held(skuId)];
    const write = (rows: RowSet, action: PlanLicense['action'], transient: boolean): void => {
      if (rows.size === 0) return;
      const key = `${action} ${transient}`;
      const list = byActionAndTime.get(key) ?? [];
      byActionAndTime.set(key, list);
      rows.forEach((row) => list.push(describe(row, { skuId, action, transient, events: own }, outcome, deps)));
    };
    write(differenceRows(had, has), 'lose', false);
    write(differenceRows(has, had), 'gain', false);
    const passing = transientRows(own, had, has, before.pathCounts(skuId));
    write(passing.gaps, 'lose', true);
    write(passing.moments, 'gain', true);
  }
  const order = ['lose false', 'lose true', 'gain false', 'gain true'];
  return order.flatMap((key) => (byActionAndTime.get(key) ?? []).toSorted(compareLicenses));
}

interface Described {
  readonly skuId: string;
  readonly action: PlanLicense['action'];
  readonly transient: boolean;
  readonly events: readonly LicenseEvent[];
}

function describe(row: number, what: Described, outcome: Outcome, deps: CauseDeps): PlanLicense {
  const { skuId, action, transient } = what;
  const state = action === 'gain' ? outcome.after : outcome.before;
  const paths = transient ? [] : readLicenses(state.tenant).heldPaths(row, skuId);
  const isLost = action === 'lose' && !transient && !keepsMailbox(row, skuId, outcome, deps);
  return {
    sku: deps.licenses.sku(skuId),
    user: deps.refs.object('user', row),
    action,
    transient,
    paths: paths.map((id): HolderRef | null => deps.licenses.groupOfPath(id)),
    ...(isLost ? { dataAtRisk: formatInstant(lossTime(row, what, outcome) + dataKeptFor) } : {}),
    because: becauseOf(row, what, outcome, deps),
  };
}

/** True when what is lost gave a mailbox and something else still does: its data stays (spec licensing 11.6). */
function keepsMailbox(row: number, skuId: string, { before, after }: Outcome, { licenses }: CauseDeps): boolean {
  const gave = licenses.mailboxPlansOf(skuId);
  const was = readLicenses(before.tenant);
  if (!gave.some((plan) => was.usersWithPlan(plan).has(row))) return false;
  const is = readLicenses(after.tenant);
  if (!after.tenant.populations.user.isActive(row)) return false;
  return is.planIds().some((plan) => licenses.isMailbox(plan) && is.usersWithPlan(plan).has(row));
}

function lossTime(row: number, { events }: Described, { after }: Outcome): number {
  return events.findLast(({ move }) => move.kind === 'removed' && move.users.has(row))?.at ?? after.tenant.clock;
}

function becauseOf(row: number, what: Described, outcome: Outcome, deps: CauseDeps): readonly ReasonLink[] {
  const kind = what.action === 'gain' ? 'assigned' : 'removed';
  const own = what.events.filter(({ move }) => move.users.has(row));
  const event = own.findLast(({ move }) => move.kind === kind) ?? own.at(-1);
  const subject = { holder: undefined, memberType: 'user', row } as const;
  if (event !== undefined) return causeLinks(event, subject, deps);
  const gone = outcome.events.find((candidate) => isAboutUser(candidate, row));
  return gone === undefined || !isAboutUser(gone, row) ? [] : causeLinks(gone, subject, deps);
}

type LifeEvent = Extract<SimulationEvent, { kind: 'objectCreated' | 'objectDeleted' | 'objectRestored' }>;

function isAboutUser(event: SimulationEvent, row: number): event is LifeEvent {
  const isLife = event.kind === 'objectDeleted' || event.kind === 'objectRestored';
  return isLife && event.type === 'user' && event.row === row;
}

/** Users who lose a license and have it again, or have it for a moment. */
function transientRows(
  events: readonly LicenseEvent[],
  had: RowSet,
  has: RowSet,
  counts: (row: number) => number,
): { readonly gaps: RowSet; readonly moments: RowSet } {
  const touched = events
    .filter(({ move }) => move.kind === 'removed' || move.kind === 'assigned')
    .map(({ move }) => move.users)
    .reduce(unionRows, emptyRowSet);
  const stayed = intersectRows(touched, intersectRows(had, has));
  const never = differenceRows(differenceRows(touched, had), has);
  const [lost, given]: [number[], number[]] = [[], []];
  stayed.forEach((row) => {
    if (visits(events, row, counts(row), 0)) lost.push(row);
  });
  never.forEach((row) => {
    if (visits(events, row, 0, 1)) given.push(row);
  });
  return { gaps: rowSetOf(lost), moments: rowSetOf(given) };
}

/** Whether the number of paths by which a user has the license comes to `count` on the way. */
function visits(events: readonly LicenseEvent[], row: number, start: number, count: number): boolean {
  let paths = start;
  for (const { move } of events) {
    if (!move.users.has(row)) continue;
    if (move.kind === 'assigned') paths++;
    else if (move.kind === 'removed') paths--;
    if (paths === count) return true;
  }
  return false;
}

function compareLicenses(a: PlanLicense, b: PlanLicense): number {
  return compareOrdinal(nameOfSku(a.sku), nameOfSku(b.sku)) || compareObjects(a.user, b.user);
}
