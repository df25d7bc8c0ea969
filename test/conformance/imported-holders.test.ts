import { describe, expect, it } from 'vitest';
import { listDynamicHolders, readTenant } from '../../src/directory/index.ts';
import { importFiles } from '../support/import-files.ts';
import { groupState, settleNow } from '../support/members-of.ts';

const users = [1, 2].map((number) => ({
  '@odata.type': '#microsoft.graph.user',
  id: `aaaaaaaa-0000-4000-8000-00000000000${number}`,
  userPrincipalName: `user${number}@contoso.com`,
  city: number === 1 ? 'Oslo' : 'Rome',
}));

describe('a group with a rule whose groupTypes were not exported', () => {
  it('is dynamic for the import and for the simulation alike: its members are exported state, and the rule decides', async () => {
    const group = {
      '@odata.type': '#microsoft.graph.group',
      id: 'bbbbbbbb-0000-4000-8000-000000000001',
      displayName: 'Oslo',
      membershipRule: 'user.city -eq "Oslo"',
      membershipRuleProcessingState: 'On',
      members: [{ '@odata.type': '#microsoft.graph.user', id: users[1]?.id }],
    };
    const { tenant } = await importFiles({
      'users.json': JSON.stringify(users),
      'groups.json': JSON.stringify([group]),
    });
    expect(tenant.relations.groupExportedMembers.get(0)?.rows.user?.size).toBe(1);
    expect(tenant.relations.groupMembers.get(0)).toBeUndefined();
    expect(listDynamicHolders(readTenant(tenant))).toEqual([{ type: 'group', row: 0 }]);
    expect(groupState(settleNow(tenant), 0)).toMatchObject({
      mode: 'evaluated',
      members: [tenant.populations.user.rowOf(users[0]?.id ?? '')],
    });
  });
});
