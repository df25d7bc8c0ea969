import { loadConfig, locateTenant } from '../../app/index.ts';
import { type SourceText, ToolError } from '../../base/index.ts';
import { createDiagnostic, DiagnosticsError } from '../../diagnostics/index.ts';
import { formatCount, renderRowsCsv, renderRowsJson, renderRowsTable, repeatedColumn } from '../../report/index.ts';
import type { SqlAnswer } from '../../store/index.ts';
import type { SqlCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { readStandardInput, readTextFile } from './read-text.ts';
import { say, styleFor, withProgress } from './session.ts';
import { writeBatches } from './write-output.ts';

/** Text that is gathered before it is written: a call for each row would take longer than the question. */
const batchLength = 64 * 1024;

/** `tenantlab sql`: answers statements one after the other, or writes members as rows. */
export async function sqlAction(
  environment: CliEnvironment,
  sql: string | undefined,
  options: SqlCommandOptions,
): Promise<number> {
  const path = await databasePath(environment, options);
  if (options.writeRows === true) {
    if (sql !== undefined || options.file !== undefined) {
      throw usage('--write-rows takes no statement.', 'Write the rows first, then ask.');
    }
    return writeRows(environment, path, options);
  }
  const format = formatOf(options);
  const source = await readSource(environment, sql, options);
  const { openQuery } = await import('../../store/index.ts');
  const { createSqlFunctions } = await import('../../rules/index.ts');
  const query = openQuery(path, createSqlFunctions());
  try {
    const style = styleFor(environment, options);
    for (const answer of query.run(source)) {
      if (format === 'json') requireOwnNames(source, answer);
      const pieces =
        format === 'json'
          ? renderRowsJson(answer)
          : format === 'csv'
            ? renderRowsCsv(answer)
            : renderRowsTable(answer, style, environment.isOutputTerminal);
      if (!writeBatches(environment, pieces, batchLength)) break;
    }
    return 0;
  } finally {
    query.close();
  }
}

/** @throws DiagnosticsError `sql/equal-names` (exit code 3) */
function requireOwnNames(source: SourceText, { columns, span }: SqlAnswer): void {
  const name = repeatedColumn(columns);
  if (name === undefined) return;
  const message = `Two columns are called "${name}", and a JSON object can hold one of them.`;
  const hint = 'Name the columns: SELECT u.id AS userId, g.id AS groupId ...; or ask for --csv.';
  throw new DiagnosticsError(createDiagnostic('sql/equal-names', { message, source, span, hint }));
}

async function writeRows(environment: CliEnvironment, path: string, options: SqlCommandOptions): Promise<number> {
  const { writeMembersAsRows } = await import('../../store/index.ts');
  const count = await withProgress(environment, options, (work) => Promise.resolve(writeMembersAsRows(path, work)));
  if (options.json === true) environment.out(`${JSON.stringify({ rows: count })}\n`);
  else say(environment, options, `Wrote ${formatCount(count)} rows; they hold until the tenant next changes.`);
  return 0;
}

async function databasePath(environment: CliEnvironment, options: SqlCommandOptions): Promise<string> {
  const config = await loadConfig(environment.cwd, options.config);
  const path = locateTenant({
    ...(options.tenant === undefined ? {} : { option: options.tenant }),
    ...(config.tenant === undefined ? {} : { configured: config.tenant }),
    cwd: environment.cwd,
    environment: environment.variables,
  });
  const { detectTenantKind } = await import('../../formats/index.ts');
  const kind = detectTenantKind(path);
  if (kind === 'folder' || kind === 'export') {
    throw usage(
      'SQL needs a database.',
      kind === 'folder'
        ? 'Make one: tenantlab export --tenant FOLDER --out tenant.db.'
        : 'Make one: tenantlab import EXPORT --into tenant.db.',
    );
  }
  return path;
}

async function readSource(
  environment: CliEnvironment,
  sql: string | undefined,
  options: SqlCommandOptions,
): Promise<SourceText> {
  if (sql !== undefined && options.file !== undefined) {
    throw usage('A statement and --file were both given.', 'Give one of them.');
  }
  if (sql !== undefined && sql !== '-') return required({ name: 'SQL', text: sql });
  if (options.file !== undefined && options.file !== '-') {
    return required({ name: options.file, text: await readTextFile(environment, options.file) });
  }
  if (
    'isTTY' in environment.stdin &&
    environment.stdin.isTTY === true &&
    sql === undefined &&
    options.file === undefined
  ) {
    throw usage('No SQL was given.', 'Give it as an argument, with --file, or on standard input.');
  }
  return required({ name: 'standard input', text: await readStandardInput(environment) });
}

function required(source: SourceText): SourceText {
  if (source.text.trim() !== '') return source;
  throw usage('No SQL was given.', 'Give it as an argument, with --file, or on standard input.');
}

function formatOf(options: SqlCommandOptions): 'table' | 'json' | 'csv' {
  const wanted = new Set([
    ...(options.format === undefined ? [] : [options.format]),
    ...(options.json === true ? (['json'] as const) : []),
    ...(options.csv === true ? (['csv'] as const) : []),
  ]);
  if (wanted.size > 1) throw usage(`${[...wanted].join(' and ')} were both asked for.`, 'Choose one format.');
  return [...wanted][0] ?? 'table';
}

function usage(message: string, hint: string): ToolError {
  return new ToolError({ code: 'usage/sql', message, hint, exitCode: 4 });
}
