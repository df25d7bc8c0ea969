import type { Database } from 'better-sqlite3';

import { invariant, ToolError } from '../base/index.ts';
import { applyMutations, type CausedMutation, objectTypes, type Tenant } from '../model/index.ts';
import {
  appendEntry,
  type LogEntry,
  type LogEntryDetails,
  newestSequence,
  readHistory,
  readMutations,
} from './change-log.ts';
import { isCheckpointDue, markCheckpoint, rebuildState } from './checkpoints.ts';
import { corruptError, storeError, withReadErrors, withStoreErrors } from './store-error.ts';
import { type ReadState, readState, repairColumns, writeTouched } from './stored-state.ts';
import type { TenantStore } from './tenant-store.ts';
import { countTouched, requireSameTouched, touchedBy } from './touched.ts';
import { progressCounter, type StoreWork } from './work.ts';

/** A state and the log entry after which it stood. */
interface Base extends ReadState {
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
    this.#base = this.#isReadOnly ? this.#loadLazily(work) : this.#loadWhole(work);
    return this.#base.tenant;
  }

  /** Reads columns when they are asked for, in one transaction that lasts until the next load or the end. */
  #loadLazily(work: StoreWork): Base {
    this.#endReading();
    return withReadErrors(this.path, () => {
      this.#database.exec('BEGIN');
      return this.#readBase(work, true);
    });
  }

  #loadWhole(work: StoreWork): Base {
    const base = this.#read(() => this.#readBase(work, false));
    if (objectTypes.every((type) => base.stamps.has(type))) return base;
    return { ...base, stamps: this.#repair(base) };
  }

  #readBase(work: StoreWork, isLazy: boolean): Base {
    const sequence = newestSequence(this.#database);
    if (sequence === 0) throw corruptError(this.path, 'its change log is empty');
    const guard = <T>(action: () => T): T => {
      if (!this.#database.open) throw closedError(this.path);
      return withReadErrors(this.path, action);
    };
    return { sequence, ...readState(this.#database, work, isLazy, guard) };
  }

  /** Columns that were not in step are written from the rows, unless somebody else writes just now: then the next one does. */
  #repair(base: Base): Base['stamps'] {
    try {
      return this.#write(() =>
        newestSequence(this.#database) === base.sequence
          ? repairColumns(this.#database, base, base.sequence)
          : base.stamps,
      );
    } catch (error) {
      if (error instanceof ToolError && (error.code === 'store/locked' || error.code === 'store/disk-full')) {
        return base.stamps;
      }
      throw error;
    }
  }

  /** Whoever still holds a tenant that was loaded before keeps the state that it had. */
  #endReading(): void {
    if (!this.#isReadOnly || !this.#database.inTransaction) return;
    for (const population of Object.values(this.#base?.tenant.populations ?? {})) {
      for (const name of population.columnNames()) population.factColumn(name);
    }
    this.#database.exec('COMMIT');
  }

  commit(
    details: LogEntryDetails,
    mutations: readonly CausedMutation[],
    after: Tenant,
    { onProgress }: Pick<StoreWork, 'onProgress'> = {},
  ): LogEntry {
    const base = this.#base;
    invariant(base !== undefined, 'a tenant must be loaded before a change is committed');
    const plain = mutations.map(({ mutation }) => mutation);
    const touched = touchedBy(plain, after);
    // Each part is checked and written, each mutation logged.
    const total = mutations.length + 2 * countTouched(touched);
    const count = progressCounter('writing', total, onProgress === undefined ? {} : { onProgress }, 'changes');
    requireSameTouched(applyMutations(base.tenant, plain), after, touched, count);
    const written = this.#write(() => {
      if (newestSequence(this.#database) !== base.sequence) throw movedError(this.path);
      const next = appendEntry(this.#database, details, mutations, count);
      const stamps = writeTouched(this.#database, base, after, touched, next, count);
      if (isCheckpointDue(this.#database, next)) markCheckpoint(this.#database, next);
      return { sequence: next, stamps };
    });
    this.#base = { tenant: after, ...written };
    const { sequence } = written;
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
    this.#write(() => markCheckpoint(this.#database, newestSequence(this.#database)));
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

function closedError(path: string): Error {
  return storeError(
    'closed',
    `A part of the tenant in "${path}" was asked for after the file was closed.`,
    'Keep it open as long as the tenant is used.',
  );
}

function movedError(path: string): Error {
  return storeError(
    'moved',
    `The tenant in "${path}" was changed by another process since it was loaded; nothing was written.`,
    'Load the tenant again, make a new plan and apply that.',
  );
}
