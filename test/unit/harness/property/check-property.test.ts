import { describe, expect, it } from 'vitest';
import { readTenantFolder } from '../../../../src/formats/index.ts';
import {
  type CheckedProperty,
  type CheckOptions,
  type Claim,
  type PropertyScope,
  tenantData,
  type TenantView,
  type Trial,
  viewTenant,
} from '../../../../src/harness/index.ts';
import { checkProperty, explainFailure, propertyWorld, vacuity } from '../../../../src/harness/generating.ts';
import { judgeMove } from '../../../../src/harness/property/judge-move.ts';
import type { MoveClaim } from '../../../../src/harness/property/policy-property.ts';
import { reduceTrial } from '../../../../src/harness/property/reduce-trial.ts';
import { updateStep } from '../../../../src/harness/sequence/change-steps.ts';
import { createTenant, defaultSemantics, type Tenant, TenantDraft } from '../../../../src/model/index.ts';
import { type CheckedRule, checkRule, createPredicateCache } from '../../../../src/rules/index.ts';
import { settle } from '../../../../src/simulation/index.ts';

const deps = { semantics: defaultSemantics, cache: createPredicateCache() };
const usual: CheckOptions = { ...deps, seed: 42, runs: 60, people: 5, changes: 8 };
const harbour = readTenantFolder('fixtures/tenants/harbour-licenses');
const clinic = readTenantFolder('fixtures/tenants/northwind-clinic');
const group = (number: string): string => `20000000-0000-4000-8000-0000000000${number}`;

function ruleOf(text: string): CheckedRule {
  const checked = checkRule(text);
  if (!checked.ok) throw new Error(text);
  return checked.rule;
}

function look(
  tenant: Tenant,
  claim: Claim,
  scope: PropertyScope,
  options: Partial<CheckOptions> = {},
): Promise<CheckedProperty> {
  const property = { name: 'p', tags: [], scopes: [scope], claim, source: {} };
  return checkProperty(property, scope, propertyWorld(tenant, deps), { ...usual, ...options });
}

/** The types of the objects of the smallest tenant, and its steps. */
function sizeOf({ failure }: CheckedProperty) {
  if (failure === undefined) return undefined;
  const types = tenantData(failure.trial.tenant).objects.map(({ type }) => type);
  return {
    users: types.filter((type) => type === 'user').length,
    groups: types.filter((type) => type === 'group').length,
    steps: failure.trial.steps.length,
  };
}

const guestsUnlicensed: Claim = { kind: 'never', who: ruleOf('user.userType -eq "Guest"'), has: { license: 'any' } };
const salesHasE3: Claim = {
  kind: 'always',
  who: ruleOf('user.department -eq "Sales"'),
  has: { memberOf: [group('01')] },
};

