import { expect, it } from 'vitest';

import {
  Column,
  createTenant,
  Dictionary,
  findProperty,
  ObjectIds,
  Population,
  type Tenant,
  TenantDraft,
} from '../../../src/model/index.ts';

function lazyUsers(made: string[]): Population {
  const ids = new ObjectIds();
  ids.add('user-1');
  const column = (name: string) => (): Column => {
    made.push(name);
    const definition = findProperty('user', name);
    if (definition === undefined) throw new Error(name);
    const dictionary = new Dictionary();
    return new Column(definition, dictionary, [Uint32Array.of(dictionary.intern(`${name} 1`))]);
  };
  const names = ['city', 'department', 'displayName'];
  return new Population('user', ids, new Map(names.map((name) => [name, column(name)])));
}

it('columns given as functions are made when they are asked for, once for all copies', () => {
  const made: string[] = [];
  const users = lazyUsers(made);
  const tenant: Tenant = createTenant(0);
  const draft = new TenantDraft({ ...tenant, populations: { ...tenant.populations, user: users } });
  draft.population('user').setValue(0, 'city', 'Bern');
  expect(users.columnNames()).toEqual(['city', 'department', 'displayName']);
  const after = draft.finish().populations.user;
  expect(after.columnNames()).toEqual(users.columnNames());
  expect(made).toEqual(['city']);
  expect(after.textAt(0, 'department')).toBe('department 1');
  expect(users.textAt(0, 'department')).toBe('department 1');
  expect([users.textAt(0, 'city'), after.textAt(0, 'city')]).toEqual(['city 1', 'Bern']);
  expect(after.isActive(0)).toBe(true);
  expect(made).toEqual(['city', 'department']);
});
