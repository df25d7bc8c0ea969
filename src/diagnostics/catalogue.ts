import { changeCodes } from './codes/changes.ts';
import { configCodes } from './codes/config.ts';
import { dynamicCodes } from './codes/dynamic.ts';
import { importCodes } from './codes/import.ts';
import { licenseCodes } from './codes/license.ts';
import { licenseCatalogueCodes } from './codes/license-catalogue.ts';
import { licenseLintCodes } from './codes/license-lint.ts';
import { licenseRefusalCodes } from './codes/license-refusal.ts';
import { lintCodes } from './codes/lint.ts';
import { mutationCodes } from './codes/mutation.ts';
import { planCodes } from './codes/plan.ts';
import { refusalCodes } from './codes/refusal.ts';
import { ruleCodes } from './codes/rule.ts';
import { sqlCodes } from './codes/sql.ts';
import { suiteCodes } from './codes/suite.ts';
import { tenantCodes } from './codes/tenant.ts';
import type { DiagnosticDefinition } from './definition.ts';

/** Every diagnostic code of the program with its offline documentation, by code. */
export const diagnosticCatalogue = {
  ...ruleCodes,
  ...lintCodes,
  ...changeCodes,
  ...refusalCodes,
  ...dynamicCodes,
  ...planCodes,
  ...importCodes,
  ...licenseCodes,
  ...licenseRefusalCodes,
  ...licenseLintCodes,
  ...sqlCodes,
  ...suiteCodes,
  ...tenantCodes,
  ...configCodes,
  ...licenseCatalogueCodes,
  ...mutationCodes,
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;

/** A stable `area/kebab-words` code. */
export type DiagnosticCode = keyof typeof diagnosticCatalogue;

/** All codes in ordinal order. */
export const diagnosticCodes: readonly string[] = Object.keys(diagnosticCatalogue).toSorted();

/** Looks a code up; undefined when there is none. */
export function findDefinition(code: string): DiagnosticDefinition | undefined {
  return Object.hasOwn(diagnosticCatalogue, code) ? diagnosticCatalogue[code as DiagnosticCode] : undefined;
}
