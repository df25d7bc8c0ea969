import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { ToolError } from '../../src/base/index.ts';
import { importTenant, type ImportReport, type ImportResult } from '../../src/formats/index.ts';
import {
  linksOf,
  type ObjectType,
  objectTypes,
  relationHolders,
  type RelationName,
  type Tenant,
} from '../../src/model/index.ts';
import { tempFolder } from './temp-folder.ts';

/** The clock of imported tenants in tests. */
export const importClock = Date.UTC(2026, 10, 23);

/** Writes files below a new folder and imports the folder. */
export async function importFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<ImportResult> {
  return importTenant([writeFiles(files)], { clock: importClock });
}

/** Writes files below a new folder, which is removed after the test. */
export function writeFiles(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = tempFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The error of an import that must fail with this code. */
export async function expectImportError(code: string, importing: Promise<unknown>): Promise<ToolError> {
  const error: unknown = await importing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ToolError);
  if (!(error instanceof ToolError)) throw new Error('nothing was thrown');
  expect(error.code).toBe(code);
  expect(error.exitCode).toBe(3);
  return error;
}

/** The value of a property of the object with a name or id. */
export function valueIn(tenant: Tenant, type: ObjectType, name: string, property: string): unknown {
  return tenant.populations[type].valueAt(rowNamed(tenant, type, name), property);
}

/** The names of the targets of a holder, sorted; undefined when they are not known. */
export function linksIn(tenant: Tenant, relation: RelationName, holder: string): readonly string[] | undefined {
  const row = rowNamed(tenant, relationHolders[relation], holder);
  if (!tenant.relations[relation].has(row)) return undefined;
  const links = linksOf(tenant, relation, row);
  const names = objectTypes.flatMap((type) => {
    const population = tenant.populations[type];
    return [...(links.rows[type]?.toArray() ?? [])].map((target) => nameOf(population, target));
  });
  return [...names, ...links.unresolved].toSorted();
}

/** How often each code was found. */
export function countsOf(report: ImportReport): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { code, count } of report.findings) counts[code] = (counts[code] ?? 0) + count;
  return counts;
}

function rowNamed(tenant: Tenant, type: ObjectType, name: string): number {
  const population = tenant.populations[type];
  const byId = population.rowOf(name);
  if (byId !== undefined) return byId;
  for (let row = 0; row < population.size; row++) if (nameOf(population, row) === name) return row;
  throw new Error(`there is no ${type} ${name}`);
}

function nameOf(population: Tenant['populations'][ObjectType], row: number): string {
  return population.textAt(row, 'userPrincipalName') ?? population.textAt(row, 'displayName') ?? population.idAt(row);
}
