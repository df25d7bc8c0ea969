import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  applyPlan,
  createTenantAt,
  explainMember,
  explainMemberChange,
  type OpenedTenant,
  openTenant,
  planChange,
  type PlanOptions,
  readChanges,
} from '../../../src/app/index.ts';
import { systemClock, ToolError } from '../../../src/base/index.ts';
import { defaultSemantics, fingerprintOf } from '../../../src/model/index.ts';
import type { PlanDocument } from '../../../src/plan/index.ts';
import { addGroup, contoso, contosoClock, dynamicRule } from '../../support/contoso.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const entry = { who: 'tester', at: contosoClock, what: 'test' };
const options = { who: 'tester', at: contosoClock };
const moveAnn = `version: 1
steps:
  - update: user
    match: { userPrincipalName: ann@contoso.com }
    set: { department: Engineering }
`;
const refused = `version: 1
steps:
  - addMembers: { group: DYN-Eng, members: [bob@contoso.com] }
  - update: user
    match: { userPrincipalName: ann@contoso.com }
    set: { department: Engineering }
`;

/** Contoso as a file or folder, opened twice: by ourselves and by somebody else. */
async function tenantAt(name: string): Promise<{ path: string; open: () => Promise<OpenedTenant> }> {
  const path = join(tempFolder(), name);
  await createTenantAt(path, contoso(), entry);
  return { path, open: () => openTenant(path, { isWritable: true }) };
}

async function planOf(opened: OpenedTenant, text: string, more: PlanOptions = {}): Promise<PlanDocument> {
  return planChange(opened.tenant, await readChanges('changes.yaml', text), more).plan;
}

async function codeOf(action: Promise<unknown>): Promise<string> {
  const failure: unknown = await action.catch((error: unknown) => error);
  if (!(failure instanceof ToolError)) throw new Error('no ToolError was thrown');
  return `${failure.code} ${failure.exitCode}`;
}

describe.each(['tenant.db', 'folder'])('applyPlan on %s', (name) => {
  it('writes what the plan says', async () => {
    const { open } = await tenantAt(name);
    const opened = await open();
    const plan = await planOf(opened, moveAnn);
    const { outcome } = await applyPlan(opened, plan, options);
    opened.close();
    const again = await open();
    expect(fingerprintOf(again.tenant)).toBe(fingerprintOf(outcome.after.tenant));
    expect(explainMember(again.tenant, { member: 'ann@contoso.com', holder: 'DYN-Eng' }).verdict).toBe('member');
    expect(await codeOf(applyPlan(again, plan, options))).toBe('plan/stale 3');
    again.close();
  });

  it('lets only one of two plans in that were made for the same state', async () => {
    const { open } = await tenantAt(name);
    const [first, second] = [await open(), await open()];
    const plan = await planOf(first, moveAnn);
    await applyPlan(first, plan, options);
    const after = fingerprintOf((await open()).tenant);
    expect(await codeOf(applyPlan(second, plan, options))).toBe('store/moved 3');
    expect(fingerprintOf((await open()).tenant)).toBe(after);
  });

  it('writes nothing of a plan with refusals or failed guardrails unless told to', async () => {
    const { open } = await tenantAt(name);
    const opened = await open();
    const before = fingerprintOf(opened.tenant);
    const withRefusals = await planOf(opened, refused);
    const withFailed = await planOf(opened, moveAnn, { guardrails: { maxJoins: 0 } });
    expect(withFailed.guardrails).toMatchObject([{ ok: false }]);
    expect(await codeOf(applyPlan(opened, withRefusals, options))).toBe('plan/refused 1');
    expect(await codeOf(applyPlan(opened, withFailed, options))).toBe('plan/guardrails 1');
    expect(await codeOf(applyPlan(opened, withFailed, { ...options, allowRefusals: true }))).toBe('plan/guardrails 1');
    expect(fingerprintOf((await open()).tenant)).toBe(before);
    await applyPlan(opened, withRefusals, { ...options, allowRefusals: true });
    expect(fingerprintOf((await open()).tenant)).not.toBe(before);
  });

  it('writes nothing of a plan that was edited', async () => {
    const { open } = await tenantAt(name);
    const opened = await open();
    const before = fingerprintOf(opened.tenant);
    const plan = await planOf(opened, moveAnn);
    const text = moveAnn.replace('Engineering', 'Sales Engineering');
    const changes = { ...plan.changes, text };
    const effects = { ...plan.effects, memberships: [] };
    expect(await codeOf(applyPlan(opened, { ...plan, changes }, options))).toBe('plan/differs 3');
    expect(await codeOf(applyPlan(opened, { ...plan, effects }, options))).toBe('plan/differs 3');
    expect(await codeOf(applyPlan(opened, { ...plan, changes: { ...changes, text: 'version: 9' } }, options))).toMatch(
      / 3$/,
    );
    expect(fingerprintOf((await open()).tenant)).toBe(before);
  });
});

