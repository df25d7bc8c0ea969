import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { fingerprintOf } from '../../../src/model/index.ts';
import { createStore, openQuery, openStore, writeMembersAsRows } from '../../../src/store/index.ts';
import { expectSameTenant } from '../../support/compare-tenants.ts';
import { licenseScene } from '../../support/license-scene.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const details = { who: 'tester', at: 0, what: 'made for a test' };

const start = licenseScene({
  seats: { ENTERPRISEPACK: 2, EMS: 5 },
  users: ['u1', 'u2', 'u3'],
  groups: { g: { members: ['u1', 'u2', 'u3'] } },
});

function stored() {
  const path = join(tempFolder(), 'tenant.db');
  const store = createStore(path, start.tenant, details);
  const steps = ['assignLicense: { group: g, sku: ENTERPRISEPACK }', 'assignLicense: { user: u1, sku: EMS }'];
  const scene = start.play(...steps);
  const { outcome } = scene;
  if (outcome === undefined) throw new Error('nothing was played');
  store.commit({ who: 'tester', at: 1, what: 'licenses' }, outcome.mutations, outcome.after.tenant);
  return { path, store, scene };
}

describe('licenses at rest', () => {
  it('are read as they were written, and rebuilt from the log', () => {
    const { path, store, scene } = stored();
    store.close();
    const reopened = openStore(path);
    const loaded = reopened.load();
    expect(fingerprintOf(loaded)).toBe(fingerprintOf(scene.tenant));
    expectSameTenant(reopened.rebuild(1), start.tenant);
    expect(fingerprintOf(reopened.rebuild(2))).toBe(fingerprintOf(loaded));
    reopened.close();
  });

  it('are a row for each user and path in SQL, packed and as plain rows', () => {
    const { path, store } = stored();
    store.close();
    const ask = (): readonly unknown[] => {
      const query = openQuery(path);
      const sql =
        'SELECT "userPrincipalName", "state", "error" FROM license_assignments WHERE "assignedByGroup" IS NOT NULL ORDER BY 1';
      const rows = [...query.run({ name: 'sql', text: sql })].flatMap((answer) => [...answer.rows]);
      query.close();
      return rows;
    };
    const expected = [
      ['u1@contoso.example', 'Active', 'None'],
      ['u2@contoso.example', 'Active', 'None'],
      ['u3@contoso.example', 'Error', 'CountViolation'],
    ];
    expect(ask()).toEqual(expected);
    writeMembersAsRows(path);
    expect(ask()).toEqual(expected);
  });
});

describe('the fingerprint of licenses', () => {
  it('does not tell how they came about', () => {
    const once = start.play('assignLicense: { user: u1, sku: EMS }');
    const back = start
      .play('assignLicense: { user: u1, sku: EMS }')
      .play('assignLicense: { user: u2, sku: EMS }')
      .play('removeLicense: { user: u2, sku: EMS }');
    const plansOfU2 = back.plans('u2').map(({ capabilityStatus }) => capabilityStatus);
    expect(new Set(plansOfU2)).toEqual(new Set(['Deleted']));
    expect(fingerprintOf(back.tenant)).not.toBe(fingerprintOf(once.tenant));
    const again = back.play('assignLicense: { user: u2, sku: EMS }');
    const direct = start.play('assignLicense: { user: u1, sku: EMS }').play('assignLicense: { user: u2, sku: EMS }');
    expect(fingerprintOf(again.tenant)).toBe(fingerprintOf(direct.tenant));
  });
});
