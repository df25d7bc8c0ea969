import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../src/plan/index.ts';
import { plainStyle, renderPlanJson, renderPlanMarkdown, renderPlanText } from '../../src/report/index.ts';
import { planOf, updateUser } from '../support/plan-scene.ts';
import { richPlan } from '../support/rich-plan.ts';

const hostileName = 'Évil \u001b[31m|`x`| <b>@all</b>\n\u202e"q" 東京';

function hostilePlan(): PlanDocument {
  return planOf(
    {
      users: { ada: { department: 'HR', displayName: hostileName } },
      groups: [{ name: hostileName, rule: 'user.department -eq "HR"' }],
    },
    [updateUser('ada', { department: hostileName })],
    { guardrails: { protectedGroups: [hostileName] } },
  ).plan;
}

const cases: readonly (readonly [name: string, render: () => string])[] = [
  ['rich-plan.golden.txt', () => renderPlanText(richPlan().plan, plainStyle, { savedAs: 'rich.plan.json' })],
  [
    'rich-plan-narrow.golden.txt',
    () => renderPlanText(richPlan().plan, { ...plainStyle, width: 56, unicode: false, limit: 3 }),
  ],
  ['rich-plan.golden.md', () => renderPlanMarkdown(richPlan().plan)],
  ['rich-plan.golden.json', () => renderPlanJson(richPlan().plan)],
  ['hostile-plan.golden.txt', () => renderPlanText(hostilePlan(), plainStyle)],
  ['hostile-plan.golden.md', () => renderPlanMarkdown(hostilePlan())],
  ['empty-plan.golden.txt', () => renderPlanText(planOf({}, []).plan, plainStyle)],
];

describe('reports of plans (npx vitest run test/golden -u writes them anew)', () => {
  it.each(cases)('%s is as committed', async (name, render) => {
    await expect(render()).toMatchFileSnapshot(join(import.meta.dirname, name));
  });
});
