import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { err, ok, type Result } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { ConformanceSection, ConformanceSuite } from '../../harness/index.ts';
import { conformanceManifestSchema, conformanceSectionSchema } from './conformance-schema.ts';

/**
 * Reads a conformance suite: `manifest.json` in the folder and the files that it names. All faults are returned, each with the
 * file and the path of the value.
 */
export function readConformanceSuite(folder: string): Result<ConformanceSuite, readonly Diagnostic[]> {
  const manifest = readJson(folder, 'manifest.json', conformanceManifestSchema);
  if (!manifest.ok) return manifest;
  const faults: Diagnostic[] = [];
  const sections: ConformanceSection[] = [];
  const ids = new Set<string>();
  for (const entry of manifest.value.sections) {
    const read = readJson(folder, entry.file, conformanceSectionSchema);
    if (!read.ok) {
      faults.push(...read.error);
      continue;
    }
    const { section, title, cases } = read.value;
    if (section !== entry.section) faults.push(fault(entry.file, `the section is ${entry.section}, found ${section}`));
    if (cases.length !== entry.cases)
      faults.push(fault(entry.file, `the manifest counts ${entry.cases} cases, found ${cases.length}`));
    for (const { id } of cases) {
      if (ids.has(id)) faults.push(fault(entry.file, `two cases have the id ${id}`));
      ids.add(id);
    }
    // The schema has shown the shape; zod writes optional keys as possibly undefined, which JSON has not.
    sections.push({ id: section, title, kind: read.value.kind, cases } as unknown as ConformanceSection);
  }
  return faults.length > 0 ? err(faults) : ok({ version: manifest.value.suiteVersion, sections });
}

function readJson<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
): Result<z.output<Schema>, readonly Diagnostic[]> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    return err([fault(file, error instanceof Error ? error.message : String(error))]);
  }
  const read = schema.safeParse(value);
  if (read.success) return ok(read.data);
  return err(read.error.issues.map(({ path, message }) => fault(file, `${path.join('.')}: ${message}`)));
}

function fault(file: string, message: string): Diagnostic {
  return createDiagnostic('engine/invalid-suite', { message: `${file}: ${message}` });
}
