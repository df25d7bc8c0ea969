import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../../src/plan/index.ts';
import { planJsonPieces, renderPlanJson } from '../../../src/report/index.ts';
import { planOf } from '../../support/plan-scene.ts';
import { richPlan } from '../../support/rich-plan.ts';

describe('renderPlanJson', () => {
  it.each([
    ['a rich plan', richPlan().plan],
    ['an empty plan', planOf({}, []).plan],
  ])('writes %s so that it parses to the same', (_what, plan) => {
    expect(JSON.parse(renderPlanJson(plan))).toEqual(JSON.parse(JSON.stringify(plan)));
  });

  it('writes fields in the order of the document and one line per membership', () => {
    const { plan } = richPlan();
    const text = renderPlanJson(plan);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(plan));
    const lines = text.split('\n').filter((line) => line.startsWith('      {"group"'));
    expect(lines).toHaveLength(plan.effects.memberships.length + plan.effects.undecided.length);
  });

  it('comes in pieces of a thousand entries, for documents longer than a string may be', () => {
    const { plan } = richPlan();
    const [entry] = plan.effects.memberships;
    const memberships = entry === undefined ? [] : Array.from({ length: 2500 }, () => entry);
    const big: PlanDocument = { ...plan, effects: { ...plan.effects, memberships } };
    const pieces = [...planJsonPieces(big)];
    expect(pieces.filter((piece) => piece.split('\n').length > 400)).toHaveLength(3);
    expect((JSON.parse(pieces.join('')) as PlanDocument).effects.memberships).toHaveLength(2500);
  });

  it('keeps unknown fields of a plan that was read', () => {
    const { plan } = richPlan();
    const extended = { ...plan, cost: 3, effects: { ...plan.effects, apps: { count: 1 } } };
    expect(JSON.parse(renderPlanJson(extended))).toMatchObject({ cost: 3, effects: { apps: { count: 1 } } });
  });
});
