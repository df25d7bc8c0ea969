import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { createSuiteFiles, readSuite, readTenantFolder } from '../../src/formats/index.ts';
import { type CaseReport, runSuite, type RunSuiteOptions, type Suite } from '../../src/harness/index.ts';
import { defaultSemantics, type Tenant } from '../../src/model/index.ts';
import { projectRoot } from './start-tool.ts';

/** A sample tenant by the name of its folder. */
export function sampleTenant(name: 'northwind-clinic' | 'harbour-licenses'): Tenant {
  return readTenantFolder(join(projectRoot, 'fixtures/tenants', name));
}

/** Reads a suite from its text; paths in it are relative to fixtures/suites. */
export function suiteFrom(text: string): Suite {
  const files = createSuiteFiles({ root: projectRoot, allowExternal: false, name: (path) => path });
  const read = readSuite(
    { name: 's.tenantlab.yaml', text },
    join(projectRoot, 'fixtures/suites/s.tenantlab.yaml'),
    files,
  );
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('\n'));
  return read.value;
}

/** Runs the cases of a text on a tenant. */
export function casesOf(text: string, tenant: Tenant, options: Partial<RunSuiteOptions> = {}): readonly CaseReport[] {
  return runSuite(suiteFrom(text), tenant, { semantics: defaultSemantics, ...options }).cases;
}

/** Writes files below a folder, by path. */
export function writeTree(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
