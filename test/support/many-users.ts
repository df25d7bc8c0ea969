import { createTenant, type Tenant, TenantDraft } from '../../src/model/index.ts';

/** A tenant with this many users whose names and departments are known. */
export function manyUsers(count: number): Tenant {
  const draft = new TenantDraft(createTenant(0));
  for (let row = 0; row < count; row++) {
    draft.addObject('user', `user-${row}`, {
      userPrincipalName: `user${row}@contoso.com`,
      displayName: `User ${row}`,
      department: `Department ${row % 7}`,
      accountEnabled: row % 11 !== 0,
    });
  }
  return draft.finish();
}
