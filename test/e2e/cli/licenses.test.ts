import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { runInProcess } from '../../support/run-cli.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '../../..');
const tenant = join(root, 'fixtures/tenants/harbour-licenses');
const changes = join(root, 'fixtures/changes/move-to-analytics.yaml');

describe('licenses on the command line', () => {
  it('show what a department move costs, and who goes without', async () => {
    const { code, out } = await runInProcess(['plan', '--tenant', tenant, '--changes', changes, '--json']);
    const plan = JSON.parse(out) as {
      effects: {
        licenseErrors: { user: { userPrincipalName: string }; error: string }[];
        cost: { delta: number; currency: string; asOf: string; withoutPrice: unknown[] };
      };
      summary: Record<string, number>;
    };
    expect(code).toBe(0);
    expect(plan.effects.licenseErrors.map(({ user, error }) => `${user.userPrincipalName} ${error}`)).toEqual([
      'cleo@harbour.example CountViolation',
    ]);
    expect(plan.effects.cost).toMatchObject({ delta: 3, currency: 'USD', asOf: '2026-06', withoutPrice: [] });
    expect(plan.summary).toMatchObject({ licenseGains: 2, licenseLosses: 3, licenseErrors: 1 });
  });

  it('fail a plan for the right reason', async () => {
    const guardrails = [
      'no-new-license-errors',
      'min-seats-left=0',
      'max-cost-increase=2',
      'protected-licenses=SPE_E*',
    ];
    const argv = [
      'plan',
      '--tenant',
      tenant,
      '--changes',
      changes,
      ...guardrails.flatMap((name) => ['--guardrail', name]),
    ];
    const { code, out } = await runInProcess(argv);
    expect(code).toBe(1);
    for (const text of ['1 new license error', 'a month costs 3.00 USD more', '3 protected licenses would be lost'])
      expect(out).toContain(text);
    expect(out).toContain('min-seats-left');
  });

  it('are applied, listed and shown', async () => {
    const cwd = tempFolder();
    cpSync(tenant, join(cwd, 'tenant'), { recursive: true });
    const run = (...argv: string[]) => runInProcess(argv, { cwd });
    expect((await run('export', '--tenant', 'tenant', '--out', 'tenant.db')).code).toBe(0);
    expect((await run('plan', '--changes', changes, '--save', 'p.json')).code).toBe(0);
    expect((await run('apply', 'p.json')).code).toBe(0);
    const again = await run('plan', '--changes', changes);
    expect(again.out).toContain('nothing would change');
    const list = await run('license', 'list', '--json');
    const { skus } = JSON.parse(list.out) as {
      skus: { sku: { skuPartNumber: string }; seats: { consumed: number } }[];
    };
    expect(skus.map(({ sku, seats }) => `${sku.skuPartNumber} ${seats.consumed}`)).toEqual(['SPE_E3 0', 'SPE_E5 3']);
    expect((await run('license', 'show', 'cleo@harbour.example')).out).toContain('CountViolation');
    expect((await run('license', 'group', 'License E5')).out).toContain('cleo@harbour.example');
    expect((await run('license', 'forecast', '--days', '30')).out).toContain('SPE_E5');
    expect((await run('license', 'show', 'nobody')).code).toBe(4);
    const rows = await run('sql', 'SELECT count(*) AS n FROM license_assignments', '--json');
    expect(rows.out).toContain('4');
  });
});
