import { type EpochMilliseconds, formatInstant, parseInstant } from '../base/index.ts';
import { nextState } from '../licensing/index.ts';
import { findProperty, firstValueCode, type Tenant } from '../model/index.ts';
import type { CheckedRule, RuleNode } from '../rules/index.ts';
import type { Settled } from '../simulation/index.ts';

/** Most moments that are looked at; beyond them whole days, then every so manieth day. */
const mostMoments = 200;

/** When to look, and the day on which that is told. */
export interface ForecastMoment {
  /** UTC, `2026-12-01`. */
  readonly date: string;
  readonly at: EpochMilliseconds;
}

/** The moments of a forecast, ascending, all after the tenant's clock. */
export interface ForecastMoments {
  readonly moments: readonly ForecastMoment[];
  /** Different days on which something can change. */
  readonly days: number;
  /** Some of these days are not looked at. */
  readonly isSampled: boolean;
}

/** A subscription that goes on to its next status. */
export interface SubscriptionTurn {
  readonly skuId: string;
  readonly at: EpochMilliseconds;
  readonly status: string;
  readonly seats: number;
}

/**
 * When, up to `until`, a date of somebody crosses the moving one of a rule, or a subscription goes on. O(values of properties that
 * rules compare with the present).
 */
export function forecastMoments(
  settled: Settled,
  turns: readonly SubscriptionTurn[],
  until: EpochMilliseconds,
): ForecastMoments {
  const { clock } = settled.tenant;
  const crossings = new Set<EpochMilliseconds>();
  const note = (instant: EpochMilliseconds): void => {
    if (instant >= clock && instant <= until) crossings.add(instant);
  };
  crossingsOf(settled, note);
  for (const { at } of turns) note(at);
  const exact = [...crossings]
    .toSorted((a, b) => a - b)
    // -le holds from the crossing on, -ge no longer just after it.
    .map((instant) => ({ date: dateOf(instant), at: Math.min(instant + 1, until) }))
    .filter(({ at }) => at > clock);
  const daily = exact.filter(({ date }, index) => exact[index + 1]?.date !== date);
  if (exact.length <= mostMoments) return { moments: exact, days: daily.length, isSampled: false };
  const every = Math.ceil(daily.length / mostMoments);
  const moments = daily.filter((_, index) => index % every === every - 1 || index === daily.length - 1);
  return { moments, days: daily.length, isSampled: every > 1 };
}

function crossingsOf({ tenant, dynamic }: Settled, note: (instant: EpochMilliseconds) => void): void {
  const seen = new Set<string>();
  for (const { rule } of dynamic.values()) {
    if (rule === undefined) continue;
    for (const { name, offset } of movingDates(rule)) {
      const key = `${rule.object} ${name} ${offset}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const column = tenant.populations[rule.object].column(name);
      if (column === undefined) continue;
      for (let code = firstValueCode; code < column.dictionary.size; code++) {
        const value = parseInstant(column.dictionary.textAt(code));
        if (value !== undefined) note(value - offset);
      }
    }
  }
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

/**
 * Every status that a subscription goes on to up to `until` unless it is renewed, with all that follow (spec licensing 2.9); by
 * time. O(subscriptions).
 */
export function subscriptionTurns(tenant: Tenant, until: EpochMilliseconds): readonly SubscriptionTurn[] {
  const { subscription } = tenant.populations;
  const turns: SubscriptionTurn[] = [];
  for (let row = 0; row < subscription.size; row++) {
    const skuId = subscription.textAt(row, 'skuId')?.toLowerCase();
    if (skuId === undefined || !subscription.isActive(row)) continue;
    const total = subscription.valueAt(row, 'totalLicenses');
    const purchasedAs = subscription.textAt(row, 'purchasedAs');
    let status = subscription.textAt(row, 'status') ?? 'Enabled';
    let at = parseInstant(subscription.textAt(row, 'nextLifecycleDateTime') ?? '');
    while (at !== undefined && at <= until) {
      const state = nextState(status, at, purchasedAs);
      if (state.status === status) break;
      turns.push({ skuId, at, status: state.status, seats: typeof total === 'number' ? total : 0 });
      status = state.status;
      at = state.next;
    }
  }
  return turns.toSorted((a, b) => a.at - b.at);
}

/** The day of an instant, UTC. */
export function dateOf(instant: EpochMilliseconds): string {
  return formatInstant(instant).slice(0, 10);
}
