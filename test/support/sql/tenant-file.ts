import Database from 'better-sqlite3';
import type { Tenant } from '../../../src/model/index.ts';
import { createSqlFunctions } from '../../../src/rules/index.ts';
import { createStore, writeMembersAsRows } from '../../../src/store/index.ts';
import { testClock } from '../population-of.ts';
import { tempFolder } from '../temp-folder.ts';

/** Writes a tenant into a real file and opens it for reading, with the functions that the SQL of rules may call. */
export function openTenantFile(tenant: Tenant): Database.Database {
  const path = `${tempFolder()}/tenant.db`;
  createStore(path, tenant, { at: testClock, who: 'test', what: 'create' }).close();
  writeMembersAsRows(path);
  const database = new Database(path, { readonly: true });
  for (const { name, arity, call } of createSqlFunctions()) {
    const fixed = arity === 1 ? (a: unknown) => call(a) : (a: unknown, b: unknown) => call(a, b);
    database.function(name, { deterministic: true }, fixed);
  }
  return database;
}
