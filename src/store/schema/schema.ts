import {
  blob,
  foreignKey,
  integer,
  primaryKey,
  type SQLiteColumnBuilderBase,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';

import type { ObjectType } from '../../model/index.ts';
import { objectTables, type StoredColumn } from './table-layout.ts';

/*
 * The tables as drizzle-kit reads them to write migrations; docs/reference/database.md explains them. The statements that
 * move rows are plain SQL made from the same table layout, so this file is not loaded when a tenant is opened.
 */

/** Facts about the whole tenant: its clock in milliseconds, when it was created. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: integer().notNull() });

/** The property names that are known for an object, as JSON. A null in a known column is null, elsewhere it is not known. */
export const knownSet = sqliteTable('known_set', { id: integer().primaryKey(), names: text().notNull().unique() });

export const organization = objectTable('organization');
export const domain = objectTable('domain');
export const user = objectTable('user');
export const device = objectTable('device');
export const orgContact = objectTable('orgContact');
export const group = objectTable('group');
export const administrativeUnit = objectTable('administrativeUnit');
export const subscription = objectTable('subscription');
export const licenseAssignment = objectTable('licenseAssignment');
export const servicePlanAssignment = objectTable('servicePlanAssignment');

/** One row for each object whose targets in a relation are known, even if there are none. `since`: the entry that said so. */
export const linkHolder = sqliteTable(
  'link_holder',
  {
    relation: text().notNull(),
    holder: integer().notNull(),
    unresolved: text(),
    since: integer().notNull().default(1),
  },
  (table) => [primaryKey({ columns: [table.relation, table.holder] })],
);

/** The targets of one type: their rows packed (see packed-rows.ts), or an ascending JSON array in files of older formats. */
export const linkRows = sqliteTable(
  'link_rows',
  {
    relation: text().notNull(),
    holder: integer().notNull(),
    memberType: text('member_type').notNull(),
    count: integer().notNull(),
    rows: blob().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.relation, table.holder, table.memberType] }),
    foreignKey({
      columns: [table.relation, table.holder],
      foreignColumns: [linkHolder.relation, linkHolder.holder],
    }).onDelete('cascade'),
  ],
);

/** One row for each target, for other programs: written on request only (`tenantlab sql --write-rows`). */
export const linkRow = sqliteTable(
  'link_row',
  {
    relation: text().notNull(),
    holder: integer().notNull(),
    memberType: text('member_type').notNull(),
    member: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.relation, table.holder, table.memberType, table.member] })],
);

/** Pieces of columns beside the rows (see column-parts.ts). `since`: the entry of the change log that wrote the piece. */
export const part = sqliteTable('part', {
  key: text().primaryKey(),
  since: integer().notNull(),
  checksum: text().notNull(),
  bytes: blob().notNull(),
});

/** What pieces and links were before entry `until`, where a checkpoint needs it. */
export const oldPart = sqliteTable(
  'old_part',
  {
    key: text().notNull(),
    since: integer().notNull(),
    until: integer().notNull(),
    checksum: text().notNull(),
    bytes: blob().notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.since, table.until] })],
);

/** Whether the pieces of a type agree with its rows: triggers say so when rows are changed by hand. `stamp` counts writings. */
export const columnState = sqliteTable('column_state', {
  type: text().primaryKey(),
  stamp: integer().notNull(),
  isStale: integer('is_stale').notNull(),
});

/** The change log: one row for each commit, the first is the creation. Append-only, kept so by triggers. */
export const log = sqliteTable('log', {
  sequence: integer().primaryKey(),
  parent: integer(),
  at: integer().notNull(),
  who: text().notNull(),
  what: text().notNull(),
  mutations: integer().notNull(),
});

/** What each commit changed. Append-only, kept so by triggers. */
export const logMutation = sqliteTable(
  'log_mutation',
  {
    sequence: integer()
      .notNull()
      .references(() => log.sequence),
    ordinal: integer().notNull(),
    cause: text().notNull(),
    mutation: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sequence, table.ordinal] })],
);

/** Whole states, compressed, from which any entry of the log can be rebuilt. */
export const checkpoint = sqliteTable(
  'checkpoint',
  {
    sequence: integer()
      .notNull()
      .references(() => log.sequence),
    part: text().notNull(),
    bytes: blob().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sequence, table.part] })],
);

function objectTable(type: ObjectType) {
  const table = objectTables[type];
  const properties: Record<string, SQLiteColumnBuilderBase> = Object.fromEntries(
    table.columns.map((column) => [column.definition.name, propertyColumn(column)]),
  );
  return sqliteTable(table.name, {
    row: integer().primaryKey(),
    id: text().notNull().unique(),
    known: integer()
      .notNull()
      .references(() => knownSet.id),
    additional: text(),
    ...properties,
  });
}

function propertyColumn(column: StoredColumn): SQLiteColumnBuilderBase {
  return column.kind === 'boolean' || column.kind === 'integer' ? integer() : text();
}
