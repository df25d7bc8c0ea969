import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CatalogueReport } from '../../../src/licensing/index.ts';
import { runInProcess } from '../../support/run-cli.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const catalog = ['license', 'catalog'];
const clock = ['--clock', '2026-11-25T00:00:00Z'];

const pack = `version: 1
servicePlans:
  - { servicePlanId: 11111111-1111-4111-8111-111111111111, servicePlanName: CONTOSO_PLAN }
skus:
  - { skuId: 22222222-2222-4222-8222-222222222222, skuPartNumber: CONTOSO_PACK, servicePlans: [CONTOSO_PLAN] }
`;

describe('tenantlab license catalog', () => {
  it('finds a SKU and shows its price with currency, dates and source', async () => {
    const { code, out, err } = await runInProcess([...catalog, 'enterprisepack', ...clock]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Office 365 E3\n');
    expect(out).toContain('26 USD per user and month from 2026-07-01\n');
    expect(out).toMatch(/source: \S+/);
  });

  it('takes several words as one search', async () => {
    const { out } = await runInProcess([...catalog, 'exchange', 'online', '(plan', '2)', ...clock]);
    expect(out).toContain('Exchange Online (Plan 2) (service plan)\n');
  });

  it('prints JSON with everything in it', async () => {
    const { code, out } = await runInProcess([...catalog, 'E3', '--json', ...clock]);
    const report = JSON.parse(out) as CatalogueReport;
    expect(code).toBe(0);
    expect(report).toMatchObject({ search: 'E3', day: '2026-11-25' });
    expect(report.skus[0]).toMatchObject({ skuPartNumber: 'ENTERPRISEPACK', match: 'words' });
    expect(report.skus.length).toBeGreaterThan(20);
    expect(report.skus[0]?.servicePlans).toHaveLength(37);
  });

  it('takes the day of prices from --clock', async () => {
    const { out } = await runInProcess([...catalog, 'E3', '--clock', '2026-06-30T00:00:00Z']);
    expect(out).toContain('Office 365 E3; 23 USD');
  });

  it('ends with 4 when nothing is found, and says what may have been meant', async () => {
    const { code, out, err } = await runInProcess([...catalog, 'ENTERPRISEPAK']);
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(err).toContain('Did you mean "ENTERPRISEPACK"');
    expect((await runInProcess([...catalog, 'zzzzzzzzzzzzzz'])).err).toContain('--catalogue');
  });

  it('extends the catalogue by files of the command line and the config, the later ones over the earlier', async () => {
    const cwd = tempFolder();
    mkdirSync(join(cwd, 'below'));
    writeFileSync(join(cwd, 'tenantlab.config.yaml'), 'licenses: { catalogue: [pack.yaml] }\n');
    writeFileSync(join(cwd, 'pack.yaml'), pack);
    writeFileSync(
      join(cwd, 'below/more.yaml'),
      'version: 1\nskus: [{ skuPartNumber: contoso_pack, displayName: Contoso Suite }]\n',
    );
    const first = await runInProcess([...catalog, 'CONTOSO_PACK'], { cwd: join(cwd, 'below') });
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^CONTOSO_PACK\n/);
    const second = await runInProcess([...catalog, 'CONTOSO_PACK', '--catalogue', 'more.yaml'], {
      cwd: join(cwd, 'below'),
    });
    expect(second.out).toMatch(/^Contoso Suite\n/);
    expect(second.out).toContain('pack.yaml, more.yaml');
  });

  it('ends with 3 for a wrong file and points into it', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'wrong.yaml'), pack.replace('[CONTOSO_PLAN]', '[CONTOSO_PLANN]'));
    const { code, out, err } = await runInProcess([...catalog, 'E3', '--catalogue', 'wrong.yaml'], { cwd });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('license/unknown-plan');
    expect(err).toContain('wrong.yaml:5:96');
    expect(err).toContain('Did you mean "CONTOSO_PLAN"?');
    const missing = await runInProcess([...catalog, 'E3', '--catalogue', 'none.yaml'], { cwd });
    expect(missing).toMatchObject({ code: 3, out: '' });
  });

  it('warns on stderr of a SKU whose plans exclude each other, unless it shall be quiet', async () => {
    const cwd = tempFolder();
    writeFileSync(
      join(cwd, 'odd.yaml'),
      'version: 1\nskus: [{ skuPartNumber: SPE_E3, addServicePlans: [SHAREPOINTSTANDARD] }]\n',
    );
    const argv = [...catalog, 'SPE_E3', '--catalogue', 'odd.yaml'];
    expect((await runInProcess(argv, { cwd })).err).toContain('license/conflicting-plans');
    expect(await runInProcess([...argv, '--quiet'], { cwd })).toMatchObject({ code: 0, err: '' });
  });
});
