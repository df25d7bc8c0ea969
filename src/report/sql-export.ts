import { type EpochMilliseconds, formatInstant } from '../base/index.ts';
import {
  type CheckedRule,
  instantValue,
  printRule,
  type SqlForm,
  type SqlQueryParameter,
  type SqlRule,
} from '../rules/index.ts';

/** One rule in SQL, and how to show it. */
export interface SqlExport {
  readonly rule: CheckedRule;
  readonly sql: SqlRule;
  readonly form: SqlForm;
  /** Values as literals; otherwise as parameters. */
  readonly isLiteral: boolean;
  /** The time of system.now; without it a parameter is left open. Needed for literals of a rule that reads it. */
  readonly clock?: EpochMilliseconds;
}

/** A query with its parameters in comments: pasted as it is, it runs as soon as those are bound. */
export function renderSqlExport(exported: SqlExport): string {
  const { rule, sql, form } = exported;
  const { text, parameters } = queryOf(exported);
  const lines = [
    `-- ${singleLine(printRule(rule))}`,
    `-- ${form}, ${sql.dialect}; tables and columns: docs/reference/sql-export.md`,
    ...notesOf(sql).map((note) => `-- ${note}`),
    `${text};`,
    ...(parameters.length === 0 ? [] : ['-- parameters:']),
    ...parameters.map((parameter) => `--   ${parameter.name} = ${valueWords(parameter, exported.clock)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as one JSON document. `value` of a parameter is null when it is system.now and no time was given. */
export function renderSqlExportJson(exported: SqlExport): string {
  const { rule, sql, form, clock } = exported;
  const { text, parameters } = queryOf(exported);
  const document = {
    rule: printRule(rule),
    dialect: sql.dialect,
    object: sql.object,
    form,
    sql: text,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      kind: parameter.kind,
      ...(parameter.kind === 'text' ? {} : { form: parameter.form }),
      value: valueOf(parameter, clock) ?? null,
    })),
    functions: sql.functions,
    notes: notesOf(sql),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function queryOf({ sql, form, isLiteral, clock }: SqlExport): {
  readonly text: string;
  readonly parameters: readonly SqlQueryParameter[];
} {
  return isLiteral ? { text: sql.literalQuery(form, clock), parameters: [] } : sql.query(form);
}

function notesOf({ dialect, functions }: SqlRule): readonly string[] {
  const called = functions.length === 0 ? [] : [`calls ${functions.join(' and ')}, which "tenantlab sql" has`];
  const isRun = dialect !== 'clickhouse' && dialect !== 'trino';
  return isRun
    ? called
    : [...called, `this dialect is written from its documentation and not run by tenantlab's tests`];
}

function valueOf(parameter: SqlQueryParameter, clock: EpochMilliseconds | undefined): number | string | undefined {
  if (parameter.kind !== 'now') return parameter.value;
  return clock === undefined ? undefined : instantValue(clock, parameter.form);
}

function valueWords(parameter: SqlQueryParameter, clock: EpochMilliseconds | undefined): string {
  const value = valueOf(parameter, clock);
  if (value === undefined) {
    const form = parameter.kind === 'now' && parameter.form === 'iso8601' ? 'ISO 8601' : 'milliseconds since 1970';
    return `system.now, the time of evaluation (${form}, UTC)`;
  }
  const written = typeof value === 'string' ? singleLine(JSON.stringify(value)) : String(value);
  if (typeof value === 'number') return `${written} (${formatInstant(value)})`;
  return written;
}

/** Text that cannot end its comment and plays no tricks on a terminal. */
function singleLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Surrogate}]/gu, (sign) =>
    Array.from(
      { length: sign.length },
      (_, index) => `\\u${sign.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
