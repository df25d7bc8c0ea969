import { describe, expect, it } from 'vitest';
import { defaultSemantics, fingerprintOf } from '../../../src/model/index.ts';
import type { PlanDocument, PlanMembership } from '../../../src/plan/index.ts';
import {
  changesOf,
  idOf,
  planOf,
  type Scene,
  type SceneStep,
  tenantOf,
  updateGroup,
  updateUser,
  upnOf,
} from '../../support/plan-scene.ts';

const day = 86_400_000;
const scene: Scene = {
  users: {
    ada: { department: 'Sales', country: 'DE', jobTitle: 'Lead', employeeHireDate: '2026-09-20T00:00:00Z' },
    lin: { department: 'Sales', country: 'DE', jobTitle: 'Rep', employeeHireDate: '2026-09-01T00:00:00Z' },
    noor: { department: 'HR', country: 'CH', jobTitle: 'Rep', employeeHireDate: '2020-01-01T00:00:00Z' },
    eva: { department: 'HR', country: 'DE', jobTitle: 'Rep' },
  },
  groups: [
    { name: 'Sales DE', rule: '(user.department -eq "Sales") -and (user.country -eq "DE")' },
    { name: 'Project', members: ['ada', 'noor'] },
    { name: 'Settled in', rule: 'user.employeeHireDate -le system.now -minus p14d' },
  ],
};
const becomeDynamic = updateGroup('Project', {
  groupTypes: ['DynamicMembership'],
  membershipRule: 'user.department -eq "Sales"',
  membershipRuleProcessingState: 'On',
});

/** `leave lin Sales DE`, with a mark for transient ones. */
function lines({ effects }: PlanDocument): readonly string[] {
  return effects.memberships.map(
    ({ action, transient, member, group }) =>
      `${action}${transient ? '~' : ''} ${(member.userPrincipalName ?? '').split('@')[0] ?? ''} ${group.displayName ?? ''}`,
  );
}

function entryOf(plan: PlanDocument, line: string): PlanMembership {
  const found = plan.effects.memberships[lines(plan).indexOf(line)];
  if (found === undefined) throw new Error(`no "${line}" among ${lines(plan).join('; ')}`);
  return found;
}

function textsOf(plan: PlanDocument, line: string): readonly string[] {
  return entryOf(plan, line).because.map(({ text }) => text);
}

