import type { SqlDialect, SqlDialectName } from '../dialect.ts';
import { clickhouseDialect } from './clickhouse.ts';
import { duckdbDialect } from './duckdb.ts';
import { postgresqlDialect } from './postgresql.ts';
import { sqliteDialect } from './sqlite.ts';
import { trinoDialect } from './trino.ts';

/** Every dialect by name. */
export const sqlDialects: Readonly<Record<SqlDialectName, SqlDialect>> = {
  sqlite: sqliteDialect,
  postgresql: postgresqlDialect,
  duckdb: duckdbDialect,
  clickhouse: clickhouseDialect,
  trino: trinoDialect,
};
