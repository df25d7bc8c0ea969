import type { Database } from 'better-sqlite3';

import { applyMutations, type Tenant } from '../model/index.ts';
import { readMutations } from './change-log.ts';
import { columnsMark } from './part-store.ts';
import { readSnapshot } from './snapshot.ts';
import { areColumnsInStep, readStateAt } from './stored-state.ts';

/** A commit makes a checkpoint when the newest is this many entries, or this many mutations, behind. */
const entriesBetween = 100;
const mutationsBetween = 200_000;

/**
 * Makes the state as it stands a checkpoint of entry `sequence`, the newest: its pieces are kept from now on when they are
 * replaced. To be called in a transaction. Does nothing if there is one, or if rows were changed behind the log's back.
 */
export function markCheckpoint(database: Database, sequence: number): void {
  if (newestCheckpoint(database, sequence) === sequence || !areColumnsInStep(database, sequence)) return;
  database
    .prepare<[number, string, Uint8Array]>('INSERT INTO checkpoint ("sequence", "part", "bytes") VALUES (?, ?, ?)')
    .run(sequence, columnsMark, new Uint8Array(0));
}

/** Whether rebuilding entry `sequence` has become so long that a checkpoint is due. */
export function isCheckpointDue(database: Database, sequence: number): boolean {
  const newest = newestCheckpoint(database, sequence) ?? 0;
  if (sequence - newest >= entriesBetween) return true;
  const mutations = database
    .prepare<[number, number], number>('SELECT total("mutations") FROM log WHERE "sequence" > ? AND "sequence" <= ?')
    .pluck()
    .get(newest, sequence);
  return (mutations ?? 0) >= mutationsBetween;
}

/** The state after entry `sequence`: the nearest checkpoint before it, and the mutations since. Undefined without one. */
export function rebuildState(database: Database, sequence: number): Tenant | undefined {
  const checkpoint = newestCheckpoint(database, sequence);
  if (checkpoint === undefined) return undefined;
  return applyMutations(
    readCheckpoint(database, checkpoint),
    readMutations(database, checkpoint, sequence).map(({ mutation }) => mutation),
  );
}

/** Files of older formats hold whole states as compressed parts. */
function readCheckpoint(database: Database, checkpoint: number): Tenant {
  const select = database
    .prepare<[number, string], Uint8Array>('SELECT "bytes" FROM checkpoint WHERE "sequence" = ? AND "part" = ?')
    .pluck();
  return select.get(checkpoint, columnsMark) === undefined
    ? readSnapshot((name) => select.get(checkpoint, name))
    : readStateAt(database, checkpoint);
}

function newestCheckpoint(database: Database, sequence: number): number | undefined {
  const newest = database
    .prepare<[number], number | null>('SELECT max("sequence") FROM checkpoint WHERE "sequence" <= ?')
    .pluck()
    .get(sequence);
  return newest ?? undefined;
}
