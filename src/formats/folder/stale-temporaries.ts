import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where something is built until it is complete. The process id tells whether somebody is still at it. */
export function temporaryPath(path: string): string {
  return `${path}.tmp-${process.pid}`;
}

/** Removes what processes left in a folder that were stopped while they built one of the files or folders of these names. */
export function removeStaleTemporaries(folder: string, names: readonly string[]): void {
  if (!existsSync(folder)) return;
  for (const found of readdirSync(folder)) {
    const match = /^(.+)\.tmp-(\d+)$/.exec(found);
    if (match === null || !names.includes(match[1] ?? '') || isAlive(Number(match[2]))) continue;
    rmSync(join(folder, found), { recursive: true, force: true });
  }
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
