import {
  compareOrdinal,
  emptyRowSet,
  type EpochMilliseconds,
  filterRows,
  formatInstant,
  unionRows,
} from '../base/index.ts';
import {
  type LicenseCatalogue,
  licenseDeps,
  licensedGroups,
  policyOf,
  readLicenses,
  seatsOf,
  usableSeats,
} from '../licensing/index.ts';
import type { AdvanceStep, ChangeSet, Semantics, Tenant } from '../model/index.ts';
import { holderKey, prepareSimulation, type Settled, type SimulationDeps } from '../simulation/index.ts';
import {
  dateOf,
  type ForecastMoment,
  forecastMoments,
  subscriptionTurns,
  type SubscriptionTurn,
} from './forecast-moments.ts';
import { neededUsers } from './license-overview.ts';
import { createLicenseWords } from './license-words.ts';
import { createObjectRefs, type ObjectRefs } from './object-refs.ts';
import type { ObjectRef, SkuRef } from './plan-document.ts';
import { compareObjects } from './plan-order.ts';

/** Users named for the first shortage. */
const mostNames = 20;

/** How many need a SKU at the end of one day, and how many seats there are. */
export interface ForecastPoint {
  readonly date: string;
  readonly needed: number;
  /** Null where nobody says what was bought. */
  readonly bought: number | null;
}

/** What becomes of one SKU if nothing changes but the date. */
export interface SkuForecast {
  readonly sku: SkuRef;
  /** Today first, then every day on which a number changes. */
  readonly points: readonly ForecastPoint[];
  readonly peak: number;
  /** The first day on which more users need it than there are seats; whoever has one keeps it. Null when there are enough. */
  readonly shortFrom: string | null;
  /** The first day on which somebody gets none for want of seats, and who; null when nobody does. */
  readonly firstShortage: {
    readonly date: string;
    readonly users: readonly ObjectRef[];
    readonly count: number;
  } | null;
  /** What becomes of its subscriptions unless they are renewed. */
  readonly lifecycle: readonly { readonly date: string; readonly status: string; readonly seats: number }[];
  /** Users of whom nobody can say today whether they need it: rules of groups that give it miss something about them. */
  readonly undecided: number;
}

/** Seats needed by the present rules, from the tenant's clock on. */
export interface LicenseForecast {
  readonly from: string;
  readonly until: string;
  /** Days on which a rule, or a subscription, can change something; more than were looked at if `isSampled`. */
  readonly days: number;
  readonly isSampled: boolean;
  readonly skus: readonly SkuForecast[];
}

/** How to forecast. */
export interface ForecastOptions extends SimulationDeps {
  readonly semantics: Semantics;
  readonly catalogue: LicenseCatalogue;
  readonly until: EpochMilliseconds;
}

/**
 * Lets the clock run through every moment at which somebody can join or leave a group by a date (hire dates and the like against
 * rules with `system.now`), or a subscription goes on, and counts. One story: whoever got a seat earlier keeps it. O(those
 * moments * what they change, and licensed groups).
 * @throws ToolError `work/interrupted` once `options.signal` is given.
 */
export function forecastLicenses(tenant: Tenant, options: ForecastOptions): LicenseForecast {
  const { until } = options;
  const deps = licenseDeps(options.semantics, options.catalogue);
  const prepared = prepareSimulation(tenant, options);
  const start = prepared.settled;
  const turns = subscriptionTurns(start.tenant, until);
  const { moments, days, isSampled } = forecastMoments(start, turns, until);
  const refs = createObjectRefs(start.tenant);
  const words = createLicenseWords(refs, () => deps.catalogue);
  const diary = new Diary(refs);
  diary.look(start.tenant, dateOf(start.tenant.clock));
  let looked = 0;
  prepared.play(advancesTo(start.tenant.clock, moments), ({ tenant: state }) => {
    const moment = moments[looked];
    if (moment === undefined) return;
    diary.look(state, moment.date);
    looked++;
    options.onProgress?.({ phase: 'looking ahead', done: looked, total: moments.length, unit: 'moments' });
  });
  const undecided = undecidedUsers(start);
  return {
    from: formatInstant(start.tenant.clock),
    until: formatInstant(until),
    days,
    isSampled,
    skus: [...diary.entries]
      .map(([skuId, { points, peak, shortFrom, firstShortage }]) => ({
        sku: words.sku(skuId),
        points,
        peak,
        shortFrom,
        firstShortage,
        lifecycle: lifecycleOf(turns, skuId),
        undecided: undecided.get(skuId) ?? 0,
      }))
      .toSorted((a, b) => compareOrdinal(a.sku.skuPartNumber ?? a.sku.skuId, b.sku.skuPartNumber ?? b.sku.skuId)),
  };
}

