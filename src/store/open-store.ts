import { memoryPath } from './file-format.ts';
import { openForReading, openForWriting } from './open-database.ts';
import { SqliteTenantStore } from './sqlite-tenant-store.ts';
import { storeError, withStoreErrors } from './store-error.ts';
import type { TenantStore } from './tenant-store.ts';

/** How to open a store. */
export interface OpenStoreOptions {
  /** Promise not to write; then read-only files and folders will do. Default false. */
  readonly isReadOnly?: boolean;
  /** How long to wait for another process that writes, in milliseconds. Default 5,000. */
  readonly busyTimeoutMs?: number;
}

/** Waiting time for another writer when the caller names none. */
export const defaultBusyTimeoutMs = 5000;

/**
 * Opens an existing tenant file. One of an older format is upgraded, after a backup copy next to it; opened for reading
 * only, it is upgraded in memory and stays as it is.
 * @throws ToolError `store/not-found`, `store/not-a-tenant`, `store/newer-version`, `store/corrupt`, `store/locked`,
 * `store/read-only`, `store/cannot-open` (exit code 3)
 */
export function openStore(path: string, options: OpenStoreOptions = {}): TenantStore {
  if (path === memoryPath) {
    throw storeError('not-found', 'There is no tenant in memory to open.', 'Create one, or name a tenant file.');
  }
  const isReadOnly = options.isReadOnly ?? false;
  const timeout = options.busyTimeoutMs ?? defaultBusyTimeoutMs;
  return withStoreErrors(path, () => {
    const database = isReadOnly ? openForReading(path, timeout) : openForWriting(path, timeout);
    return new SqliteTenantStore(path, database, isReadOnly);
  });
}
