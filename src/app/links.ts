import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

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

/** True for a path that is the folder or lies in it, as both are written. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way);
}

/** The same for where links lead. */
export function isReallyBelow(folder: string, path: string): boolean {
  return isBelow(realPath(folder), realPath(path));
}

/** Where links lead; the path of the nearest folder that is there, with the rest behind it. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPath(folder), basename(path));
  }
}
