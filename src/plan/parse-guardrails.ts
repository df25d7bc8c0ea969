import { err, isJsonObject, type JsonValue, ok, type Result } from '../base/index.ts';
import { createDiagnostic, type Diagnostic, didYouMean } from '../diagnostics/index.ts';
import { flagNames, type Guardrails, guardrailNames, limitNames, mergeGuardrails, patternNames } from './guardrails.ts';

/**
 * Reads one guardrail of the command line: `max-leaves-per-group=50`, `protected-users=breakglass*,ada@contoso.com`,
 * `no-undecided`. Fails with a diagnostic that suggests the nearest name.
 */
export function parseGuardrail(text: string): Result<Guardrails, Diagnostic> {
  const separator = text.indexOf('=');
  const name = (separator < 0 ? text : text.slice(0, separator)).trim();
  const value = separator < 0 ? undefined : text.slice(separator + 1).trim();
  if (Object.hasOwn(limitNames, name)) {
    return readGuardrail(name, value !== undefined && /^\d+$/.test(value) ? Number(value) : (value ?? null));
  }
  if (isKey(flagNames, name)) {
    const flags = new Map<string | undefined, boolean>([
      [undefined, true],
      ['true', true],
      ['false', false],
    ]);
    return readGuardrail(name, flags.get(value) ?? value ?? null);
  }
  const patterns = value?.split(',').map((pattern) => pattern.trim());
  return readGuardrail(name, patterns ?? null);
}

/** Reads the guardrails of the command line in order; all faults are reported. */
export function parseGuardrails(texts: readonly string[]): Result<Guardrails, readonly Diagnostic[]> {
  return gather(texts.map(parseGuardrail));
}

/** Reads the `guardrails` object of a config: names as on the command line, patterns as one text or a list. */
export function readGuardrails(config: JsonValue): Result<Guardrails, readonly Diagnostic[]> {
  if (!isJsonObject(config)) {
    return err([
      createDiagnostic('plan/invalid-guardrail', {
        message: 'Expected guardrails to be a table of names and values.',
        hint: 'Example: guardrails: { max-leaves-per-group: 20 }.',
      }),
    ]);
  }
  return gather(Object.entries(config).map(([name, value]) => readGuardrail(name, value)));
}

function gather(read: readonly Result<Guardrails, Diagnostic>[]): Result<Guardrails, readonly Diagnostic[]> {
  const errors = read.flatMap((result) => (result.ok ? [] : [result.error]));
  if (errors.length > 0) return err(errors);
  return ok(read.reduce<Guardrails>((all, result) => (result.ok ? mergeGuardrails(all, result.value) : all), {}));
}

function readGuardrail(name: string, value: JsonValue): Result<Guardrails, Diagnostic> {
  if (isKey(limitNames, name)) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
      ? ok({ [limitNames[name]]: value })
      : wrongValue(name, 'a whole number of at least 0', value, `${name}=20`);
  }
  if (isKey(patternNames, name)) {
    const patterns = typeof value === 'string' ? [value] : value;
    return Array.isArray(patterns) && patterns.length > 0 && patterns.every(isPattern)
      ? ok({ [patternNames[name]]: patterns })
      : wrongValue(name, 'names or patterns that are not empty', value, `${name}=breakglass*`);
  }
  if (isKey(flagNames, name)) {
    return typeof value === 'boolean'
      ? ok({ [flagNames[name]]: value })
      : wrongValue(name, 'true or false', value, `${name}=true`);
  }
  return err(
    createDiagnostic('plan/unknown-guardrail', {
      message: `There is no guardrail "${name}".`,
      hint: didYouMean(name, guardrailNames) ?? `The guardrails are ${guardrailNames.join(', ')}.`,
    }),
  );
}

function wrongValue(name: string, expected: string, found: JsonValue, example: string): Result<never, Diagnostic> {
  return err(
    createDiagnostic('plan/invalid-guardrail', {
      message: `The guardrail ${name} takes ${expected}, found ${found === null ? 'nothing' : JSON.stringify(found)}.`,
      hint: `Example: ${example}.`,
    }),
  );
}

function isPattern(value: JsonValue): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isKey<Names extends object>(names: Names, name: string): name is Extract<keyof Names, string> {
  return Object.hasOwn(names, name);
}
