import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import Database from 'better-sqlite3';

import type { Tenant } from '../model/index.ts';
import { appendEntry, type LogEntryDetails } from './change-log.ts';
import { markCheckpoint } from './checkpoints.ts';
import { memoryPath } from './file-format.ts';
import { migrateDatabase } from './migrate-database.ts';
import { openForWriting } from './open-database.ts';
import { defaultBusyTimeoutMs, type OpenStoreOptions } from './open-store.ts';
import { partialPath, publishFile, removePartial, removeStalePartials, requireFree } from './publish-file.ts';
import { SqliteTenantStore } from './sqlite-tenant-store.ts';
import { withStoreErrors } from './store-error.ts';
import { type ReadState, writeNumber, writeState } from './stored-state.ts';
import type { TenantStore } from './tenant-store.ts';
import { requireNotCancelled, runToEnd, type StoreWork } from './work.ts';

/** How to create a store. */
export interface CreateStoreOptions extends StoreWork, Pick<OpenStoreOptions, 'busyTimeoutMs'> {}

/**
 * Writes a tenant into a new file and opens it for writing; `details` become entry 1 of its change log. The file gets its name
 * only when it is complete. `:memory:` makes a tenant that ends with the process.
 * @throws ToolError `store/exists` for any file that is not empty, `store/cancelled`, `store/disk-full`, `store/read-only`
 * (exit code 3, cancelled 130)
 */
export function createStore(
  path: string,
  tenant: Tenant,
  details: LogEntryDetails,
  options: CreateStoreOptions = {},
): TenantStore {
  return withStoreErrors(path, () => {
    const database = path === memoryPath ? new Database(path) : undefined;
    const state = runToEnd(
      database === undefined ? buildFile(path, tenant, details, options) : build(database, tenant, details, options),
    );
    return new SqliteTenantStore(
      path,
      database ?? openForWriting(path, options.busyTimeoutMs ?? defaultBusyTimeoutMs),
      false,
      { ...state, sequence: 1 },
    );
  });
}

/**
 * Fails unless a new file can be made at `path`, so that nobody works long for nothing. Removes what was left there by processes
 * that were stopped while they made it.
 * @throws ToolError `store/exists`, `store/cannot-open`, `store/read-only` (exit code 3)
 */
export function requireNewFile(path: string): void {
  withStoreErrors(path, () => {
    removeStalePartials(path);
    requireFree(path);
    accessSync(dirname(path), constants.W_OK);
  });
}

/** Milliseconds of work after which the process looks after everything else: signals, timers, terminals. */
const breathMilliseconds = 50;

/**
 * Like {@link createStore}, without opening the file, and with pauses in which the process hears of signals: so Ctrl-C, which
 * aborts `options.signal`, stops it in the middle.
 * @throws ToolError as createStore does
 */
export async function createStoreInSteps(
  path: string,
  tenant: Tenant,
  details: LogEntryDetails,
  options: CreateStoreOptions = {},
): Promise<void> {
  const steps = buildFile(path, tenant, details, options);
  try {
    let start = performance.now();
    while (withStoreErrors(path, () => steps.next()).done !== true) {
      if (performance.now() - start < breathMilliseconds) continue;
      await nextTurn();
      start = performance.now();
    }
  } finally {
    // Closes and removes the file if the caller was stopped between two steps.
    steps.return(undefined as never);
  }
}

function* buildFile(
  path: string,
  tenant: Tenant,
  details: LogEntryDetails,
  work: StoreWork,
): Generator<void, ReadState> {
  removeStalePartials(path);
  requireFree(path);
  const partial = partialPath(path);
  let isPublished = false;
  try {
    let state: ReadState;
    const database = new Database(partial);
    try {
      // Nobody sees the file before it is complete and flushed, so it needs no protection while it is built.
      database.pragma('journal_mode = OFF');
      database.pragma('synchronous = OFF');
      state = yield* build(database, tenant, details, work);
      // Opening a file for writing changes its journal mode, by means of a journal that a killed process would leave beside
      // it. A new file is in that mode before it gets its name.
      database.pragma('journal_mode = WAL');
    } finally {
      database.close();
    }
    requireNotCancelled('writing', work);
    publishFile(partial, path);
    isPublished = true;
    return state;
  } finally {
    if (!isPublished) removePartial(partial);
  }
}

/** Fills a new database. When it fails, the database is to be thrown away. */
function* build(
  database: Database.Database,
  tenant: Tenant,
  details: LogEntryDetails,
  work: StoreWork,
): Generator<void, ReadState> {
  migrateDatabase(database);
  database.exec('BEGIN IMMEDIATE');
  const sequence = appendEntry(database, details, []);
  const state = yield* writeState(database, tenant, sequence, work);
  writeNumber(database, 'created', details.at);
  markCheckpoint(database, sequence);
  database.exec('COMMIT');
  return state;
}