describe('a claim about people', () => {
  it('says in plain words who lacks a license', async () => {
    const claim: Claim = { kind: 'always', has: { license: 'any' } };
    const { failure } = await look(harbour, claim, 'near');
    expect(failure).toBeDefined();
    if (failure === undefined) return;
    expect(explainFailure({ name: 'p', tags: [], scopes: [], claim, source: {} }, failure, deps).message).toMatch(
      / holds no license\.$/,
    );
  });

  it('holds in the tenant as it is and fails near it, with one user and one group', async () => {
    expect((await look(harbour, guestsUnlicensed, 'present')).failure).toBeUndefined();
    expect(sizeOf(await look(harbour, guestsUnlicensed, 'near'))).toEqual({ users: 1, groups: 1, steps: 0 });
  });

  it('fails by a change that makes it fail, from a tenant in which it holds', async () => {
    const checked = await look(harbour, guestsUnlicensed, 'changes');
    expect(sizeOf(checked)).toEqual({ users: 1, groups: 1, steps: 1 });
    expect(checked.failure?.found?.ops).toMatch(/./);
  });

  it('holds where the rule says the same', async () => {
    for (const scope of ['present', 'near', 'changes'] as const) {
      const checked = await look(harbour, salesHasE3, scope);
      expect(checked.failure).toBeUndefined();
      expect(checked.sides.inside).toBeGreaterThan(0);
      expect(vacuity(salesHasE3, checked.sides)).toBeUndefined();
    }
  });

  it('finds a near miss that a rule lets in', async () => {
    const claim: Claim = {
      kind: 'never',
      who: ruleOf('user.department -ne "Sales"'),
      has: { memberOf: [group('03')] },
    };
    const checked = await look(clinic, claim, 'near', { runs: 300 });
    const [user] = tenantData(checked.failure?.trial.tenant ?? clinic).objects.filter(({ type }) => type === 'user');
    expect(user?.properties['department']).toMatch(/^sales./i);
  });

  it('tells causes from the license back to the value', async () => {
    const checked = await look(harbour, guestsUnlicensed, 'near');
    if (checked.failure === undefined) throw new Error('it must fail');
    const told = explainFailure(
      { name: 'p', tags: [], scopes: [], claim: guestsUnlicensed, source: {} },
      checked.failure,
      deps,
    );
    expect(told.because).toEqual([
      'u1@contoso.example holds SPE_E3 by "License E3"',
      'u1@contoso.example is a member of "License E3"',
      'user.department -eq "Sales" is true: department is "Sales"',
      'user.userType -eq "Guest" is true: userType is "Guest"',
    ]);
    expect(told.rules.map(({ title, explanation }) => [title, explanation.verdict])).toEqual([
      ['rule of "License E3"', 'true'],
      ['whom the property is about', 'true'],
    ]);
  });
});

describe('what is not known', () => {
  const unknown = (tenant: Tenant): Tenant => {
    const draft = new TenantDraft(tenant);
    const users = draft.population('user');
    for (let row = 0; row < users.size; row++) users.setValue(row, 'department', undefined);
    return draft.finish();
  };

  it('is neither a violation nor a proof', async () => {
    const { failure, sides } = await look(unknown(harbour), salesHasE3, 'present');
    expect(failure).toBeUndefined();
    expect(sides).toMatchObject({ inside: 0, outside: 0, undecided: 4 });
    expect(vacuity(salesHasE3, sides)).toMatch(/Nobody of 4 people/);
    const open = { ...sides, cases: 1, inside: 0, outside: 0, undecided: 1 };
    expect(vacuity(salesHasE3, open)).toBe(
      'Nobody of 1 person in 1 case is one whom the property is about; 1 of them undecided.',
    );
  });
});

describe('claims about groups', () => {
  it('tell two groups apart, or show who is in both', async () => {
    expect(
      (await look(harbour, { kind: 'disjoint', groups: [group('01'), group('02')] }, 'near')).failure,
    ).toBeUndefined();
    const both = await look(clinic, { kind: 'disjoint', groups: [group('02'), group('03')] }, 'present');
    expect(both.failure?.violation).toMatchObject({ kind: 'inBoth' });
    expect(both.failure?.people).toBe(8);
    expect(sizeOf(both)).toEqual({ users: 1, groups: 2, steps: 0 });
  });

  it('follow members from one group to another', async () => {
    expect(
      (await look(clinic, { kind: 'implies', from: group('02'), to: group('03') }, 'present')).failure,
    ).toBeUndefined();
    const near = await look(clinic, { kind: 'implies', from: group('02'), to: group('03') }, 'near');
    expect(sizeOf(near)).toEqual({ users: 1, groups: 2, steps: 0 });
  });
});

