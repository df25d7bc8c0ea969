import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import Database from 'better-sqlite3';

import type { Tenant } from '../../src/model/index.ts';
import { appendEntry } from '../../src/store/change-log.ts';
import { writeCheckpoint } from '../../src/store/checkpoints.ts';
import { migrateDatabase } from '../../src/store/migrate-database.ts';
import { writeNumber, writeState } from '../../src/store/stored-state.ts';

const migrations = fileURLToPath(new URL('../../src/store/migrations', import.meta.url));

/** Makes `path` as the first format had it: only the migrations of format 1 are applied. Needs a folder for its copies. */
export function createOldStore(path: string, tenant: Tenant, folder: string): void {
  const copy = join(folder, 'old-migrations');
  cpSync(migrations, copy, { recursive: true });
  const journalPath = join(copy, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(journalPath, 'utf8')) as { entries: unknown[] };
  writeFileSync(journalPath, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 2) }));
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  migrateDatabase(database, copy);
  database.transaction(() => {
    appendEntry(database, { who: 'old', at: 1, what: 'made by the first format' }, []);
    writeState(database, tenant, {});
    writeNumber(database, 'created', 1);
    writeCheckpoint(database, 1, tenant);
  })();
  database.close();
}
