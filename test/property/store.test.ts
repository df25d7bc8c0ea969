import fc from 'fast-check';
import { describe, it } from 'vitest';

import { applyMutations, type CausedMutation, createTenant, type Tenant } from '../../src/model/index.ts';
import { createStore } from '../../src/store/index.ts';
import { readSnapshot } from '../../src/store/snapshot.ts';
import { mutationGroupsArbitrary, tenantArbitrary } from '../support/arbitraries/tenants.ts';
import { expectSameTenant } from '../support/compare-tenants.ts';
import { snapshotParts } from '../support/old-snapshot.ts';
import { seeded } from '../support/seed.ts';

const details = { who: 'tester', at: 1_000, what: 'a change' };

describe('the store', () => {
  it('loads exactly the tenant that was saved, with all three values', () => {
    fc.assert(
      fc.property(tenantArbitrary, (tenant) => {
        const store = createStore(':memory:', tenant, details);
        expectSameTenant(store.load(), tenant);
        store.close();
      }),
      seeded(60),
    );
  });

  it('holds after each commit what the mutations lead to, and rebuilds every state it ever held', () => {
    fc.assert(
      fc.property(mutationGroupsArbitrary(6), fc.nat(5), (groups, checkpointAt) => {
        let tenant = createTenant(0);
        const store = createStore(':memory:', tenant, details);
        const states: Tenant[] = [tenant];
        for (const [index, mutations] of groups.entries()) {
          tenant = applyMutations(tenant, mutations);
          store.commit(details, mutations.map(caused), tenant);
          states.push(tenant);
          expectSameTenant(store.load(), tenant);
          if (index === checkpointAt) store.checkpoint();
        }
        for (const [index, state] of states.entries()) expectSameTenant(store.rebuild(index + 1), state);
        store.close();
      }),
      seeded(60),
    );
  });

  it('reads the whole tenant from a snapshot of an older format', () => {
    fc.assert(
      fc.property(tenantArbitrary, (tenant) => {
        const parts = new Map([...snapshotParts(tenant)].map(({ name, bytes }) => [name, bytes]));
        expectSameTenant(
          readSnapshot((name) => parts.get(name)),
          tenant,
        );
      }),
      seeded(60),
    );
  });
});

function caused(mutation: CausedMutation['mutation']): CausedMutation {
  return { mutation, cause: 'step 0' };
}
