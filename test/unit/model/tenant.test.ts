import { describe, expect, it } from 'vitest';
import { rowSetOf } from '../../../src/base/index.ts';
import {
  createTenant,
  fingerprintOf,
  objectAt,
  propertyCatalogue,
  type Tenant,
  TenantDraft,
  withLinkedRows,
} from '../../../src/model/index.ts';

const ann = 'AAAAAAAA-0000-4000-8000-000000000001';
const bob = 'aaaaaaaa-0000-4000-8000-000000000002';
const sales = 'aaaaaaaa-0000-4000-8000-000000000003';

function sample(order: readonly string[] = [ann, bob]): Tenant {
  const draft = new TenantDraft(createTenant(0));
  const departments: Readonly<Record<string, string | null>> = { [ann]: 'Sales', [bob]: null };
  for (const id of order) draft.addObject('user', id, { department: departments[id] ?? null });
  draft.addObject('group', sales, { displayName: 'Sales' });
  const row = draft.population('user').rowOf(ann) ?? -1;
  draft.setLinks('groupMembers', 0, withLinkedRows(undefined, 'user', rowSetOf([row])));
  return draft.finish();
}

describe('Population', () => {
  it('tells a value, null and not known apart', () => {
    const users = sample().populations.user;
    expect(users.valueAt(0, 'department')).toBe('Sales');
    expect(users.valueAt(1, 'department')).toBeNull();
    expect(users.valueAt(1, 'jobTitle')).toBeUndefined();
    expect(objectAt(users, 1)).toEqual({ id: bob, department: null });
  });

  it('[rules/6-empty-string] stores an empty string as null', () => {
    const draft = new TenantDraft(sample());
    draft.population('user').setValue(0, 'department', '');
    expect(draft.finish().populations.user.valueAt(0, 'department')).toBeNull();
  });

  it('finds ids in any case and keeps them in lower case', () => {
    const users = sample().populations.user;
    expect(users.rowOf(ann)).toBe(0);
    expect(users.idAt(0)).toBe(ann.toLowerCase());
    expect(users.rowOf('nobody')).toBeUndefined();
  });

  it('refuses a value of another type and says so', () => {
    const draft = new TenantDraft(sample());
    expect(draft.population('user').setValue(0, 'accountEnabled', 'yes')).toBe(false);
    expect(draft.population('user').setValue(0, 'employeeHireDate', 'soon')).toBe(false);
    expect(draft.population('user').setValue(0, 'otherMails', ['a', 1])).toBe(false);
    expect(draft.population('user').setValue(0, 'employeeHireDate', '2026-01-01T01:00:00+01:00')).toBe(true);
    expect(draft.finish().populations.user.valueAt(0, 'employeeHireDate')).toBe('2026-01-01T00:00:00Z');
  });
});

describe('TenantDraft', () => {
  it('leaves the tenant it was made from untouched', () => {
    const before = sample();
    const draft = new TenantDraft(before);
    draft.population('user').setValue(0, 'department', 'Ops');
    draft.addObject('user', 'aaaaaaaa-0000-4000-8000-000000000009');
    draft.setLinks('groupMembers', 0, undefined);
    const after = draft.finish();
    expect(before.populations.user.valueAt(0, 'department')).toBe('Sales');
    expect(before.populations.user.size).toBe(2);
    expect(before.relations.groupMembers.get(0)).toBeDefined();
    expect(after.populations.user.valueAt(0, 'department')).toBe('Ops');
    expect(after.populations.user.size).toBe(3);
    expect(after.relations.groupMembers.get(0)).toBeUndefined();
  });

  it('lets two branches add objects without seeing each other', () => {
    const before = sample();
    const [left, right] = [new TenantDraft(before), new TenantDraft(before)];
    left.addObject('user', 'left');
    right.addObject('user', 'right');
    const [one, two] = [left.finish(), right.finish()];
    expect(one.populations.user.rowOf('right')).toBeUndefined();
    expect(two.populations.user.rowOf('left')).toBeUndefined();
    expect([one.populations.user.idAt(2), two.populations.user.idAt(2)]).toEqual(['left', 'right']);
  });

  it('writes rows far apart, across chunks', () => {
    const draft = new TenantDraft(createTenant(0));
    const users = draft.population('user');
    for (let row = 0; row < 70_000; row++) users.addRow(`u${row}`);
    users.setValue(69_999, 'city', 'Oslo');
    users.setValue(3, 'city', 'Bergen');
    const finished = draft.finish().populations.user;
    expect(finished.valueAt(69_999, 'city')).toBe('Oslo');
    expect(finished.valueAt(3, 'city')).toBe('Bergen');
    expect(finished.valueAt(40_000, 'city')).toBeUndefined();
  });
});

describe('fingerprintOf', () => {
  it('does not depend on the order of rows', () => {
    expect(fingerprintOf(sample([bob, ann]))).toBe(fingerprintOf(sample([ann, bob])));
  });

  it.each([
    ['a value', (draft: TenantDraft) => draft.population('user').setValue(0, 'department', 'sales')],
    ['null becoming not known', (draft: TenantDraft) => draft.population('user').setValue(1, 'department', undefined)],
    [
      'a member',
      (draft: TenantDraft) => draft.setLinks('groupMembers', 0, withLinkedRows(undefined, 'user', rowSetOf([1]))),
    ],
    ['members becoming not known', (draft: TenantDraft) => draft.setLinks('groupMembers', 0, undefined)],
    [
      'the clock',
      (draft: TenantDraft) => {
        draft.clock = 1;
      },
    ],
    ['an object', (draft: TenantDraft) => draft.addObject('device', 'd')],
  ])('changes with %s', (_what, change) => {
    const draft = new TenantDraft(sample());
    change(draft);
    expect(fingerprintOf(draft.finish())).not.toBe(fingerprintOf(sample()));
  });
});

describe('propertyCatalogue', () => {
  it('names no property twice and lets every type be deleted softly', () => {
    for (const definitions of Object.values(propertyCatalogue)) {
      const names = definitions.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toContain('deletedDateTime');
    }
  });
});
