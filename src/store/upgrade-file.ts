import { existsSync, renameSync } from 'node:fs';

import type { Database } from 'better-sqlite3';

import { formatVersion } from './file-format.ts';
import { migrateDatabase } from './migrate-database.ts';
import { removeStalePartials } from './publish-file.ts';

/**
 * Brings a file of an older format to today's, after a copy of it was written next to it (`<file>.v<old>.bak`). Stopped at any
 * moment, the file has the old format or the new one. Another process that upgrades at the same time is no error.
 */
export function upgradeFile(database: Database, path: string, oldVersion: number): void {
  writeBackup(database, path, oldVersion);
  try {
    migrateDatabase(database);
  } catch (error) {
    if (database.pragma('user_version', { simple: true }) !== formatVersion) throw error;
  }
}

function writeBackup(database: Database, path: string, oldVersion: number): void {
  const unfinished = `${path}.v${oldVersion}.${process.pid}.partial`;
  removeStalePartials(path);
  database.prepare('VACUUM INTO ?').run(unfinished);
  renameSync(unfinished, freeBackupPath(path, oldVersion));
}

/** Never the name of a backup that exists: an earlier one may be the only good copy. */
function freeBackupPath(path: string, oldVersion: number): string {
  let candidate = `${path}.v${oldVersion}.bak`;
  for (let number = 2; existsSync(candidate); number++) candidate = `${path}.v${oldVersion}.${number}.bak`;
  return candidate;
}
