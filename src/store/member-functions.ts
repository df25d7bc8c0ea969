import type { Database } from 'better-sqlite3';

import type { RowSet } from '../base/index.ts';
import type { ObjectType } from '../model/index.ts';
import { readRows } from './link-tables.ts';
import {
  linkViews,
  linkViewSql,
  packedRowsName,
  packedRowsSource,
  userViews,
  userViewSql,
} from './schema/link-view-sql.ts';
import { memberTableList } from './schema/table-layout.ts';

/**
 * Gives a connection what makes packed members readable: the table-valued function `packed_rows`, and over it, in the
 * temporary schema, the views over relations, `members` and the table-valued function `memberOf`. Nothing is stored. `aside`
 * is another connection to the same file.
 */
export function addMemberFunctions(database: Database, aside: () => Database): void {
  database.table(packedRowsName, {
    columns: ['value'],
    parameters: ['bytes'],
    *rows(...given: unknown[]) {
      const rows =
        given[0] === null || given[0] === undefined ? undefined : readRows(given[0], Number.MAX_SAFE_INTEGER);
      for (const row of rows?.toArray() ?? []) yield [row];
    },
  });
  for (const [name, relation, holder, member] of linkViews) {
    database.exec(`CREATE TEMP VIEW ${name} AS ${linkViewSql(packedRowsSource, relation, holder, member)}`);
  }
  for (const [name, relation, columns] of userViews) {
    database.exec(`CREATE TEMP VIEW ${name} AS ${userViewSql(packedRowsSource, relation, columns)}`);
  }
  database.exec('CREATE TEMP VIEW members AS SELECT * FROM temp.group_members');
  addMemberOf(database, aside);
}

const memberOfColumns = ['memberId', 'memberName', 'memberType', 'groupId', 'groupName'] as const;

/** The groups of one object, named by id, userPrincipalName, mail or display name in any case: `memberOf('ada@contoso.com')`. */
function addMemberOf(database: Database, aside: () => Database): void {
  let groups: readonly PackedGroup[] | undefined;
  database.table('memberOf', {
    columns: [...memberOfColumns],
    parameters: ['member'],
    *rows(...given: unknown[]) {
      const [wanted] = given;
      if (typeof wanted !== 'string') return;
      groups ??= readGroups(aside());
      for (const { type, row, id, name } of findObjects(aside(), wanted)) {
        for (const group of groups) {
          if (group.type === type && group.rows.has(row)) yield [id, name, type, group.id, group.name];
        }
      }
    },
  });
}

interface PackedGroup {
  readonly id: string;
  readonly name: string | null;
  readonly type: string;
  readonly rows: RowSet;
}

function readGroups(database: Database): readonly PackedGroup[] {
  return database
    .prepare<[], { id: string; name: string | null; type: string; packed: unknown }>(
      `SELECT h."id", h."displayName" AS "name", l."member_type" AS "type", l."rows" AS "packed" FROM object_group h ` +
        `JOIN link_rows l ON l."relation" = 'groupMembers' AND l."holder" = h."row" ` +
        `WHERE h."deletedDateTime" IS NULL ORDER BY h."displayName", h."id"`,
    )
    .all()
    .map(({ packed, ...group }) => ({ ...group, rows: readRows(packed, Number.MAX_SAFE_INTEGER) }));
}

interface FoundObject {
  readonly type: ObjectType;
  readonly row: number;
  readonly id: string;
  readonly name: string | null;
}

function findObjects(database: Database, wanted: string): readonly FoundObject[] {
  return memberTableList.flatMap((table) => {
    const { type } = table;
    const has = (name: string): boolean => table.columns.some(({ definition }) => definition.name === name);
    const names = ['userPrincipalName', 'mail', 'displayName'].filter(has);
    const label = names.find((name) => name !== 'mail') ?? 'id';
    const conditions = ['"id" = lower($wanted)', ...names.map((name) => `"${name}" = $wanted COLLATE NOCASE`)];
    return database
      .prepare<[{ wanted: string }], FoundObject>(
        `SELECT '${type}' AS "type", "row", "id", "${label}" AS "name" FROM ${table.name} ` +
          `WHERE "deletedDateTime" IS NULL AND (${conditions.join(' OR ')})`,
      )
      .all({ wanted });
  });
}
