import { stringify } from 'yaml';
import {
  compareOrdinal,
  err,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ok,
  type Result,
  type SourceText,
} from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { parseYaml } from '../yaml/index.ts';

/** What is kept under one name: contents by the file name of the suite, then by the name of the case. */
export type SnapshotContents = ReadonlyMap<string, ReadonlyMap<string, JsonValue>>;

const heading = '# Written by `tenantlab test -u`. People and names; read it like code.\n';

const codes = {
  syntax: 'suite/invalid-snapshot',
  duplicateKey: 'suite/invalid-snapshot',
  tooComplex: 'suite/invalid-snapshot',
} as const;

/** Reads a snapshot file. */
export function readSnapshotFile(source: SourceText): Result<SnapshotContents, readonly Diagnostic[]> {
  const parsed = parseYaml(source, codes);
  if (!parsed.ok) return parsed;
  const { value } = parsed.value;
  if (value === null) return ok(new Map());
  const fail = (path: readonly string[]): Result<never, readonly Diagnostic[]> => {
    const message = 'Expected contents by the name of a case, by the file of a suite.';
    return err([createDiagnostic('suite/invalid-snapshot', { message, source, span: parsed.value.spanAt(path) })]);
  };
  if (!isJsonObject(value)) return fail([]);
  const suites = new Map<string, ReadonlyMap<string, JsonValue>>();
  for (const [suite, cases] of Object.entries(value)) {
    if (!isJsonObject(cases)) return fail([suite]);
    suites.set(suite, new Map(Object.entries(cases)));
  }
  return ok(suites);
}

/** The text of a snapshot file, the same for the same contents whatever their order. */
export function renderSnapshotFile(contents: SnapshotContents): string {
  const whole = sorted(contents, (cases) => sorted(cases, (content) => content));
  return heading + stringify(whole, { version: '1.2', schema: 'core', lineWidth: 0, aliasDuplicateObjects: false });
}

function sorted<Value>(map: ReadonlyMap<string, Value>, render: (value: Value) => JsonValue): JsonObject {
  const entries = [...map].toSorted(([a], [b]) => compareOrdinal(a, b));
  return Object.fromEntries(entries.map(([key, value]) => [key, render(value)]));
}
