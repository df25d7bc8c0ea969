import { err, isJsonObject, ok, type Result, type SourceText } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, didYouMean } from '../../diagnostics/index.ts';
import type { CaseReasons } from '../../harness/index.ts';
import { parseYaml } from '../yaml/index.ts';

const code = 'engine/invalid-list';

/** Reads a list of cases with reasons (YAML or JSON). `ids` are those of the suite. Every fault is reported, with its place. */
export function readCaseReasons(
  source: SourceText,
  ids: ReadonlySet<string>,
): Result<CaseReasons, readonly Diagnostic[]> {
  const parsed = parseYaml(source, { syntax: code, duplicateKey: code, tooComplex: code });
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const value = document.value ?? {};
  if (!isJsonObject(value)) {
    const message = 'Expected a mapping from ids of cases to reasons.';
    return err([createDiagnostic(code, { message, source, span: document.spanAt([]) })]);
  }
  const faults = Object.entries(value).flatMap(([id, reason]) => {
    if (!ids.has(id)) {
      const hint = didYouMean(id, [...ids]);
      const message = `The suite has no case "${id}".`;
      const span = document.keySpanAt([id]);
      return [createDiagnostic(code, { message, source, span, ...(hint === undefined ? {} : { hint }) })];
    }
    if (typeof reason === 'string' && reason.trim() !== '') return [];
    const message = `Expected the reason as a text, found ${JSON.stringify(reason)}.`;
    return [createDiagnostic(code, { message, source, span: document.spanAt([id]) })];
  });
  return faults.length > 0 ? err(faults) : ok(value as CaseReasons);
}
