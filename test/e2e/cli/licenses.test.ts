import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
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

  it('are exported in the shape of Graph, and imported from there', async () => {
    const cwd = tempFolder();
    const run = (...argv: string[]) => runInProcess(argv, { cwd });
    const list = async (place: string) => (await run('license', 'list', '--tenant', place, '--json')).out;
    const exported = await run('export', '--tenant', tenant, '--format', 'graph', '--out', 'graph', '--json');
    expect(exported.code).toBe(0);
    const { files } = JSON.parse(exported.out) as { files: readonly string[] };
    expect(files).toEqual(expect.arrayContaining(['users.json', 'subscribedSkus.json']));
    expect((await run('import', 'graph', '--into', 'copy.db', '--clock', '2026-12-01T00:00:00Z')).code).toBe(0);
    const { skus } = JSON.parse(await list('copy.db')) as { skus: readonly object[] };
    expect(skus).toEqual((JSON.parse(await list(tenant)) as { skus: readonly object[] }).skus);
    expect((await run('export', '--tenant', tenant, '--format', 'graph', '--out', 'graph')).code).toBe(3);
    expect((await run('export', '--tenant', tenant, '--format', 'graph', '--out', 'graph.db')).code).toBe(4);
  });

  it('that are stated otherwise than they follow are told', async () => {
    const cwd = tempFolder();
    mkdirSync(join(cwd, 'export'));
    const skuId = '05e9a617-0261-4cee-bb44-138d3ef5d965';
    const user = {
      id: '10000000-0000-4000-8000-000000000001',
      userPrincipalName: 'ada@harbour.example',
      assignedLicenses: [],
    };
    const sku = { skuId, skuPartNumber: 'SPE_E3', consumedUnits: 7, prepaidUnits: { enabled: 9 }, subscriptionIds: [] };
    writeFileSync(join(cwd, 'export/users.json'), JSON.stringify([user]));
    writeFileSync(join(cwd, 'export/subscribedSkus.json'), JSON.stringify([sku]));
    const text = await runInProcess(['license', 'list', '--tenant', 'export'], { cwd });
    expect(text.out).toContain('Stated otherwise');
    const json = await runInProcess(['license', 'list', '--tenant', 'export', '--json'], { cwd });
    const { differences, subscribedSkus } = JSON.parse(json.out) as {
      differences: readonly { code: string }[];
      subscribedSkus: readonly object[];
    };
    expect(differences.map(({ code }) => code.split('/')[0])).toEqual(['license']);
    expect(subscribedSkus).toMatchObject([{ skuId, consumedUnits: 0, prepaidUnits: { enabled: 9, warning: 0 } }]);
  });

  it('are linted and explained with the catalogue of a file', async () => {
    const cwd = tempFolder();
    cpSync(tenant, join(cwd, 'tenant'), { recursive: true });
    writeFileSync(join(cwd, 'broken.yaml'), 'version: 1\nskus: [{ skuPartNumber: 7 }]\n');
    writeFileSync(join(cwd, 'good.yaml'), 'version: 1\nskus: [{ skuPartNumber: SPE_E3, addServicePlans: [SWAY] }]\n');
    for (const command of [['lint'], ['why', 'cleo@harbour.example', 'in', 'License E3'], ['license', 'list']]) {
      const run = (file: string) => runInProcess([...command, '--tenant', 'tenant', '--catalogue', file], { cwd });
      const codes = { broken: (await run('broken.yaml')).code, good: (await run('good.yaml')).code };
      expect({ command, ...codes }).toEqual({ command, broken: 3, good: 0 });
    }
    expect((await runInProcess(['lint', '--list'])).out).toContain('license/seats-short');
  });

  it('are shown by one name only', async () => {
    const cwd = tempFolder();
    cpSync(tenant, join(cwd, 'tenant'), { recursive: true });
    const twin = `- id: 20000000-0000-4000-8000-000000000009\n  displayName: License E3\n  securityEnabled: true\n`;
    appendFileSync(join(cwd, 'tenant/groups.yaml'), twin);
    const { code, err } = await runInProcess(['license', 'group', 'License E3', '--tenant', 'tenant'], { cwd });
    expect(code).toBe(4);
    expect(err).toContain('20000000-0000-4000-8000-000000000009');
  });
});
