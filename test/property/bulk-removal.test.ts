import fc from 'fast-check';
import { expect, it } from 'vitest';

import { type LicenseScene, licenseScene } from '../support/license-scene.ts';
import { seeded } from '../support/seed.ts';

const [e1, e3, ems, conferencing] = ['STANDARDPACK', 'ENTERPRISEPACK', 'EMS', 'MCOMEETADV'];
const seats = { [e1]: 12, [e3]: 12, [ems]: 12, [conferencing]: 12 };
const users = Array.from({ length: 12 }, (_, index) => `u${String(index + 1).padStart(2, '0')}`);

/** Parties of fewer are looked at one by one. */
const fewest = 8;

const licenses = fc.uniqueArray(fc.constantFrom(e1, e3, ems), { minLength: 1, maxLength: 2 });
const nearlyAll = fc.subarray(users, { minLength: 9 });

it('a crowd that leaves a licensed group at once ends as if it had left in small parties, while there are seats', () => {
  fc.assert(
    fc.property(
      fc.record({ ofG: licenses, ofH: licenses, inG: nearlyAll, inH: nearlyAll, leaving: nearlyAll }),
      fc.subarray(users, { minLength: 1 }),
      ({ ofG, ofH, inG, inH, leaving }, direct) => {
        const before = licenseScene({ seats, users, groups: { g: { members: inG }, h: { members: inH } } })
          .play(`assignLicense: { group: g, add: [${ofG.join(', ')}] }`)
          .play(`assignLicense: { group: h, add: [${ofH.join(', ')}] }`)
          .play(...direct.map((user) => `assignLicense: { user: ${user}, sku: ${conferencing} }`));
        const leavers = leaving.filter((user) => inG.includes(user));
        fc.pre(leavers.length >= fewest);
        const leave = (scene: LicenseScene, party: readonly string[]): LicenseScene =>
          scene.play(`removeMembers: { group: g, members: [${party.join(', ')}] }`);
        const parties = [leavers.slice(0, fewest - 1), leavers.slice(fewest - 1)];
        const inTurn = parties.reduce(leave, before);
        const atOnce = leave(before, leavers);
        for (const user of users) {
          expect(atOnce.rows(user)).toEqual(inTurn.rows(user));
          expect(atOnce.plans(user)).toEqual(inTurn.plans(user));
        }
      },
    ),
    seeded(60),
  );
});
