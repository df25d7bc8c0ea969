import { rowSetOf } from '../../src/base/index.ts';
import { createTenant, type Tenant, TenantDraft } from '../../src/model/index.ts';

/** 2026-11-23T00:00:00Z. */
export const smallTenantClock = 1_795_392_000_000;

/** Three users (one deleted), an assigned group with a member that is not in the tenant, a dynamic one, a unit, a device. */
export function smallTenant(): Tenant {
  const draft = new TenantDraft(createTenant(smallTenantClock));
  draft.addObject('user', 'user-ada', {
    userPrincipalName: 'ada@contoso.com',
    displayName: 'Ada',
    department: 'Sales',
    city: null,
    accountEnabled: true,
    proxyAddresses: ['SMTP:ada@contoso.com'],
    extension_0123456789abcdef0123456789abcdef_Office: 'North',
    additionalData: { '@odata.type': '#microsoft.graph.user' },
  });
  draft.addObject('user', 'user-bob', {
    userPrincipalName: 'bob@contoso.com',
    displayName: null,
    accountEnabled: false,
  });
  draft.addObject('user', 'user-eve', {
    userPrincipalName: 'eve@contoso.com',
    deletedDateTime: '2026-11-01T00:00:00Z',
  });
  draft.addObject('device', 'device-1', { displayName: 'Laptop' });
  draft.addObject('group', 'group-assigned', { displayName: 'Assigned', groupTypes: [] });
  draft.addObject('group', 'group-dynamic', {
    displayName: 'Sales people',
    groupTypes: ['DynamicMembership'],
    membershipRule: 'user.department -eq "Sales"',
  });
  draft.addObject('administrativeUnit', 'unit-1', { displayName: 'North' });
  draft.setLinks('groupMembers', 0, {
    rows: { user: rowSetOf([0, 1, 2]), device: rowSetOf([0]) },
    unresolved: ['gone'],
  });
  draft.setLinks('groupMembers', 1, { rows: { user: rowSetOf([0]) }, unresolved: [] });
  draft.setLinks('groupOwners', 0, { rows: {}, unresolved: [] });
  draft.setLinks('unitMembers', 0, { rows: { user: rowSetOf([1]) }, unresolved: [] });
  return draft.finish();
}
