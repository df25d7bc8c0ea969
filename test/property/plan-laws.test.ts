import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceRows } from '../../src/base/index.ts';
import { planSchema, readPlan } from '../../src/plan/index.ts';
import {
  longestMarkdown,
  plainStyle,
  renderPlanJson,
  renderPlanMarkdown,
  renderPlanText,
} from '../../src/report/index.ts';
import type { Outcome } from '../../src/simulation/index.ts';
import { planOf, type Properties, type Scene, type SceneStep, updateGroup, updateUser } from '../support/plan-scene.ts';
import { seeded } from '../support/seed.ts';

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(planSchema);

const department = fc.constantFrom('Sales', 'HR', 'sales ', 'S\u001b[0m|<b>@x', null);
const properties: fc.Arbitrary<Properties> = fc
  .record(
    { department, country: fc.constantFrom('DE', 'CH'), city: fc.string({ maxLength: 12 }) },
    { requiredKeys: [] },
  )
  .map((record) => ({ ...record }));
const rule = fc.constantFrom(
  'user.department -eq "Sales"',
  '(user.department -startsWith "S") -and (user.country -eq "DE")',
  'user.city -ne null',
  'user.department -eq null',
  'user.employeeHireDate -le system.now',
);
const userNames = ['a', 'b', 'c', 'd'] as const;
const scene: fc.Arbitrary<Scene> = fc
  .record({
    users: fc.tuple(properties, properties, properties, properties),
    rules: fc.tuple(rule, rule),
    members: fc.subarray([...userNames]),
    exported: fc.option(fc.subarray([...userNames]), { nil: undefined }),
  })
  .map(({ users, rules, members, exported }) => ({
    users: Object.fromEntries(userNames.map((name, index) => [name, users[index] ?? {}])),
    groups: [
      { name: 'One', rule: rules[0], ...(exported === undefined ? {} : { exported }) },
      { name: 'Two |`\u202e', rule: rules[1] },
      { name: 'Static', members },
    ],
  }));
const userName = fc.constantFrom(...userNames, 'ghost');
const day = 86_400_000;
const step: fc.Arbitrary<SceneStep> = fc.oneof(
  fc.tuple(userName, properties).map(([name, set]) => updateUser(name, { ...set, jobTitle: 'x' })),
  rule.map((membershipRule) => updateGroup('One', { membershipRule })),
  rule.map((membershipRule) =>
    updateGroup('Static', { groupTypes: ['DynamicMembership'], membershipRule, membershipRuleProcessingState: 'On' }),
  ),
  fc.constantFrom('Paused', 'On').map((state) => updateGroup('One', { membershipRuleProcessingState: state })),
  userName.map((name): SceneStep => ({
    kind: 'delete',
    type: 'user',
    match: { userPrincipalName: `${name}@contoso.example` },
  })),
  userName.map((name): SceneStep => ({
    kind: 'addMembers',
    holderType: 'group',
    holder: 'Static',
    members: [`${name}@contoso.example`],
  })),
  rule.chain((where) =>
    properties.map((set): SceneStep => ({ kind: 'update', type: 'user', where, set: { ...set, jobTitle: 'y' } })),
  ),
  fc.constant<SceneStep>({ kind: 'advance', duration: 'P1D', milliseconds: day }),
);
const steps = fc.array(step, { maxLength: 6 });
const guardrails = { maxLeavesPerGroup: 1, protectedUsers: ['a*'], noUndecided: true };

/** Memberships of dynamic groups that differ between the two ends of a simulation. */
function differences({ before, after }: Outcome): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [key, state] of after.dynamic) {
    const then = before.dynamic.get(key)?.members;
    if (state.members === undefined || then === undefined) continue;
    const id = after.tenant.populations[state.holder.type].idAt(state.holder.row);
    counts.set(id, differenceRows(state.members, then).size + differenceRows(then, state.members).size);
  }
  return counts;
}

describe('a plan of any change', () => {
  it('fits its schema, reads back equal, and has every effect led back to a step or the clock', () => {
    fc.assert(
      fc.property(scene, steps, (tenant, changes) => {
        const { plan } = planOf(tenant, changes, { guardrails });
        const parsed: unknown = JSON.parse(renderPlanJson(plan));
        validate(parsed);
        expect(validate.errors).toBeNull();
        const read = readPlan(parsed);
        expect(read.ok && read.value).toEqual(plan);
        for (const { because } of plan.effects.memberships) expect(['step', 'clock']).toContain(because.at(-1)?.kind);
      }),
      seeded(300),
    );
  });

  it('has exactly the lasting effects in which the two ends differ', () => {
    fc.assert(
      fc.property(scene, steps, (tenant, changes) => {
        const { plan, outcome } = planOf(tenant, changes);
        for (const [id, count] of differences(outcome)) {
          const entries = plan.effects.memberships.filter(({ group, transient }) => group.id === id && !transient);
          expect(entries.length).toBe(count);
        }
      }),
      seeded(300),
    );
  });

  it('is shown without control characters, and in Markdown within 60,000 characters and without active names', () => {
    fc.assert(
      fc.property(scene, steps, fc.integer({ min: 30, max: 160 }), (tenant, changes, width) => {
        const { plan } = planOf(tenant, changes, { guardrails });
        expect(renderPlanText(plan, { ...plainStyle, width })).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
        const markdown = renderPlanMarkdown(plan);
        expect(markdown.length).toBeLessThanOrEqual(longestMarkdown);
        expect(markdown).not.toMatch(/`|<b>| @x/);
      }),
      seeded(200),
    );
  });
});
