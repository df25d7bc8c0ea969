import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Result, ToolError } from '../../base/index.ts';
import { type Diagnostic, DiagnosticsError } from '../../diagnostics/index.ts';
import type { CaseReasons, ConformanceSuite } from '../../harness/index.ts';

/**
 * Reads the conformance suite in a folder.
 * @throws DiagnosticsError with every fault (exit code 3)
 */
export async function readSuite(folder: string): Promise<ConformanceSuite> {
  const { readConformanceSuite } = await import('../../formats/index.ts');
  return valueOf(readConformanceSuite(folder));
}

/**
 * Reads a list of cases with reasons; an empty one when no file is named.
 * @throws ToolError `file/unreadable`, DiagnosticsError with every fault (exit code 3)
 */
export async function readCaseList(
  cwd: string,
  file: string | undefined,
  suite: ConformanceSuite,
): Promise<CaseReasons> {
  if (file === undefined) return {};
  const { readCaseReasons } = await import('../../formats/index.ts');
  const ids = new Set(suite.sections.flatMap(({ cases }) => cases.map(({ id }) => id)));
  return valueOf(readCaseReasons({ name: file, text: textOf(cwd, file) }, ids));
}

function textOf(cwd: string, file: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ToolError({ code: 'file/unreadable', message: `"${file}" cannot be read: ${reason}`, cause: error });
  }
}

function valueOf<Value>(read: Result<Value, readonly Diagnostic[]>): Value {
  if (read.ok) return read.value;
  const [first, ...more] = read.error;
  if (first === undefined) throw new ToolError({ code: 'engine/invalid-suite', message: 'The suite cannot be read.' });
  throw new DiagnosticsError(first, more);
}
