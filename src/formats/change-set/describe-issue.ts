import type { z } from 'zod';
import { isJsonObject, type JsonValue, type SourceText, type Span } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode, didYouMean } from '../../diagnostics/index.ts';
import type { ParsedYaml, ValuePath } from '../yaml/index.ts';

type Issue = z.core.$ZodIssue;

/** The codes that faults of structure are reported with. */
export interface IssueCodes {
  readonly unknownKey: DiagnosticCode;
  readonly missingKey: DiagnosticCode;
  readonly wrongType: DiagnosticCode;
}

const changeSetCodes: IssueCodes = {
  unknownKey: 'changes/unknown-key',
  missingKey: 'changes/missing-key',
  wrongType: 'changes/wrong-type',
};

/**
 * Turns what zod found into diagnostics at the place in the file, of a change set unless `codes` says otherwise. `prefix` is the
 * path of what was checked.
 */
export function describeIssue(
  source: SourceText,
  document: ParsedYaml,
  prefix: ValuePath,
  issue: Issue,
  knownKeys: (path: ValuePath) => readonly string[],
  codes: IssueCodes = changeSetCodes,
): readonly Diagnostic[] {
  const inner = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const path = [...prefix, ...inner];
  const span = document.spanAt(path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      unknownKey(codes, source, document.keySpanAt([...path, key]), key, knownKeys(inner)),
    );
  }
  const branch = issue.code === 'invalid_union' ? issue.errors[1] : undefined;
  if (branch !== undefined && isJsonObject(valueAt(document.value, path) ?? null)) {
    const nested = branch.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
    return nested.flatMap((one) => describeIssue(source, document, prefix, one, knownKeys, codes));
  }
  const name = String(path.at(-1) ?? 'the file');
  const value = valueAt(document.value, path);
  if (value === undefined) {
    const message = `The key "${name}" is missing.`;
    return [createDiagnostic(codes.missingKey, { message, source, span: document.keySpanAt(path.slice(0, -1)) })];
  }
  const expected = describeExpected(issue);
  const message = `${describeName(path)} must be ${expected}, found ${describeValue(value)}.`;
  const isText = issue.code === 'invalid_type' && issue.expected === 'string';
  const hint = isText ? quoteHint(source, span, value) : undefined;
  return [createDiagnostic(codes.wrongType, { message, source, span, ...(hint === undefined ? {} : { hint }) })];
}

/** An unknown key with the known ones that look like it. */
function unknownKey(
  codes: IssueCodes,
  source: SourceText,
  span: Span,
  key: string,
  known: readonly string[],
): Diagnostic {
  const hint = didYouMean(key, known) ?? (known.length <= 8 ? `Known are ${known.join(', ')}.` : undefined);
  return createDiagnostic(codes.unknownKey, {
    message: `The key "${key}" has no meaning here.`,
    source,
    span,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** The value at a path; undefined when there is none. */
export function valueAt(value: JsonValue, path: ValuePath): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as { readonly [key: string]: JsonValue })[String(step)];
  }
  return current;
}

/** A value in a few words: `the number 1001`, `a list`. */
export function describeValue(value: JsonValue): string {
  if (value === null) return 'nothing (null)';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  if (typeof value === 'string') return `the text ${JSON.stringify(value.slice(0, 60))}`;
  return typeof value === 'boolean' ? String(value) : `the number ${value}`;
}

/** Tells how to write a number or a boolean as a text; undefined for everything else. */
function quoteHint(source: SourceText, span: Span, value: JsonValue): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return `Write it in quotation marks: ${JSON.stringify(source.text.slice(span.start, span.end))}.`;
}

function describeName(path: ValuePath): string {
  const key = path.findLast((part) => typeof part === 'string');
  const last = path.at(-1);
  if (key === undefined) return 'The file';
  return typeof last === 'number' ? `Entry ${last + 1} of "${key}"` : `"${key}"`;
}

function describeExpected(issue: Issue): string {
  if (issue.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(value)).join(' or ');
  if (issue.code === 'too_small')
    return issue.origin === 'string'
      ? 'a text that is not empty'
      : issue.origin === 'array'
        ? Number(issue.minimum) > 1
          ? `a list of at least ${String(issue.minimum)} entries`
          : 'a list that is not empty'
        : `at least ${String(issue.minimum)}`;
  if (issue.code === 'too_big' && issue.origin !== 'string' && issue.origin !== 'array')
    return `at most ${String(issue.maximum)}`;
  if (issue.code === 'invalid_union') return 'a text or a mapping';
  if (issue.code !== 'invalid_type') return issue.message;
  const words = new Map([
    ['string', 'a text'],
    ['boolean', 'true or false'],
    ['number', 'a number'],
    ['int', 'a whole number'],
    ['array', 'a list'],
    ['object', 'a mapping'],
    ['record', 'a mapping'],
  ]);
  return words.get(issue.expected) ?? issue.expected;
}
