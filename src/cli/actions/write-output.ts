import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ToolError } from '../../base/index.ts';
import type { CliEnvironment } from '../environment.ts';
import { reasonOf } from './read-text.ts';

/**
 * Writes a text to a file as a whole (a temporary file is renamed into place), or to standard output when there is none.
 * @throws ToolError `file/unwritable` (exit code 3).
 */
export function writeOutput(environment: CliEnvironment, file: string | undefined, pieces: Iterable<string>): void {
  if (file === undefined || file === '-') {
    writeBatches(environment, pieces, largestBatch);
    return;
  }
  const path = resolve(environment.cwd, file);
  const partial = `${path}.${process.pid}.partial`;
  try {
    writeFileSync(partial, '');
    for (const batch of batches(pieces, largestBatch)) writeFileSync(partial, batch, { flag: 'a' });
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new ToolError({
      code: 'file/unwritable',
      message: `"${file}" cannot be written: ${reasonOf(error, 'folder')}.`,
      hint: 'Check that the folder exists and that you may write there.',
      cause: error,
    });
  }
}

/**
 * Makes a folder for output, with those above it.
 * @throws ToolError `file/unwritable` (exit code 3).
 */
export function makeFolder(environment: CliEnvironment, folder: string): void {
  try {
    mkdirSync(resolve(environment.cwd, folder), { recursive: true });
  } catch (error) {
    throw new ToolError({
      code: 'file/unwritable',
      message: `The folder "${folder}" cannot be made: ${reasonOf(error, 'folder')}.`,
      cause: error,
    });
  }
}

/**
 * Writes pieces to standard output in batches of about `length` code units; pieces are only made when they are wanted. False
 * once nobody reads any more.
 */
export function writeBatches(environment: CliEnvironment, pieces: Iterable<string>, length: number): boolean {
  for (const batch of batches(pieces, length)) {
    environment.signal.throwIfAborted();
    if (!environment.out(batch)) return false;
  }
  return true;
}

/** Code units that are gathered before they are written. */
const largestBatch = 1_000_000;

/** Joins small pieces so that a large document is written in a few calls. */
function* batches(pieces: Iterable<string>, length: number): Generator<string> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length >= length) {
      yield batch;
      batch = '';
    }
  }
  yield batch;
}