describe('reasons', () => {
  it('lead from the condition that turned false over the changed property to the step', () => {
    const { plan } = planOf(scene, [updateUser('lin', { country: 'CH', jobTitle: 'x' })]);
    expect(entryOf(plan, 'leave lin Sales DE')).toEqual({
      group: { id: idOf('group', 1), type: 'group', displayName: 'Sales DE' },
      member: { id: idOf('user', 2), type: 'user', userPrincipalName: upnOf('lin') },
      action: 'leave',
      transient: false,
      because: [
        {
          kind: 'leaf',
          expression: 'user.country -eq "DE"',
          property: 'country',
          value: 'CH',
          holds: false,
          text: 'user.country -eq "DE" is false: country is "CH"',
        },
        { kind: 'change', property: 'country', before: 'DE', after: 'CH', text: 'country changes from "DE" to "CH"' },
        {
          kind: 'step',
          step: 0,
          line: 3,
          text: 'step 1: update user userPrincipalName "lin@contoso.example": set country, jobTitle',
        },
      ],
    });
  });

  it('name only the conditions that read otherwise before', () => {
    const { plan } = planOf(scene, [updateUser('eva', { department: 'Sales' })]);
    expect(textsOf(plan, 'join eva Sales DE')).toEqual([
      'user.department -eq "Sales" is true: department is "Sales"',
      'department changes from "HR" to "Sales"',
      'step 1: update user userPrincipalName "eva@contoso.example": set department',
    ]);
  });

  it('name the rule when the rule changed', () => {
    const { plan } = planOf(scene, [updateGroup('Sales DE', { membershipRule: 'user.country -eq "CH"' })]);
    expect(entryOf(plan, 'join noor Sales DE').because[1]).toEqual({
      kind: 'rule',
      before: '(user.department -eq "Sales") -and (user.country -eq "DE")',
      after: 'user.country -eq "CH"',
      text: 'the rule of "Sales DE" changes',
    });
    expect(textsOf(plan, 'leave ada Sales DE')[0]).toBe('user.country -eq "CH" is false: country is "DE"');
  });

  it('name the clock when only time passed', () => {
    const { plan } = planOf(scene, [{ kind: 'advance', duration: 'P7D', milliseconds: 7 * day }]);
    expect(textsOf(plan, 'join ada Settled in')).toEqual([
      'user.employeeHireDate -le system.now -minus p14d is true: employeeHireDate is "2026-09-20T00:00:00Z"',
      'the clock moves from 2026-10-01T00:00:00Z to 2026-10-08T00:00:00Z',
      'step 1: advance the clock by P7D',
    ]);
  });

  it('end at the clock of the change set where no step is behind it', () => {
    const { plan } = planOf(scene, changesOf([], 'later.yaml', '2026-10-08T00:00:00Z'));
    expect(entryOf(plan, 'join ada Settled in').because.map(({ kind }) => kind)).toEqual(['leaf', 'clock']);
    expect(textsOf(plan, 'join ada Settled in')[1]).toContain('where the change set starts');
  });

  it('say who was created or deleted', () => {
    const { plan } = planOf(scene, [
      { kind: 'delete', type: 'user', match: { userPrincipalName: upnOf('lin') } },
      {
        kind: 'create',
        type: 'user',
        with: {
          userPrincipalName: upnOf('new'),
          displayName: 'New',
          mailNickname: 'new',
          accountEnabled: true,
          department: 'Sales',
          country: 'DE',
          passwordProfile: { password: 'x' },
        },
      },
    ]);
    expect(plan.refusals).toEqual([]);
    expect(textsOf(plan, 'leave lin Sales DE')).toEqual([
      'user "lin@contoso.example" is deleted',
      'step 1: delete user userPrincipalName "lin@contoso.example"',
    ]);
    expect(entryOf(plan, 'join new Sales DE').because.map(({ kind }) => kind)).toEqual([
      'leaf',
      'leaf',
      'created',
      'step',
    ]);
  });

  it('follow a memberOf rule through the group that it reads', () => {
    const memberOf: Scene = {
      ...scene,
      groups: [
        ...(scene.groups ?? []),
        { name: 'Readers', rule: `user.memberOf -any (group.objectId -in ['${idOf('group', 1)}'])` },
      ],
    };
    const { plan } = planOf(memberOf, [updateUser('eva', { department: 'Sales' })]);
    const because = entryOf(plan, 'join eva Readers').because;
    expect(because.map(({ kind }) => kind)).toEqual(['leaf', 'membership', 'change', 'step']);
    expect(because[1]).toMatchObject({ action: 'join', group: { displayName: 'Sales DE' }, text: 'joins "Sales DE"' });
  });

  it('name the step alone for assigned members', () => {
    const { plan } = planOf(scene, [
      { kind: 'addMembers', holderType: 'group', holder: 'Project', members: [upnOf('lin')] },
      { kind: 'removeMembers', holderType: 'group', holder: 'Project', members: [upnOf('noor')] },
    ]);
    expect(textsOf(plan, 'join lin Project')).toEqual(['step 1: add "lin@contoso.example" to group "Project"']);
    expect(textsOf(plan, 'leave noor Project')).toEqual(['step 2: remove "noor@contoso.example" from group "Project"']);
  });

  it('are there for every effect, and end at a step', () => {
    const { plan } = planOf(scene, [
      becomeDynamic,
      updateUser('lin', { department: 'HR' }),
      updateUser('eva', { department: 'Sales' }),
      { kind: 'advance', duration: 'P60D', milliseconds: 60 * day },
    ]);
    expect(plan.effects.memberships.length).toBeGreaterThan(4);
    for (const { because } of plan.effects.memberships) expect(because.at(-1)?.kind).toBe('step');
  });

  it('stay short for a rule of many conditions', () => {
    const rule = Array.from({ length: 12 }, (_, index) => `(user.department -eq "D${index}")`).join(' -or ');
    const { plan } = planOf(scene, [updateGroup('Sales DE', { membershipRule: rule })]);
    const because = entryOf(plan, 'leave ada Sales DE').because;
    expect(because.filter(({ kind }) => kind === 'leaf')).toHaveLength(5);
    expect(because[5]).toEqual({ kind: 'moreLeaves', count: 7, text: '7 more conditions likewise' });
  });
});

