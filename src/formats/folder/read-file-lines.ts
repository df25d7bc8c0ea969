import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import { createDiagnostic, DiagnosticsError } from '../../diagnostics/index.ts';
import { ToolError } from '../../base/index.ts';

const chunkBytes = 1024 * 1024;

/** A line of a file, numbered from 1. */
export interface FileLine {
  readonly text: string;
  readonly number: number;
}

/** Reads a UTF-8 file line by line; memory is bounded by the longest line. Throws a ToolError. */
export function* readFileLines(path: string, name: string): Generator<FileLine, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const buffer = Buffer.alloc(chunkBytes);
  const file = attempt(path, () => openSync(path, 'r'));
  let rest = '';
  let number = 0;
  try {
    for (;;) {
      const count = attempt(path, () => readSync(file, buffer, 0, chunkBytes, null));
      const lines = (rest + decode(decoder, name, buffer.subarray(0, count), count > 0)).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) yield { text, number: ++number };
      if (count === 0) break;
    }
    if (rest !== '') yield { text: rest, number: ++number };
  } finally {
    closeSync(file);
  }
}

/** Reads a whole UTF-8 file, without its byte order mark. Throws a ToolError. */
export function readTextFile(path: string, name: string): string {
  const bytes = attempt(path, () => readFileSync(path));
  return decode(new TextDecoder('utf-8', { fatal: true }), name, bytes, false);
}

/** Runs a file operation and explains its failure. */
function attempt<Value>(path: string, operation: () => Value): Value {
  try {
    return operation();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ToolError({ code: 'tenant/unreadable-folder', message: `"${path}" cannot be read: ${reason}.`, cause });
  }
}

function decode(decoder: TextDecoder, name: string, bytes: Uint8Array, isMoreToCome: boolean): string {
  try {
    return decoder.decode(bytes, { stream: isMoreToCome });
  } catch {
    const source = { name, text: '' };
    throw new DiagnosticsError(createDiagnostic('tenant/syntax', { message: 'The file is not UTF-8 text.', source }));
  }
}
