import { describe, expect, it } from 'vitest';
import type { Guardrails } from '../../../src/plan/index.ts';
import { idOf, planOf, type Scene, type SceneStep, updateGroup, updateUser } from '../../support/plan-scene.ts';

const scene: Scene = {
  users: {
    ada: { department: 'Sales' },
    bob: { department: 'Sales' },
    breakglass1: { department: 'IT', displayName: 'Emergency' },
    eva: {},
  },
  groups: [
    { name: 'Sales', rule: 'user.department -eq "Sales"' },
    { name: 'Marketing', rule: 'user.department -eq "Marketing"' },
    { name: 'Project', members: ['ada', 'bob'] },
  ],
};
const bothMove: readonly SceneStep[] = [
  updateUser('ada', { department: 'Marketing' }),
  updateUser('bob', { department: 'Marketing' }),
];
const conversion: readonly SceneStep[] = [
  updateGroup('Project', {
    groupTypes: ['DynamicMembership'],
    membershipRule: 'user.department -eq "Sales"',
    membershipRuleProcessingState: 'On',
  }),
];

function resultOf(guardrails: Guardrails, steps: readonly SceneStep[]) {
  const { guardrails: results } = planOf(scene, steps, { guardrails }).plan;
  expect(results).toHaveLength(1);
  return results[0];
}

describe('guardrails that limit numbers', () => {
  it.each<[Guardrails, boolean, number, readonly string[]]>([
    [{ maxLeavesPerGroup: 2 }, true, 2, []],
    [{ maxLeavesPerGroup: 1 }, false, 2, ['"Sales" has 2 leaves']],
    [{ maxJoinsPerGroup: 1 }, false, 2, ['"Marketing" has 2 joins']],
    [{ maxJoins: 2 }, true, 2, []],
    [{ maxJoins: 1 }, false, 2, []],
    [{ maxLeaves: 0 }, false, 2, []],
  ])('%o: ok %s, actual %i', (guardrails, ok, actual, violations) => {
    expect(resultOf(guardrails, bothMove)).toMatchObject({
      ok,
      actual,
      violations,
      limit: Object.values(guardrails)[0] as number,
    });
  });

  it('counts transient leaves, because they happen', () => {
    expect(resultOf({ maxLeavesPerGroup: 1 }, conversion)).toMatchObject({ ok: false, actual: 2 });
  });
});

describe('protected users', () => {
  it.each<[string, string, readonly SceneStep[], string]>([
    ['a membership', 'ada@*', bothMove, 'ada@contoso.example changes department, joins "Marketing", leaves "Sales"'],
    [
      'a property',
      'BREAKGLASS*',
      [updateUser('breakglass1', { jobTitle: 'x' })],
      'breakglass1@contoso.example changes jobTitle',
    ],
    [
      'a property, named by display name',
      'emergency',
      [updateUser('breakglass1', { jobTitle: 'x' })],
      'breakglass1@contoso.example changes jobTitle',
    ],
    [
      'deletion, named by id',
      idOf('user', 3),
      [{ kind: 'delete', type: 'user', match: { mailNickname: 'breakglass1' } }],
      'breakglass1@contoso.example is deleted',
    ],
    [
      'a new name that no longer matches',
      'breakglass*',
      [updateUser('breakglass1', { userPrincipalName: 'x@contoso.example' })],
      'x@contoso.example changes userPrincipalName',
    ],
  ])('fails for %s', (_what, pattern, steps, violation) => {
    const result = resultOf({ protectedUsers: [pattern] }, steps);
    expect(result).toMatchObject({ ok: false, actual: 1, limit: 0 });
    expect(result?.violations[0]?.split(/, | (?=changes|joins|leaves|is )/).toSorted()).toEqual(
      violation.split(/, | (?=changes|joins|leaves|is )/).toSorted(),
    );
  });

  it('holds when only others are touched', () => {
    expect(resultOf({ protectedUsers: ['breakglass*'] }, bothMove)).toMatchObject({
      ok: true,
      message: 'protected users are not touched',
      warnings: [],
    });
  });

  it('warns about a pattern that names nobody, and holds', () => {
    expect(resultOf({ protectedUsers: ['brekglass*', 'ada@*'] }, [updateUser('bob', { jobTitle: 'x' })])).toMatchObject(
      {
        ok: true,
        warnings: ['the pattern "brekglass*" names nobody'],
      },
    );
  });
});

