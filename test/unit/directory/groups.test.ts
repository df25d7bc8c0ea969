import { describe, expect, it } from 'vitest';
import { rowSetOf } from '../../../src/base/index.ts';
import { addGroup, addUser, contact, contoso, dynamicRule, groups, idOf, people } from '../../support/contoso.ts';
import { playSteps, refusalOf } from '../../support/play-step.ts';
import { create, remove, update } from '../../support/steps.ts';

const plain = { displayName: 'New', mailEnabled: false, mailNickname: 'new', securityEnabled: true };
const unified = { ...plain, mailEnabled: true, securityEnabled: false, groupTypes: ['Unified'] };
const dynamic = { ...plain, groupTypes: ['DynamicMembership'], membershipRule: 'user.department -eq "Sales"' };
const newId = idOf(99);

function valueOfNew(properties: Record<string, unknown>, name: string) {
  const step = create('group', { ...(properties as typeof plain), id: newId });
  const { tenant, result } = playSteps(contoso(), [step]);
  if (result.refusal !== undefined) throw new Error(result.refusal.error.message);
  return tenant.populations.group.valueAt(tenant.populations.group.rowOf(newId) ?? -1, name);
}

function change(id: string, set: Record<string, string | boolean | null | string[]>) {
  return update('group', { match: { id } }, set);
}

