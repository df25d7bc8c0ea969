import type { JsonValue } from '../../../src/base/index.ts';
import { instantValue, type SqlForm, type SqlRule } from '../../../src/rules/index.ts';
import { testClock } from '../population-of.ts';
import { isoInstant } from './duckdb-engine.ts';
import type { PostgresServer } from './postgres-server.ts';
import type { RecordTable, TableColumn } from './table-of-records.ts';

const types: Readonly<Record<TableColumn['kind'], string>> = {
  text: 'text',
  boolean: 'boolean',
  instant: 'timestamptz',
  texts: 'text[]',
  plans: 'jsonb',
};

/** SQL that makes the table and `group_members` anew. */
function fillScript(table: RecordTable): string {
  const columns = table.columns.map(({ name, kind }) => `"${name}" ${types[kind]}`);
  const rows = table.rows.map(
    (row) => `(${row.map((value, index) => literal(value, table.columns[index])).join(', ')})`,
  );
  const object = table.name.slice(0, -1);
  return [
    `SET client_min_messages = warning;\nDROP TABLE IF EXISTS "${table.name}", "group_members"`,
    `CREATE TABLE "${table.name}" (${columns.join(', ')})`,
    'CREATE TABLE "group_members" ("groupId" text, "memberType" text, "memberId" text)',
    `INSERT INTO "${table.name}" VALUES ${rows.join(', ')}`,
    ...table.memberships.map(
      ({ groupId, memberId }) =>
        `INSERT INTO "group_members" VALUES (${quote(groupId)}, '${object}', ${quote(memberId)})`,
    ),
  ].join(';\n');
}

/** The ids that rules return from a table: with parameters (a prepared statement) and with literals. */
export interface PostgresAnswers {
  ids(rule: number, form: SqlForm, isLiteral: boolean): readonly string[];
}

/** Asks all rules of a table in one run of psql. */
export function askPostgres(server: PostgresServer, table: RecordTable, rules: readonly SqlRule[]): PostgresAnswers {
  const script = [fillScript(table), ';\n'];
  rules.forEach((rule, index) => {
    for (const form of ['members', 'undecided'] as const) {
      const { text, parameters } = rule.query(form);
      const values = parameters.map((parameter) => {
        if (parameter.kind === 'text') return quote(parameter.value);
        const instant = parameter.kind === 'now' ? instantValue(testClock, parameter.form) : parameter.value;
        return `'${instant}'`;
      });
      const call = values.length === 0 ? 'asked' : `asked(${values.join(', ')})`;
      script.push(`\\echo # ${index} ${form} false\nPREPARE asked AS ${text};\nEXECUTE ${call};\nDEALLOCATE asked;\n`);
      script.push(`\\echo # ${index} ${form} true\n${rule.literalQuery(form, testClock)};\n`);
    }
  });
  const idsByKey = new Map<string, string[]>();
  let ids: string[] = [];
  for (const line of server.run(script.join('')).split('\n')) {
    if (line.startsWith('# ')) {
      ids = [];
      idsByKey.set(line.slice(2), ids);
    } else if (line !== '') ids.push(line);
  }
  return {
    ids: (rule, form, isLiteral) => {
      const found = idsByKey.get(`${rule} ${form} ${isLiteral}`);
      if (found === undefined) throw new Error(`no answer to rule ${rule}`);
      return found;
    },
  };
}

function literal(value: JsonValue, column: TableColumn | undefined): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string')
    return column?.kind === 'instant' ? `${quote(isoInstant(value))}::timestamptz` : quote(value);
  if (column?.kind === 'plans') return `${quote(JSON.stringify(value))}::jsonb`;
  return `ARRAY[${(value as readonly string[]).map(quote).join(', ')}]::text[]`;
}

/** A literal that psql and the server read the same: no backslash, no quotation mark, nothing special in it. */
function quote(text: string): string {
  return `convert_from('\\x${Buffer.from(text).toString('hex')}'::bytea, 'UTF8')`;
}
