import { sql } from 'drizzle-orm';
import { sqliteView } from 'drizzle-orm/sqlite-core';

import { invariant } from '../../base/index.ts';
import type { ObjectType, RelationName } from '../../model/index.ts';
import { labelOf, linkViewSql, plainRows, userViews, userViewSql } from './link-view-sql.ts';
import { memberTableList, objectTables, quoteName } from './table-layout.ts';

/*
 * What people see who query a tenant by hand. Views cannot be written to, so nobody changes a tenant behind its log by
 * mistake. They leave out deleted objects; `deleted_objects` has those.
 */

export const organizationView = objectView('organization');
export const domainView = objectView('domain');
export const userView = objectView('user');
export const deviceView = objectView('device');
export const contactView = objectView('orgContact');
export const groupView = objectView('group');
export const administrativeUnitView = objectView('administrativeUnit');
export const subscriptionView = objectView('subscription');

export const groupMembersView = linkView('group_members', 'groupMembers', 'group', 'member');
export const groupExportedMembersView = linkView('group_exported_members', 'groupExportedMembers', 'group', 'member');
export const groupOwnersView = linkView('group_owners', 'groupOwners', 'group', 'owner');
export const unitExportedMembersView = linkView(
  'administrative_unit_exported_members',
  'unitExportedMembers',
  'administrativeUnit',
  'member',
);
export const unitMembersView = linkView('administrative_unit_members', 'unitMembers', 'administrativeUnit', 'member');

export const licenseAssignmentsView = sharedUserView('license_assignments');
export const assignedPlansView = sharedUserView('assigned_plans');

export const deletedObjectsView = sqliteView('deleted_objects', {}).as(
  sql.raw(
    memberTableList
      .map(
        (table) =>
          `SELECT '${table.type}' AS "type", "id", ${labelOf(table, '')} AS "displayName", "deletedDateTime" ` +
          `FROM ${table.name} WHERE "deletedDateTime" IS NOT NULL`,
      )
      .join(' UNION ALL '),
  ),
);

export const historyView = sqliteView('history', {}).as(
  sql.raw(
    `SELECT "sequence", ${isoTime('"at"')} AS "at", "who", "what", "mutations" FROM log ORDER BY "sequence" DESC`,
  ),
);

export const tenantView = sqliteView('tenant', {}).as(
  sql.raw(
    `SELECT (SELECT ${isoTime('"value"')} FROM meta WHERE "key" = 'clock') AS "clock", ` +
      `(SELECT ${isoTime('"value"')} FROM meta WHERE "key" = 'created') AS "created", ` +
      `(SELECT max("sequence") FROM log) AS "sequence"`,
  ),
);

function objectView(type: ObjectType) {
  const table = objectTables[type];
  const properties = table.columns.map(({ definition }) => `o.${quoteName(definition.name)}`).join(', ');
  return sqliteView(table.viewName, {}).as(
    sql.raw(
      `SELECT o."row", o."id", ${properties}, o."additional", k."names" AS "knownProperties" ` +
        `FROM ${table.name} o JOIN known_set k ON k."id" = o."known" WHERE o."deletedDateTime" IS NULL`,
    ),
  );
}

function linkView(name: string, ...names: readonly [RelationName, string, string]) {
  return sqliteView(name, {}).as(sql.raw(linkViewSql(plainRows, ...names)));
}

function sharedUserView(name: string) {
  const [, relation, columns] = userViews.find(([candidate]) => candidate === name) ?? [];
  invariant(relation !== undefined && columns !== undefined, `there is no view ${name}`);
  return sqliteView(name, {}).as(sql.raw(userViewSql(plainRows, relation, columns)));
}

function isoTime(milliseconds: string): string {
  return `strftime('%Y-%m-%dT%H:%M:%fZ', ${milliseconds} / 1000.0, 'unixepoch')`;
}
