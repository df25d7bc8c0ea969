import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ToolError } from '../../base/index.ts';
import { temporaryPath } from './stale-temporaries.ts';

/** A file to be written, by name, as pieces of text. */
export interface NewFile {
  readonly name: string;
  readonly pieces: () => Iterable<string>;
}

/** Makes a folder of files that appears as a whole; an empty folder may be in the way. */
export function writeNewFolder(target: string, files: Iterable<NewFile>): void {
  const temporary = temporaryPath(target);
  attemptWriting(target, () => {
    try {
      mkdirSync(dirname(target), { recursive: true });
      rmSync(temporary, { recursive: true, force: true });
      mkdirSync(temporary);
      for (const file of files) writeFile(join(temporary, file.name), file.pieces());
      if (existsSync(target)) rmSync(target, { recursive: true });
      renameSync(temporary, target);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
}

const flushLength = 1 << 20;

/** Writes pieces of text as UTF-8, many at a time. */
export function writeFile(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w');
  try {
    let pending = '';
    for (const piece of pieces) {
      pending += piece;
      if (pending.length < flushLength) continue;
      writeAll(file, pending);
      pending = '';
    }
    writeAll(file, pending);
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let offset = 0; offset < bytes.length;) offset += writeSync(file, bytes, offset);
}

/** True where a new folder can be made. */
export function isEmptyOrMissing(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || (found.isDirectory() && readdirSync(path).length === 0);
}

/** Runs what writes; what the file system refuses is a ToolError `tenant/unwritable-folder`. */
export function attemptWriting<Value>(path: string, operation: () => Value): Value {
  try {
    return operation();
  } catch (cause) {
    if (cause instanceof ToolError || !(cause instanceof Error) || !('code' in cause)) throw cause;
    const message = `"${path}" cannot be written: ${cause.message}.`;
    throw new ToolError({ code: 'tenant/unwritable-folder', message, cause });
  }
}