describe('claims about moves', () => {
  const stable = (attribute: string): Claim => ({
    kind: 'stable',
    attributes: [attribute],
    groups: 'any',
    licenses: true,
  });

  it('hold for an attribute that no rule reads', async () => {
    for (const scope of ['present', 'near', 'changes'] as const) {
      const { failure, sides } = await look(harbour, stable('mobilePhone'), scope);
      expect(failure).toBeUndefined();
      expect(sides.inside).toBeGreaterThan(0);
    }
  });

  it('fail for one that a rule reads, with one change', async () => {
    for (const scope of ['present', 'near', 'changes'] as const)
      expect(sizeOf(await look(harbour, stable('department'), scope))).toEqual({ users: 1, groups: 1, steps: 1 });
  });

  it('let a growing value take nobody out, unless a rule says so', async () => {
    const grows = (groups: readonly string[]): Claim => ({
      kind: 'monotone',
      attribute: 'department',
      groups,
      licenses: false,
    });
    expect((await look(clinic, grows([group('02')]), 'near')).failure).toBeUndefined();
    const news = await look(clinic, grows([group('06')]), 'near', { runs: 300 });
    expect(news.failure?.violation).toMatchObject({ kind: 'moved', action: 'leaves', group: group('06') });
  });
});

describe('a claim about seats', () => {
  it('counts who holds or needs a license against what was bought', async () => {
    expect((await look(harbour, { kind: 'seats', skus: 'any' }, 'present')).failure).toBeUndefined();
    const draft = new TenantDraft(harbour);
    draft.population('subscription').setValue(0, 'totalLicenses', 2);
    const short = await look(draft.finish(), { kind: 'seats', skus: 'any' }, 'present');
    expect(short.failure?.violation).toMatchObject({ kind: 'seats', needed: 3, bought: 2 });
  });
});

describe('playing a failure again', () => {
  it.each(['near', 'changes'] as const)('finds the same by seed and path: %s', async (scope) => {
    const first = await look(harbour, guestsUnlicensed, scope);
    const { path = '', ops } = first.failure?.found ?? {};
    const again = await look(harbour, guestsUnlicensed, scope, { path, ...(ops === undefined ? {} : { ops }) });
    expect(again.runs).toBe(1);
    expect(tenantData(again.failure?.trial.tenant ?? clinic)).toEqual(
      tenantData(first.failure?.trial.tenant ?? harbour),
    );
    expect(again.failure?.trial.steps).toEqual(first.failure?.trial.steps);
  });

  it('plays several changes again by the token of a sequence', async () => {
    const claim: Claim = { kind: 'implies', from: group('17'), to: group('18') };
    const options = { seed: 5, people: 6, changes: 10, runs: 40 };
    const first = await look(clinic, claim, 'changes', options);
    const { path = '', ops = '' } = first.failure?.found ?? {};
    expect(first.failure?.trial.steps).toHaveLength(2);
    const again = await look(clinic, claim, 'changes', { ...options, path, ops });
    expect(again.failure?.trial.steps).toEqual(first.failure?.trial.steps);
    // Without the token other changes would be played.
    expect(ops).not.toBe('');
  });

  it('gives equal results for equal seeds', async () => {
    const [one, other] = [await look(clinic, salesHasE3, 'changes'), await look(clinic, salesHasE3, 'changes')];
    expect(one.sides).toEqual(other.sides);
  });
});

describe('stopping', () => {
  it('ends at the limit of time without a failure, and when it is told to', async () => {
    const late = await look(harbour, salesHasE3, 'near', { maxMilliseconds: 0, runs: 100_000 });
    expect(late).toMatchObject({ isStopped: true });
    expect(late.failure).toBeUndefined();
    const told = await look(harbour, guestsUnlicensed, 'near', { signal: { aborted: true }, runs: 1000 });
    expect(told).toMatchObject({ isStopped: true });
  });
});

