import { people, sku } from '../license-draft.ts';

const { E3 } = sku;

/** The row of a license that works. */
export const ok = (name: string, path = 'direct'): string => `${name}@${path} Active/None`;
/** One user, and seats enough. */
export const one = { seats: { [E3]: 10 }, users: people('u1') };
/** The same user in a group. */
export const inGroup = { ...one, groups: { g: { members: ['u1'] } } };
/** A user without a usageLocation. */
export const nowhere = { u1: { usageLocation: null } };
/** Somebody who holds E1 and E3, which nobody could be given together. */
export const conflicting = {
  u1: {
    assignedLicenses: [
      { skuId: '18181a46-0d4e-45cd-891e-60aabd171b4e', disabledPlans: [] },
      { skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900', disabledPlans: [] },
    ],
  },
};
/** The step that brings the deleted user back. */
export const restore = { restore: { user: 'u1@contoso.example' } };
