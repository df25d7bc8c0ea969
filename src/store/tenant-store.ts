import type { CausedMutation, Tenant } from '../model/index.ts';
import type { LogEntry, LogEntryDetails } from './change-log.ts';
import type { StoreWork } from './work.ts';

/** A tenant at rest in SQLite. Close it when done. Every method throws ToolErrors with codes `store/…` and exit code 3. */
export interface TenantStore {
  /** The path as given; `:memory:` for a tenant in memory. */
  readonly path: string;

  /**
   * The current state. A property is a value, null, or not known, as it was saved. O(objects × properties).
   * @throws ToolError `store/corrupt`, `store/cancelled`
   */
  load(work?: StoreWork): Tenant;

  /**
   * Writes one change: the log entry, its mutations, and the rows that they touch, whole or not at all. `after` is the state
   * to which the mutations lead from the state last loaded or committed here; it becomes that state. Once begun it is not stopped.
   * @throws ToolError `store/moved` when somebody else committed meanwhile, `store/locked`, `store/read-only`,
   * `store/disk-full`; InvariantError when the mutations do not lead to `after`, or nothing was loaded.
   */
  commit(
    details: LogEntryDetails,
    mutations: readonly CausedMutation[],
    after: Tenant,
    work?: Pick<StoreWork, 'onProgress'>,
  ): LogEntry;

  /** Entries of the change log, the newest first, at most `limit` of them. */
  history(limit?: number): readonly LogEntry[];

  /**
   * What one entry changed, in order.
   * @throws ToolError `store/unknown-entry`
   */
  mutations(sequence: number): readonly CausedMutation[];

  /**
   * The state after an entry of the change log: the nearest checkpoint before it and the mutations since.
   * @throws ToolError `store/unknown-entry`, `store/corrupt`
   */
  rebuild(sequence: number): Tenant;

  /** Keeps the current state as a whole, so that rebuilding entries from here on is short. Done now and then by `commit`. */
  checkpoint(): void;

  /** Ends the use of the file; a second call does nothing. */
  close(): void;
}
