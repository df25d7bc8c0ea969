import type { JsonValue } from '../../base/index.ts';

/** One SKU of GET /subscribedSkus (spec licensing 2.1). */
export interface StatedSku {
  /** Lower case. */
  readonly skuId: string;
  readonly skuPartNumber?: string;
  readonly appliesTo?: string;
  readonly capabilityStatus?: string;
  readonly consumedUnits?: number;
  /** Seats by status of the subscriptions; a status that is absent is not known. */
  readonly units: Readonly<Partial<Record<UnitStatus, number>>>;
  readonly servicePlans?: readonly JsonValue[];
  readonly subscriptionIds: readonly string[];
}

/** Statuses of subscriptions, in the order in which a subscription that is not renewed passes through them. */
export const unitStatuses = ['Enabled', 'Warning', 'Suspended', 'LockedOut'] as const;

export type UnitStatus = (typeof unitStatuses)[number];
