import { describe, expect, it } from 'vitest';
import { rowSetOf } from '../../../src/base/index.ts';
import {
  addGroup,
  addUser,
  contact,
  contoso,
  dynamicRule,
  groups,
  idOf,
  laptop,
  people,
  unitWest,
} from '../../support/contoso.ts';
import { playSteps, refusalOf } from '../../support/play-step.ts';
import { addMembers, addToUnit, create, removeMembers, update } from '../../support/steps.ts';

describe('adding members', () => {
  it('adds people by id, userPrincipalName, mail and name', () => {
    const { result, tenant } = playSteps(contoso(), [
      addMembers('SG-Sales', people.cid, 'DAN@contoso.com', 'eve@fabrikam.com', 'LAPTOP-1'),
    ]);
    expect(result.refusal).toBeUndefined();
    expect(tenant.relations.groupMembers.get(0)?.rows.user?.size).toBe(5);
    expect(tenant.relations.groupMembers.get(0)?.rows.device?.size).toBe(1);
    expect(result.mutations).toMatchObject([{ added: [people.cid, people.dan, people.eve, laptop], removed: [] }]);
    expect(result.events).toMatchObject([
      { by: 'assigned', memberType: 'user', joined: rowSetOf([2, 3, 4]) },
      { by: 'assigned', memberType: 'device', joined: rowSetOf([0]) },
    ]);
  });

  it('takes more than the 20 references of one request, because a step may stand for several', () => {
    const ids = Array.from({ length: 25 }, (_, index) => idOf(500 + index));
    const tenant = contoso((draft) => {
      for (const [index, id] of ids.entries()) addUser(draft, id, `u${index}`);
    });
    expect(playSteps(tenant, [addMembers('SG-Parent', ...ids)]).result.changed).toHaveLength(1);
  });

  it('refuses who is a member already (D14) [tenant/4.3-already-member]', () => {
    expect(refusalOf(contoso(), addMembers('SG-Sales', people.cid, people.ann))).toMatchObject({
      status: 400,
      message: "One or more added object references already exist for the following modified properties: 'members'.",
    });
  });

  it('does not find a random id (D15) [tenant/0.2-not-found]', () => {
    expect(refusalOf(contoso(), addMembers('SG-Sales', idOf(77)))).toMatchObject({
      status: 404,
      code: 'Request_ResourceNotFound',
      message: `Resource '${idOf(77)}' does not exist or one of its queried reference-property objects are not present.`,
    });
  });

  it.each([
    ['M365-Mkt', groups['SG-Sales'], 'D16'],
    ['SG-Parent', groups['M365-Mkt'], 'D17'],
    ['M365-Mkt', laptop, 'D18'],
    ['M365-Mkt', contact, 'C18'],
    ['SG-Parent', groups['DL-All'], 'D 4.3'],
    ['SG-Parent', unitWest, 'D 4.3'],
    ['SG-Sales', groups['SG-Sales'], 'D20'],
  ])('refuses in %s the member %s (%s) [tenant/4.3-member-types] [tenant/4.3-self-member]', (holder, member) => {
    expect(refusalOf(contoso(), addMembers(holder, member))).toMatchObject({
      status: 400,
      code: 'Request_BadRequest',
      diagnostic: { code: 'changes/member-type' },
    });
  });

  it.each([laptop, contact, groups['SG-Parent']])('takes %s into a security group (D18, C18, D19)', (member) => {
    expect(playSteps(contoso(), [addMembers('SG-Sales', member)]).result.refusal).toBeUndefined();
  });

  it('takes no groups and devices into a role-assignable group (D S26)', () => {
    const tenant = contoso((draft) => draft.population('group').setValue(1, 'isAssignableToRole', true));
    expect(refusalOf(tenant, addMembers('SG-Parent', laptop)).status).toBe(400);
  });

  it('refuses a dynamic group (D21) [tenant/4.3-dynamic-members] [rules/10-no-manual-members]', () => {
    expect(refusalOf(contoso(), addMembers('DYN-Eng', people.ann))).toMatchObject({
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
  });

  it.each(['DL-All', 'MESG-Fin'])('refuses %s, which Exchange owns (D22) [tenant/4.3-exchange-owned]', (name) => {
    expect(refusalOf(contoso(), addMembers(name, people.ann)).message).toBe(
      'Cannot Update a mail-enabled security groups and or distribution list.',
    );
  });

  it('refuses the same member under two names (D25) [tenant/4.3-named-twice]', () => {
    expect(refusalOf(contoso(), addMembers('SG-Parent', people.ann, 'ann@contoso.com')).message).toBe(
      `Object '[${people.ann}]' referenced from '[${groups['SG-Parent']}]' can only be present once as an add/remove change.`,
    );
  });

  it('refuses a synced group [tenant/1.1-synced-read-only]', () => {
    const tenant = contoso((draft) => draft.population('group').setValue(0, 'onPremisesSyncEnabled', true));
    expect(refusalOf(tenant, addMembers('SG-Sales', people.cid)).diagnostic?.code).toBe('changes/synced-object');
  });

  it('leaves everybody undecided when the members are not known', () => {
    const tenant = contoso((draft) => draft.setLinks('groupMembers', 0, undefined));
    const { result } = playSteps(tenant, [addMembers('SG-Sales', people.cid)]);
    expect(result).toMatchObject({ mutations: [], changed: [], undecided: [{ type: 'user', row: 2 }] });
    expect(result.notes.map(({ code }) => code)).toEqual(['changes/members-not-known']);
  });

  it('lists the candidates of an ambiguous name, and near names of an unknown one', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'X', { ...dynamicRule('user.city -eq "x"'), displayName: 'Twin', mailNickname: 'a' }, []);
      addGroup(draft, 'Y', { ...dynamicRule('user.city -eq "x"'), displayName: 'Twin', mailNickname: 'b' }, []);
    });
    expect(refusalOf(tenant, addMembers('twin', people.ann)).diagnostic).toMatchObject({
      code: 'changes/ambiguous-name',
    });
    expect(refusalOf(tenant, addMembers('twin', people.ann)).diagnostic?.hint).toContain('Twin (group ');
    expect(refusalOf(tenant, addMembers('SG-Sale', people.ann)).diagnostic?.hint).toContain('SG-Sales');
  });
});

