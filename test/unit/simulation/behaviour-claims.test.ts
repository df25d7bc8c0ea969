import { describe, expect, it } from 'vitest';
import { rowSetOf } from '../../../src/base/index.ts';
import { checkRule, createSubject, evaluateReference } from '../../../src/rules/index.ts';
import { addGroup, contoso, dynamicRule, groups, idOf } from '../../support/contoso.ts';
import { groupState, settleNow } from '../../support/members-of.ts';

const everybody = 'user.objectId -ne null';

function verdictOf(
  text: string,
  assignedPlans: readonly { servicePlanId: string; service: string; capabilityStatus: string }[],
) {
  const check = checkRule(text);
  const subject = createSubject('user', { assignedPlans });
  if (!check.ok || !subject.ok) throw new Error('the rule or the subject is refused');
  return evaluateReference(check.rule, subject.value, 0).verdict;
}

describe('what makes a holder dynamic', () => {
  it('[rules/1-dynamic-group] evaluates a group only when groupTypes holds DynamicMembership', () => {
    const rule = {
      membershipRule: everybody,
      membershipRuleProcessingState: 'On',
      mailEnabled: false,
      securityEnabled: true,
    };
    const tenant = contoso((draft) => {
      addGroup(draft, 'STATIC', { ...rule, groupTypes: [] }, [0]);
      addGroup(draft, 'DYNAMIC', { ...rule, groupTypes: ['DynamicMembership'] });
    });
    const settled = settleNow(tenant);
    expect(settled.dynamic.has('group 6')).toBe(false);
    expect(settled.tenant.relations.groupMembers.get(6)?.rows.user?.size).toBe(1);
    expect(groupState(settled, 7).members).toEqual([0, 1, 2, 3, 4]);
  });

  it('[rules/1-administrative-units] evaluates the rule of a dynamic administrative unit in the same language', () => {
    const tenant = contoso((draft) =>
      draft.addObject('administrativeUnit', idOf(91), {
        displayName: 'AU-Sales',
        membershipType: 'Dynamic',
        membershipRule: 'user.department -startsWith "Sal"',
        membershipRuleProcessingState: 'On',
      }),
    );
    expect(groupState(settleNow(tenant), 1, 'administrativeUnit').members).toEqual([0, 1]);
  });
});

describe('passes', () => {
  it('[rules/10-all-rules-evaluated] applies one change of an attribute to every rule that reads it', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'ONE', dynamicRule('user.department -eq "Sales"'));
      addGroup(draft, 'TWO', dynamicRule('user.department -ne "Sales"'));
      draft.population('user').setValue(0, 'department', 'Ops');
    });
    const settled = settleNow(tenant);
    expect(groupState(settled, 6).members).toEqual([1]);
    expect(groupState(settled, 7).members).toEqual([0, 2, 3, 4]);
  });

  it('[rules/10-former-members-leave] removes members that the rule no longer gives', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'STALE', dynamicRule('user.department -eq "Engineering"'), [0, 1, 2]);
    });
    expect(groupState(settleNow(tenant), 6).members).toEqual([2]);
  });

  it('[rules/8.2-any-group-type] lets security, Microsoft 365 and synced groups be sources of memberOf', () => {
    const tenant = contoso((draft) => {
      draft.population('group').setValue(0, 'onPremisesSyncEnabled', true);
      draft.setLinks('groupMembers', 2, { rows: { user: rowSetOf([3]) }, unresolved: [] });
      addGroup(
        draft,
        'READER',
        dynamicRule(`user.memberOf -any (group.objectId -in ['${groups['SG-Sales']}', '${groups['M365-Mkt']}'])`),
      );
    });
    expect(groupState(settleNow(tenant, { 'member-of-mode': 'preview' }), 6).members).toEqual([0, 1, 3]);
  });
});

describe('plans in rules', () => {
  const plan = 'efb87545-963c-4e0d-99df-69c6916d9eb0';

  it.each(['Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut'])(
    '[rules/7-capability-status] tells the status %s',
    (capabilityStatus) => {
      const held = [{ servicePlanId: plan, service: 'exchange', capabilityStatus }];
      expect(verdictOf(`user.assignedPlans -any (assignedPlan.capabilityStatus -eq "${capabilityStatus}")`, held)).toBe(
        'member',
      );
      expect(verdictOf('user.assignedPlans -any (assignedPlan.capabilityStatus -eq "Other")', held)).toBe('notMember');
    },
  );

  it('[rules/7-deleted-plans-stay] still matches a plan that was taken away when the rule does not ask for its status', () => {
    const held = [{ servicePlanId: plan, service: 'exchange', capabilityStatus: 'Deleted' }];
    expect(verdictOf(`user.assignedPlans -any (assignedPlan.servicePlanId -eq "${plan}")`, held)).toBe('member');
    const strict = `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${plan}" -and assignedPlan.capabilityStatus -eq "Enabled")`;
    expect(verdictOf(strict, held)).toBe('notMember');
  });

  it('[rules/7-service-names] compares the service family as Graph spells it', () => {
    const held = [{ servicePlanId: plan, service: 'TeamspaceAPI', capabilityStatus: 'Enabled' }];
    expect(verdictOf('user.assignedPlans -any (assignedPlan.service -eq "TeamspaceAPI")', held)).toBe('member');
    expect(verdictOf('user.assignedPlans -any (assignedPlan.service -eq "Teams")', held)).toBe('notMember');
  });
});

describe('values of a rule', () => {
  it('[rules/1-two-values] never leaves a rule undecided when everything is known', () => {
    for (const text of ['user.department -eq "Sales"', 'user.department -ne "Sales"', '-not (user.city -match "x")']) {
      const check = checkRule(text);
      const subject = createSubject('user', { department: null });
      if (!check.ok || !subject.ok) throw new Error(text);
      expect(['member', 'notMember']).toContain(evaluateReference(check.rule, subject.value, 0).verdict);
    }
  });

  it('[rules/5.1-dir-sync-null] reads no value of dirSyncEnabled for users that are not synchronised', () => {
    const tenant = contoso((draft) => {
      for (let row = 0; row < 5; row++) draft.population('user').setValue(row, 'onPremisesSyncEnabled', null);
      addGroup(draft, 'CLOUD', dynamicRule('user.dirSyncEnabled -ne true'));
      addGroup(draft, 'FALSE', dynamicRule('user.dirSyncEnabled -eq false'));
    });
    const settled = settleNow(tenant);
    expect(groupState(settled, 6).members).toEqual([0, 1, 2, 3, 4]);
    expect(groupState(settled, 7).members).toEqual([]);
  });
});
