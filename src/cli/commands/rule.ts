import { Argument, type Command, Option } from 'commander';
import type { EpochMilliseconds } from '../../base/index.ts';
import type { SqlExportOptions } from '../actions/rule-export-action.ts';
import { addOutputOptions, parseClock, readSemantics, semanticsOption } from '../options.ts';
import type { CommandContext } from './command-context.ts';

interface RuleOptions {
  readonly semantics: readonly string[];
  readonly stdio?: boolean;
  readonly json?: boolean;
  readonly color?: boolean;
}

interface EvalOptions extends RuleOptions {
  readonly attributes?: string;
  readonly unknown?: string;
  readonly clock?: EpochMilliseconds;
}

interface ExportOptions extends RuleOptions, SqlExportOptions {
  readonly format: string;
}

interface FormatOptions extends RuleOptions {
  readonly check?: boolean;
}

const ruleArgument = (): Argument => new Argument('[rule]', 'the rule, or - to read it from standard input');

/** `tenantlab rule eval|check|fmt|explain|export`. */
export function addRuleCommand(program: Command, context: CommandContext): void {
  const rule = program.command('rule').description('check, evaluate, format, explain and export membership rules');
  addCheck(rule, context);
  addEval(rule, context);
  addFormat(rule, context);
  addExplain(rule, context);
  addExport(rule, context);
}

function addCheck(rule: Command, context: CommandContext): void {
  addOutputOptions(rule.command('check').addArgument(ruleArgument()))
    .description('say whether Entra would save a rule, and what is odd about it')
    .option('--stdio', 'answer one JSON request per line on standard input (docs/reference/line-protocol.md)')
    .addOption(semanticsOption())
    .addHelpText(
      'after',
      examples(['rule check \'user.departement -eq "Sales"\'', 'rule check - < rule.txt', 'rule check --stdio']),
    )
    .action(async (text: string | undefined, options: RuleOptions) => {
      const actions = await import('../actions/rule-actions.ts');
      const semantics = readSemantics(options.semantics);
      if (options.stdio === true) context.finish(await actions.serveChecks(context.environment, semantics));
      else context.finish(await actions.checkOne(context.environment, text, { ...options, semantics }));
    });
}

function addEval(rule: Command, context: CommandContext): void {
  addOutputOptions(rule.command('eval').addArgument(ruleArgument()))
    .description('evaluate a rule for one set of attributes: member, notMember or undecided')
    .option('--stdio', 'answer one JSON request per line on standard input (docs/reference/line-protocol.md)')
    .option('--attributes <json>', 'attributes in rule names, e.g. \'{"department":"Sales"}\'; absent ones are null')
    .option('--unknown <names>', 'attributes that are not known, separated by commas')
    .option('--clock <instant>', 'the time of system.now (default: 2026-11-23T00:00:00Z)', parseClock)
    .addOption(semanticsOption())
    .addHelpText(
      'after',
      examples([
        'rule eval \'user.department -eq "Sales"\' --attributes \'{"department":"SALES"}\'',
        "rule eval 'user.city -ne null' --unknown city",
        'rule eval --stdio < requests.ndjson',
      ]),
    )
    .action(async (text: string | undefined, options: EvalOptions) => {
      const actions = await import('../actions/rule-actions.ts');
      const semantics = readSemantics(options.semantics);
      if (options.stdio === true) context.finish(await actions.serveEvaluations(context.environment, semantics));
      else context.finish(await actions.evaluateOne(context.environment, text, { ...options, semantics }));
    });
}

function addFormat(rule: Command, context: CommandContext): void {
  addOutputOptions(rule.command('fmt').addArgument(ruleArgument()))
    .description('print a rule in its canonical form; its meaning does not change')
    .option('--check', 'print nothing; exit code 1 when the rule is not in canonical form')
    .addOption(semanticsOption())
    .addHelpText('after', examples(['rule fmt "User.Department eq \'Sales\'"', 'rule fmt --check - < rule.txt']))
    .action(async (text: string | undefined, options: FormatOptions) => {
      const actions = await import('../actions/rule-actions.ts');
      const semantics = readSemantics(options.semantics);
      context.finish(await actions.formatOne(context.environment, text, { ...options, semantics }));
    });
}

function addExplain(rule: Command, context: CommandContext): void {
  addOutputOptions(rule.command('explain').addArgument(ruleArgument()))
    .description('say in plain English whom a rule lets in')
    .addOption(semanticsOption())
    .addHelpText('after', examples(['rule explain \'user.department -ne "Sales"\'']))
    .action(async (text: string | undefined, options: RuleOptions) => {
      const actions = await import('../actions/rule-actions.ts');
      const semantics = readSemantics(options.semantics);
      context.finish(await actions.explainOne(context.environment, text, { ...options, semantics }));
    });
}

function addExport(rule: Command, context: CommandContext): void {
  addOutputOptions(rule.command('export').addArgument(ruleArgument()))
    .description('translate a rule into JSON Logic or SQL that says exactly the same')
    .addOption(new Option('--format <format>', 'target language').choices(['json-logic', 'sql']).default('json-logic'))
    .option('--dialect <dialect>', 'SQL: sqlite, postgresql, duckdb, clickhouse or trino')
    .option('--undecided', 'SQL: the objects for which it is undecided, instead of the members')
    .option('--literals', 'SQL: values in the text, quoted, ready to paste, instead of parameters')
    .option('--clock <instant>', 'SQL: the time of system.now; otherwise it is a parameter', parseClock)
    .option('--known-properties', 'SQL: the table has the list knownProperties (always so for sqlite)')
    .option('--table <name>', 'SQL: the table or view with the objects (default: users or devices)')
    .addOption(semanticsOption())
    .addHelpText(
      'after',
      `${examples([
        'rule export \'user.city -eq "Oslo"\'',
        'rule export \'user.city -eq "Oslo"\' --format sql --dialect postgresql',
        'rule export - --format sql --dialect duckdb --undecided --known-properties < rule.txt',
        "rule export 'user.employeeHireDate -ge system.now -minus p30d' --format sql --dialect trino --literals --clock 2026-12-01",
        'rule export \'user.city -ne "Oslo"\' --format sql --dialect sqlite --literals --undecided | tenantlab sql',
      ])}
Tables, columns, what is exact and what is refused: docs/reference/sql-export.md.
`,
    )
    .action(async (text: string | undefined, options: ExportOptions) => {
      const semantics = readSemantics(options.semantics);
      const { exportOne } = await import('../actions/rule-export-action.ts');
      context.finish(await exportOne(context.environment, text, { ...options, semantics }));
    });
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  tenantlab ${line}`).join('\n')}\n`;
}
