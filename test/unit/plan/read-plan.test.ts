import { describe, expect, it } from 'vitest';
import { differingParts, readPlan } from '../../../src/plan/index.ts';
import { renderPlanJson } from '../../../src/report/index.ts';
import { planOf } from '../../support/plan-scene.ts';
import { richPlan, richScene, richSteps } from '../../support/rich-plan.ts';

type Loose = Record<string, unknown>;

function saved(): Loose {
  return JSON.parse(renderPlanJson(richPlan().plan)) as Loose;
}

function faultsOf(value: unknown): readonly string[] {
  const read = readPlan(value);
  return read.ok ? [] : read.error.map(({ code, message }) => `${code} ${message}`);
}

describe('readPlan', () => {
  it('gives back what was saved', () => {
    const { plan } = richPlan();
    const read = readPlan(saved());
    expect(read.ok && read.value).toEqual(plan);
  });

  it('ignores unknown fields anywhere in the same major version', () => {
    const plan = saved();
    plan['formatVersion'] = '1.7';
    plan['cost'] = { total: 3 };
    (plan['summary'] as Loose)['licenses'] = 4;
    ((plan['effects'] as Loose)['memberships'] as Loose[]).forEach((entry) => (entry['weight'] = 'x'));
    expect(faultsOf(plan)).toEqual([]);
  });

  it.each(['2.0', '0.9', '10.0'])('refuses version %s by name', (version) => {
    expect(faultsOf({ ...saved(), formatVersion: version })).toEqual([
      `plan/unsupported-version Expected a plan of format version 1, found ${version}.`,
    ]);
  });

  it.each<[string, unknown, string]>([
    ['null', null, 'the document is not object'],
    ['a list', [], 'the document is not object'],
    ['a text', 'plan', 'the document is not object'],
    ['an empty object', {}, 'formatVersion is missing'],
    ['a version that is no text', { ...saved(), formatVersion: 1 }, 'formatVersion is not string'],
    ['a version of the wrong form', { ...saved(), formatVersion: '1' }, 'formatVersion has the wrong form'],
    ['steps that are no list', { ...saved(), steps: {} }, 'steps is not array'],
    [
      'a count that is a fraction',
      { ...saved(), drift: { groups: 0.5, notExported: 0, notComputed: 0 } },
      'drift.groups is not integer',
    ],
    ['a wrong entry of a list', { ...saved(), notes: [{ code: 'x', text: 'y' }, 3] }, 'notes[1] is not object'],
    [
      'an unknown step status',
      { ...saved(), steps: [{ ...(saved()['steps'] as Loose[])[0], status: 'done' }] },
      'steps[0].status is not one of applied, refused, unchanged',
    ],
  ])('refuses %s', (_what, value, fault) => {
    expect(faultsOf(value)[0]).toBe(`plan/invalid-document Expected a plan document; ${fault}.`);
  });

  it('names an unknown kind of reason', () => {
    const plan = saved();
    const entry = ((plan['effects'] as Loose)['memberships'] as Loose[])[0] ?? {};
    entry['because'] = [{ kind: 'constructor', text: 'x' }];
    expect(faultsOf(plan)).toEqual([
      'plan/invalid-document Expected a plan document; effects.memberships[0].because[0].kind is not one that is known.',
    ]);
  });

  it('reports at most twenty faults', () => {
    const notes = Array.from({ length: 500 }, () => ({}));
    expect(faultsOf({ ...saved(), notes })).toHaveLength(20);
  });

  it('is not impressed by hostile keys', () => {
    const text = renderPlanJson(richPlan().plan);
    const hostile: unknown = JSON.parse(text.replace('{', '{"__proto__":{"steps":1,"polluted":true},"constructor":1,'));
    const read = readPlan(hostile);
    expect(read.ok).toBe(true);
    expect(({} as Loose)['polluted']).toBeUndefined();
    expect(faultsOf(JSON.parse('{"__proto__":{"formatVersion":"1.0"}}'))[0]).toContain('formatVersion is missing');
  });
});

describe('differingParts', () => {
  it('finds nothing between a saved plan and one made anew', () => {
    const read = readPlan(saved());
    expect(read.ok && differingParts(read.value, richPlan().plan)).toEqual([]);
  });

  it('names the parts that differ', () => {
    const other = planOf(richScene, richSteps.slice(0, 3)).plan;
    expect(differingParts(richPlan().plan, other)).toEqual(['steps', 'refusals', 'effects']);
  });
});