describe('removing members', () => {
  it('removes a direct member', () => {
    const { result } = playSteps(contoso(), [removeMembers('SG-Sales', people.ann)]);
    expect(result.mutations).toMatchObject([{ added: [], removed: [people.ann] }]);
    expect(result.events).toMatchObject([{ by: 'assigned', left: rowSetOf([0]) }]);
  });

  it('does not find who is no member [tenant/4.3-not-a-member]', () => {
    expect(refusalOf(contoso(), removeMembers('SG-Sales', people.cid)).status).toBe(404);
  });
});

describe('administrative units', () => {
  it('takes users, groups and devices, but no units and contacts (E12) [tenant/8-unit-members]', () => {
    const { result } = playSteps(contoso(), [addToUnit('AU-West', people.ann, groups['SG-Sales'], laptop)]);
    expect(result.changed).toEqual([{ type: 'administrativeUnit', row: 0 }]);
    const second = contoso((draft) => draft.addObject('administrativeUnit', idOf(32), { displayName: 'AU-East' }));
    expect(refusalOf(second, addToUnit('AU-West', idOf(32))).status).toBe(400);
    expect(refusalOf(second, addToUnit('AU-West', contact)).status).toBe(400);
  });

  it('takes an object into 30 units (E13) [tenant/8-thirty-units]', () => {
    const tenant = contoso((draft) => {
      for (let index = 0; index < 30; index++) {
        const { row } = draft.addObject('administrativeUnit', idOf(600 + index), { displayName: `U${index}` });
        draft.setLinks('unitMembers', row, { rows: { user: rowSetOf([0]) }, unresolved: [] });
      }
    });
    expect(refusalOf(tenant, addToUnit('AU-West', people.ann)).diagnostic?.code).toBe('changes/limit');
  });

  it('are made dynamic like groups, with a rule that reads no groups [tenant/8-dynamic-unit] [tenant/8-no-member-of]', () => {
    const rule = (membershipRule: string) =>
      update('administrativeUnit', { match: { id: unitWest } }, { membershipType: 'Dynamic', membershipRule });
    const { tenant } = playSteps(contoso(), [addToUnit('AU-West', people.ann), rule('user.department -eq "Sales"')]);
    expect(tenant.relations.unitMembers.get(0)).toEqual({ rows: {}, unresolved: [] });
    expect(tenant.populations.administrativeUnit.valueAt(0, 'membershipRuleProcessingState')).toBe('On');
    const memberOf = `user.memberOf -any (group.objectId -in ['${groups['SG-Sales']}'])`;
    expect(refusalOf(contoso(), rule(memberOf)).message).toBe("Unsupported property 'memberOf'");
  });

  it('are restricted a hundred times at most [tenant/8-hundred-restricted]', () => {
    const tenant = contoso((draft) => {
      for (let index = 0; index < 100; index++) {
        draft.addObject('administrativeUnit', idOf(700 + index), {
          displayName: `R${index}`,
          isMemberManagementRestricted: true,
        });
      }
    });
    const step = create('administrativeUnit', { displayName: 'One more', isMemberManagementRestricted: true });
    expect(refusalOf(tenant, step).diagnostic?.code).toBe('changes/limit');
  });
});
