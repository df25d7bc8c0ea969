import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ToolError } from '../../base/index.ts';
import { createTenant, TenantDraft } from '../../model/index.ts';
import type { InitCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { reasonOf } from './read-text.ts';

/** Where the package keeps the sample; two levels above this folder both in the sources and in the build. */
const fixtures = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const sampleTenant = 'tenants/northwind-clinic';

const config = `# Every key is optional; command line options win.
tenant: tenant
guardrails:
  max-leaves-per-group: 50
  protected-users: ["breakglass*"]
`;

const sampleSuite = `# Run it with: tenantlab test. All keys: docs/reference/suites.md.
name: Who sells
tenant: ../tenant
# People of the suite's own: nothing is written to the tenant.
people:
  rep: { department: Sales, userType: Member }
  almost: { department: 'Sales ', userType: Member }
tests:
  - name: sales people join, a trailing blank keeps out
    matrix:
      - { person: rep, in: true }
      - { person: almost, in: false }
    group: Sales All
    expect: { member: '\${in}' }
  - name: everybody in the group is in the department
    group: Sales All
    expect: { all: user.department -eq "Sales", contains: [rep] }
  - name: the reorganisation leaves emergency accounts alone
    plan: ../changes/reorganisation.yaml
    expect: { unchanged: { people: ['breakglass*'] } }
`;

const emptySuite = `# Run it with: tenantlab test. All keys: docs/reference/suites.md.
name: First suite
tenant: ../tenant
# People and groups of the suite's own: nothing is written to the tenant.
people:
  rep: { department: Sales }
groups:
  Sales All: { membershipRule: user.department -eq "Sales" }
tests:
  - name: sales people join
    person: rep
    group: Sales All
    expect: { member: true }
`;

/** `tenantlab init [FOLDER]`: a folder with a tenant as code, change sets, a suite and a config file. */
export async function initAction(
  environment: CliEnvironment,
  folder: string,
  options: InitCommandOptions,
): Promise<number> {
  const target = resolve(environment.cwd, folder);
  makeEmptyFolder(target, folder);
  if (options.empty === true) {
    const { writeTenantFolder } = await import('../../formats/index.ts');
    writeTenantFolder(emptyTenant(environment), join(target, 'tenant'));
  } else {
    cpSync(join(fixtures, sampleTenant), join(target, 'tenant'), { recursive: true });
    cpSync(join(fixtures, 'changes'), join(target, 'changes'), { recursive: true });
  }
  writeFileSync(join(target, 'tenantlab.config.yaml'), config);
  mkdirSync(join(target, 'tests'));
  writeFileSync(join(target, 'tests/sales.tenantlab.yaml'), options.empty === true ? emptySuite : sampleSuite);
  if (options.json === true) environment.out(`${JSON.stringify({ wrote: folder })}\n`);
  else environment.out(describe(folder, options.empty === true));
  return 0;
}

function makeEmptyFolder(path: string, name: string): void {
  const hint = 'Name a new folder: tenantlab init lab';
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const message = `The folder "${name}" cannot be made: ${reasonOf(error)}.`;
    throw new ToolError({ code: 'init/unwritable', message, hint, cause: error });
  }
  if (readdirSync(path).length > 0) {
    throw new ToolError({ code: 'init/not-empty', message: `"${name}" is not empty; nothing was written.`, hint });
  }
}

function emptyTenant(environment: CliEnvironment): ReturnType<TenantDraft['finish']> {
  const draft = new TenantDraft(createTenant(environment.now()));
  draft.addObject('organization', '00000000-0000-4000-8000-000000000001', {
    displayName: 'Contoso',
    countryLetterCode: 'US',
  });
  draft.addObject('domain', 'contoso.onmicrosoft.com', {
    isInitial: true,
    isDefault: true,
    isVerified: true,
    authenticationType: 'Managed',
  });
  return draft.finish();
}

function describe(folder: string, isEmpty: boolean): string {
  const enter = folder === '.' ? '' : `cd ${folder} && `;
  const next = isEmpty
    ? [`${enter}tenantlab lint`, `${enter}tenantlab test`]
    : [
        `${enter}tenantlab plan --changes changes/reorganisation.yaml`,
        `${enter}tenantlab lint`,
        `${enter}tenantlab test`,
      ];
  return `Made ${folder === '.' ? 'a tenant here' : folder}. Next:\n${next.map((line) => `  ${line}\n`).join('')}`;
}
