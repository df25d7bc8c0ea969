import { type EpochMilliseconds, ToolError } from '../../base/index.ts';
import { didYouMean } from '../../diagnostics/index.ts';
import { renderSqlExport, renderSqlExportJson, type SqlExport } from '../../report/index.ts';
import {
  type CheckedRule,
  compileRuleToSql,
  type SqlDialectName,
  sqlDialectNames,
  toJsonLogic,
} from '../../rules/index.ts';
import type { CliEnvironment } from '../environment.ts';
import {
  checkedOrPrinted,
  invalidExitCode,
  printDiagnostics,
  type RuleActionOptions,
  ruleText,
} from './rule-actions.ts';

/** Options of `rule export --format sql`. */
export interface SqlExportOptions {
  readonly dialect?: string;
  readonly undecided?: boolean;
  readonly literals?: boolean;
  readonly clock?: EpochMilliseconds;
  readonly knownProperties?: boolean;
  readonly table?: string;
}

type ExportOptions = RuleActionOptions & SqlExportOptions & { readonly format: string };

/** `rule export RULE`: 3 when the rule is refused, or has no exact form in the dialect. */
export async function exportOne(
  environment: CliEnvironment,
  argument: string | undefined,
  options: ExportOptions,
): Promise<number> {
  const dialect = readDialect(options);
  requireTableName(options.table);
  const text = await ruleText(environment, argument);
  const rule = checkedOrPrinted(environment, text, options);
  if (rule === undefined) return invalidExitCode;
  if (dialect !== undefined) return exportSql(environment, rule, dialect, options);
  environment.out(`${JSON.stringify(toJsonLogic(rule, options.semantics), undefined, 2)}\n`);
  return 0;
}

function exportSql(
  environment: CliEnvironment,
  rule: CheckedRule,
  dialect: SqlDialectName,
  options: ExportOptions,
): number {
  const { semantics, table, clock } = options;
  const compiled = compileRuleToSql(rule, {
    dialect,
    semantics,
    checksKnown: options.knownProperties === true,
    ...(table === undefined ? {} : { table }),
  });
  if (!compiled.ok) {
    printDiagnostics(environment, rule.text, compiled.error, options);
    return invalidExitCode;
  }
  const isLiteral = options.literals === true;
  if (isLiteral && compiled.value.usesClock && clock === undefined) {
    throw usageError(
      'The rule reads system.now, and --literals needs to know which time that is.',
      'Add --clock, e.g. --clock 2026-12-01T00:00:00Z.',
    );
  }
  const exported: SqlExport = {
    rule,
    sql: compiled.value,
    form: options.undecided === true ? 'undecided' : 'members',
    isLiteral,
    ...(clock === undefined ? {} : { clock }),
  };
  environment.out(options.json === true ? renderSqlExportJson(exported) : renderSqlExport(exported));
  return 0;
}

/** @throws ToolError `usage/table` (exit code 4) for a name with a part that names nothing. */
function requireTableName(table: string | undefined): void {
  if (table === undefined || table.split('.').every((part) => part.trim() !== '' && !/\p{Cc}/u.test(part))) return;
  const message = table === '' ? '--table names no table.' : `"${table}" is no name of a table.`;
  const hint = 'Give a table or view, or a schema and a table: --table people, --table staff.people.';
  throw new ToolError({ code: 'usage/table', message, hint, exitCode: 4 });
}

/** The dialect; undefined for another format. @throws ToolError `usage/dialect` (exit code 4) */
function readDialect({ format, dialect, ...others }: ExportOptions): SqlDialectName | undefined {
  if (format !== 'sql') {
    const given = { ...others, dialect };
    const misplaced = (['dialect', 'undecided', 'literals', 'clock', 'knownProperties', 'table'] as const).find(
      (name) => given[name] !== undefined,
    );
    if (misplaced === undefined) return undefined;
    const option = misplaced === 'knownProperties' ? 'known-properties' : misplaced;
    throw usageError(`--${option} is for --format sql.`, 'Add --format sql --dialect NAME.');
  }
  const known = sqlDialectNames.find((name) => name === dialect);
  if (known !== undefined) return known;
  const all = `The dialects are ${sqlDialectNames.join(', ')}.`;
  if (dialect === undefined) throw usageError('--format sql needs a dialect.', `Add --dialect NAME. ${all}`);
  throw usageError(`There is no SQL dialect "${dialect}".`, didYouMean(dialect, sqlDialectNames) ?? all);
}

function usageError(message: string, hint: string): ToolError {
  return new ToolError({ code: 'usage/dialect', message, hint, exitCode: 4 });
}
