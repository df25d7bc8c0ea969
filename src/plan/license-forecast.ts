import { compareOrdinal, type EpochMilliseconds, formatInstant, parseInstant } from '../base/index.ts';
import { type LicenseCatalogue, licenseDeps, readLicenses, seatsOf } from '../licensing/index.ts';
import { type ChangeSet, findProperty, firstValueCode, type Semantics, type Tenant } from '../model/index.ts';
import { type CheckedRule, type RuleNode } from '../rules/index.ts';
import { type Outcome, prepareSimulation, type Settled, type SimulationDeps } from '../simulation/index.ts';
import { neededUsers } from './license-overview.ts';
import { createLicenseWords } from './license-words.ts';
import { createObjectRefs } from './object-refs.ts';
import type { ObjectRef, SkuRef } from './plan-document.ts';
import { compareObjects } from './plan-order.ts';

const day = 24 * 60 * 60 * 1000;

/** Most days that are looked at one by one; with more, every so manieth. */
const mostDays = 400;
/** Users named for the first shortage. */
const mostNames = 20;

/** How many need a SKU on one day, and how many seats there are. */
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
  /** The first day on which somebody has no seat; null when there are enough. */
  readonly firstShortage: {
    readonly date: string;
    readonly users: readonly ObjectRef[];
    readonly count: number;
  } | null;
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
 * Lets the clock run to every day on which somebody can join or leave a group by a date (hire dates and the like against rules
 * with `system.now`), or a subscription goes on, and counts. O(those days * what they change).
 * @throws ToolError `work/interrupted` once `options.signal` is given.
 */
export function forecastLicenses(tenant: Tenant, options: ForecastOptions): LicenseForecast {
  const deps = licenseDeps(options.semantics, options.catalogue);
  const prepared = prepareSimulation(tenant, options);
  const start = prepared.settled;
  const all = crossingDays(start, options.until);
  const every = Math.ceil(all.length / mostDays) || 1;
  const days = all.filter((_, index) => index % every === every - 1 || index === all.length - 1);
  const outcome = (clock: EpochMilliseconds): Outcome => prepared.play(changesAt(clock));
  const refs = createObjectRefs(start.tenant);
  const words = createLicenseWords(refs, () => deps.catalogue);
  const points = new Map<string, ForecastPoint[]>();
  const shortages = new Map<string, SkuForecast['firstShortage']>();
  const look = (state: Tenant, at: EpochMilliseconds): void => {
    const seats = seatsOf(state);
    const needs = neededUsers(state);
    for (const skuId of new Set([...seats.keys(), ...needs.keys()])) {
      const units = seats.get(skuId)?.units;
      const point = {
        date: formatInstant(at).slice(0, 10),
        needed: needs.get(skuId)?.size ?? 0,
        bought: units === undefined ? null : units.enabled + units.warning,
      };
      const list = points.get(skuId) ?? [];
      points.set(skuId, list);
      const last = list.at(-1);
      if (last?.needed !== point.needed || last.bought !== point.bought) list.push(point);
      if (!shortages.has(skuId)) noticeShortage(state, skuId, point.date);
    }
  };
  const noticeShortage = (state: Tenant, skuId: string, date: string): void => {
    const failed = readLicenses(state)
      .failures()
      .filter((failure) => failure.skuId === skuId && failure.error === 'CountViolation')
      .flatMap(({ users }) => [...users.toArray()]);
    if (failed.length === 0) return;
    const users = failed.map((row) => refs.object('user', row)).toSorted(compareObjects);
    shortages.set(skuId, { date, users: users.slice(0, mostNames), count: users.length });
  };
  look(start.tenant, start.tenant.clock);
  for (const [index, clock] of days.entries()) {
    options.onProgress?.({ phase: 'looking ahead', done: index, total: days.length, unit: 'days' });
    look(outcome(clock).after.tenant, clock);
  }
  return {
    from: formatInstant(start.tenant.clock),
    until: formatInstant(options.until),
    days: all.length,
    isSampled: every > 1,
    skus: [...points]
      .map(([skuId, list]) => ({
        sku: words.sku(skuId),
        points: list,
        peak: list.reduce((most, { needed }) => Math.max(most, needed), 0),
        firstShortage: shortages.get(skuId) ?? null,
      }))
      .toSorted((a, b) => compareOrdinal(a.sku.skuPartNumber ?? a.sku.skuId, b.sku.skuPartNumber ?? b.sku.skuId)),
  };
}

function changesAt(clock: EpochMilliseconds): ChangeSet {
  return { version: 1, clock, steps: [], source: { name: 'forecast', text: '' } };
}

/** Days within the horizon on which a date of somebody crosses a moving one, or a subscription goes on; ascending. */
function crossingDays({ tenant, dynamic }: Settled, until: EpochMilliseconds): readonly EpochMilliseconds[] {
  const days = new Set<EpochMilliseconds>();
  const note = (instant: EpochMilliseconds | undefined): void => {
    if (instant === undefined || instant < tenant.clock || instant > until) return;
    // What is true at some time of a day is true at its end.
    days.add(Math.min((Math.floor(instant / day) + 1) * day, until));
  };
  const seen = new Set<string>();
  for (const { rule } of dynamic.values()) {
    for (const { name, offset } of rule === undefined ? [] : movingDates(rule)) {
      const key = `${name} ${offset} ${rule?.object ?? ''}`;
      if (rule === undefined || seen.has(key)) continue;
      seen.add(key);
      const column = tenant.populations[rule.object].column(name);
      if (column === undefined) continue;
      for (let code = firstValueCode; code < column.dictionary.size; code++) {
        const value = parseInstant(column.dictionary.textAt(code));
        if (value !== undefined) note(value - offset);
      }
    }
  }
  const { subscription } = tenant.populations;
  for (let row = 0; row < subscription.size; row++)
    note(parseInstant(subscription.textAt(row, 'nextLifecycleDateTime') ?? ''));
  return [...days].toSorted((a, b) => a - b);
}

/** Properties that a rule compares with the present, and by how much it is moved. */
function movingDates({ root, object }: CheckedRule): readonly { readonly name: string; readonly offset: number }[] {
  const found: { readonly name: string; readonly offset: number }[] = [];
  const visit = (node: RuleNode): void => {
    if (node.kind === 'and' || node.kind === 'or') node.children.forEach(visit);
    else if (node.kind === 'not') visit(node.child);
    else if (node.kind === 'compare' && node.value.kind === 'now') {
      const name = node.property.source;
      if (findProperty(object, name) !== undefined) found.push({ name, offset: node.value.offset });
    }
  };
  visit(root);
  return found;
}
