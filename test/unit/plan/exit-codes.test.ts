import { describe, expect, it } from 'vitest';
import {
  exitCodePrecedence,
  exitCodes,
  type PlanDocument,
  type PlanExitOptions,
  planExitCode,
  strongestExitCode,
} from '../../../src/plan/index.ts';
import { planOf, updateUser } from '../../support/plan-scene.ts';

describe('exitCodes', () => {
  it('lists every code once, and the precedence has the same codes', () => {
    const codes = exitCodes.map(({ code }) => code);
    expect(codes).toEqual([0, 1, 2, 3, 4, 5, 70]);
    expect(exitCodePrecedence.toSorted((a, b) => a - b)).toEqual(codes);
  });
});

describe('strongestExitCode', () => {
  const order = [70, 3, 4, 1, 5, 2, 0];

  it.each(order.flatMap((strong, index) => order.slice(index).map((weak) => [strong, weak] as const)))(
    'lets %i win over %i in either order',
    (strong, weak) => {
      expect(strongestExitCode([strong, weak])).toBe(strong);
      expect(strongestExitCode([weak, strong])).toBe(strong);
    },
  );

  it('gives 0 for nothing and 70 for a code that does not exist', () => {
    expect(strongestExitCode([])).toBe(0);
    expect(strongestExitCode([2, 99])).toBe(70);
  });
});

describe('planExitCode', () => {
  const scene = {
    users: { ada: { department: 'Sales' }, eva: {} },
    groups: [{ name: 'Sales', rule: 'user.department -eq "Sales"' }],
  };
  const decided = { ...scene, users: { ada: { department: 'Sales' } } };
  const change = [updateUser('ada', { department: 'HR' })];
  const plans = {
    'nothing to do': planOf(decided, [updateUser('ada', { department: 'Sales' })]).plan,
    changes: planOf(decided, change).plan,
    undecided: planOf(scene, change).plan,
    'a failed guardrail': planOf(scene, change, { guardrails: { maxLeaves: 0 } }).plan,
    'a failed no-undecided': planOf(scene, change, { guardrails: { noUndecided: true } }).plan,
    'a refusal': planOf(decided, [updateUser('nobody', { department: 'HR' })]).plan,
  } as const satisfies Record<string, PlanDocument>;

  it.each<[keyof typeof plans, PlanExitOptions, number]>([
    ['nothing to do', { detailedExitCode: true, forbidUndecided: true }, 0],
    ['changes', {}, 0],
    ['changes', { detailedExitCode: true }, 2],
    ['changes', { detailedExitCode: true, forbidUndecided: true }, 2],
    ['undecided', {}, 0],
    ['undecided', { detailedExitCode: true }, 2],
    ['undecided', { forbidUndecided: true, detailedExitCode: true }, 5],
    ['a failed guardrail', { forbidUndecided: true, detailedExitCode: true }, 1],
    ['a failed no-undecided', {}, 5],
    ['a failed no-undecided', { detailedExitCode: true }, 5],
    ['a refusal', { detailedExitCode: true, forbidUndecided: true }, 1],
  ])('for %s with %o gives %i', (name, options, code) => {
    expect(planExitCode(plans[name], options)).toBe(code);
  });

  it('counts a clock that moves as a change', () => {
    const { plan } = planOf(decided, [{ kind: 'advance', duration: 'P1D', milliseconds: 86_400_000 }]);
    expect(planExitCode(plan, { detailedExitCode: true })).toBe(2);
  });

  it('counts objects left alone by an undecided condition as undecided', () => {
    const { plan } = planOf({ users: { eva: {} } }, [
      { kind: 'update', type: 'user', where: 'user.department -eq "Sales"', set: { jobTitle: 'x' } },
    ]);
    expect(planExitCode(plan, { forbidUndecided: true })).toBe(5);
  });
});