describe('protected groups', () => {
  it.each<[string, string, readonly SceneStep[], string]>([
    ['members that change', 'sales', bothMove, 'Sales loses 2 members'],
    [
      'a changed rule',
      'Sales',
      [updateGroup('Sales', { membershipRule: 'user.department -eq "sales"' })],
      'Sales changes membershipRule',
    ],
    [
      'a changed property, named by mailNickname',
      'group3',
      [updateGroup('Project', { description: 'x' })],
      'Project changes description',
    ],
    [
      'deletion',
      'Pro*',
      [{ kind: 'delete', type: 'group', match: { displayName: 'Project' } }],
      'Project is deleted, loses 2 members',
    ],
  ])('fails for %s', (_what, pattern, steps, violation) => {
    const result = resultOf({ protectedGroups: [pattern] }, steps);
    expect(result?.ok).toBe(false);
    expect([...(result?.violations ?? [])].map((text) => text.split(', ').toSorted().join(', '))).toEqual([
      violation.split(', ').toSorted().join(', '),
    ]);
  });

  it('holds when other groups change', () => {
    expect(resultOf({ protectedGroups: ['Project'] }, bothMove)?.ok).toBe(true);
  });
});

describe('the guardrail no-undecided', () => {
  it('counts undecided memberships, also those that the change does not touch', () => {
    expect(resultOf({ noUndecided: true }, bothMove)).toMatchObject({
      id: 'no-undecided',
      ok: false,
      actual: 2,
      message: '2 undecided memberships',
    });
  });

  it('counts objects that a condition of a step leaves alone', () => {
    const { plan } = planOf(
      { users: { eva: {} } },
      [{ kind: 'update', type: 'user', where: 'user.department -eq "Sales"', set: { jobTitle: 'x' } }],
      { guardrails: { noUndecided: true } },
    );
    expect(plan.guardrails[0]).toMatchObject({ ok: false, actual: 1 });
  });

  it('holds when everything is decided, and says nothing when it is off', () => {
    const decided: Scene = { ...scene, users: { ada: { department: 'Sales' }, bob: { department: 'Sales' } } };
    expect(planOf(decided, bothMove, { guardrails: { noUndecided: true } }).plan.guardrails[0]).toMatchObject({
      ok: true,
    });
    expect(planOf(scene, bothMove, { guardrails: { noUndecided: false } }).plan.guardrails).toEqual([]);
  });
});

describe('guardrail results', () => {
  it('come in one order, whatever the order of the options', () => {
    const { plan } = planOf(scene, bothMove, {
      guardrails: {
        noUndecided: true,
        protectedGroups: ['x'],
        maxLeaves: 1,
        protectedUsers: ['x'],
        maxJoinsPerGroup: 1,
      },
    });
    expect(plan.guardrails.map(({ id }) => id)).toEqual([
      'max-joins-per-group',
      'max-leaves',
      'protected-users',
      'protected-groups',
      'no-undecided',
    ]);
    expect(plan.summary.guardrailsFailed).toBe(3);
  });

  it('list at most twenty violations, the worst first', () => {
    const groups = Array.from({ length: 30 }, (_, index) => ({
      name: `G${String(index).padStart(2, '0')}`,
      rule: `user.department -eq "Sales"`,
    }));
    const { plan } = planOf({ ...scene, groups }, bothMove, { guardrails: { maxLeavesPerGroup: 1 } });
    expect(plan.guardrails[0]?.violations).toHaveLength(20);
    expect(plan.guardrails[0]?.message).toBe('30 groups have more than 1 leave');
  });
});
