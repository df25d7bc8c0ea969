import type { Database } from 'better-sqlite3';

import { invariant } from '../base/index.ts';
import { applyMutations, type CausedMutation, type Tenant } from '../model/index.ts';
import {
  appendEntry,
  type LogEntry,
  type LogEntryDetails,
  newestSequence,
  readHistory,
  readMutations,
} from './change-log.ts';
import { isCheckpointDue, rebuildState, writeCheckpoint } from './checkpoints.ts';
import { corruptError, storeError, withReadErrors, withStoreErrors } from './store-error.ts';
import { readState, writeTouched } from './stored-state.ts';
import type { TenantStore } from './tenant-store.ts';
import { requireSameTouched, touchedBy } from './touched.ts';
import type { StoreWork } from './work.ts';

/** A state and the log entry after which it stood. */
interface Base {
  readonly tenant: Tenant;
  readonly sequence: number;
}

/** The store on an open connection, which it closes. `base` is the stored state where the caller knows it already. */
export class SqliteTenantStore implements TenantStore {
  readonly path: string;
  readonly #database: Database;
  readonly #isReadOnly: boolean;
  #base: Base | undefined;

  constructor(path: string, database: Database, isReadOnly: boolean, base?: Base) {
    this.path = path;
    this.#database = database;
    this.#isReadOnly = isReadOnly;
    this.#base = base;
  }

  load(work: StoreWork = {}): Tenant {
    const base = this.#read(() => {
      const sequence = newestSequence(this.#database);
      if (sequence === 0) throw corruptError(this.path, 'its change log is empty');
      return { sequence, tenant: readState(this.#database, work) };
    });
    this.#base = base;
    return base.tenant;
  }

  commit(details: LogEntryDetails, mutations: readonly CausedMutation[], after: Tenant): LogEntry {
    const base = this.#base;
    invariant(base !== undefined, 'a tenant must be loaded before a change is committed');
    const plain = mutations.map(({ mutation }) => mutation);
    const touched = touchedBy(plain, after);
    requireSameTouched(applyMutations(base.tenant, plain), after, touched);
    const sequence = this.#write(() => {
      if (newestSequence(this.#database) !== base.sequence) throw movedError(this.path);
      const next = appendEntry(this.#database, details, mutations);
      writeTouched(this.#database, after, touched);
      if (isCheckpointDue(this.#database, next)) writeCheckpoint(this.#database, next, after);
      return next;
    });
    this.#base = { tenant: after, sequence };
    return { ...details, sequence, parent: base.sequence, mutations: mutations.length };
  }

  history(limit?: number): readonly LogEntry[] {
    return this.#read(() => readHistory(this.#database, limit));
  }

  mutations(sequence: number): readonly CausedMutation[] {
    return this.#read(() => {
      this.#requireEntry(sequence);
      return readMutations(this.#database, sequence - 1, sequence);
    });
  }

  rebuild(sequence: number): Tenant {
    return this.#read(() => {
      this.#requireEntry(sequence);
      const tenant = rebuildState(this.#database, sequence);
      if (tenant === undefined) throw corruptError(this.path, 'it has no checkpoint to start from');
      return tenant;
    });
  }

  checkpoint(): void {
    this.#write(() => {
      const sequence = newestSequence(this.#database);
      const tenant =
        this.#base?.sequence === sequence
          ? this.#base.tenant
          : withReadErrors(this.path, () => readState(this.#database, {}));
      writeCheckpoint(this.#database, sequence, tenant);
    });
  }

  close(): void {
    this.#base = undefined;
    withStoreErrors(this.path, () => this.#database.close());
  }

  #requireEntry(sequence: number): void {
    const newest = newestSequence(this.#database);
    if (Number.isInteger(sequence) && sequence >= 1 && sequence <= newest) return;
    throw storeError(
      'unknown-entry',
      `The change log of "${this.path}" has no entry ${sequence}; it has 1 to ${newest}.`,
      'Name one of the entries that the history lists.',
    );
  }

  /** Runs `action` on one state of the database, whatever other processes write meanwhile. */
  #read<T>(action: () => T): T {
    return withReadErrors(this.path, () => this.#database.transaction(action).deferred());
  }

  /** Runs `action` as the only writer: all of it happens or nothing. */
  #write<T>(action: () => T): T {
    if (this.#isReadOnly) {
      throw storeError(
        'read-only',
        `The tenant file "${this.path}" was opened for reading only.`,
        'Open it for writing to change it.',
      );
    }
    return withStoreErrors(this.path, () => this.#database.transaction(action).immediate());
  }
}

function movedError(path: string): Error {
  return storeError(
    'moved',
    `The tenant in "${path}" was changed by another process since it was loaded; nothing was written.`,
    'Load the tenant again, make a new plan and apply that.',
  );
}
