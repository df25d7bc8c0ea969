import type { Status } from './reference-types.ts';

interface Subscription {
  readonly seats: number;
  readonly status: Status;
  /** When it goes on to the next status. */
  readonly next: number | undefined;
}

const day = 24 * 60 * 60 * 1000;

/** What was bought, one subscription for each SKU, and its life (section 2.9, as most offers are bought). */
export class ReferenceSubscriptions {
  readonly #bySku = new Map<string, Subscription>();

  buy(sku: string, seats: number): void {
    this.#bySku.set(sku, { ...this.#get(sku), seats });
  }

  /** Section 2.6: seats in grace can be given, too. */
  bought(sku: string): number {
    const { status, seats } = this.#get(sku);
    return status === 'Enabled' || status === 'Warning' ? seats : 0;
  }

  statusOf(sku: string): Status {
    return this.#get(sku).status;
  }

  expire(sku: string, at: number): void {
    this.#bySku.set(sku, after(this.#get(sku), at));
  }

  renew(sku: string): void {
    this.#bySku.set(sku, { ...this.#get(sku), status: 'Enabled', next: undefined });
  }

  advanceTo(clock: number): void {
    for (const [sku, subscription] of this.#bySku) {
      let now = subscription;
      while (now.next !== undefined && now.next <= clock) now = after(now, now.next);
      this.#bySku.set(sku, now);
    }
  }

  #get(sku: string): Subscription {
    return this.#bySku.get(sku) ?? { seats: 0, status: 'Enabled', next: undefined };
  }
}

function after({ seats, status }: Subscription, at: number): Subscription {
  if (status === 'Enabled') return { seats, status: 'Warning', next: at + 30 * day };
  if (status === 'Warning') return { seats, status: 'Suspended', next: at + 90 * day };
  return { seats, status: 'Deleted', next: undefined };
}