describe('who counts', () => {
  /** One user whose kind is not known, who is in the group of Sales. */
  const doubtful = (): Tenant => {
    const draft = new TenantDraft(harbour);
    const users = draft.population('user');
    for (let row = 0; row < users.size; row++) users.setValue(row, 'userType', undefined);
    return draft.finish();
  };

  it('leaves out for whom it is not known whether the claim is about them', async () => {
    const claim: Claim = {
      kind: 'never',
      who: ruleOf('user.userType -eq "Guest"'),
      has: { rule: ruleOf('user.department -eq "Sales"') },
    };
    const { failure, sides } = await look(doubtful(), claim, 'present');
    expect(failure).toBeUndefined();
    expect(sides.undecided).toBeGreaterThan(0);
  });

  it('says of a claim that nobody in any case could have broken that it says nothing', () => {
    const sides = { cases: 3, inside: 4, outside: 5, concluded: 0, notConcluded: 9, undecided: 0 };
    expect(vacuity(guestsUnlicensed, sides)).toMatch(/could not have failed/);
    expect(vacuity(guestsUnlicensed, { ...sides, concluded: 1 })).toBeUndefined();
    expect(vacuity(salesHasE3, { ...sides, notConcluded: 0 })).toMatch(/could not have failed/);
    expect(vacuity(salesHasE3, sides)).toBeUndefined();
  });
});

describe('a change that moves somebody', () => {
  /** A tenant with one user in one group, before and after a value that the rule of the group reads. */
  const view = (department: string | undefined): TenantView => {
    const draft = new TenantDraft(createTenant(Date.UTC(2026, 11, 1)));
    const properties = { userPrincipalName: 'u1@contoso.example', displayName: 'u1', deletedDateTime: null };
    draft.addObject('user', '10000000-0000-4000-8000-000000000001', {
      ...properties,
      ...(department === undefined ? {} : { department }),
    });
    draft.addObject('group', group('01'), {
      displayName: 'Sales',
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.department -eq "Sales"',
      membershipRuleProcessingState: 'On',
    });
    return viewTenant(settle(draft.finish(), deps), deps);
  };
  const moves = (kind: 'stable' | 'monotone', before?: string, after?: string): readonly unknown[] => {
    const places = { groups: 'any', licenses: false } as const;
    const claim: MoveClaim =
      kind === 'stable'
        ? { kind, attributes: ['department'], ...places }
        : { kind, attribute: 'department', ...places };
    return judgeMove(claim, view(before), view(after), true).violations.map(
      (found) => 'action' in found && found.action,
    );
  };

  it('breaks stability both ways, and growth only by a loss', () => {
    expect([moves('stable', 'HR', 'Sales'), moves('stable', 'Sales', 'HR')]).toEqual([['joins'], ['leaves']]);
    expect([moves('monotone', 'HR', 'Sales'), moves('monotone', 'Sales', 'HR')]).toEqual([[], ['leaves']]);
  });

  it('is none where it is undecided on either side', () => {
    expect([moves('stable', 'Sales', undefined), moves('stable', undefined, 'Sales')]).toEqual([[], []]);
  });
});

describe('reduceTrial', () => {
  it('takes away steps, objects and values that are not needed, and nothing else', () => {
    const touch = (row: number, department: string) =>
      updateStep('user', harbour.populations.user.idAt(row), { department });
    const trial = { tenant: harbour, steps: [touch(0, 'a'), touch(1, 'b'), touch(2, 'a')] };
    const fails = ({ tenant, steps }: Trial): boolean =>
      steps.some((step) => step.kind === 'update' && step.set['department'] === 'b') &&
      tenant.populations.user.rowOf(harbour.populations.user.idAt(1)) !== undefined;
    const small = reduceTrial(trial, fails, { keep: new Set([group('01')]), keepsLastStep: false });
    expect(small.steps).toEqual([touch(1, 'b')]);
    const objects = tenantData(small.tenant).objects.filter(({ type }) => type !== 'licenseAssignment');
    expect(objects.map(({ type, id }) => [type, id])).toEqual([
      ['user', harbour.populations.user.idAt(1)],
      ['group', group('01')],
    ]);
    expect(objects[0]?.properties['department']).toBeNull();
    const kept = reduceTrial(trial, fails, { keep: new Set(), keepsLastStep: true });
    expect(kept.steps).toEqual([touch(1, 'b'), touch(2, 'a')]);
  });
});