describe('creating a group', () => {
  it('makes a private security group that is known to be empty (D01) [tenant/4.2-visibility]', () => {
    const { tenant, result } = playSteps(contoso(), [create('group', { ...plain, id: newId })]);
    const row = tenant.populations.group.rowOf(newId) ?? -1;
    expect(tenant.populations.group.valueAt(row, 'visibility')).toBe('Private');
    expect(tenant.relations.groupMembers.get(row)).toEqual({ rows: {}, unresolved: [] });
    expect(result.mutations[1]).toMatchObject({ kind: 'changeLinks', wasKnown: false, isKnown: true, added: [] });
  });

  it('makes a public Microsoft 365 group with an address at the default domain (D02)', () => {
    expect(valueOfNew(unified, 'visibility')).toBe('Public');
    expect(valueOfNew(unified, 'mail')).toBe('new@contoso.com');
  });

  it('numbers the address when somebody who is no group has it', () => {
    const tenant = contoso((draft) => {
      addUser(draft, idOf(98), 'new', { mail: 'new@contoso.com', proxyAddresses: ['SMTP:new@contoso.com'] });
    });
    const { tenant: after } = playSteps(tenant, [create('group', { ...unified, id: newId })]);
    const row = after.populations.group.rowOf(newId) ?? -1;
    expect(after.populations.group.valueAt(row, 'mail')).toBe('new1@contoso.com');
  });

  it('switches processing on unless told otherwise [rules/10-state-case]', () => {
    expect(valueOfNew(dynamic, 'membershipRuleProcessingState')).toBe('On');
    expect(valueOfNew({ ...dynamic, membershipRuleProcessingState: 'paused' }, 'membershipRuleProcessingState')).toBe(
      'Paused',
    );
  });

  it('refuses one without mailNickname (D03, D S56)', () => {
    const { mailNickname: _, ...rest } = plain;
    expect(refusalOf(contoso(), create('group', rest)).message).toBe(
      "A value is required for property 'mailNickname' of resource 'Group'.",
    );
  });

  it.each(['a b', 'a@b', 'x'.repeat(65), 'ü'])(
    'refuses the nickname %s (D04) [tenant/4.2-nickname-signs]',
    (mailNickname) => {
      expect(refusalOf(contoso(), create('group', { ...plain, mailNickname })).target).toBe('mailNickname');
    },
  );

  it('refuses the nickname of another Microsoft 365 group (D05) [tenant/4.2-mail-nickname-unique]', () => {
    expect(refusalOf(contoso(), create('group', { ...unified, mailNickname: 'm365-mkt' })).message).toBe(
      'Another object with the same value for property mailNickname already exists.',
    );
  });

  it('keeps the nickname of a deleted Microsoft 365 group reserved [tenant/4.7-alias-stays-reserved]', () => {
    const { result } = playSteps(contoso(), [
      remove('group', { match: { id: groups['M365-Mkt'] } }),
      create('group', { ...unified, mailNickname: 'M365-Mkt' }),
    ]);
    expect(result.refusal?.error.target).toBe('mailNickname');
  });

  it('lets security groups share a nickname, unless the semantics say otherwise (D06)', () => {
    const step = create('group', { ...plain, mailNickname: 'SG-Sales' });
    expect(playSteps(contoso(), [step]).result.refusal).toBeUndefined();
    expect(refusalOf(contoso(), step, { 'mail-nickname-uniqueness': 'all' }).target).toBe('mailNickname');
  });

  it('accepts the same displayName twice (D07)', () => {
    expect(
      playSteps(contoso(), [create('group', { ...plain, displayName: 'SG-Sales' })]).result.refusal,
    ).toBeUndefined();
  });

  it.each([
    [{ ...plain, mailEnabled: true }],
    [{ ...plain, mailEnabled: true, securityEnabled: false }],
    [{ ...plain, securityEnabled: false }],
    [{ ...unified, mailEnabled: false }],
  ])('refuses kinds that the directory does not make: %o [tenant/4.1-group-kinds]', (properties) => {
    expect(refusalOf(contoso(), create('group', properties)).message).toMatch(
      /does not currently support writes of mail-enabled/,
    );
  });

  it('refuses a dynamic role-assignable group (D09) [tenant/4.2-role-assignable]', () => {
    const step = create('group', { ...dynamic, isAssignableToRole: true });
    expect(refusalOf(contoso(), step).diagnostic?.message).toBe('A role-assignable group cannot be dynamic.');
  });

  it('refuses a public role-assignable group, and makes it private by itself', () => {
    const step = create('group', { ...unified, securityEnabled: true, isAssignableToRole: true, visibility: 'Public' });
    expect(refusalOf(contoso(), step).target).toBe('isAssignableToRole');
    expect(valueOfNew({ ...unified, securityEnabled: true, isAssignableToRole: true }, 'visibility')).toBe('Private');
  });

  it('keeps HiddenMembership for Microsoft 365 groups [tenant/4.2-hidden-membership]', () => {
    expect(refusalOf(contoso(), create('group', { ...plain, visibility: 'HiddenMembership' })).target).toBe(
      'visibility',
    );
    expect(valueOfNew({ ...unified, visibility: 'HiddenMembership' }, 'visibility')).toBe('HiddenMembership');
  });

  it('refuses properties that can be set only afterwards, and members [tenant/4.2-update-only]', () => {
    expect(refusalOf(contoso(), create('group', { ...unified, allowExternalSenders: true })).diagnostic?.code).toBe(
      'changes/read-only-property',
    );
    expect(refusalOf(contoso(), create('group', { ...plain, members: [people.ann] })).diagnostic?.hint).toBe(
      'Members are changed by addMembers and removeMembers steps.',
    );
  });

  it('refuses a taken uniqueName, and a second one', () => {
    const played = playSteps(contoso(), [
      create('group', { ...plain, id: newId, uniqueName: 'one' }),
      create('group', { ...plain, uniqueName: 'ONE' }),
    ]);
    expect(played.result.refusal?.error.target).toBe('uniqueName');
    expect(playSteps(played.tenant, [change(newId, { uniqueName: 'two' })]).result.refusal?.error.target).toBe(
      'uniqueName',
    );
  });
});