describe('transient effects', () => {
  it('show that a group which becomes dynamic first loses everybody', () => {
    const { plan } = planOf(scene, [becomeDynamic]);
    expect(lines(plan)).toEqual(['leave noor Project', 'leave~ ada Project', 'join lin Project']);
    expect(plan.summary).toMatchObject({ joins: 1, leaves: 1, transient: 1 });
    expect(textsOf(plan, 'leave~ ada Project')[0]).toBe(
      '"Project" becomes dynamic, which first removes all its assigned members',
    );
    expect(textsOf(plan, 'leave noor Project').slice(0, 2)).toEqual([
      'user.department -eq "Sales" is false: department is "HR"',
      '"Project" becomes dynamic, which first removes all its assigned members',
    ]);
  });

  it('show what a later step undoes, when time passes in between', () => {
    const { plan } = planOf(scene, [
      updateUser('lin', { country: 'CH' }),
      { kind: 'advance', duration: 'P1D', milliseconds: day },
      updateUser('lin', { country: 'DE' }),
      updateUser('eva', { department: 'Sales' }),
      { kind: 'advance', duration: 'P1D', milliseconds: day },
      updateUser('eva', { department: 'HR' }),
    ]);
    expect(lines(plan).filter((line) => line.includes('Sales DE'))).toEqual([
      'leave~ lin Sales DE',
      'join~ eva Sales DE',
    ]);
    expect(textsOf(plan, 'leave~ lin Sales DE')).toEqual([
      'country changes from "DE" to "CH"',
      'step 1: update user userPrincipalName "lin@contoso.example": set country',
    ]);
  });
});

describe('undecided memberships', () => {
  it('mark as new those that could be decided before, and say what is missing', () => {
    const { plan } = planOf(scene, [
      updateGroup('Sales DE', {
        membershipRule: '(user.department -eq "HR") -and (user.employeeHireDate -le system.now)',
      }),
    ]);
    const own = plan.effects.undecided.filter(({ group }) => group.displayName === 'Sales DE');
    expect(own).toEqual([
      {
        group: { id: idOf('group', 1), type: 'group', displayName: 'Sales DE' },
        member: { id: idOf('user', 4), type: 'user', userPrincipalName: upnOf('eva') },
        needs: ['employeeHireDate'],
        new: true,
      },
    ]);
    expect(plan.summary).toMatchObject({ undecided: 2, newUndecided: 1 });
  });

  it('list those that were undecided before as not new', () => {
    const { plan } = planOf(scene, [updateUser('ada', { country: 'CH' })]);
    expect(
      plan.effects.undecided.map(({ member, needs, new: isNew }) => [member.userPrincipalName, needs, isNew]),
    ).toEqual([[upnOf('eva'), ['employeeHireDate'], false]]);
  });

  it('count what the change does not touch beyond a thousand, and list all that it touches', () => {
    const users = Object.fromEntries(
      Array.from({ length: 1200 }, (_, index) => [`u${index}`, { department: 'Sales' }]),
    );
    const groups = [{ name: 'Hidden', rule: 'user.jobTitle -eq "x"' }];
    const untouched = planOf({ users, groups }, [updateUser('u1', { country: 'CH' })]).plan;
    expect(untouched.effects.undecided).toHaveLength(1000);
    expect(untouched.effects.undecidedNotListed).toEqual([
      { group: { id: idOf('group', 1), type: 'group', displayName: 'Hidden' }, count: 200 },
    ]);
    expect(untouched.summary).toMatchObject({ undecided: 1200, newUndecided: 0 });
    const touched = planOf({ users, groups }, [
      updateGroup('Hidden', { membershipRule: 'user.jobTitle -eq "y"' }),
    ]).plan;
    expect(touched.effects.undecided).toHaveLength(1200);
    expect(touched.effects.undecidedNotListed).toEqual([]);
  });

  it('list objects for which a condition of a step is undecided with the step', () => {
    const { plan } = planOf(scene, [
      { kind: 'update', type: 'user', where: 'user.employeeHireDate -le system.now', set: { city: 'Bonn' } },
    ]);
    expect(plan.steps[0]).toMatchObject({
      undecidedCount: 1,
      undecided: [{ id: idOf('user', 4), userPrincipalName: upnOf('eva') }],
      target: { count: 3, where: 'user.employeeHireDate -le system.now' },
    });
    expect(plan.summary.whereUndecided).toBe(1);
  });
});

