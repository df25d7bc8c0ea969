import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../support/start-tool.ts';

/** Runs a module that imports the package by its name, as a dependent does. */
function runModule(source: string): unknown {
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  return JSON.parse(run.stdout);
}

describe('the package', () => {
  it('plans a change on a tenant folder through its main entry', () => {
    const summary = runModule(`
      import { openTenant, planChange, readChanges } from 'tenantlab';
      const opened = await openTenant('fixtures/tenants/northwind-clinic');
      const text = 'version: 1\\nsteps:\\n  - update: user\\n    where: user.department -eq "Sales"\\n    set: { department: Commercial }\\n';
      const { plan } = planChange(opened.tenant, await readChanges('inline', text));
      opened.close();
      process.stdout.write(JSON.stringify(plan.summary));
    `);
    expect(summary).toMatchObject({ steps: 1, stepsApplied: 1, refusals: 0 });
  });

  it('keeps two tenants apart in one process', () => {
    const counts = runModule(`
      import { openTenant } from 'tenantlab';
      const [clinic, empty] = [await openTenant('fixtures/tenants/northwind-clinic'), await openTenant(':memory:')];
      process.stdout.write(JSON.stringify([clinic, empty].map(({ tenant }) => tenant.populations.user.size)));
    `);
    expect(counts).toEqual([62, 0]);
  });

  it('offers rules and the JSON Logic operators as entries of their own', () => {
    const verdict = runModule(`
      import { checkRule, createSubject, evaluateReference } from 'tenantlab/rules';
      import { registerRuleOperators } from 'tenantlab/json-logic';
      const check = checkRule('user.city -eq "Oslo"');
      const subject = createSubject('user', { city: 'OSLO' });
      process.stdout.write(JSON.stringify([evaluateReference(check.rule, subject.value, 0).verdict, typeof registerRuleOperators]));
    `);
    expect(verdict).toEqual(['member', 'function']);
  });
});
