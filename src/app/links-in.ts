import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The symbolic links in a folder and below it, as paths that begin with the folder; none where it is no folder. O(entries). */
export function linksIn(path: string): readonly string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isSymbolicLink())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  } catch {
    return [];
  }
}
