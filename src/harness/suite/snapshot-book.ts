import type { JsonValue } from '../../base/index.ts';

/** What snapshots said before, and what is to be done about those that differ. */
export interface SnapshotBook {
  /** `check`: nothing is written; `add`: new ones are; `update`: all are. */
  readonly mode: 'check' | 'add' | 'update';
  /** The content kept for a case under a name; undefined when there is none. */
  find(name: string, caseName: string): JsonValue | undefined;
  /** Tells what a case has now. */
  keep(name: string, caseName: string, content: JsonValue): void;
}
