import { compareOrdinal, type EpochMilliseconds, formatInstant, type JsonValue, ToolError } from '../../base/index.ts';
import { renderCodeFrame } from '../../diagnostics/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Semantics } from '../../model/index.ts';
import {
  type CheckedRule,
  checkRule,
  createCheckHandler,
  createEvalHandler,
  describeRule,
  printRule,
} from '../../rules/index.ts';
import type { CliEnvironment } from '../environment.ts';
import { paletteFor } from '../palette.ts';
import { serveLines } from './line-server.ts';
import { readStandardInput } from './read-text.ts';

/** Options shared by the actions on one rule. */
export interface RuleActionOptions {
  readonly semantics: Semantics;
  readonly json?: boolean;
  readonly color?: boolean;
}

/** Exit code for a rule that is refused. */
export const invalidExitCode = 3;

/** `rule eval --stdio`. */
export async function serveEvaluations(environment: CliEnvironment, semantics: Semantics): Promise<number> {
  await serveLines(environment, createEvalHandler(semantics));
  return 0;
}

/** `rule check --stdio`. */
export async function serveChecks(environment: CliEnvironment, semantics: Semantics): Promise<number> {
  await serveLines(environment, createCheckHandler(semantics));
  return 0;
}

/** `rule check RULE`: 0 when the service would save it, 3 otherwise. */
export async function checkOne(
  environment: CliEnvironment,
  argument: string | undefined,
  options: RuleActionOptions,
): Promise<number> {
  const text = await ruleText(environment, argument);
  const check = checkRule(text, { semantics: options.semantics });
  if (options.json === true) {
    environment.out(`${createCheckHandler(options.semantics)(JSON.stringify({ rule: text }))}\n`);
    return check.ok ? 0 : invalidExitCode;
  }
  printDiagnostics(environment, text, [...(check.ok ? [] : check.errors), ...check.warnings], options);
  if (!check.ok) return invalidExitCode;
  environment.out(`${check.warnings.length === 0 ? 'ok' : 'ok, with warnings'}: a rule about ${check.rule.object}s\n`);
  return 0;
}

/** `rule eval RULE`: prints the verdict; 0 whatever it is, 3 for a refused rule or wrong attributes. */
export async function evaluateOne(
  environment: CliEnvironment,
  argument: string | undefined,
  options: RuleActionOptions & {
    readonly attributes?: string;
    readonly unknown?: string;
    readonly clock?: EpochMilliseconds;
  },
): Promise<number> {
  const text = await ruleText(environment, argument);
  const rule = checkedOrPrinted(environment, text, options);
  if (rule === undefined) return invalidExitCode;
  const request = {
    rule: text,
    attributes: readAttributes(options.attributes),
    unknown: (options.unknown ?? '').split(',').filter((name) => name !== ''),
    ...(options.clock === undefined ? {} : { clock: formatInstant(options.clock) }),
  };
  const answer = createEvalHandler(options.semantics)(JSON.stringify(request));
  if (options.json === true) {
    environment.out(`${answer}\n`);
    return answer.includes('"error"') ? invalidExitCode : 0;
  }
  const parsed = JSON.parse(answer) as {
    readonly verdict?: string;
    readonly needs?: readonly string[];
    readonly error?: { readonly message: string };
  };
  if (parsed.error !== undefined) {
    throw new ToolError({
      code: 'rule/protocol',
      message: parsed.error.message,
      hint: 'See docs/reference/line-protocol.md.',
    });
  }
  const needs = parsed.needs === undefined ? '' : ` (not known: ${parsed.needs.join(', ')})`;
  environment.out(`${parsed.verdict ?? ''}${needs}\n`);
  return 0;
}

/** `rule fmt RULE`: prints the canonical form; with `check`, 1 when the text differs from it. */
export async function formatOne(
  environment: CliEnvironment,
  argument: string | undefined,
  options: RuleActionOptions & { readonly check?: boolean },
): Promise<number> {
  const text = await ruleText(environment, argument);
  const rule = checkedOrPrinted(environment, text, options);
  if (rule === undefined) return invalidExitCode;
  const canonical = printRule(rule);
  if (options.check === true) return canonical === text.trim() ? 0 : 1;
  environment.out(`${options.json === true ? JSON.stringify({ canonical }) : canonical}\n`);
  return 0;
}

/** `rule explain RULE`. */
export async function explainOne(
  environment: CliEnvironment,
  argument: string | undefined,
  options: RuleActionOptions,
): Promise<number> {
  const text = await ruleText(environment, argument);
  const rule = checkedOrPrinted(environment, text, options);
  if (rule === undefined) return invalidExitCode;
  const description = describeRule(rule);
  environment.out(`${options.json === true ? JSON.stringify({ description }) : description}\n`);
  return 0;
}

/** The rule given as an argument, or read from standard input for `-`. @throws ToolError `usage/no-rule` (exit code 4) */
export async function ruleText(environment: CliEnvironment, argument: string | undefined): Promise<string> {
  if (argument === undefined) {
    throw new ToolError({
      code: 'usage/no-rule',
      message: 'No rule given.',
      hint: 'Give it as one quoted argument, or - to read standard input.',
      exitCode: 4,
    });
  }
  return argument === '-' ? (await readStandardInput(environment)).replace(/\r?\n$/, '') : argument;
}

/** The checked rule; undefined, and its faults printed, when it is refused. */
export function checkedOrPrinted(
  environment: CliEnvironment,
  text: string,
  options: RuleActionOptions,
): CheckedRule | undefined {
  const check = checkRule(text, { semantics: options.semantics });
  if (check.ok) return check.rule;
  printDiagnostics(environment, text, check.errors, options);
  return undefined;
}

/** Prints diagnostics about a rule to standard error, in source order. */
export function printDiagnostics(
  environment: CliEnvironment,
  text: string,
  diagnostics: readonly Diagnostic[],
  options: RuleActionOptions,
): void {
  const ordered = diagnostics.toSorted(
    (a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0) || compareOrdinal(a.code, b.code),
  );
  for (const diagnostic of ordered) {
    const located = { ...diagnostic, source: { name: 'rule', text } };
    environment.err(`${renderCodeFrame(located, { palette: paletteFor(environment, options.color, 'err') })}\n\n`);
  }
}

function readAttributes(text: string | undefined): JsonValue {
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new ToolError({
      code: 'usage/attributes',
      message: '--attributes is not valid JSON.',
      hint: 'Example: --attributes \'{"department":"Sales","accountEnabled":true}\'.',
      exitCode: 4,
      cause: error,
    });
  }
}
