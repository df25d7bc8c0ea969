/**
 * Matchers for vitest. Importing this module adds them to `expect`.
 *
 * ```ts
 * import { openTenant } from 'tenantlab';
 * import { labOf } from 'tenantlab/vitest';
 * import { expect, it } from 'vitest';
 *
 * it('puts people of Sales into their group', async () => {
 *   const lab = labOf((await openTenant('tenant.db')).tenant);
 *   expect(lab.user('ada@contoso.com')).toBeMemberOf('Sales All');
 * });
 * ```
 */
import { expect } from 'vitest';
import type { ChangeSet } from '../model/index.ts';
import { type ExpectedPlan, toBeMemberOf, toHaveLicense, toHaveMembers, toPlan } from './matchers.ts';

/** The matchers. Each fails with and without `.not` when what decides is not known. */
export interface TenantMatchers {
  /** A user or device is a member of a group: directly, by its rule or by a nested group. */
  toBeMemberOf(group: string): void;
  /** A group has exactly these users and devices, whatever their order. */
  toHaveMembers(names: readonly string[]): void;
  /** A user holds a license by part number or id, or any. */
  toHaveLicense(sku?: string): void;
  /** Planning the changes in a lab does what is expected; the plan is shown when it does not. */
  toPlan(changes: ChangeSet, expected: ExpectedPlan): void;
}

declare module 'vitest' {
  // eslint-disable-next-line no-unused-vars
  interface Matchers<T> extends TenantMatchers {}
}

expect.extend({
  toBeMemberOf(subject: unknown, group: string) {
    return toBeMemberOf(subject, this.isNot, group);
  },
  toHaveMembers(subject: unknown, names: readonly string[]) {
    return toHaveMembers(subject, this.isNot, names);
  },
  toHaveLicense(subject: unknown, sku?: string) {
    return toHaveLicense(subject, this.isNot, sku);
  },
  toPlan(subject: unknown, changes: ChangeSet, expected: ExpectedPlan) {
    return toPlan(subject, this.isNot, changes, expected);
  },
});

export type { CountRange, ExpectedPlan } from './matchers.ts';
export { changesOf, labOf } from './tenant-lab.ts';
export type { LabObject, LabOptions, TenantLab } from './tenant-lab.ts';
