import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { storeError } from './store-error.ts';

/** Where a new file is built until it is complete. The process id tells whether somebody is still at it. */
export function partialPath(path: string): string {
  return `${path}.${process.pid}.partial`;
}

/** Fails unless `path` is free: nothing there, or an empty file, and no journal of a file that was there before. */
export function requireFree(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat !== undefined && (!stat.isFile() || stat.size > 0)) throw existsError(path, path);
  for (const journal of [`${path}-wal`, `${path}-journal`]) {
    if ((statSync(journal, { throwIfNoEntry: false })?.size ?? 0) > 0) throw existsError(path, journal);
  }
}

/**
 * Gives a complete file its name, unless that has been taken meanwhile: at any moment there is no file or the whole one, also
 * after a power failure.
 */
export function publishFile(partial: string, path: string): void {
  flush(partial);
  // A journal that came meanwhile would be played into the new file.
  requireFree(path);
  try {
    linkSync(partial, path);
  } catch (error) {
    if (existsSync(path)) renameSync(partial, path);
    else if (isWithoutLinks(error)) copyFileSync(partial, path, constants.COPYFILE_EXCL);
    else throw error;
  }
  rmSync(partial, { force: true });
  if (process.platform !== 'win32') flush(dirname(path));
}

/** Removes what processes left behind that were stopped while they built this file or a backup of it. */
export function removeStalePartials(path: string): void {
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const match = /^(?:v\d+\.)?(\d+)\.partial(?:-journal|-wal|-shm)?$/.exec(
      name.startsWith(prefix) ? name.slice(prefix.length) : '',
    );
    if (match === null || isAlive(Number(match[1]))) continue;
    rmSync(join(dirname(path), name), { force: true });
  }
}

/**
 * Removes the second name of a file whose writer was stopped after it gave the file its name. Such a file has two names, so
 * that hardly any folder is searched. Does nothing where the folder cannot be written to.
 */
export function removeSecondName(path: string): void {
  try {
    if (statSync(path).nlink > 1) removeStalePartials(path);
  } catch {
    // It is in nobody's way.
  }
}

/** Removes a partial file and its companions. */
export function removePartial(partial: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(partial + suffix, { force: true });
}

function existsError(path: string, found: string): Error {
  return storeError(
    'exists',
    found === path ? `"${path}" exists already.` : `"${path}" is not there, but its journal "${found}" is.`,
    found === path
      ? 'Choose another name, or remove it first.'
      : 'Remove the journal, or restore the file it belongs to.',
  );
}

/** File systems that know no second name for a file (FAT, some network drives). */
function isWithoutLinks(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(String(error.code))
  );
}

function isAlive(processId: number): boolean {
  if (processId === process.pid) return false;
  try {
    process.kill(processId, 0);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
  return !isGhost(processId);
}

/** Whether Linux knows the number only because nobody has asked yet how that process ended. */
function isGhost(processId: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${processId}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