describe('steps', () => {
  it('say what they are about, where they stand and what they changed', () => {
    const { plan } = planOf(scene, [
      { kind: 'update', type: 'user', where: 'user.country -eq "DE"', set: { country: 'FR' } },
      updateUser('noor', { department: 'HR' }),
      updateUser('ghost', { department: 'HR' }),
      { kind: 'addMembers', holderType: 'group', holder: 'Project', members: [upnOf('lin'), upnOf('eva')] },
    ]);
    expect(plan.steps).toEqual([
      {
        index: 0,
        kind: 'update',
        status: 'applied',
        target: { type: 'user', where: 'user.country -eq "DE"', count: 3 },
        changes: [{ property: 'country', before: 'DE', after: 'FR', count: 3 }],
        joins: 0,
        leaves: 0,
        undecided: [],
        undecidedCount: 0,
        text: 'update user where user.country -eq "DE": set country',
        line: 3,
      },
      expect.objectContaining({ index: 1, status: 'unchanged', changes: [], line: 4 }),
      expect.objectContaining({ index: 2, status: 'refused', line: 5 }),
      expect.objectContaining({ index: 3, status: 'applied', joins: 2, text: 'add 2 members to group "Project"' }),
    ]);
    expect(plan.steps[3]?.target.object?.displayName).toBe('Project');
    expect(plan).toMatchObject({
      complete: false,
      summary: { steps: 4, stepsApplied: 2, refusals: 1, objectsChanged: 4 },
      refusals: [{ step: 2, line: 5, error: { status: 404 } }],
    });
  });

  it('list ten pairs of values of a property and count the rest', () => {
    const users = Object.fromEntries(
      Array.from({ length: 14 }, (_, index) => [
        `u${index}`,
        { department: 'D', city: index < 3 ? 'Bonn' : `C${index}` },
      ]),
    );
    const { plan } = planOf({ users }, [
      { kind: 'update', type: 'user', where: 'user.department -eq "D"', set: { city: 'Ulm', jobTitle: 'x' } },
    ]);
    const changes = plan.steps[0]?.changes ?? [];
    const cities = changes.filter(({ property }) => property === 'city');
    expect(cities).toHaveLength(11);
    expect(cities[0]).toEqual({ property: 'city', before: 'Bonn', after: 'Ulm', count: 3 });
    expect(cities[10]).toEqual({ property: 'city', count: 2, otherPairs: 2 });
    expect(changes.at(-1)).toEqual({ property: 'jobTitle', after: 'x', count: 14 });
  });
});

describe('drift', () => {
  const drifting: Scene = {
    ...scene,
    groups: [
      {
        name: 'Sales DE',
        rule: '(user.department -eq "Sales") -and (user.country -eq "DE")',
        exported: ['ada', 'noor'],
      },
      {
        name: 'Settled in',
        rule: 'user.employeeHireDate -le system.now -minus p14d',
        exported: ['lin', 'noor', 'eva'],
      },
    ],
  };

  it('compares exported and computed members before the change and is no effect', () => {
    const { plan } = planOf(drifting, []);
    expect(plan.drift).toEqual({ groups: 1, notExported: 1, notComputed: 1 });
    expect(plan.summary).toMatchObject({ drift: 2, joins: 0, leaves: 0 });
    expect(plan.effects.memberships).toEqual([]);
  });
});

