import { ToolError } from '../base/index.ts';
import { DiagnosticsError } from '../diagnostics/index.ts';
import type { ChangeSet } from '../model/index.ts';

/**
 * Reads a change set from its text; `name` is what diagnostics call it.
 * @throws DiagnosticsError with every fault (exit code 3).
 */
export async function readChanges(name: string, text: string): Promise<ChangeSet> {
  const { readChangeSet } = await import('../formats/index.ts');
  const read = readChangeSet({ name, text });
  if (read.ok) return read.value;
  const [first, ...more] = read.error;
  if (first === undefined) throw new ToolError({ code: 'changes/unreadable', message: `"${name}" cannot be read.` });
  throw new DiagnosticsError(first, more);
}
