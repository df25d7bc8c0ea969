import { describe, expect, it } from 'vitest';
import { compareTenants, type TenantDifference } from '../../../src/app/index.ts';
import { rowSetOf } from '../../../src/base/index.ts';
import { defaultSemantics, type Tenant, type TenantDraft } from '../../../src/model/index.ts';
import { settle } from '../../../src/simulation/index.ts';
import { addUser, contoso, groups, idOf, people } from '../../support/contoso.ts';

const settled = (tenant: Tenant): ReturnType<typeof settle> => settle(tenant, { semantics: defaultSemantics });

function differenceBy(change: (draft: TenantDraft) => void): TenantDifference {
  return compareTenants(settled(contoso()), settled(contoso(change)));
}

describe('compareTenants', () => {
  it('finds nothing between equal tenants', () => {
    expect(differenceBy(() => undefined)).toEqual({
      objects: [],
      members: [],
      owners: [],
      licenses: [],
      servicePlans: [],
      licensesKnown: { added: [], removed: [] },
    });
  });

  it('lists properties of changed objects, and the members whom that moves', () => {
    const { objects, members } = differenceBy((draft) => {
      draft.population('user').setValue(0, 'department', 'Engineering');
    });
    expect(objects).toEqual([
      {
        type: 'user',
        id: people.ann,
        name: 'ann@contoso.com',
        kind: 'changed',
        properties: [{ name: 'department', before: 'Sales', after: 'Engineering' }],
      },
    ]);
    expect(members).toEqual([
      { holder: { type: 'group', id: groups['DYN-Eng'], name: 'DYN-Eng' }, added: ['ann@contoso.com'], removed: [] },
    ]);
  });

  it('lists objects that only one tenant has; deleted ones count as absent', () => {
    const { objects } = differenceBy((draft) => {
      addUser(draft, idOf(77), 'zoe');
      draft.population('user').setValue(1, 'deletedDateTime', '2026-03-01T00:00:00Z');
    });
    expect(objects.map(({ name, kind }) => [name, kind])).toEqual([
      ['bob@contoso.com', 'removed'],
      ['zoe@contoso.com', 'added'],
    ]);
  });

  it('is the other way round when the tenants are', () => {
    const added = contoso((draft) => addUser(draft, idOf(77), 'zoe'));
    const { objects } = compareTenants(settled(added), settled(contoso()));
    expect(objects).toMatchObject([{ name: 'zoe@contoso.com', kind: 'removed', properties: [] }]);
  });

  it('sees members that are not in the tenant, by their ids', () => {
    const { objects, members } = differenceBy((draft) =>
      draft.setLinks('groupMembers', 0, { rows: { user: rowSetOf([0]) }, unresolved: ['gone'] }),
    );
    expect(objects).toEqual([]);
    expect(members).toMatchObject([{ holder: { name: 'SG-Sales' }, added: ['gone'], removed: ['bob@contoso.com'] }]);
  });

  it('sees owners', () => {
    const { members, owners } = differenceBy((draft) =>
      draft.setLinks('groupOwners', 0, { rows: { user: rowSetOf([0]) }, unresolved: [] }),
    );
    expect(members).toEqual([]);
    expect(owners).toMatchObject([{ holder: { name: 'SG-Sales' }, added: ['ann@contoso.com'], removed: [] }]);
  });
});
