import { describe, expect, it } from 'vitest';
import { rowSetOf } from '../../../src/base/index.ts';
import { defaultSemantics } from '../../../src/model/index.ts';
import { explainMembership, type MembershipExplanation } from '../../../src/plan/index.ts';
import { holderKey, settle, type Settled } from '../../../src/simulation/index.ts';
import { idOf, type Scene, tenantOf } from '../../support/plan-scene.ts';

const scene: Scene = {
  users: {
    ada: { department: 'Sales', country: 'DE', employeeHireDate: '2026-09-20T00:00:00Z' },
    lin: { department: 'Sales', country: 'CH' },
    eva: { country: 'DE' },
  },
  groups: [
    { name: 'Sales DE', rule: '(user.department -eq "Sales") -and (user.country -eq "DE")' },
    { name: 'Outer', members: ['Inner'] },
    { name: 'Inner', members: ['Outer', 'lin', 'Sales DE'] },
    { name: 'Settled in', rule: 'user.employeeHireDate -le system.now -minus p14d' },
    {
      name: 'Paused',
      rule: 'user.country -eq "DE"',
      exported: ['lin'],
      properties: { membershipRuleProcessingState: 'Paused' },
    },
    { name: 'Never computed', rule: 'user.country -eq "DE"', properties: { membershipRuleProcessingState: 'Paused' } },
    { name: 'Broken', rule: 'user.department -eq', exported: ['ada'] },
    { name: 'Kept', rule: `user.memberOf -any (group.objectId -in ['${idOf('group', 3)}'])`, exported: ['eva'] },
    { name: 'Alone', members: ['ada'] },
    { name: 'Devices', rule: 'device.displayName -eq "x"' },
  ],
};
const names = (scene.groups ?? []).map(({ name }) => name);
const settled: Settled = settle(tenantOf(scene), { semantics: defaultSemantics });

function explain(user: 'ada' | 'lin' | 'eva', group: string): MembershipExplanation {
  const row = { ada: 0, lin: 1, eva: 2 }[user];
  const holder = { type: 'group', row: names.indexOf(group) } as const;
  return explainMembership(settled, 'user', row, holder, { semantics: defaultSemantics });
}

const expressions = (leaves: MembershipExplanation['decidingLeaves']): readonly string[] =>
  leaves.map(({ expression, verdict }) => `${expression} ${verdict}`);

