import { type ObjectType, objectTypes, propertyCatalogue } from '../../model/index.ts';
import { missingUserProperties, recommendedUserExport } from './check-imported.ts';
import type { ImportFinding } from './findings.ts';
import type { ImportDraft } from './import-draft.ts';

/** What one named file or folder contributed. */
export interface ImportedSource {
  readonly path: string;
  readonly format: 'json' | 'csv' | 'folder';
  readonly files: number;
  readonly bytes: number;
  /** Objects, members and rows that were read. */
  readonly records: number;
}

/** Which properties of a type the export states. Names in catalogue order. */
export interface PropertyCoverage {
  readonly seen: readonly string[];
  readonly notExported: readonly string[];
  /** How to export what is missing, when rules will miss it. */
  readonly hint?: string;
}

/** Everything worth knowing about an import. Plain data, sorted, the same for the same input. */
export interface ImportReport {
  readonly sources: readonly ImportedSource[];
  /** Number of objects by type. */
  readonly objects: Readonly<Record<string, number>>;
  /** Coverage by type; types without objects are left out. */
  readonly properties: Readonly<Partial<Record<ObjectType, PropertyCoverage>>>;
  readonly findings: readonly ImportFinding[];
}

/** Types that an export can hold: not those that only group what users have alike. */
const reportedTypes = objectTypes.filter((type) => type !== 'licenseAssignment' && type !== 'servicePlanAssignment');

/** Sums up an import that has been read to its end. */
export function createImportReport(draft: ImportDraft, sources: readonly ImportedSource[]): ImportReport {
  const present = reportedTypes.filter((type) => draft.tenant.population(type).size > 0);
  const counts = reportedTypes.map((type) => [type, draft.tenant.population(type).size] as const);
  return {
    sources,
    objects: Object.fromEntries(counts),
    properties: Object.fromEntries(present.map((type) => [type, coverageOf(draft, type)])),
    findings: draft.findings.finish(),
  };
}

function coverageOf(draft: ImportDraft, type: ObjectType): PropertyCoverage {
  const seen = draft.seen[type];
  const known = propertyCatalogue[type].map(({ name }) => name);
  const extensions = [...seen].filter((name) => !known.includes(name)).toSorted();
  const missing = type === 'user' ? missingUserProperties(draft) : [];
  return {
    seen: [...known.filter((name) => seen.has(name)), ...extensions],
    notExported: known.filter((name) => !seen.has(name)),
    ...(missing.length === 0 ? {} : { hint: recommendedUserExport }),
  };
}
