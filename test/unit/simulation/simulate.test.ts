import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../src/base/index.ts';
import { fingerprintOf } from '../../../src/model/index.ts';
import { addGroup, contoso, contosoClock, dynamicRule, groups, idOf, people } from '../../support/contoso.ts';
import { groupState, movesOf, play } from '../../support/members-of.ts';
import {
  addMembers,
  advance,
  changeSetOf,
  create,
  remove,
  removeMembers,
  update,
  updateUser,
} from '../../support/steps.ts';

/** The base tenant with dynamic group "Sales" in row 6. */
function salesTenant() {
  return contoso((draft) => {
    addGroup(draft, 'DYN-Sales', dynamicRule('user.department -eq "Sales"'), [0, 1]);
  });
}

const readSales = `user.memberOf -any (group.objectId -in ['${groups['SG-Sales']}'])`;

describe('simulate', () => {
  it('moves people when a department is renamed, each because of the own change', () => {
    const step = update('user', { where: 'user.department -eq "Sales"' }, { department: 'Engineering' });
    const outcome = play(salesTenant(), changeSetOf([step]));
    expect(movesOf(outcome)).toEqual([
      { by: 'rule', holder: 5, joined: [0, 1], left: [], because: [0, 1] },
      { by: 'rule', holder: 6, joined: [], left: [0, 1], because: [0, 1] },
    ]);
    expect(outcome.steps).toMatchObject([{ step: 0, status: 'applied', undecided: [] }]);
    expect(groupState(outcome.before, 6).members).toEqual([0, 1]);
    expect(groupState(outcome.after, 6).members).toEqual([]);
  });

  it('names only the changes that a rule can see as causes', () => {
    const outcome = play(
      salesTenant(),
      changeSetOf([updateUser(people.dan, { jobTitle: 'x' }), updateUser(people.dan, { department: 'Sales' })]),
    );
    expect(movesOf(outcome)).toMatchObject([{ joined: [3], because: [1] }]);
  });

  it('leaves undecided people of a where alone and lists them', () => {
    const tenant = contoso((draft) => draft.population('user').setValue(3, 'department', undefined));
    const step = update('user', { where: 'user.department -ne "Sales"' }, { department: 'Sales' });
    const outcome = play(tenant, changeSetOf([step]));
    expect(outcome.steps[0]?.undecided).toEqual([{ type: 'user', row: 3 }]);
    expect(outcome.after.tenant.populations.user.valueAt(3, 'department')).toBeUndefined();
  });

  it('keeps the members of a paused group whatever happens', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'P', dynamicRule('user.department -eq "Sales"', 'Paused'), [4]);
    });
    const outcome = play(tenant, changeSetOf([updateUser(people.dan, { department: 'Sales' })]));
    expect(movesOf(outcome)).toEqual([]);
    expect(groupState(outcome.after, 6)).toMatchObject({ mode: 'paused', members: [4] });
  });

  it('empties an assigned group that becomes dynamic, then applies the rule [rules/10-assigned-to-dynamic]', () => {
    const set = { groupTypes: ['DynamicMembership'], membershipRule: 'user.jobTitle -eq "Sales Manager"' };
    const outcome = play(contoso(), changeSetOf([update('group', { match: { id: groups['SG-Sales'] } }, set)]));
    expect(movesOf(outcome)).toEqual([
      { by: 'emptied', holder: 0, joined: [], left: [0, 1], because: 'step 0' },
      { by: 'rule', holder: 0, joined: [1], left: [], because: [0, 1] },
    ]);
  });

  it('lets people join and leave by time when the clock passes their day [rules/10-time-passes]', () => {
    const tenant = contoso((draft) => {
      draft.population('user').setValue(3, 'employeeHireDate', '2026-03-10T00:00:00Z');
      addGroup(draft, 'NEW', dynamicRule('user.employeeHireDate -le system.now'), []);
    });
    const outcome = play(tenant, changeSetOf([advance('P7D'), advance('P1D')]));
    const clocks = outcome.events.filter(({ kind }) => kind === 'clockAdvanced').map(({ id }) => id);
    expect(movesOf(outcome)).toEqual([{ by: 'rule', holder: 6, joined: [3], left: [], because: [clocks[1]] }]);
    expect(outcome.after.tenant.clock).toBe(contosoClock + 8 * 86_400_000);
  });

  it('applies rules at the old time before the clock moves [tenant/0.1-total-order]', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'MO', dynamicRule(readSales), []);
    });
    const outcome = play(
      tenant,
      changeSetOf([addMembers('SG-Sales', people.cid), advance('P1Y'), addMembers('SG-Sales', people.dan)]),
    );
    expect(groupState(outcome.before, 6)).toMatchObject({ members: [0, 1] });
    expect(groupState(outcome.after, 6)).toMatchObject({ mode: 'frozen', members: [0, 1, 2] });
  });

  it('starts at the clock of the change set, which is an advance of its own', () => {
    const tenant = contoso((draft) => {
      draft.population('user').setValue(3, 'employeeHireDate', '2026-03-10T00:00:00Z');
      addGroup(draft, 'NEW', dynamicRule('user.employeeHireDate -le system.now'), []);
    });
    const start = parseInstant('2026-04-01T00:00:00Z') ?? 0;
    const outcome = play(tenant, changeSetOf([], start));
    expect(groupState(outcome.before, 6).members).toEqual([]);
    expect(outcome.events[0]).toMatchObject({ kind: 'clockAdvanced', to: start, cause: { events: [] } });
    expect(movesOf(outcome)).toMatchObject([{ joined: [3], because: [0] }]);
    expect(outcome.mutations).toMatchObject(
      [{ mutation: { kind: 'changeLinks' } }, { mutation: { kind: 'setClock', after: start } }, {}].slice(1),
    );
    expect(play(tenant, changeSetOf([], contosoClock - 1)).after.tenant.clock).toBe(contosoClock);
  });

  it('follows memberOf rules through the change of a group that they read', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'MO', dynamicRule(`user.memberOf -any (group.objectId -in ['${groups['DYN-Eng']}'])`), []);
    });
    const outcome = play(tenant, changeSetOf([updateUser(people.dan, { department: 'Engineering' })]));
    expect(movesOf(outcome)).toEqual([
      { by: 'rule', holder: 5, joined: [3], left: [], because: [0] },
      { by: 'rule', holder: 6, joined: [3], left: [], because: [1] },
    ]);
  });

  it('takes nobody out of a memberOf group until its rule is edited [rules/8.2-members-stay]', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'MO', dynamicRule(readSales), [0, 1]);
    });
    const left = removeMembers('SG-Sales', people.ann);
    const kept = play(tenant, changeSetOf([left]));
    expect(groupState(kept.after, 6).members).toEqual([0, 1]);
    const both = `user.memberOf -any (group.objectId -in ['${groups['SG-Sales']}', '${groups['SG-Parent']}'])`;
    const edited = play(
      tenant,
      changeSetOf([left, update('group', { match: { id: idOf(1006) } }, { membershipRule: both })]),
    );
    expect(groupState(edited.after, 6).members).toEqual([1]);
  });

  it('thaws a memberOf group when the failed group that it reads is deleted, because of that', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'BAD', dynamicRule('user.employeeType -eq "x"'), []);
      const rule = `user.memberOf -any (group.objectId -in ['${idOf(1006)}', '${groups['SG-Sales']}'])`;
      addGroup(draft, 'MO', dynamicRule(rule), []);
    });
    const outcome = play(tenant, changeSetOf([remove('group', { match: { id: idOf(1006) } })]));
    expect(groupState(outcome.before, 7)).toMatchObject({ mode: 'frozen', members: [] });
    expect(movesOf(outcome)).toEqual([{ by: 'rule', holder: 7, joined: [0, 1], left: [], because: [0] }]);
  });

  it('takes a deleted user out of every group, once', () => {
    const outcome = play(salesTenant(), changeSetOf([remove('user', { match: { id: people.ann } })]));
    expect(movesOf(outcome)).toEqual([
      { by: 'deleted', holder: 0, joined: [], left: [0], because: 'step 0' },
      { by: 'deleted', holder: 2, joined: [], left: [0], because: 'step 0' },
      { by: 'deleted', holder: 6, joined: [], left: [0], because: 'step 0' },
    ]);
    expect(groupState(outcome.after, 6).members).toEqual([1]);
    expect(outcome.mutations.at(-1)?.mutation).toMatchObject({ kind: 'changeLinks', removed: [people.ann] });
  });

  it('lets a created user join because of being created', () => {
    const user = {
      accountEnabled: true,
      displayName: 'F',
      mailNickname: 'f',
      userPrincipalName: 'f@contoso.com',
      department: 'Sales',
    };
    const outcome = play(salesTenant(), changeSetOf([create('user', user)]));
    expect(movesOf(outcome)).toEqual([{ by: 'rule', holder: 6, joined: [5], left: [], because: [0] }]);
  });

  it('settles a dynamic unit (E14)', () => {
    const tenant = contoso((draft) => {
      const rule = { membershipType: 'Dynamic', membershipRule: 'user.department -eq "Sales"' };
      draft.addObject('administrativeUnit', idOf(32), { displayName: 'D', ...rule });
    });
    const outcome = play(tenant, changeSetOf([updateUser(people.dan, { department: 'Sales' })]));
    expect(outcome.events.at(-1)).toMatchObject({
      kind: 'membersChanged',
      holder: { type: 'administrativeUnit', row: 1 },
    });
    expect(groupState(outcome.after, 1, 'administrativeUnit').members).toEqual([0, 1, 3]);
  });

  it('keeps the members of a group whose rule fails when processing is switched on', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'BAD', dynamicRule('nonsense', 'Paused'), [4]);
    });
    const outcome = play(
      tenant,
      changeSetOf([update('group', { match: { id: idOf(1006) } }, { membershipRuleProcessingState: 'On' })]),
    );
    expect(outcome.refusals).toEqual([]);
    expect(groupState(outcome.after, 6)).toMatchObject({ mode: 'failed', members: [4] });
  });

  it('goes on after a refused step, of which nothing is left', () => {
    const outcome = play(
      salesTenant(),
      changeSetOf([
        updateUser(people.dan, { department: 'Sales', employeeId: 'x'.repeat(17) }),
        updateUser(people.cid, { department: 'Sales' }),
      ]),
    );
    expect(outcome.refusals).toMatchObject([{ step: 0, object: { type: 'user', row: 3 }, error: { status: 400 } }]);
    expect(outcome.steps.map(({ status }) => status)).toEqual(['refused', 'applied']);
    expect(groupState(outcome.after, 6).members).toEqual([0, 1, 2]);
  });

  it('changes nothing by an empty change set, and never the tenant it was given', () => {
    const tenant = salesTenant();
    const print = fingerprintOf(tenant);
    const outcome = play(tenant, changeSetOf([]));
    expect(outcome).toMatchObject({ events: [], mutations: [], steps: [], refusals: [] });
    play(tenant, changeSetOf([remove('user', { where: 'user.objectId -ne null' }), advance('P30D')]));
    expect(fingerprintOf(tenant)).toBe(print);
  });

  it('stores what settling found before what the change set did', () => {
    const tenant = contoso((draft) => draft.setLinks('groupMembers', 5, undefined));
    const outcome = play(tenant, changeSetOf([updateUser(people.dan, { department: 'Engineering' })]));
    expect(outcome.mutations).toMatchObject([
      { cause: 'rules before the change set', mutation: { wasKnown: false, added: [people.cid] } },
      { cause: 'step 0' },
      { cause: 'rules at the end', mutation: { added: [people.dan] } },
    ]);
  });

  it('keeps the settled members of a dynamic group that becomes assigned', () => {
    const outcome = play(
      salesTenant(),
      changeSetOf([
        update('group', { match: { id: idOf(1006) } }, { groupTypes: [] }),
        updateUser(people.dan, { department: 'Sales' }),
      ]),
    );
    expect(outcome.after.dynamic.has('group 6')).toBe(false);
    expect(outcome.after.tenant.relations.groupMembers.get(6)?.rows.user?.size).toBe(2);
  });
});
