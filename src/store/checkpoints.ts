import type { Database } from 'better-sqlite3';

import { applyMutations, type Tenant } from '../model/index.ts';
import { readMutations } from './change-log.ts';
import { readSnapshot, snapshotParts } from './snapshot.ts';

/** A commit writes a checkpoint when the newest is this many entries, or this many mutations, behind. */
const entriesBetween = 100;
const mutationsBetween = 200_000;

/** Stores a whole state as that of entry `sequence`. To be called in a transaction. Does nothing if it is there already. */
export function writeCheckpoint(database: Database, sequence: number, tenant: Tenant): void {
  if (newestCheckpoint(database, sequence) === sequence) return;
  const insert = database.prepare<[number, string, Uint8Array]>(
    'INSERT INTO checkpoint ("sequence", "part", "bytes") VALUES (?, ?, ?)',
  );
  for (const { name, bytes } of snapshotParts(tenant)) insert.run(sequence, name, bytes);
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
  const select = database
    .prepare<[number, string], Uint8Array>('SELECT "bytes" FROM checkpoint WHERE "sequence" = ? AND "part" = ?')
    .pluck();
  const tenant = readSnapshot((name) => select.get(checkpoint, name));
  return applyMutations(
    tenant,
    readMutations(database, checkpoint, sequence).map(({ mutation }) => mutation),
  );
}

function newestCheckpoint(database: Database, sequence: number): number | undefined {
  const newest = database
    .prepare<[number], number | null>('SELECT max("sequence") FROM checkpoint WHERE "sequence" <= ?')
    .pluck()
    .get(sequence);
  return newest ?? undefined;
}
