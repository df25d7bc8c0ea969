import { type EpochMilliseconds, formatInstant, type JsonValue, parseInstant } from '../../base/index.ts';
import type { Population, Tenant } from '../../model/index.ts';
import type { PropertyWrite } from './write-book.ts';

const day = 24 * 60 * 60 * 1000;

/** How long the service keeps the data of somebody who lost a license, in milliseconds (spec licensing 11.6). */
export const dataKeptFor = 30 * day;

/** How long a deleted user can be restored, in milliseconds (spec licensing 11.3). */
export const restorableFor = 30 * day;

/** Days in grace (Warning) and inactive (Suspended) by how a subscription was bought (spec licensing 2.9). */
const lifecycles: Readonly<Record<string, { readonly grace: number; readonly inactive: number }>> = {
  standard: { grace: 30, inactive: 90 },
  multiYear: { grace: 90, inactive: 90 },
  enterpriseAgreement: { grace: 90, inactive: 60 },
  open: { grace: 30, inactive: 90 },
  cancelledEarly: { grace: 0, inactive: 90 },
  deletedByAdmin: { grace: 0, inactive: 0 },
};

/** Most statuses that a subscription can go through. */
const mostStatuses = 4;

/** How a subscription goes on from a moment. */
export interface SubscriptionState {
  readonly status: string;
  /** When it goes on to the next status unless it is renewed; undefined when nobody says, or it has ended. */
  readonly next: EpochMilliseconds | undefined;
}

/** The status after the present one ends at `at`. A period of no days is skipped. */
export function nextState(status: string, at: EpochMilliseconds, purchasedAs: string | undefined): SubscriptionState {
  const { grace, inactive } = lifecycles[purchasedAs ?? 'standard'] ?? { grace: 30, inactive: 90 };
  switch (status) {
    case 'Enabled':
      return grace > 0 ? { status: 'Warning', next: at + grace * day } : nextState('Warning', at, purchasedAs);
    case 'Warning':
      return inactive > 0
        ? { status: 'Suspended', next: at + inactive * day }
        : nextState('Suspended', at, purchasedAs);
    default:
      return { status: 'Deleted', next: undefined };
  }
}

/**
 * Subscriptions whose date has come: nextLifecycleDateTime is when they go on unless they are renewed, which takes a step (spec
 * licensing 2.9). O(subscriptions).
 */
export function dueSubscriptions(tenant: Tenant): readonly PropertyWrite[] {
  const { subscription } = tenant.populations;
  const writes: PropertyWrite[] = [];
  for (let row = 0; row < subscription.size; row++) {
    if (!subscription.isActive(row)) continue;
    const before = stateAt(subscription, row);
    let state = before;
    for (let turn = 0; turn < mostStatuses && state.next !== undefined && state.next <= tenant.clock; turn++)
      state = nextState(state.status, state.next, subscription.textAt(row, 'purchasedAs'));
    if (state.status === before.status) continue;
    writes.push({ type: 'subscription', row, values: subscriptionValues(state) });
  }
  return writes;
}

/** The properties of a state. */
export function subscriptionValues({ status, next }: SubscriptionState): Readonly<Record<string, JsonValue>> {
  return { status, nextLifecycleDateTime: next === undefined ? null : formatInstant(next) };
}

function stateAt(subscription: Population, row: number): SubscriptionState {
  const next = subscription.textAt(row, 'nextLifecycleDateTime');
  return {
    status: subscription.textAt(row, 'status') ?? 'Enabled',
    next: next === undefined ? undefined : parseInstant(next),
  };
}
