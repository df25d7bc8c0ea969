import { type Command, InvalidArgumentError, Option } from 'commander';
import { type EpochMilliseconds, parseInstant, ToolError } from '../base/index.ts';
import { didYouMean } from '../diagnostics/index.ts';
import { defaultSemantics, type Semantics, type SemanticsOptionName, semanticsOptions } from '../model/index.ts';

/** Options that every command about a tenant has. */
export interface TenantOptions {
  readonly tenant?: string;
  readonly clock?: EpochMilliseconds;
  readonly semantics: readonly string[];
  readonly config?: string;
}

/** Options of everything that prints. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Commander's `--no-color`: false when given. */
  readonly color?: boolean;
}

/** Adds --tenant, --clock, --semantics and --config. */
export function addTenantOptions(command: Command): Command {
  return command
    .option('--tenant <tenant>', 'a .db file, a folder of text, or an export (file or folder)')
    .option('--clock <instant>', 'set the virtual clock, e.g. 2026-12-01T00:00:00Z', parseClock)
    .addOption(semanticsOption())
    .option('--config <file>', 'config file (default: tenantlab.config.yaml, found upwards)');
}

/** Adds --json, --quiet and --no-color. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'no progress, no chatter')
    .option('--no-color', 'no colours (NO_COLOR is respected too)');
}

/** `--semantics name=value`, repeatable. */
export function semanticsOption(): Option {
  return new Option('--semantics <name=value>', 'choose a disputed reading, repeatable (docs/reference/semantics.md)')
    .argParser(collect)
    .default([], 'the recommended readings');
}

/** `--catalogue FILE`, repeatable. */
export function catalogueOption(): Option {
  return new Option('--catalogue <file>', 'extend the license catalogue by a file, repeatable')
    .argParser(collect)
    .default([], 'the files of the config');
}

/** `--report KIND[=FILE]`, repeatable. Unless `kinds` says otherwise, the command reports on a run and has all shapes of it. */
export function reportOption(kinds = 'text, json, junit, sarif, markdown, tap, github or html'): Option {
  return new Option('--report <kind[=file]>', `write ${kinds} to standard output or a file, repeatable`)
    .argParser(collect)
    .default([], 'text');
}

/** Gathers a repeatable option. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** Reads a whole number of at least `min`, for commander. */
export function wholeNumber(min: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < min) {
      throw new InvalidArgumentError(`Expected a whole number of at least ${min}.`);
    }
    return number;
  };
}

/** Reads a percentage from 0 to 100, for commander. */
export function percentage(value: string): number {
  const number = Number(value);
  if (!/^\d+(?:\.\d+)?$/.test(value) || number > 100) {
    throw new InvalidArgumentError('Expected a percentage from 0 to 100.');
  }
  return number;
}

/** Reads an instant, for commander. */
export function parseClock(value: string): EpochMilliseconds {
  const instant = parseInstant(value);
  if (instant === undefined)
    throw new InvalidArgumentError('Expected an ISO 8601 instant such as 2026-12-01T00:00:00Z.');
  return instant;
}

/**
 * The semantics that a list of `name=value` texts chooses over `base`.
 * @throws ToolError `usage/semantics` (exit code 4) for an unknown name or value.
 */
export function readSemantics(assignments: readonly string[], base: Semantics = defaultSemantics): Semantics {
  const chosen: Record<string, string> = { ...base };
  for (const assignment of assignments) {
    const separator = assignment.indexOf('=');
    const name = separator < 0 ? assignment : assignment.slice(0, separator);
    const value = separator < 0 ? '' : assignment.slice(separator + 1);
    if (!isSemanticsName(name))
      throw semanticsError(`There is no semantics option "${name}".`, name, Object.keys(semanticsOptions));
    const values = Object.keys(semanticsOptions[name].readings);
    if (!values.includes(value)) {
      throw semanticsError(
        `The semantics option ${name} takes ${values.join(' or ')}, found "${value}".`,
        value,
        values,
      );
    }
    chosen[name] = value;
  }
  return chosen as Semantics;
}

function isSemanticsName(name: string): name is SemanticsOptionName {
  return Object.hasOwn(semanticsOptions, name);
}

function semanticsError(message: string, typed: string, candidates: readonly string[]): ToolError {
  const hint = didYouMean(typed, candidates) ?? 'All options: docs/reference/semantics.md.';
  return new ToolError({ code: 'usage/semantics', message, hint, exitCode: 4 });
}
