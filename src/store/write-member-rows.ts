import type { Database } from 'better-sqlite3';

import { newestSequence } from './change-log.ts';
import { readRows } from './link-tables.ts';
import { writeNumber } from './stored-state.ts';
import { progressCounter, requireNotCancelled, type StoreWork } from './work.ts';

/** Rows for each statement: several in one take half the time of one each (measured). */
const rowsPerStatement = 200;
/** Rows after which the signal is looked at. */
const rowsBetweenLooks = 100_000;

/** Replaces the plain rows of all members. In one transaction: whoever reads meanwhile sees the old ones or the new ones. */
export function writeMemberRows(database: Database, work: StoreWork): number {
  return database
    .transaction(() => {
      database.exec('DELETE FROM link_row');
      const holders = database.prepare<[], number>('SELECT count(*) FROM link_rows').pluck().get() ?? 0;
      const count = progressCounter('writing', holders, work, 'holders');
      const keys = database
        .prepare<[], [string, number, string]>(
          'SELECT "relation", "holder", "member_type" FROM link_rows ORDER BY "relation", "holder", "member_type"',
        )
        .raw()
        .all();
      const packed = database
        .prepare<[string, number, string], unknown>(
          'SELECT "rows" FROM link_rows WHERE "relation" = ? AND "holder" = ? AND "member_type" = ?',
        )
        .pluck();
      const insertOne = database.prepare(insertSql(1));
      const insertMany = database.prepare(insertSql(rowsPerStatement));
      let total = 0;
      for (const [relation, holder, type] of keys) {
        const rows = readRows(packed.get(relation, holder, type), Number.MAX_SAFE_INTEGER).toArray();
        let next = 0;
        for (; next + rowsPerStatement <= rows.length; next += rowsPerStatement) {
          const values: (string | number)[] = [];
          for (let index = next; index < next + rowsPerStatement; index++)
            values.push(relation, holder, type, rows[index] ?? 0);
          insertMany.run(values);
          if (next % rowsBetweenLooks === 0) requireNotCancelled('writing', work);
        }
        for (; next < rows.length; next++) insertOne.run(relation, holder, type, rows[next]);
        total += rows.length;
        count();
      }
      writeNumber(database, 'rowsWrittenAt', newestSequence(database));
      return total;
    })
    .immediate();
}

function insertSql(rows: number): string {
  return `INSERT INTO link_row ("relation", "holder", "member_type", "member") VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?)').join(', ')}`;
}
