import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import { applicationId, formatVersion } from './file-format.ts';
import { migrateDatabase } from './migrate-database.ts';
import { removeSecondName } from './publish-file.ts';
import { notTenantError, storeError } from './store-error.ts';
import { upgradeFile } from './upgrade-file.ts';

/**
 * Opens an existing tenant file for reading and writing; one of an older format is upgraded. Journal: WAL, so that readers
 * and a writer do not wait for each other. `synchronous = FULL`: what was committed survives a power failure.
 */
export function openForWriting(path: string, timeout: number): Database.Database {
  requireFile(path);
  accessSync(path, constants.W_OK);
  accessSync(dirname(path), constants.W_OK);
  removeSecondName(path);
  return configured(new Database(path, { fileMustExist: true, timeout }), (database) => {
    const version = requireTenant(database, path);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    if (version < formatVersion) upgradeFile(database, path, version);
    return database;
  });
}

/**
 * Opens an existing tenant file for reading only. Works on read-only files and folders, where SQLite needs help: a file in WAL
 * mode whose folder cannot take the WAL is read into memory. So is a file of an older format, to be upgraded there.
 */
export function openForReading(path: string, timeout: number): Database.Database {
  requireFile(path);
  return configured(openReadOnly(path, timeout), (database) => {
    const version = requireTenant(database, path);
    if (version === formatVersion) return database;
    const copy = inMemory(database.serialize());
    database.close();
    migrateDatabase(copy);
    return copy;
  });
}

/**
 * A connection that may write leaves no `-wal` and `-shm` files behind, a read-only one does; so the former is taken where it
 * can be, and forbidden to write.
 */
function openReadOnly(path: string, timeout: number): Database.Database {
  if (isWritable(path) && isWritable(dirname(path))) {
    removeSecondName(path);
    return configured(new Database(path, { fileMustExist: true, timeout }), (database) => {
      database.pragma('query_only = ON');
      return database;
    });
  }
  try {
    return configured(new Database(path, { readonly: true, fileMustExist: true, timeout }), (database) => {
      database.pragma('schema_version');
      return database;
    });
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !/^SQLITE_(CANTOPEN|READONLY)/.test(error.code)) throw error;
    return readIntoMemory(path);
  }
}

function readIntoMemory(path: string): Database.Database {
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    throw storeError(
      'read-only',
      `The tenant file "${path}" has changes in "${path}-wal" that cannot be read in a read-only folder.`,
      'Copy both files into a folder that can be written to, and open the copy.',
    );
  }
  return inMemory(readFileSync(path));
}

/** A database in memory cannot be in WAL mode, so the two header bytes that say so are set back (SQLite file format 1.3). */
function inMemory(content: Buffer): Database.Database {
  content[18] = 1;
  content[19] = 1;
  return new Database(content);
}

/** Fails for files that are not ours or newer than we are; returns the format version. Nothing is changed. */
function requireTenant(database: Database.Database, path: string): number {
  const application: unknown = database.pragma('application_id', { simple: true });
  if (application !== applicationId) throw notTenantError(path, 'it is an SQLite database of another program');
  const version: unknown = database.pragma('user_version', { simple: true });
  if (typeof version === 'number' && version > formatVersion) {
    throw storeError(
      'newer-version',
      `The tenant file "${path}" has format ${version}; this version of tenantlab reads formats up to ${formatVersion}.`,
      'Use a newer tenantlab. The file was not changed.',
    );
  }
  return typeof version === 'number' ? version : 0;
}

function requireFile(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw storeError(
      'not-found',
      `There is no tenant file "${path}".`,
      'Check the path; `tenantlab init`, `import` and `generate` make tenant files.',
    );
  }
  if (!stat.isFile()) throw notTenantError(path, 'it is no file');
  if (stat.size === 0) throw notTenantError(path, 'it is empty');
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Closes the connection when preparing it fails. */
function configured(
  database: Database.Database,
  prepare: (database: Database.Database) => Database.Database,
): Database.Database {
  try {
    database.pragma('foreign_keys = ON');
    return prepare(database);
  } catch (error) {
    database.close();
    throw error;
  }
}
