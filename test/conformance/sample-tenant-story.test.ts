import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readChangeSet, readTenantFolder } from '../../src/formats/index.ts';
import { defaultSemantics, fingerprintOf } from '../../src/model/index.ts';
import { buildPlan, type Guardrails, type ObjectRef, type PlanDocument } from '../../src/plan/index.ts';
import { simulate } from '../../src/simulation/index.ts';

const tenant = readTenantFolder('fixtures/tenants/northwind-clinic');

/** The plan of a change set in fixtures/changes for the sample tenant. */
function planOf(name: string, guardrails: Guardrails = {}): PlanDocument {
  const file = `fixtures/changes/${name}.yaml`;
  const changeSet = readChangeSet({ name: file, text: readFileSync(file, 'utf8') });
  if (!changeSet.ok) throw new Error(changeSet.error.map(({ message }) => message).join('\n'));
  const outcome = simulate(tenant, changeSet.value, { semantics: defaultSemantics });
  const fingerprint = fingerprintOf(tenant);
  return buildPlan(outcome, changeSet.value, { tool: 'test', fingerprint, guardrails, semantics: defaultSemantics });
}

const localName = ({ userPrincipalName, displayName }: ObjectRef): string =>
  userPrincipalName?.split('@')[0] ?? displayName ?? '';

function people(plan: PlanDocument, group: string, action: 'join' | 'leave', transient = false): readonly string[] {
  return plan.effects.memberships
    .filter((entry) => entry.group.displayName === group && entry.action === action && entry.transient === transient)
    .map(({ member }) => localName(member));
}

describe('the reorganisation of the sample clinic', () => {
  const plan = planOf('reorganisation');

  it('is carried out completely', () => {
    expect(plan.refusals).toEqual([]);
    expect(plan.complete).toBe(true);
  });

  it('takes the customer system from everybody in Sales, but not from Sales Operations', () => {
    const losers = people(plan, 'CRM Users', 'leave');
    expect(losers).toHaveLength(8);
    expect(losers).toContain('hugo.fairweather');
    expect(losers).not.toContain('carla.bentivoglio');
  });

  it('drops Grace Mbeki because of a blank at the end of her department', () => {
    expect(people(plan, 'Marketing All', 'leave')).toEqual(['grace.mbeki', 'selma.haugen']);
    expect(people(plan, 'Commercial All', 'join')).not.toContain('grace.mbeki');
    const entry = plan.effects.memberships.find(
      ({ group, member }) => group.displayName === 'Marketing All' && localName(member) === 'grace.mbeki',
    );
    expect(JSON.stringify(entry?.because)).toContain('Marketing ');
  });

  it('lets a guest in through an unguarded -or while Marketing loses the price lists', () => {
    expect(people(plan, 'Price Lists', 'join')).toEqual(['ruth.calloway_fabrikam.com#EXT#']);
    expect(people(plan, 'Price Lists', 'leave')).toHaveLength(5);
  });

  it('lets former sales people into the news without sales', () => {
    expect(people(plan, 'Clinic News without Sales', 'join')).toHaveLength(8);
  });

  it('empties Project Cedar for a moment', () => {
    expect(people(plan, 'Project Cedar', 'leave', true)).toEqual(['freya.castellan', 'marek.dvorsky']);
    expect(people(plan, 'Project Cedar', 'leave')).toEqual(['dario.fontana', 'emil.strand']);
    expect(people(plan, 'Project Cedar', 'join')).toEqual(['hugo.fairweather']);
  });

  it('cannot decide about Petra Novotna, whose city is not known', () => {
    expect(plan.effects.undecided.map(({ member, group }) => [localName(member), group.displayName])).toEqual([
      ['petra.novotna', 'Commercial Lakeview'],
    ]);
    expect(plan.effects.undecided[0]?.needs).toEqual(['city']);
  });

  it('lets one person arrive and another grow out of the newcomers within the week', () => {
    expect(people(plan, 'Newcomers', 'join')).toEqual(['elias.thorne']);
    expect(people(plan, 'Newcomers', 'leave')).toEqual(['ragna.solberg']);
  });

  it('takes a retired tablet out of the ward devices', () => {
    expect(people(plan, 'Ward Devices', 'leave')).toEqual(['WARD-TAB-02']);
  });

  it('leaves paused and frozen groups alone', () => {
    for (const name of ['Night Shift', 'Projects Combined']) {
      expect([...people(plan, name, 'join'), ...people(plan, name, 'leave')]).toEqual([]);
    }
  });

  it('reports that the export of Nurses differs by two people', () => {
    expect(plan.drift).toEqual({ groups: 1, notExported: 1, notComputed: 1 });
  });
});

describe('the other change sets of the sample clinic', () => {
  it('harmless changes objects and no membership', () => {
    const { summary } = planOf('harmless');
    expect(summary.objectsChanged).toBeGreaterThan(5);
    expect([summary.joins, summary.leaves, summary.undecided, summary.whereUndecided, summary.refusals]).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  it('refused is refused step by step, each for a reason of its own', () => {
    const plan = planOf('refused');
    expect(plan.refusals).toHaveLength(4);
    expect(new Set(plan.refusals.map(({ error }) => error.message)).size).toBe(4);
    expect(plan.summary.objectsChanged).toBe(0);
  });

  it('protected-user fails the guardrail for emergency accounts, and only with it', () => {
    expect(planOf('protected-user').summary.guardrailsFailed).toBe(0);
    expect(planOf('protected-user', { protectedUsers: ['breakglass*'] }).summary.guardrailsFailed).toBe(1);
  });
});