describe('openTenant', () => {
  it('never writes to an export', async () => {
    const path = join(tempFolder(), 'users.json');
    writeFileSync(
      path,
      '{"value":[{"@odata.type":"#microsoft.graph.user","id":"00000000-0000-4000-8000-000000000001","userPrincipalName":"ann@contoso.com"}]}',
    );
    const opened = await openTenant(path, { now: contosoClock });
    expect(opened).toMatchObject({ kind: 'export', tenant: { clock: contosoClock } });
    expect(opened.importReport).toBeDefined();
    const plan = await planOf(opened, moveAnn);
    expect(await codeOf(applyPlan(opened, plan, options))).toBe('tenant/read-only 3');
  });

  it('opens an empty tenant in memory', async () => {
    const opened = await openTenant(':memory:', { now: contosoClock });
    expect(opened.tenant.populations.user.size).toBe(0);
    opened.close();
  });

  it('takes the time of the system for what has no clock', async () => {
    const before = systemClock();
    const opened = await openTenant(':memory:');
    expect(opened.tenant.clock).toBeGreaterThanOrEqual(before);
    opened.close();
  });

  it.each(['nowhere', 'nowhere.db', 'nowhere.json'])('says that %s is no tenant', async (name) => {
    expect(await codeOf(openTenant(join(tempFolder(), name)))).toMatch(/ 3$/);
  });
});

describe('createTenantAt', () => {
  it.each(['tenant.db', 'folder'])('never overwrites %s', async (name) => {
    const { path, open } = await tenantAt(name);
    const before = fingerprintOf((await open()).tenant);
    expect(
      await codeOf(
        createTenantAt(
          path,
          contoso((draft) => addGroup(draft, 'New', {})),
          entry,
        ),
      ),
    ).toMatch(/exists 3$/);
    expect(fingerprintOf((await open()).tenant)).toBe(before);
  });
});

describe('explainMemberChange', () => {
  it('tells before from after, with the entries of the plan', async () => {
    const tenant = contoso();
    const { plan } = planChange(tenant, await readChanges('changes.yaml', moveAnn));
    const { before, after, entries } = await explainMemberChange(tenant, plan, {
      member: 'ann@contoso.com',
      holder: 'DYN-Eng',
    });
    expect([before.verdict, after.verdict]).toEqual(['notMember', 'member']);
    expect(entries).toMatchObject([{ action: 'join' }]);
  });

  it('uses the clock and the semantics of the plan', async () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'New', { ...dynamicRule('user.employeeHireDate -le system.now') });
    });
    const clock = contosoClock + 86_400_000;
    const semantics = { ...defaultSemantics, 'member-of-mode': 'preview' } as const;
    const { plan } = planChange(tenant, await readChanges('changes.yaml', moveAnn), { clock, semantics });
    const { before } = await explainMemberChange(tenant, plan, { member: 'ann@contoso.com', holder: 'New' });
    expect(before.clock).toBe('2026-03-03T09:00:00Z');
  });

  it('refuses a plan for another state of the tenant', async () => {
    const { plan } = planChange(contoso(), await readChanges('changes.yaml', moveAnn));
    const moved = contoso((draft) => addGroup(draft, 'New', {}));
    const question = { member: 'ann@contoso.com', holder: 'DYN-Eng' };
    expect(await codeOf(explainMemberChange(moved, plan, question))).toBe('plan/stale 3');
  });

  it('explains somebody whom the change creates', async () => {
    const tenant = contoso();
    const text = `version: 1
steps:
  - create: user
    with: { displayName: Zoe, userPrincipalName: zoe@contoso.com, mailNickname: zoe, accountEnabled: true, passwordProfile: { password: not-a-real-one }, department: Engineering }
`;
    const { plan } = planChange(tenant, await readChanges('changes.yaml', text));
    expect(plan.refusals).toEqual([]);
    const { after, entries } = await explainMemberChange(tenant, plan, {
      member: 'zoe@contoso.com',
      holder: 'DYN-Eng',
    });
    expect(after.verdict).toBe('member');
    expect(entries).toHaveLength(1);
  });
});