describe('the rule of a group', () => {
  it('is validated when it is saved with processing On [rules/9-unsupported-property]', () => {
    const refusal = refusalOf(contoso(), create('group', { ...dynamic, membershipRule: 'user.employeeType -eq "x"' }));
    expect(refusal).toMatchObject({
      status: 400,
      code: 'DynamicGroupQueryParseError',
      message: "Unsupported property 'employeeType'",
    });
    expect(refusal.diagnostics[1]).toMatchObject({
      kind: 'UnsupportedProperty',
      source: { text: 'user.employeeType -eq "x"' },
    });
  });

  it('is stored as it is with processing Paused, and switching on is accepted [rules/9-paused-not-validated] [rules/14-14-invalid-at-resume]', () => {
    const bad = { ...dynamic, id: newId, membershipRule: 'nonsense', membershipRuleProcessingState: 'Paused' };
    const { result } = playSteps(contoso(), [
      create('group', bad),
      change(newId, { membershipRuleProcessingState: 'On' }),
    ]);
    expect(result.changed).toHaveLength(1);
  });

  it('is validated when it is changed with processing On', () => {
    expect(refusalOf(contoso(), change(groups['DYN-Eng'], { membershipRule: '' })).message).toBe(
      "A value is required for property 'membershipRule' of resource 'Group'.",
    );
    expect(refusalOf(contoso(), change(groups['DYN-Eng'], { membershipRule: 'user.city' })).code).toBe(
      'DynamicGroupQueryParseError',
    );
  });

  it('must be there for a dynamic group', () => {
    const { membershipRule: _, ...rest } = dynamic;
    expect(refusalOf(contoso(), create('group', rest)).target).toBe('membershipRule');
  });

  it('is about users in a Microsoft 365 group [rules/8.4-unified-users-only]', () => {
    const properties = {
      ...unified,
      groupTypes: ['Unified', 'DynamicMembership'],
      membershipRule: 'device.isRooted -eq true',
    };
    expect(refusalOf(contoso(), create('group', properties)).message).toBe('Invalid object type.');
  });

  it('counts against the limit of dynamic groups [rules/11-dynamic-group-limit]', () => {
    const tenant = contoso((draft) => {
      for (let index = 0; index < 4999; index++) addGroup(draft, `D${index}`, dynamicRule('user.city -eq "x"'), []);
    });
    expect(refusalOf(tenant, create('group', dynamic), { 'dynamic-group-limit': '5000' })).toMatchObject({
      status: 400,
      message: 'Dynamic group policies max allowed groups count reached',
    });
    expect(playSteps(tenant, [create('group', dynamic)]).result.refusal).toBeUndefined();
  });
});

describe('a memberOf rule', () => {
  const reads = (id: string) => `user.memberOf -any (group.objectId -in ['${id}'])`;
  const reading = (id: string) => ({ ...dynamic, membershipRule: reads(id) });

  it('cannot read a group that has one itself, nor be given to a group that is read [rules/8.2-no-chains]', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'MO', dynamicRule(reads(groups['SG-Sales'])), []);
    });
    const id = tenant.populations.group.idAt(6);
    expect(refusalOf(tenant, create('group', reading(id))).message).toContain('cannot be a source of another');
    const step = change(groups['SG-Sales'], {
      groupTypes: ['DynamicMembership'],
      membershipRule: reads(groups['SG-Parent']),
    });
    expect(refusalOf(tenant, step).message).toContain('is a source of the memberOf rule');
  });

  it('is one of 500 in a tenant [rules/11-member-of-limit]', () => {
    const tenant = contoso((draft) => {
      for (let index = 0; index < 500; index++)
        addGroup(draft, `M${index}`, dynamicRule(reads(groups['SG-Sales'])), []);
    });
    expect(refusalOf(tenant, create('group', reading(groups['SG-Parent']))).message).toContain('500');
  });

  it('is refused by the semantics option', () => {
    const refusal = refusalOf(contoso(), create('group', reading(groups['SG-Sales'])), { 'member-of-mode': 'refused' });
    expect(refusal.code).toBe('DynamicGroupQueryParseError');
  });
});

