import { differenceRows, emptyRowSet, intersectRows, type RowSet, unionRows } from '../../base/index.ts';
import { activeUsers, isHeld, readCells, readLicenses } from '../../licensing/index.ts';
import { count, giverOf, isShort, type LicenseCheck, namedWith, skuName, seatsOfSku } from './license-scene.ts';

/** Number 1 of the specification: more users need a SKU than there are seats. */
export const seatsShort: LicenseCheck = {
  codes: ['license/seats-short'],
  run: (scene) => {
    for (const [skuId, users] of scene.needs) {
      if (!isShort(scene, skuId)) continue;
      const message = `${count(users.size, 'user needs', 'users need')} ${skuName(scene, skuId)}, but ${seatsOfSku(scene, skuId)} were bought.`;
      const hint = 'Buy seats, or take somebody out of the groups that give it.';
      scene.find('license/seats-short', giverOf(scene, skuId), message, hint);
    }
  },
};

/** Number 3: a SKU that runs short blocks the others of its group. */
export const scarceInGroup: LicenseCheck = {
  codes: ['license/scarce-in-group'],
  run: (scene) => {
    for (const { row, policy } of scene.groups) {
      const scarce = policy.filter(({ skuId }) => isShort(scene, skuId));
      if (scarce.length === 0 || scarce.length === policy.length) continue;
      const names = scarce.map(({ skuId }) => skuName(scene, skuId)).join(', ');
      const message = `${names} runs short, and members without a seat get none of the other licenses either.`;
      scene.find('license/scarce-in-group', row, message, 'Give it by a group of its own.');
    }
  },
};

/** Number 12: a SKU that is not paid for is in use. */
export const skuNotEnabled: LicenseCheck = {
  codes: ['license/sku-not-enabled'],
  run: (scene) => {
    for (const { skuId, consumed, capabilityStatus } of scene.seats.values()) {
      if (consumed === 0 || capabilityStatus === undefined || capabilityStatus === 'Enabled') continue;
      const message = `${skuName(scene, skuId)} is ${capabilityStatus} and used by ${count(consumed, 'user', 'users')}.`;
      scene.find('license/sku-not-enabled', giverOf(scene, skuId), message);
    }
  },
};

/** Service plans by which licenses may be given by groups: Microsoft Entra ID P1 and P2. */
const coveringPlans = ['41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'eec0eb4f-6444-4f95-aba0-50c24d67f998'];

/**
 * Part numbers of the suites that cover it without these plans: Office 365 E3, A3 and G3, and above. Assumed: the specification
 * does not list them.
 */
const coveringSuites = /^(?:ENTERPRISE(?:PACK|PREMIUM|WITHSCAL)|DEVELOPERPACK|(?:Office_365|O365)_.*E[35](?:_|$))/;

/** Number 11: people who get licenses by groups need Entra ID P1 or a suite that covers it. */
export const notCovered: LicenseCheck = {
  codes: ['license/group-licensing-not-covered'],
  run: (scene) => {
    const view = readLicenses(scene.tenant);
    const suites = view.skuIds().filter((skuId) => coveringSuites.test(skuName(scene, skuId)));
    const covered = unionOf([
      ...coveringPlans.map((plan) => view.usersWithPlan(plan)),
      ...suites.map((skuId) => view.held(skuId)),
    ]);
    const byGroup = readCells(scene.tenant).paths.filter(({ path }) => path.assignedByGroup !== null && isHeld(path));
    const holders = activeUsers(scene.tenant.populations.user, unionOf(byGroup.map(({ users }) => users)));
    // Of others nobody knows what they have besides.
    const open = differenceRows(intersectRows(holders, view.known), covered);
    if (open.size === 0) return;
    const who = namedWith(scene, open, 'gets licenses by groups, but has', 'get licenses by groups, but have');
    const message = `${who} neither Entra ID P1 nor a suite that covers it.`;
    scene.find('license/group-licensing-not-covered', undefined, message);
  },
};

function unionOf(sets: readonly RowSet[]): RowSet {
  return sets.reduce((sum, rows) => unionRows(sum, rows), emptyRowSet);
}
