import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../../src/base/index.ts';
import { runLicenseWork, standardCatalogue } from '../../../src/licensing/index.ts';
import { type LicenseScene, licenseScene, skuIdOf } from '../../support/license-scene.ts';

const [e1, e3, ems, conferencing] = ['STANDARDPACK', 'ENTERPRISEPACK', 'EMS', 'MCOMEETADV'];

/** More people than are looked at one by one. */
const crowd = Array.from({ length: 12 }, (_, index) => `u${String(index + 1).padStart(2, '0')}`);
const seats = { [e1]: 12, [e3]: 12, [ems]: 12, [conferencing]: 12 };
const all = crowd.join(', ');
const leave = (group: string): string => `removeMembers: { group: ${group}, members: [${all}] }`;

function sameFor(scene: LicenseScene, users: readonly string[] = crowd): readonly string[] {
  const rows = new Set(users.map((user) => scene.rows(user).join('; ')));
  return [...rows];
}

describe('a crowd that leaves a licensed group', () => {
  it('gives what stood in error by another group another chance', () => {
    const before = licenseScene({ seats, users: crowd, groups: { kiosk: { members: crowd }, hr: { members: crowd } } })
      .play(`assignLicense: { group: kiosk, sku: ${e1} }`)
      .play(`assignLicense: { group: hr, sku: ${e3} }`);
    expect(sameFor(before)).toEqual([`${e3}@hr Error/MutuallyExclusiveViolation; ${e1}@kiosk Active/None`]);
    expect(sameFor(before.play(leave('kiosk')))).toEqual([`${e3}@hr Active/None`]);
  });

  it('keeps what a direct license of some of them needs, and only that', () => {
    const before = licenseScene({ seats, users: crowd, groups: { g: { members: crowd } } }).play(
      `assignLicense: { group: g, sku: ${e3} }`,
    );
    const some = ['u03', 'u12'];
    const after = before
      // At two times, so that they have it by paths that are told apart.
      .play(`assignLicense: { user: u03, sku: ${conferencing} }`, 'advance: P1D')
      .play(`assignLicense: { user: u12, sku: ${conferencing} }`)
      .play(leave('g'));
    expect(sameFor(after, some)).toEqual([
      `${e3}@g ActiveWithError/DependencyViolation; ${conferencing}@d Active/None`,
    ]);
    expect(
      sameFor(
        after,
        crowd.filter((user) => !some.includes(user)),
      ),
    ).toEqual(['']);
    expect(after.seats(e3)).toBe('12/2');
  });

  it('keeps it for those few, too, where the license that is needed is one plan', () => {
    const skype = 'MCOSTANDARD';
    const after = licenseScene({ seats: { ...seats, [skype]: 12 }, users: crowd, groups: { g: { members: crowd } } })
      .play(`assignLicense: { group: g, sku: ${skype} }`)
      .play(`assignLicense: { user: u07, sku: ${conferencing} }`)
      .play(leave('g'));
    expect(after.rows('u07')).toEqual([
      `${conferencing}@d Active/None`,
      `${skype}@g ActiveWithError/DependencyViolation`,
    ]);
    expect(after.seats(skype)).toBe('12/1');
  });

  it('keeps what licenses by another group need, which do not stand alone', () => {
    const properties = {
      assignedLicenses: [{ skuId: skuIdOf(standardCatalogue(), conferencing), disabledPlans: [] }],
    };
    const groups = { g: { members: crowd }, h: { members: ['u02', 'u05'], properties } };
    const before = licenseScene({ seats, users: crowd, groups }).play(`assignLicense: { group: g, sku: ${e3} }`);
    expect(sameFor(before, ['u02', 'u05'])).toEqual([`${e3}@g Active/None; ${conferencing}@h Active/None`]);
    const after = before.play(leave('g'));
    expect(sameFor(after, ['u02', 'u05'])).toEqual([
      `${e3}@g ActiveWithError/DependencyViolation; ${conferencing}@h Active/None`,
    ]);
    expect(after.seats(e3)).toBe('12/2');
  });

  it('loses everything by it where another group gives what is needed', () => {
    const before = licenseScene({ seats, users: crowd, groups: { g: { members: crowd }, h: { members: crowd } } })
      .play(`assignLicense: { group: g, sku: ${e3} }`)
      .play(`assignLicense: { group: h, add: [${e3}, ${conferencing}] }`);
    expect(sameFor(before.play(leave('g')))).toEqual([`${e3}@h Active/None; ${conferencing}@h Active/None`]);
    expect(sameFor(before.play(leave('h')))).toEqual([`${e3}@g Active/None`]);
  });

  it('loses what only licenses of the same group need', () => {
    const after = licenseScene({ seats, users: crowd, groups: { g: { members: crowd } } })
      .play(`assignLicense: { group: g, add: [${e3}, ${conferencing}, ${ems}] }`)
      .play(leave('g'));
    expect(sameFor(after)).toEqual(['']);
    const moves = after.outcome?.events.flatMap((event) =>
      event.kind === 'licensesChanged'
        ? [`${event.move.kind} ${event.move.users.size} ${event.move.assignedByGroup}`]
        : [],
    );
    expect(moves).toEqual(['removed 12 0', 'removed 12 0', 'removed 12 0']);
  });

  it('takes back the errors of those who were in error with the licenses of the others', () => {
    const short = licenseScene({ seats: { ...seats, [ems]: 9 }, users: crowd, groups: { g: { members: crowd } } });
    const before = short.play(`assignLicense: { group: g, sku: ${ems} }`);
    const after = before.play(leave('g'));
    expect(sameFor(before, crowd.slice(9))).toEqual([`${ems}@g Error/CountViolation`]);
    expect([sameFor(after), after.seats(ems)]).toEqual([[''], '9/0']);
    const moves = after.outcome?.events.flatMap((event) =>
      event.kind === 'licensesChanged' ? [`${event.move.kind} ${event.move.users.size}`] : [],
    );
    expect(moves?.toSorted()).toEqual(['removed 9', 'withdrawn 3']);
  });

  it('is told license by license, as an export states it', () => {
    const group = '20000000-0000-4000-8000-000000000001';
    const skuIds = [e3, ems].map((name) => skuIdOf(standardCatalogue(), name));
    const statedOf = (index: number): readonly JsonObject[] =>
      skuIds
        .slice(0, index < 10 ? 2 : 1)
        .map((skuId) => ({ skuId, disabledPlans: [], assignedByGroup: group, state: 'Active', error: 'None' }));
    const users = Object.fromEntries(
      crowd.map((user, index) => [
        user,
        {
          licenseAssignmentStates: statedOf(index),
          assignedLicenses: statedOf(index).map(({ skuId }) => ({ skuId: skuId ?? null, disabledPlans: [] })),
        },
      ]),
    );
    const policy = { assignedLicenses: skuIds.map((skuId) => ({ skuId, disabledPlans: [] })) };
    const { tenant, deps } = licenseScene({ seats, users, groups: { g: { properties: policy } } });
    const { moves } = runLicenseWork(tenant, { jobs: [{ group: 0, users: 'all' }] }, deps);
    expect(moves.map(({ kind, skuId, users: gone }) => [kind, skuIds.indexOf(skuId), gone.size])).toEqual([
      ['removed', 0, 12],
      ['removed', 1, 10],
    ]);
  });
});
