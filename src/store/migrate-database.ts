import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import type { Database } from 'better-sqlite3';
import type * as DrizzleDriver from 'drizzle-orm/better-sqlite3';
import type * as DrizzleMigrator from 'drizzle-orm/better-sqlite3/migrator';

/** The committed migrations, next to this file in the sources and in the build. */
const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Applies the migrations that the database lacks, in one transaction; the last one sets the application id and the format
 * version. Drizzle is loaded only here: it takes 40 ms (measured), which opening a tenant of today's format need not wait for.
 */
export function migrateDatabase(database: Database, folder: string = migrationsFolder): void {
  const load = createRequire(import.meta.url);
  const { drizzle } = load('drizzle-orm/better-sqlite3') as typeof DrizzleDriver;
  const { migrate } = load('drizzle-orm/better-sqlite3/migrator') as typeof DrizzleMigrator;
  // A migration that makes a table anew drops the old one, which foreign keys would take for the loss of its rows.
  database.pragma('foreign_keys = OFF');
  migrate(drizzle(database), { migrationsFolder: folder });
  database.pragma('foreign_keys = ON');
}
