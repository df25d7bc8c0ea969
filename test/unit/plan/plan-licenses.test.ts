import { describe, expect, it } from 'vitest';

import { readChangeSet } from '../../../src/formats/index.ts';
import { fingerprintOf } from '../../../src/model/index.ts';
import { buildPlan, type Guardrails, type PlanDocument } from '../../../src/plan/index.ts';
import { plainStyle, renderPlanMarkdown, renderPlanText } from '../../../src/report/index.ts';
import { simulate } from '../../../src/simulation/index.ts';
import { type LicenseScene, licenseScene } from '../../support/license-scene.ts';

const [e1, e3, m3, m5, ems] = ['STANDARDPACK', 'ENTERPRISEPACK', 'SPE_E3', 'SPE_E5', 'EMS'];

function planOf(scene: LicenseScene, steps: readonly string[], guardrails: Guardrails = {}): PlanDocument {
  const source = { name: 'changes.yaml', text: `version: 1\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}` };
  const changes = readChangeSet(source);
  if (!changes.ok) throw new Error(changes.error.map(({ message }) => message).join('\n'));
  const { semantics, catalogue } = scene.deps;
  const outcome = simulate(scene.tenant, changes.value, { semantics, catalogue });
  const fingerprint = fingerprintOf(scene.tenant);
  return buildPlan(outcome, changes.value, { tool: 'test', fingerprint, guardrails, semantics, catalogue });
}

const text = (plan: PlanDocument): string => renderPlanText(plan, { ...plainStyle, width: 400 });

describe('data at risk', () => {
  const riskOf = (plan: PlanDocument): readonly (string | undefined)[] =>
    plan.effects.licenses.filter(({ action }) => action === 'lose').map(({ dataAtRisk }) => dataAtRisk);
  const licensed = (sku: string, ...more: readonly string[]): LicenseScene =>
    licenseScene({ seats: { [e1]: 2, [m3]: 2, [m5]: 2, [ems]: 2 }, users: ['u1'] }).play(
      ...[sku, ...more].map((name) => `assignLicense: { user: u1, sku: ${name} }`),
    );

  it('is dated 30 days after the loss of a mailbox', () => {
    const plan = planOf(licensed(m3), ['advance: P1D', `removeLicense: { user: u1, sku: ${m3} }`]);
    expect(riskOf(plan)).toEqual(['2026-12-02T00:00:00Z']);
  });

  it('is not claimed where another license gives a mailbox, by whatever plan', () => {
    for (const [from, to] of [
      [m3, m5],
      [e1, m3],
    ] as const)
      expect(riskOf(planOf(licensed(from), [`assignLicense: { user: u1, sku: ${to}, remove: [${from}] }`]))).toEqual([
        undefined,
      ]);
  });

  it('is there where the other license has its mailbox switched off', () => {
    const off = 'EXCHANGE_S_STANDARD';
    const plan = planOf(licensed(m3), [
      `assignLicense: { user: u1, add: [{ sku: ${e1}, disabledPlans: [${off}] }], remove: [${m3}] }`,
    ]);
    expect(plan.refusals).toEqual([]);
    expect(riskOf(plan)).toEqual(['2026-12-01T00:00:00Z']);
  });

  it('is there for what has to do with no mailbox, whatever else the user has', () => {
    const plan = planOf(licensed(m3, ems), [`removeLicense: { user: u1, sku: ${ems} }`]);
    expect(riskOf(plan)).toEqual(['2026-12-01T00:00:00Z']);
  });

  it('is there for a user who is deleted', () => {
    const plan = planOf(licensed(m3), ['{ delete: user, match: { displayName: u1 } }']);
    expect(riskOf(plan)).toEqual(['2026-12-01T00:00:00Z']);
  });
});

