import Database from 'better-sqlite3';

import { InvariantError, ToolError } from '../base/index.ts';

/** What went wrong with a tenant file. Exit code 3: the input cannot be used as it is. */
export function storeError(code: string, message: string, hint: string, cause?: unknown): ToolError {
  return new ToolError({ code: `store/${code}`, message, hint, ...(cause === undefined ? {} : { cause }) });
}

/** The file is ours but its content contradicts itself. `detail` completes "…is damaged:". */
export function corruptError(path: string, detail: string, cause?: unknown): ToolError {
  return storeError(
    'corrupt',
    `The tenant file "${path}" is damaged: ${detail}.`,
    'Restore a copy (backups end in .bak), or import the tenant again. The file was not changed.',
    cause,
  );
}

/** A file that is not SQLite, or an SQLite file of another program. */
export function notTenantError(path: string, detail: string, cause?: unknown): ToolError {
  return storeError(
    'not-a-tenant',
    `"${path}" is no tenant file: ${detail}.`,
    'Name a file made by `tenantlab init`, `import` or `generate`. The file was not changed.',
    cause,
  );
}

/** The state of the file at which an action stopped: what SQLite calls it, and what it means for the user. */
const sqliteFaults: readonly {
  readonly prefix: string;
  readonly code: string;
  readonly message: (path: string) => string;
  readonly hint: string;
}[] = [
  {
    prefix: 'SQLITE_BUSY',
    code: 'locked',
    message: (path) => `The tenant file "${path}" is in use by another process, which did not finish in time.`,
    hint: 'Wait for the other process to end and try again; nothing was written.',
  },
  {
    prefix: 'SQLITE_LOCKED',
    code: 'locked',
    message: (path) => `The tenant file "${path}" is in use by this process.`,
    hint: 'Close the other use of the file first; nothing was written.',
  },
  {
    prefix: 'SQLITE_FULL',
    code: 'disk-full',
    message: (path) => `There is no space left for the tenant file "${path}".`,
    hint: 'Free some space and try again; the file is as it was before.',
  },
  {
    prefix: 'SQLITE_READONLY',
    code: 'read-only',
    message: (path) => `The tenant file "${path}" cannot be written to.`,
    hint: 'Check the permissions of the file and its folder, or copy it to another place.',
  },
  {
    prefix: 'SQLITE_PERM',
    code: 'read-only',
    message: (path) => `The tenant file "${path}" cannot be written to.`,
    hint: 'Check the permissions of the file and its folder, or copy it to another place.',
  },
  {
    prefix: 'SQLITE_CANTOPEN',
    code: 'cannot-open',
    message: (path) => `The tenant file "${path}" cannot be opened.`,
    hint: 'Check that the path and its folder exist and may be accessed.',
  },
  {
    prefix: 'SQLITE_IOERR',
    code: 'io-error',
    message: (path) => `Reading or writing the tenant file "${path}" failed.`,
    hint: 'Check the disk; on a network drive, copy the file to a local disk. Nothing was half written.',
  },
];

/** Faults of the content: pages that cannot be, and tables that are not as the migrations made them. */
const contentFaults = [
  'SQLITE_CORRUPT',
  'SQLITE_FORMAT',
  'SQLITE_ERROR',
  'SQLITE_SCHEMA',
  'SQLITE_CONSTRAINT',
  'SQLITE_MISMATCH',
];

/**
 * Runs `action` and turns what SQLite, the file system or damaged content throw into a ToolError without a stack trace in
 * its message. Other errors pass.
 */
export function withStoreErrors<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw toStoreError(path, error);
  }
}

/** Like {@link withStoreErrors} for reading: content on which our own checks fail is the file's fault, not the program's. */
export function withReadErrors<T>(path: string, action: () => T): T {
  return withStoreErrors(path, () => {
    try {
      return action();
    } catch (error) {
      if (isContentError(error)) throw corruptError(path, error.message, error);
      throw error;
    }
  });
}

/** What our own checks, JSON and zlib throw at content that was not written by us. */
export function isContentError(error: unknown): error is Error {
  if (error instanceof InvariantError || error instanceof SyntaxError) return true;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}

/** What SQLite or the file system threw as a ToolError; other errors as they are. */
export function toStoreError(path: string, error: unknown): unknown {
  if (error instanceof Database.SqliteError) return fromSqlite(path, error.code, error);
  if (!(error instanceof Error) || !('code' in error) || error instanceof ToolError) return error;
  switch (error.code) {
    case 'ENOSPC':
      return fromSqlite(path, 'SQLITE_FULL', error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return fromSqlite(path, 'SQLITE_READONLY', error);
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
      return fromSqlite(path, 'SQLITE_CANTOPEN', error);
    default:
      return error;
  }
}

function fromSqlite(path: string, code: string, error: Error): ToolError {
  if (code === 'SQLITE_NOTADB') return notTenantError(path, 'it is no SQLite database', error);
  const fault = sqliteFaults.find(({ prefix }) => code.startsWith(prefix));
  if (fault !== undefined) return storeError(fault.code, fault.message(path), fault.hint, error);
  if (contentFaults.some((prefix) => code.startsWith(prefix))) return corruptError(path, error.message, error);
  return storeError(
    'failed',
    `SQLite could not work with the tenant file "${path}": ${error.message} (${code}).`,
    'The file is as it was before.',
    error,
  );
}