describe('loops and notes', () => {
  it('report rules that read each other with their sequence', () => {
    const rule = (number: number): string => `user.memberOf -any (group.objectId -in ['${idOf('group', number)}'])`;
    const groups = [
      { name: 'A', rule: rule(2) },
      { name: 'B', rule: rule(1) },
    ];
    const { plan } = planOf({ users: {}, groups }, []);
    expect(plan.loops).toHaveLength(1);
    expect(plan.loops[0]).toMatchObject({ new: false });
    expect(plan.loops[0]?.sequence.map(({ displayName }) => displayName)).toEqual(['A', 'B', 'A']);
    expect(plan.loops[0]?.text).toBe('rules read each other in a circle: "A" -> "B" -> "A" (at rest after 1 round)');
  });

  it('say when a group stops being evaluated, and how many are not', () => {
    const { plan } = planOf(scene, [updateGroup('Sales DE', { membershipRuleProcessingState: 'Paused' })]);
    expect(plan.notes.map(({ code }) => code)).toEqual(['group-paused', 'groups-not-evaluated']);
    expect(plan.notes[0]?.text).toContain('"Sales DE" is paused and keeps its last members');
    expect(plan.notes[1]?.text).toBe('dynamic groups that are not evaluated: 1 paused');
  });

  it('say of how many groups the members are not known', () => {
    const groups = [{ name: 'P', rule: 'user.city -eq "x"', properties: { membershipRuleProcessingState: 'Paused' } }];
    const { plan } = planOf({ users: { ada: {} }, groups }, []);
    expect(plan.notes.map(({ code }) => code)).toEqual(['groups-not-evaluated', 'members-not-known']);
  });
});

describe('the document', () => {
  it('states the tenant as it rests, the change set and what differs from the recommended semantics', () => {
    const tenant = tenantOf(scene);
    const changes = changesOf([{ kind: 'advance', duration: 'P1D', milliseconds: day }], 'dir/later.yaml');
    const semantics = { ...defaultSemantics, 'quoted-boolean': 'accept' };
    const { plan } = planOf(tenant, changes, { semantics });
    expect(plan).toMatchObject({
      formatVersion: '1.0',
      tool: 'tenantlab/0.1.0',
      tenant: {
        fingerprint: fingerprintOf(tenant),
        clock: '2026-10-01T00:00:00Z',
        clockAfter: '2026-10-02T00:00:00Z',
        displayName: 'Contoso',
        users: 4,
        groups: 3,
      },
      changes: { name: 'dir/later.yaml', text: changes.source.text },
      semantics: [{ name: 'quoted-boolean', value: 'accept' }],
      complete: true,
    });
    expect(plan.effects.licenses).toEqual([]);
  });

  it('lists leaves before joins, lasting before transient, then groups and members by name', () => {
    const steps: readonly SceneStep[] = [
      becomeDynamic,
      updateUser('noor', { department: 'Sales', country: 'DE' }),
      updateUser('eva', { department: 'Sales' }),
      updateUser('ada', { department: 'HR' }),
      updateUser('lin', { country: 'CH' }),
    ];
    expect(lines(planOf(scene, steps).plan)).toEqual([
      'leave ada Project',
      'leave ada Sales DE',
      'leave lin Sales DE',
      'leave~ noor Project',
      'join eva Project',
      'join lin Project',
      'join eva Sales DE',
      'join noor Sales DE',
    ]);
  });

  it('is equal for equal inputs', () => {
    const steps = [becomeDynamic, updateUser('lin', { country: 'CH' })];
    expect(JSON.stringify(planOf(scene, steps).plan)).toBe(JSON.stringify(planOf(scene, steps).plan));
  });
});