describe('explainMembership of a dynamic group', () => {
  it('gives the conditions that decided and the nearest miss of a member', () => {
    const explanation = explain('ada', 'Sales DE');
    expect(explanation).toMatchObject({
      verdict: 'member',
      mode: 'evaluated',
      needs: [],
      isActive: true,
      isKept: false,
    });
    expect(explanation.clock).toBe('2026-10-01T00:00:00Z');
    expect(explanation.member).toEqual({ id: idOf('user', 1), type: 'user', userPrincipalName: 'ada@contoso.example' });
    expect(expressions(explanation.decidingLeaves)).toEqual([
      'user.department -eq "Sales" true',
      'user.country -eq "DE" true',
    ]);
    expect(expressions(explanation.nearestMiss)).toEqual(['user.department -eq "Sales" true']);
  });

  it('gives what keeps somebody out', () => {
    const explanation = explain('lin', 'Sales DE');
    expect(explanation.verdict).toBe('notMember');
    expect(expressions(explanation.decidingLeaves)).toEqual(['user.country -eq "DE" false']);
    expect(expressions(explanation.nearestMiss)).toEqual(['user.country -eq "DE" false']);
    expect(explanation.explanation?.children).toHaveLength(2);
  });

  it('names what is missing when it cannot be decided', () => {
    expect(explain('eva', 'Sales DE')).toMatchObject({ verdict: 'undecided', needs: ['department'] });
  });

  it('says when time alone can change the verdict', () => {
    expect(explain('ada', 'Settled in')).toMatchObject({ verdict: 'notMember', nextChange: '2026-10-04T00:00:00Z' });
    expect(explain('ada', 'Sales DE').nextChange).toBeUndefined();
  });

  it('lets the last known members count while processing is paused', () => {
    expect(explain('ada', 'Paused')).toMatchObject({ verdict: 'notMember', mode: 'paused', needs: [] });
    expect(explain('ada', 'Paused').explanation?.verdict).toBe('true');
    expect(explain('lin', 'Paused')).toMatchObject({ verdict: 'member', mode: 'paused' });
    expect(explain('lin', 'Paused').diagnostics.map(({ code }) => code)).toEqual(['dynamic/paused']);
  });

  it('is undecided where the members were never computed nor exported', () => {
    expect(explain('ada', 'Never computed')).toMatchObject({ verdict: 'undecided', needs: ['members'] });
  });

  it('keeps the members of a rule that fails and says why', () => {
    const explanation = explain('ada', 'Broken');
    expect(explanation).toMatchObject({ verdict: 'member', mode: 'failed', decidingLeaves: [], nearestMiss: [] });
    expect(explanation.diagnostics[0]?.severity).toBe('error');
    expect(explanation.explanation).toBeUndefined();
  });

  it('says that a memberOf rule keeps whom it once had', () => {
    expect(explain('eva', 'Kept')).toMatchObject({ verdict: 'member', mode: 'evaluated', isKept: true });
    expect(explain('lin', 'Kept')).toMatchObject({ verdict: 'member', isKept: false });
  });

  describe('where the members at hand are not those that the rule gives', () => {
    function explainWith(user: 0 | 1 | 2, group: string, members: readonly number[]): MembershipExplanation {
      const holder = { type: 'group', row: names.indexOf(group) } as const;
      const state = settled.dynamic.get(holderKey(holder));
      if (state === undefined) throw new Error(`${group} is not dynamic`);
      const changed = { ...state, members: rowSetOf(members), undecided: rowSetOf([]) };
      const dynamic = new Map([...settled.dynamic, [holderKey(holder), changed]]);
      return explainMembership({ ...settled, dynamic }, 'user', user, holder, { semantics: defaultSemantics });
    }

    it('says so, and not that a memberOf rule keeps people', () => {
      const none = { isKept: false, differsFromRule: true };
      expect(explainWith(1, 'Sales DE', [1])).toMatchObject({ verdict: 'member', ...none });
      expect(explainWith(0, 'Sales DE', [])).toMatchObject({ verdict: 'notMember', ...none });
      expect(explainWith(2, 'Sales DE', [2])).toMatchObject({ verdict: 'member', ...none });
      expect(explainWith(1, 'Kept', [])).toMatchObject({ verdict: 'notMember', ...none });
    });

    it('says nothing where they are, where the rule rests, and where a memberOf rule keeps somebody', () => {
      expect(explain('ada', 'Sales DE').differsFromRule).toBe(false);
      expect(explain('eva', 'Sales DE').differsFromRule).toBe(false);
      expect(explain('lin', 'Paused').differsFromRule).toBe(false);
      expect(explain('eva', 'Kept')).toMatchObject({ isKept: true, differsFromRule: false });
    });
  });

  it('has no rule to show for an object of another type', () => {
    const explanation = explain('ada', 'Devices');
    expect(explanation.verdict).toBe('notMember');
    expect(explanation.explanation).toBeUndefined();
  });
});

describe('explainMembership of an assigned group', () => {
  it('tells a direct member from a nested one', () => {
    expect(explain('ada', 'Alone')).toMatchObject({ verdict: 'member', mode: 'assigned', nestedPath: [] });
    const path = explain('lin', 'Outer').nestedPath.map(({ displayName }) => displayName);
    expect(path).toEqual(['Outer', 'Inner']);
  });

  it('follows nesting through dynamic groups', () => {
    expect(explain('ada', 'Outer').nestedPath.map(({ displayName }) => displayName)).toEqual([
      'Outer',
      'Inner',
      'Sales DE',
    ]);
  });

  it('is undecided when a nested group is', () => {
    expect(explain('eva', 'Outer')).toMatchObject({ verdict: 'undecided', needs: ['members'] });
  });

  it('walks a circle of groups once', () => {
    expect(explain('lin', 'Alone')).toMatchObject({ verdict: 'notMember', nestedPath: [] });
  });

  it('is undecided when the members are not in the export', () => {
    const tenant = tenantOf({ users: { ada: {} }, groups: [{ name: 'A' }] });
    const unknown = { ...tenant, relations: { ...tenant.relations, groupMembers: new Map() } };
    const state = settle(unknown, { semantics: defaultSemantics });
    const explanation = explainMembership(state, 'user', 0, { type: 'group', row: 0 }, { semantics: defaultSemantics });
    expect(explanation).toMatchObject({ verdict: 'undecided', needs: ['members'] });
  });
});