describe('cost', () => {
  const start = (): LicenseScene =>
    licenseScene({ seats: { [e3]: 4, [ems]: 2 }, users: ['u1'] }).play(`assignLicense: { user: u1, sku: ${ems} }`);

  it('counts seats that are bought apart from those in use', () => {
    const plan = planOf(start(), [`seats: { sku: ${e3}, add: 10 }`, `assignLicense: { user: u1, sku: ${e3} }`]);
    expect(plan.effects.cost).toMatchObject({ before: 0, after: 26, delta: 26 });
    expect(plan.effects.cost?.bought).toMatchObject({ before: 104, after: 364, delta: 260 });
    expect(text(plan)).toContain('+26.00 USD a month for licenses in use: 0.00 USD before, 26.00 USD after (list');
    expect(text(plan)).toContain('+260.00 USD a month for seats bought: 104.00 USD before, 364.00 USD after');
  });

  it('says nothing of seats whose number stays', () => {
    const plan = planOf(start(), [`assignLicense: { user: u1, sku: ${e3} }`]);
    expect(plan.effects.cost?.bought).toBeUndefined();
    expect(text(plan)).not.toContain('seats bought');
  });

  it('names a license without a price of which seats are bought', () => {
    const plan = planOf(start(), [`seats: { sku: ${ems}, add: 10 }`]);
    expect(plan.effects.cost?.withoutPrice).toMatchObject([{ skuPartNumber: ems }]);
    expect(plan.effects.cost?.bought).toBeUndefined();
    expect(text(plan)).toContain(`without a price, not part of the sums: ${ems}`);
    expect(text(plan)).not.toContain('0.00 USD');
  });

  it('has a limit that holds for both', () => {
    const steps = [`seats: { sku: ${e3}, add: 10 }`, `assignLicense: { user: u1, sku: ${e3} }`];
    const [within] = planOf(start(), steps, { maxCostIncrease: 260 }).guardrails;
    const [beyond] = planOf(start(), steps, { maxCostIncrease: 259 }).guardrails;
    expect([within?.ok, beyond?.ok]).toEqual([true, false]);
    expect(beyond).toMatchObject({ actual: 260, violations: [`${e3} costs 260.00 USD more`] });
  });
});

describe('licenses and rules that chase each other', () => {
  const rule = 'not (user.assignedPlans -any (assignedPlan.servicePlanId -eq "efb87545-963c-4e0d-99df-69c6916d9eb0"';
  const circle = (users: Readonly<Record<string, { department: string }>>): LicenseScene =>
    licenseScene({
      seats: { [e3]: 5 },
      users,
      groups: {
        g: { rule: `${rule} -and assignedPlan.capabilityStatus -eq "Enabled")) -and user.department -eq "A"` },
      },
    });

  it('are told with who goes round', () => {
    const plan = planOf(circle({ u1: { department: 'A' }, u2: { department: 'B' } }), [
      `assignLicense: { group: g, sku: ${e3} }`,
    ]);
    expect(plan.licenseLoops.map((loop) => loop.text)).toEqual([
      expect.stringMatching(/^licenses and rules chase each other for 1 user \(u1@contoso.example\), given up after/),
    ]);
    expect(plan.licenseLoops[0]?.text).toContain('1 leaves "g"');
  });

  it('are told apart where they did so before the change', () => {
    const before = circle({ u1: { department: 'A' } }).play(`assignLicense: { group: g, sku: ${e3} }`);
    const plan = planOf(before, ['advance: P1D']);
    const [loop] = plan.licenseLoops;
    expect(loop?.text).toMatch(/^before this change, licenses and rules chase each other for 1 user \(u1@/);
    expect(loop?.sequence.length).toBeGreaterThan(0);
    expect(loop?.members).toMatchObject([{ userPrincipalName: 'u1@contoso.example' }]);
  });
});

describe('a plan in Markdown', () => {
  const start = (): LicenseScene =>
    licenseScene({
      seats: { [e3]: 1, [e1]: 1, MCOMEETADV: 1 },
      users: ['u1', 'u2'],
      groups: { g: { members: ['u2'] } },
    }).play(`assignLicense: { user: u1, sku: ${e3} }`);

  it('does not say that nobody loses anything where licenses are lost or fail', () => {
    const lost = renderPlanMarkdown(planOf(start(), [`removeLicense: { user: u1, sku: ${e3} }`]));
    expect(lost).toContain('### tenantlab: 1 license lost\n');
    expect(lost).toContain('+0 **-1**');
    const failed = renderPlanMarkdown(planOf(start(), [`assignLicense: { group: g, sku: ${e3} }`]));
    expect(failed).toContain('### tenantlab: 1 new license error\n');
    const gained = renderPlanMarkdown(planOf(start(), [`assignLicense: { user: u2, sku: ${e1} }`]));
    expect(gained).toContain('+1 -0');
  });

  it('names the service plans of a refusal', () => {
    const plan = planOf(start(), ['assignLicense: { group: g, sku: MCOMEETADV }']);
    expect(renderPlanMarkdown(plan)).toContain('<br>MCOMEETADV needs MCOSTANDARD or TEAMS1.');
  });
});
