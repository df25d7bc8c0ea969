import { existsSync, readFileSync } from 'node:fs';

/** Reference material that stands beside the project and is only read in place. */
const folder = new URL('../../../shared/', import.meta.url);

/** True when the reference material is there; without it, tests that need it say so and check nothing. */
export const hasSharedFolder: boolean = existsSync(folder);

if (!hasSharedFolder)
  process.stderr.write(`Reference material not found at ${folder.pathname}: its tests are skipped.\n`);

/** A text file of the reference material. */
export function readShared(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}