describe('updating a group', () => {
  it('removes all members first when it becomes dynamic [rules/10-assigned-to-dynamic]', () => {
    const step = change(groups['SG-Sales'], { groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "x"' });
    const { result, tenant } = playSteps(contoso(), [step]);
    expect(tenant.relations.groupMembers.get(0)).toEqual({ rows: {}, unresolved: [] });
    expect(tenant.populations.group.valueAt(0, 'membershipRuleProcessingState')).toBe('On');
    expect(result.events[1]).toMatchObject({ kind: 'membersChanged', by: 'emptied', left: rowSetOf([0, 1]) });
    expect(result.mutations[1]).toMatchObject({ removed: [people.ann, people.bob], added: [] });
  });

  it('keeps its members when it becomes assigned [rules/10-dynamic-to-assigned]', () => {
    const { tenant } = playSteps(contoso(), [change(groups['DYN-Eng'], { groupTypes: [] })]);
    expect(tenant.relations.groupMembers.get(5)?.rows.user?.toArray()).toEqual(Uint32Array.of(2));
  });

  it.each([
    [groups['SG-Sales'], { groupTypes: ['Unified'] }, 'groupTypes'],
    [groups['SG-Sales'], { securityEnabled: false }, undefined],
    [groups['SG-Sales'], { isAssignableToRole: true }, 'isAssignableToRole'],
    [groups['M365-Mkt'], { visibility: 'HiddenMembership' }, 'visibility'],
    [groups['M365-Mkt'], { theme: 'Beige' }, 'theme'],
    [groups['M365-Mkt'], { displayName: null }, 'displayName'],
    [groups['SG-Sales'], { mail: 'x@contoso.com' }, 'mail'],
  ])('refuses %s %o', (id, set, target) => {
    expect(refusalOf(contoso(), change(id, set))).toMatchObject({
      status: 400,
      ...(target === undefined ? {} : { target }),
    });
  });

  it.each(['DL-All', 'MESG-Fin'] as const)(
    'refuses to write %s, which Exchange owns [tenant/4.3-exchange-owned]',
    (name) => {
      const message = 'Cannot Update a mail-enabled security groups and or distribution list.';
      expect(refusalOf(contoso(), change(groups[name], { description: 'x' })).message).toBe(message);
      expect(refusalOf(contoso(), remove('group', { match: { id: groups[name] } })).message).toBe(message);
    },
  );
});

describe('deleting a group', () => {
  it('takes it from its members and from its parents [tenant/4.7-group-soft-delete]', () => {
    const { result } = playSteps(contoso(), [remove('group', { match: { displayName: 'sg-sales' } })]);
    expect(result.events.slice(1)).toMatchObject([
      { by: 'deleted', holder: { type: 'group', row: 1 }, memberType: 'group', left: rowSetOf([0]) },
      { by: 'deleted', holder: { type: 'group', row: 0 }, memberType: 'user', left: rowSetOf([0, 1]) },
    ]);
  });
});

describe('other objects', () => {
  it('creates a device, a contact and a unit', () => {
    const device = create('device', { displayName: 'D', accountEnabled: true });
    const unit = create('administrativeUnit', { displayName: 'U' });
    const mailContact = create('orgContact', { displayName: 'Q', mail: 'q@vendor.example' });
    for (const step of [device, unit, mailContact]) {
      expect(playSteps(contoso(), [step]).result.changed).toHaveLength(1);
    }
    expect(refusalOf(contoso(), create('orgContact', { displayName: 'Q' })).target).toBe('mail');
    expect(refusalOf(contoso(), create('orgContact', { displayName: 'Q', mail: 'x@contoso.com' })).status).toBe(400);
    expect(
      refusalOf(contoso(), update('orgContact', { match: { id: contact } }, { mail: 'x@contoso.com' })).status,
    ).toBe(400);
  });
});
