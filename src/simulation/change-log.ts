import { emptyRowSet, hasCommonRow, type RowSet, rowSetOf, unionRows } from '../base/index.ts';
import type { ObjectType } from '../model/index.ts';
import { type Holder, holderKey, type SimulationEvent } from './outcome.ts';

/** What happened to one object since the last pass. */
interface RowChange {
  readonly events: { readonly id: number; readonly names: ReadonlySet<string> | undefined }[];
}

/** One property of many users that changed alike. */
interface BulkChange {
  readonly id: number;
  readonly name: string;
  readonly users: RowSet;
}

/** What happened since the last rule pass, arranged by the questions of the next one. */
export interface ChangeLog {
  /** The event that moved the clock. */
  readonly clock: number | undefined;
  /** Events that made, deleted or changed the rule of a holder, by key. */
  readonly holders: ReadonlyMap<string, readonly number[]>;
  /** The same holders, by key. */
  readonly holderOf: ReadonlyMap<string, Holder>;
  /** Holders whose rule text changed. */
  readonly editedRules: ReadonlySet<string>;
  /** Events that changed the members of a holder, by key. */
  readonly members: ReadonlyMap<string, readonly number[]>;
  /** Objects that were created or deleted. */
  newOrGone(type: ObjectType): RowSet;
  /** Objects of which a property changed, by its name. */
  changedRows(type: ObjectType): ReadonlyMap<string, RowSet>;
  /** Events about the objects that a rule reading these properties can see. */
  eventsOf(type: ObjectType, rows: RowSet, sources: readonly string[]): readonly number[];
}

/** Properties that decide whether and by which rule a holder has members. */
const ruleProperties = new Set([
  'groupTypes',
  'mailEnabled',
  'membershipType',
  'membershipRule',
  'membershipRuleProcessingState',
]);

/** Arranges events. O(events); row sets are made when asked for. */
export function collectChanges(events: readonly SimulationEvent[]): ChangeLog {
  const rows = new Map<ObjectType, Map<number, RowChange>>();
  const bulk: BulkChange[] = [];
  const holders = new Map<string, number[]>();
  const holderOf = new Map<string, Holder>();
  const members = new Map<string, number[]>();
  const editedRules = new Set<string>();
  let clock: number | undefined;
  for (const event of events) {
    switch (event.kind) {
      case 'clockAdvanced':
        clock = event.id;
        break;
      case 'membersChanged':
        push(members, holderKey(event.holder), event.id);
        break;
      case 'servicePlansChanged':
        bulk.push({ id: event.id, name: 'assignedPlans', users: event.users });
        break;
      case 'licensesChanged':
      case 'licensesQueued':
        break;
      default: {
        const names = event.kind === 'propertiesChanged' ? new Set(event.changes.map(({ name }) => name)) : undefined;
        addRow(rows, event.type, event.row, event.id, names);
        if (event.type !== 'group' && event.type !== 'administrativeUnit') break;
        const holder: Holder = { type: event.type, row: event.row };
        const key = holderKey(holder);
        if (names === undefined || [...names].some((name) => ruleProperties.has(name))) {
          push(holders, key, event.id);
          holderOf.set(key, holder);
        }
        if (names?.has('membershipRule') === true) editedRules.add(key);
      }
    }
  }
  return { clock, holders, holderOf, editedRules, members, ...rowQuestions(rows, bulk) };
}

type RowQuestions = Pick<ChangeLog, 'newOrGone' | 'changedRows' | 'eventsOf'>;

function rowQuestions(
  rows: ReadonlyMap<ObjectType, ReadonlyMap<number, RowChange>>,
  bulk: readonly BulkChange[],
): RowQuestions {
  const byType = new Map<ObjectType, Map<string, RowSet>>();
  const newOrGone = new Map<ObjectType, RowSet>();
  for (const [type, changes] of rows) {
    const lists = new Map<string, number[]>();
    const whole: number[] = [];
    for (const [row, { events }] of changes) {
      if (events.some(({ names }) => names === undefined)) whole.push(row);
      const names = new Set(events.flatMap((event) => [...(event.names ?? [])]));
      for (const name of names) push(lists, name, row);
    }
    newOrGone.set(type, rowSetOf(whole));
    byType.set(type, new Map([...lists].map(([name, list]) => [name, rowSetOf(list)])));
  }
  for (const { name, users } of bulk) {
    const ofUsers = byType.get('user') ?? new Map<string, RowSet>();
    byType.set('user', ofUsers);
    ofUsers.set(name, unionRows(ofUsers.get(name) ?? emptyRowSet, users));
  }
  return {
    newOrGone: (type) => newOrGone.get(type) ?? emptyRowSet,
    changedRows: (type) => byType.get(type) ?? new Map<string, RowSet>(),
    eventsOf: (type, wanted, sources) => [
      ...rowEvents(rows.get(type), wanted, sources),
      ...(type === 'user' ? bulkEvents(bulk, wanted, sources) : []),
    ],
  };
}

function rowEvents(
  changes: ReadonlyMap<number, RowChange> | undefined,
  wanted: RowSet,
  sources: readonly string[],
): readonly number[] {
  if (changes === undefined) return [];
  const ids: number[] = [];
  wanted.forEach((row) => {
    for (const { id, names } of changes.get(row)?.events ?? []) {
      if (names === undefined || sources.some((name) => names.has(name))) ids.push(id);
    }
  });
  return ids;
}

function bulkEvents(bulk: readonly BulkChange[], wanted: RowSet, sources: readonly string[]): readonly number[] {
  return bulk.filter(({ name, users }) => sources.includes(name) && hasCommonRow(wanted, users)).map(({ id }) => id);
}

function addRow(
  rows: Map<ObjectType, Map<number, RowChange>>,
  type: ObjectType,
  row: number,
  id: number,
  names: ReadonlySet<string> | undefined,
): void {
  let changes = rows.get(type);
  if (changes === undefined) {
    changes = new Map();
    rows.set(type, changes);
  }
  const change = changes.get(row);
  if (change === undefined) changes.set(row, { events: [{ id, names }] });
  else change.events.push({ id, names });
}

function push<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
