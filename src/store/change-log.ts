import type { Database } from 'better-sqlite3';

import { type EpochMilliseconds, invariant, isJsonObject, type JsonValue } from '../base/index.ts';
import type { CausedMutation, Mutation } from '../model/index.ts';

/** Who changed the tenant, when in real time, and what for: said by the caller of a commit. */
export interface LogEntryDetails {
  readonly who: string;
  readonly at: EpochMilliseconds;
  readonly what: string;
}

/** One commit in the change log. Numbers start at 1, the creation, and have no gaps. */
export interface LogEntry extends LogEntryDetails {
  readonly sequence: number;
  /** The entry that this one was made on; absent for the creation. */
  readonly parent?: number;
  /** Number of mutations. */
  readonly mutations: number;
}

/** The number of the newest entry; 0 when there is none yet. O(log n). */
export function newestSequence(database: Database): number {
  const newest: unknown = database.prepare('SELECT coalesce(max("sequence"), 0) FROM log').pluck().get();
  invariant(typeof newest === 'number', 'the change log has no numbers');
  return newest;
}

/** Appends an entry with its mutations and returns its number. To be called in a transaction. */
export function appendEntry(
  database: Database,
  details: LogEntryDetails,
  mutations: readonly CausedMutation[],
  onMutation: () => void = () => undefined,
): number {
  const newest = newestSequence(database);
  const sequence = newest + 1;
  database
    .prepare('INSERT INTO log ("sequence", "parent", "at", "who", "what", "mutations") VALUES (?, ?, ?, ?, ?, ?)')
    .run(sequence, newest === 0 ? null : newest, details.at, details.who, details.what, mutations.length);
  const insert = database.prepare<[number, number, string, string]>(
    'INSERT INTO log_mutation ("sequence", "ordinal", "cause", "mutation") VALUES (?, ?, ?, ?)',
  );
  for (const [ordinal, { cause, mutation }] of mutations.entries()) {
    insert.run(sequence, ordinal, cause, JSON.stringify(mutation));
    onMutation();
  }
  return sequence;
}

/** A row of the table `log`. */
interface LogRow extends LogEntryDetails {
  readonly sequence: number;
  readonly parent: number | null;
  readonly mutations: number;
}

/** The newest entries first, at most `limit`; all when it is left out. */
export function readHistory(database: Database, limit = -1): readonly LogEntry[] {
  return database
    .prepare<[number], LogRow>(
      'SELECT "sequence", "parent", "at", "who", "what", "mutations" FROM log ORDER BY "sequence" DESC LIMIT ?',
    )
    .all(limit)
    .map(({ parent, ...entry }) => (parent === null ? entry : { ...entry, parent }));
}

/** The mutations of the entries after `after` up to `last`, in the order in which they happened. */
export function readMutations(database: Database, after: number, last: number): readonly CausedMutation[] {
  return database
    .prepare<[number, number], { cause: string; mutation: string }>(
      'SELECT "cause", "mutation" FROM log_mutation WHERE "sequence" > ? AND "sequence" <= ? ORDER BY "sequence", "ordinal"',
    )
    .all(after, last)
    .map(({ cause, mutation }) => ({ cause, mutation: readMutation(mutation) }));
}

/** Only this program can write the log, so a look at the kind is enough to know that it is ours. */
function readMutation(text: string): Mutation {
  const value = JSON.parse(text) as JsonValue;
  invariant(
    isJsonObject(value) && mutationKinds.has(value['kind'] ?? null),
    'the change log has a mutation of unknown kind',
  );
  return value as unknown as Mutation;
}

const mutationKinds: ReadonlySet<JsonValue> = new Set([
  'addObject',
  'setProperties',
  'changeLinks',
  'setClock',
] satisfies Mutation['kind'][]);
