import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, locateTenant } from '../../../src/app/index.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('locateTenant', () => {
  it('takes the option, then the config, then tenant.db, then this folder, then the environment', () => {
    const cwd = tempFolder();
    const environment = { TENANTLAB_TENANT: 'other.db' };
    expect(locateTenant({ cwd, environment })).toBe(join(cwd, 'other.db'));
    writeFileSync(join(cwd, 'tenant.yaml'), '');
    expect(locateTenant({ cwd, environment })).toBe(cwd);
    writeFileSync(join(cwd, 'tenant.db'), '');
    expect(locateTenant({ cwd, environment })).toBe(join(cwd, 'tenant.db'));
    expect(locateTenant({ cwd, environment, configured: '/x' })).toBe('/x');
    expect(locateTenant({ cwd, environment, configured: '/x', option: 'y' })).toBe(join(cwd, 'y'));
    expect(locateTenant({ cwd, environment, option: ':memory:' })).toBe(':memory:');
  });

  it('says how to start when there is none', () => {
    expect(() => locateTenant({ cwd: tempFolder(), environment: {} })).toThrow('No tenant to work on');
  });
});

describe('loadConfig', () => {
  it('finds the file upwards and makes the path of its tenant absolute', async () => {
    const cwd = tempFolder();
    writeFileSync(
      join(cwd, 'tenantlab.config.yaml'),
      'tenant: t.db\nsemantics: { dynamic-group-limit: 5000 }\nguardrails: { max-joins: 3 }\n',
    );
    expect(await loadConfig(cwd)).toMatchObject({
      tenant: join(cwd, 't.db'),
      semantics: { 'dynamic-group-limit': '5000' },
      guardrails: { 'max-joins': 3 },
    });
  });

  it.each([
    ['tennant: x', 'Did you mean "tenant"?'],
    ['clock: soon', undefined],
    ['semantics: { member-of-mode: never }', undefined],
    ['- a', undefined],
    ['tenant: [', undefined],
  ])('refuses %s', async (text, hint) => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'c.yaml'), text);
    const failure: unknown = await loadConfig(cwd, 'c.yaml').catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode: 3, ...(hint === undefined ? {} : { hint }) });
  });
});
