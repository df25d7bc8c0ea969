import { describe, expect, it } from 'vitest';

import type { JsonValue } from '../../../src/base/index.ts';
import {
  type Column,
  ColumnDraft,
  createTenant,
  findProperty,
  fingerprintOf,
  hashOfPopulation,
  objectAt,
  type Population,
  type Tenant,
  TenantDraft,
} from '../../../src/model/index.ts';
import { createStore } from '../../../src/store/index.ts';

function columnOf(name: string, values: readonly string[]): Column {
  const definition = findProperty('user', name);
  if (definition === undefined) throw new Error(name);
  const draft = new ColumnDraft(definition);
  values.forEach((value, row) => draft.setText(row, value));
  return draft.finish();
}

function tenantWith(values: Readonly<Record<string, JsonValue>>): Tenant {
  const draft = new TenantDraft(createTenant(0));
  draft.addObject('user', 'user-1', values);
  return draft.finish();
}

const facts = { city: 'Bern', department: 'Sales' };
const plain = (): Tenant => tenantWith(facts);

/** The same users, of whom the city and the title are derived. */
function derived(of: Population, made: string[] = []): Population {
  const make = (name: string) => (): Column => {
    made.push(name);
    return columnOf(name, [`derived ${name}`]);
  };
  return of.withDerived(
    new Map([
      ['city', make('city')],
      ['jobTitle', make('jobTitle')],
    ]),
  );
}

const withUsers = (tenant: Tenant, user: Population): Tenant => ({
  ...tenant,
  populations: { ...tenant.populations, user },
});

describe('derived columns', () => {
  it('are seen in place of facts, and made once, when they are asked for', () => {
    const made: string[] = [];
    const users = derived(plain().populations.user, made);
    expect(made).toEqual([]);
    expect(users.textAt(0, 'department')).toBe('Sales');
    expect(made).toEqual([]);
    expect([users.textAt(0, 'city'), users.valueAt(0, 'jobTitle')]).toEqual(['derived city', 'derived jobTitle']);
    expect(users.column('city')).toBe(users.column('city'));
    expect(made).toEqual(['city', 'jobTitle']);
  });

  it('may be given as they are', () => {
    const column = columnOf('jobTitle', ['Chief']);
    const users = plain().populations.user.withDerived(new Map([['jobTitle', column]]));
    expect(users.column('jobTitle')).toBe(column);
  });

  it('are no facts: not for names, objects, and fingerprints, whether those were known before or not', () => {
    const users = derived(plain().populations.user);
    expect(users.columnNames().toSorted()).toEqual(['city', 'department']);
    expect([users.factAt(0, 'city'), users.factAt(0, 'jobTitle')]).toEqual(['Bern', undefined]);
    expect(users.factColumn('jobTitle')).toBeUndefined();
    expect(objectAt(users, 0)).toEqual({ id: 'user-1', ...facts });
    const [fresh, hashed] = [plain(), plain()];
    const fingerprint = fingerprintOf(hashed);
    expect(derived(hashed.populations.user).hash).toEqual(hashOfPopulation(hashed.populations.user));
    expect(fingerprintOf(withUsers(hashed, derived(hashed.populations.user)))).toBe(fingerprint);
    expect(fingerprintOf(withUsers(fresh, derived(fresh.populations.user)))).toBe(fingerprint);
  });

  it('are not stored', () => {
    const tenant = withUsers(plain(), derived(plain().populations.user));
    const store = createStore(':memory:', tenant, { who: 'tester', at: 0, what: 'made' });
    const { user } = store.load().populations;
    expect(objectAt(user, 0)).toEqual({ id: 'user-1', ...facts });
    expect(user.textAt(0, 'city')).toBe('Bern');
    store.close();
  });

  it('are not what a draft reads and writes, and stay on the population that it makes', () => {
    const tenant = withUsers(plain(), derived(plain().populations.user));
    const draft = new TenantDraft(tenant);
    const users = draft.population('user');
    expect([users.textAt(0, 'city'), users.valueAt(0, 'jobTitle')]).toEqual(['Bern', undefined]);
    expect(users.columnDraft('city').dictionary.find('derived city')).toBeUndefined();
    users.setValue(0, 'city', 'Basel');
    const after = draft.finish().populations.user;
    expect([after.factAt(0, 'city'), after.textAt(0, 'city')]).toEqual(['Basel', 'derived city']);
    expect(objectAt(after, 0)).toEqual({ id: 'user-1', ...facts, city: 'Basel' });
    expect(after.textAt(0, 'jobTitle')).toBe('derived jobTitle');
    const changed = fingerprintOf(tenantWith({ ...facts, city: 'Basel' }));
    expect(fingerprintOf(withUsers(tenant, after))).toBe(changed);
  });

  it('are replaced one by one', () => {
    const first = derived(plain().populations.user);
    const second = first.withDerived(new Map([['jobTitle', columnOf('jobTitle', ['Chief'])]]));
    expect([second.textAt(0, 'city'), second.textAt(0, 'jobTitle')]).toEqual(['derived city', 'Chief']);
    expect(first.textAt(0, 'jobTitle')).toBe('derived jobTitle');
  });
});
