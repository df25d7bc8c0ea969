import type { DuckDBConnection } from '@duckdb/node-api';
import type { JsonValue } from '../../../src/base/index.ts';
import { instantValue, type SqlForm, type SqlRule } from '../../../src/rules/index.ts';
import { testClock } from '../population-of.ts';
import type { RecordTable, TableColumn } from './table-of-records.ts';

/** DuckDB in memory, or why it cannot be had. */
export async function connectDuckdb(): Promise<DuckDBConnection | string> {
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    return await instance.connect();
  } catch (error) {
    return `@duckdb/node-api cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const types: Readonly<Record<TableColumn['kind'], string>> = {
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  instant: 'TIMESTAMPTZ',
  texts: 'VARCHAR[]',
  plans: 'STRUCT("servicePlanId" VARCHAR, "service" VARCHAR, "capabilityStatus" VARCHAR)[]',
};

/** Makes the table and `group_members` anew. */
export async function fillDuckdb(connection: DuckDBConnection, table: RecordTable): Promise<void> {
  const columns = table.columns.map(({ name, kind }) => `"${name}" ${types[kind]}`);
  await connection.run(`CREATE OR REPLACE TABLE "${table.name}" (${columns.join(', ')})`);
  await connection.run(
    'CREATE OR REPLACE TABLE "group_members" ("groupId" VARCHAR, "memberType" VARCHAR, "memberId" VARCHAR)',
  );
  const rows = table.rows.map(
    (row) => `(${row.map((value, index) => literal(value, table.columns[index])).join(', ')})`,
  );
  await connection.run(`INSERT INTO "${table.name}" VALUES ${rows.join(', ')}`);
  for (const { groupId, memberId } of table.memberships) {
    const values = [groupId, table.name.slice(0, -1), memberId];
    await connection.run('INSERT INTO "group_members" VALUES ($1, $2, $3)', values);
  }
}

/** The ids that a query returns, with parameters. */
export async function askDuckdb(
  connection: DuckDBConnection,
  rule: SqlRule,
  form: SqlForm,
): Promise<readonly string[]> {
  const { text, parameters } = rule.query(form);
  const values = parameters.map((parameter) =>
    String(parameter.kind === 'now' ? instantValue(testClock, parameter.form) : parameter.value),
  );
  return firstColumn(connection, text, values);
}

/** The same with literals. */
export function askDuckdbLiterally(
  connection: DuckDBConnection,
  rule: SqlRule,
  form: SqlForm,
): Promise<readonly string[]> {
  return firstColumn(connection, rule.literalQuery(form, testClock));
}

async function firstColumn(
  connection: DuckDBConnection,
  text: string,
  values: readonly string[] = [],
): Promise<readonly string[]> {
  const result = await connection.runAndReadAll(text, [...values]);
  return result.getRows().map(([value]) => String(value));
}

function literal(value: JsonValue, column: TableColumn | undefined): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return column?.kind === 'instant' ? `'${isoInstant(value)}'` : quote(value);
  const items = (value as readonly JsonValue[]).map((item) => (column?.kind === 'plans' ? plan(item) : quote(item)));
  return `[${items.join(', ')}]`;
}

function plan(item: JsonValue): string {
  const fields = item as Readonly<Record<string, JsonValue>>;
  const members = ['servicePlanId', 'service', 'capabilityStatus'].map(
    (name) => `'${name}': ${quote(fields[name] ?? null)}`,
  );
  return `{${members.join(', ')}}`;
}

function quote(value: JsonValue): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : 'NULL';
}

/** A date only is midnight UTC, whatever the session's time zone. */
export function isoInstant(text: string): string {
  return text.length === 10 ? `${text}T00:00:00Z` : text;
}