/** What was seen of one SKU so far. */
interface DiaryEntry {
  readonly points: ForecastPoint[];
  peak: number;
  shortFrom: string | null;
  firstShortage: SkuForecast['firstShortage'];
}

class Diary {
  readonly entries = new Map<string, DiaryEntry>();
  readonly #refs: ObjectRefs;

  constructor(refs: ObjectRefs) {
    this.#refs = refs;
  }

  /** Notes what is true of a tenant at rest. */
  look(tenant: Tenant, date: string): void {
    const seats = seatsOf(tenant);
    const needs = neededUsers(tenant);
    for (const skuId of new Set([...seats.keys(), ...needs.keys(), ...this.entries.keys()])) {
      const units = seats.get(skuId)?.units;
      const bought = units === undefined ? null : usableSeats(units);
      const entry = this.#entryOf(skuId);
      notePoint(entry, { date, needed: needs.get(skuId)?.size ?? 0, bought });
      entry.firstShortage ??= this.#shortageOf(tenant, skuId, date);
    }
  }

  #entryOf(skuId: string): DiaryEntry {
    const entry = this.entries.get(skuId) ?? { points: [], peak: 0, shortFrom: null, firstShortage: null };
    this.entries.set(skuId, entry);
    return entry;
  }

  #shortageOf(tenant: Tenant, skuId: string, date: string): SkuForecast['firstShortage'] {
    const failed = readLicenses(tenant)
      .failures()
      .filter((failure) => failure.skuId === skuId && failure.error === 'CountViolation')
      .reduce((sum, { users }) => unionRows(sum, users), emptyRowSet);
    if (failed.size === 0) return null;
    const users = Array.from(failed.toArray(), (row) => this.#refs.object('user', row)).toSorted(compareObjects);
    return { date, users: users.slice(0, mostNames), count: users.length };
  }
}

function notePoint(entry: DiaryEntry, point: ForecastPoint): void {
  const { points } = entry;
  entry.peak = Math.max(entry.peak, point.needed);
  if (point.bought !== null && point.needed > point.bought) entry.shortFrom ??= point.date;
  // The last moment of a day is what is told of it, except for today, which tells where it starts from.
  if (points.length > 1 && points.at(-1)?.date === point.date) points.pop();
  const last = points.at(-1);
  if (last?.needed !== point.needed || last.bought !== point.bought) points.push(point);
}

/** One change set that stops at every moment. */
function advancesTo(clock: EpochMilliseconds, moments: readonly ForecastMoment[]): ChangeSet {
  const steps = moments.map(({ at }, index): AdvanceStep => {
    const milliseconds = at - (moments[index - 1]?.at ?? clock);
    return {
      kind: 'advance',
      duration: `${milliseconds} ms`,
      milliseconds,
      span: { start: 0, end: 0 },
      spans: new Map(),
    };
  });
  return { version: 1, steps, source: { name: 'forecast', text: '' } };
}

function lifecycleOf(turns: readonly SubscriptionTurn[], skuId: string): SkuForecast['lifecycle'] {
  return turns
    .filter((turn) => turn.skuId === skuId)
    .map(({ at, status, seats }) => ({ date: dateOf(at), status, seats }));
}

/** By SKU: users for whom the rule of a group that gives it is undecided, and who do not need it otherwise. */
function undecidedUsers({ tenant, dynamic }: Settled): ReadonlyMap<string, number> {
  const needs = neededUsers(tenant);
  const open = new Map<string, typeof emptyRowSet>();
  for (const row of licensedGroups(tenant)) {
    const state = dynamic.get(holderKey({ type: 'group', row }));
    if (state === undefined || state.memberType !== 'user') continue;
    for (const { skuId } of policyOf(tenant, row))
      open.set(skuId, unionRows(open.get(skuId) ?? emptyRowSet, state.undecided));
  }
  const isOpen = (skuId: string, user: number): boolean =>
    tenant.populations.user.isActive(user) && needs.get(skuId)?.has(user) !== true;
  return new Map([...open].map(([skuId, users]) => [skuId, filterRows(users, (user) => isOpen(skuId, user)).size]));
}
