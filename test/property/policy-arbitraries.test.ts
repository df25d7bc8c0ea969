import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTenantFolder } from '../../src/formats/index.ts';
import {
  changeSets,
  devices,
  groups,
  guests,
  licenses,
  literalPools,
  nearTenant,
  nearValues,
  type ObjectData,
  rules,
  tenantData,
  tenantFromData,
  tenants,
  users,
} from '../../src/harness/fast-check.ts';
import { defaultSemantics, findProperty, fingerprintOf } from '../../src/model/index.ts';
import { checkRule } from '../../src/rules/index.ts';
import { settle, simulate } from '../../src/simulation/index.ts';
import { seeded } from '../support/seed.ts';

const clinic = readTenantFolder('fixtures/tenants/northwind-clinic');

/** Every arbitrary of the library, as something that can be compared. */
const all: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  users: users(),
  guests: guests({ maxLength: 3 }),
  devices: devices(),
  groups: groups({ skus: ['SPE_E3', 'EMS'] }),
  licenses: licenses(),
  rules: rules(),
  deviceRules: rules({ object: 'device' }),
  nearValues: nearValues('Sales'),
  tenants: tenants({ skus: ['SPE_E3'] }).map(tenantData),
  nearTenant: nearTenant(clinic, { people: 3 }).map((tenant) =>
    tenantData(tenant).objects.filter(({ type }) => type === 'user'),
  ),
  changeSets: changeSets(clinic).map(({ steps }) => steps.map(({ span: _span, spans: _spans, ...step }) => step)),
};

describe('the arbitraries of the library', () => {
  it.each(Object.keys(all))('%s gives the same values for the same seed', (name) => {
    const arbitrary = all[name] ?? fc.constant(undefined);
    const draw = (seed: number): unknown => fc.sample(arbitrary, { seed, numRuns: 8 });
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('gives what it gave before for a fixed seed', async () => {
    const drawn = Object.entries(all).map(([name, arbitrary]) => [
      name,
      fc.sample(arbitrary, { seed: 42, numRuns: 2 }),
    ]);
    await expect(`${JSON.stringify(Object.fromEntries(drawn), undefined, 2)}\n`).toMatchFileSnapshot(
      '../golden/fuzz/arbitraries.golden.json',
    );
  });
});

function isFitting({ type, properties }: ObjectData): boolean {
  return Object.keys(properties).every((name) => findProperty(type, name) !== undefined);
}

describe('only correct values', () => {
  it('people have ids and names of their own, and properties of the directory', () => {
    fc.assert(
      fc.property(fc.oneof(users({ maxLength: 6 }), guests(), devices()), (people) => {
        expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
        expect(people.every(isFitting)).toBe(true);
        // A value of another type would throw.
        expect(tenantFromData({ clock: 0, objects: people }).populations.user.size).toBeLessThanOrEqual(people.length);
      }),
      seeded(),
    );
  });

  it('guests are guests', () => {
    fc.assert(
      fc.property(guests({ minLength: 1 }), (people) =>
        people.every(({ properties }) => properties['userType'] === 'Guest'),
      ),
      seeded(),
    );
  });

  it('rules are taken by the service, also those from values of other rules', () => {
    const pools = literalPools(
      [...settle(clinic, { semantics: defaultSemantics }).dynamic.values()].flatMap(({ rule }) => rule ?? []),
      clinic.clock,
    );
    fc.assert(
      fc.property(fc.oneof(rules({ maxDepth: 3 }), rules({ object: 'device' }), rules({ pools })), (text) => {
        expect([text, checkRule(text).ok]).toEqual([text, true]);
      }),
      seeded(300),
    );
  });

  it('tenants come to rest, and stay as they are when they do', () => {
    fc.assert(
      fc.property(tenants({ skus: ['SPE_E3'], devices: 2 }), (tenant) => {
        const once = settle(tenant, { semantics: defaultSemantics }).tenant;
        expect(fingerprintOf(settle(once, { semantics: defaultSemantics }).tenant)).toBe(fingerprintOf(once));
      }),
      seeded(60),
    );
  });

  it('a near tenant keeps the policies', () => {
    const policies = (tenant: Parameters<typeof tenantData>[0]): unknown =>
      tenantData(tenant)
        .objects.filter(({ type }) => type === 'group')
        .map(({ id, properties }) => [id, properties]);
    fc.assert(
      fc.property(nearTenant(clinic, { people: 2 }), (near) => {
        expect(policies(near)).toEqual(policies(clinic));
        expect(near.clock).toBe(clinic.clock);
      }),
      seeded(20),
    );
  });

  it('change sets can be played', () => {
    fc.assert(
      fc.property(changeSets(clinic, { maxLength: 4 }), (changes) => {
        const outcome = simulate(clinic, changes, { semantics: defaultSemantics });
        expect(outcome.steps).toHaveLength(changes.steps.length);
      }),
      seeded(15),
    );
  });

  it('values near a text differ from it in case, blanks or a letter, or are empty', () => {
    fc.assert(
      fc.property(nearValues('Sales'), (value) => value === null || /sal|ales/i.test(value)),
      seeded(),
    );
  });
});

/** The smallest value for which a claim is false. */
function smallest<Value>(arbitrary: fc.Arbitrary<Value>, holds: (value: Value) => boolean): Value | undefined {
  return fc.check(fc.property(arbitrary, holds), seeded(500)).counterexample?.[0];
}

describe('shrinking', () => {
  it('leaves one user with one value', () => {
    const found = smallest(
      users(),
      (people) =>
        !people.some(({ properties: { department } }) => typeof department === 'string' && /^sales$/i.test(department)),
    );
    expect(found?.map(({ properties }) => [properties['department'], properties['jobTitle']])).toEqual([
      ['Sales', null],
    ]);
  });

  it('leaves the plainest of rules', () => {
    expect(smallest(rules(), (text) => text.length < 3)).toBe('user.department -eq "Sales"');
    expect(smallest(rules({ maxDepth: 3 }), (text) => !text.includes('-and'))?.split('-and')).toHaveLength(2);
  });

  it('leaves one group and as few seats as fail', () => {
    expect(smallest(groups(), (list) => list.length === 0)).toHaveLength(1);
    expect(
      smallest(
        licenses({ skus: ['EMS'] }),
        (list) => !list.some(({ properties }) => Number(properties['totalLicenses']) > 3),
      )?.[0]?.properties['totalLicenses'],
    ).toBe(4);
  });

  it('leaves one change', () => {
    expect(smallest(changeSets(clinic), ({ steps }) => steps.length === 0)?.steps).toHaveLength(1);
  });
});
