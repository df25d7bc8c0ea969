import {
  type EpochMilliseconds,
  err,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ok,
  parseInstant,
  type Result,
} from '../base/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { defaultSemantics, type Semantics } from '../model/index.ts';
import { checkRule } from './check-rule.ts';
import { createSubject, type Evaluation, evaluateReference, type Subject } from './evaluation/index.ts';
import { printRule } from './print-rule.ts';
import type { CheckedRule, RuleCheck } from './rule-node.ts';

/** The time at which a request without `clock` is evaluated. */
const defaultClock = '2026-11-23T00:00:00Z';

/** Answers one line of a protocol; both sides are JSON texts without line breaks. */
export type LineHandler = (line: string) => string;

/** Evaluates one rule for one object. */
export type RuleEvaluator = (
  rule: CheckedRule,
  subject: Subject,
  clock: EpochMilliseconds,
  semantics: Semantics,
) => Evaluation;

/** Rules seen last are kept checked, since a client usually sends many subjects for one rule. */
const rememberedRules = 1000;

interface Request {
  readonly id: string | number | null;
  readonly rule: string;
  readonly fields: JsonObject;
}

/**
 * `rule eval --stdio`, line protocol version 1: a verdict, what is needed to decide, or the error that decides. memberOf
 * expressions are evaluated whatever the date. Requests that break the protocol get an error of kind `Protocol`.
 */
export function createEvalHandler(
  semantics: Semantics = defaultSemantics,
  evaluate: RuleEvaluator = evaluateReference,
): LineHandler {
  const evaluated: Semantics = { ...semantics, 'member-of-mode': 'preview' };
  const check = rememberChecks(evaluated);
  return (line) =>
    answer(line, (request) =>
      evaluateRequest(request, check, (rule, subject, clock) => evaluate(rule, subject, clock, evaluated)),
    );
}

/** `rule check --stdio`, line protocol version 1: canonical form and warnings, or the errors with the deciding one first. */
export function createCheckHandler(semantics: Semantics = defaultSemantics): LineHandler {
  const check = rememberChecks(semantics);
  return (line) => answer(line, (request) => describeCheck(check(request.rule)));
}

function evaluateRequest(
  request: Request,
  check: (text: string) => RuleCheck,
  evaluate: (rule: CheckedRule, subject: Subject, clock: EpochMilliseconds) => Evaluation,
): JsonObject {
  const checked = check(request.rule);
  if (!checked.ok) return { error: withoutHint(describeDiagnostic(checked.errors[0])) };
  const clock = readClock(request.fields['clock']);
  const attributes = request.fields['attributes'] ?? {};
  const unknown = request.fields['unknown'] ?? [];
  const kind = request.fields['kind'] ?? null;
  if (clock === undefined) return protocolError('"clock" must be an ISO 8601 instant.');
  if (!isJsonObject(attributes)) return protocolError('"attributes" must be an object.');
  if (!isTextList(unknown)) return protocolError('"unknown" must be an array of attribute names.');
  if (kind !== null && kind !== 'user' && kind !== 'device') return protocolError('"kind" must be "user" or "device".');
  const subject = createSubject(checked.rule.object, attributes, unknown);
  if (!subject.ok) return protocolError(subject.error);
  const { verdict, needs } = evaluate(checked.rule, subject.value, clock);
  return verdict === 'undecided' ? { verdict, needs } : { verdict };
}

function describeCheck(checked: RuleCheck): JsonObject {
  const warnings = checked.warnings.map(describeDiagnostic);
  if (!checked.ok) return { ok: false, errors: checked.errors.map(describeDiagnostic), warnings };
  return { ok: true, kind: checked.rule.object, canonical: printRule(checked.rule), warnings };
}

function answer(line: string, respond: (request: Request) => JsonObject): string {
  const request = readRequest(line);
  return JSON.stringify(request.ok ? { id: request.value.id, ...respond(request.value) } : request.error);
}

function readRequest(line: string): Result<Request, JsonObject> {
  let value: JsonValue;
  try {
    value = JSON.parse(line) as JsonValue;
  } catch {
    return err({ id: null, ...protocolError('The line is not valid JSON.') });
  }
  if (!isJsonObject(value)) return err({ id: null, ...protocolError('A request must be a JSON object.') });
  const id = value['id'] ?? null;
  if (id !== null && typeof id !== 'string' && typeof id !== 'number') {
    return err({ id: null, ...protocolError('"id" must be a string or a number.') });
  }
  const rule = value['rule'];
  if (typeof rule !== 'string') return err({ id, ...protocolError('"rule" is missing or is not a string.') });
  return ok({ id, rule, fields: value });
}

/** An error of `eval` has exactly the fields of the protocol; hints are for `check`. */
function withoutHint(entry: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'hint'));
}

function describeDiagnostic(diagnostic: Diagnostic | undefined): JsonObject {
  if (diagnostic === undefined) return protocolError('The rule was refused without an error.');
  const { kind, code, message, span, hint } = diagnostic;
  return {
    ...(kind === undefined ? {} : { kind }),
    code,
    message,
    start: span?.start ?? 0,
    end: span?.end ?? 0,
    ...(hint === undefined ? {} : { hint }),
  };
}

function protocolError(message: string): JsonObject {
  return { error: { kind: 'Protocol', message } };
}

function readClock(value: JsonValue | undefined): EpochMilliseconds | undefined {
  if (value === undefined || value === null) return parseInstant(defaultClock);
  return typeof value === 'string' ? parseInstant(value) : undefined;
}

function isTextList(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function rememberChecks(semantics: Semantics): (text: string) => RuleCheck {
  const checksByText = new Map<string, RuleCheck>();
  return (text) => {
    const known = checksByText.get(text);
    if (known !== undefined) return known;
    const check = checkRule(text, { semantics });
    if (checksByText.size >= rememberedRules) checksByText.clear();
    checksByText.set(text, check);
    return check;
  };
}
