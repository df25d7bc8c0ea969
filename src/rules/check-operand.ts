import { parseDuration, parseInstant, type Span } from '../base/index.ts';
import { type CheckContext, operandMessage, report } from './check-context.ts';
import { sourceOffsetInString } from './scan-string.ts';
import type { ValueNode } from './parse-tree.ts';
import { compileMatch } from './regex/index.ts';
import type { ComparisonOperator, Literal } from './rule-node.ts';
import type { StringToken } from './tokens.ts';

/** First and last instant of the years 1 to 9999, the dates of .NET. */
const earliestInstant = -62_135_596_800_000;
const latestInstant = 253_402_300_799_999;

/** A comparison whose operator is allowed and whose value is to be typed. */
export interface OperandCheck {
  readonly operator: ComparisonOperator;
  readonly value: ValueNode;
}

/** Types the value of a comparison of texts: properties, `_` and the fields of assignedPlan. */
export function checkTextOperand(context: CheckContext, check: OperandCheck): Literal | undefined {
  const { operator, value } = check;
  if (operator === 'in' || operator === 'notIn') return checkList(context, operator, value);
  const isEquality = operator === 'eq' || operator === 'ne';
  switch (value.kind) {
    case 'string': {
      const text = textOf(context, value.token);
      if (text === '' && isEquality) return { kind: 'null' };
      if (operator === 'match' || operator === 'notMatch') checkPattern(context, text, value.token);
      else if (text === '')
        warnAboutEmptyText(context, value.span, 'Every text contains, starts with and ends with the empty text');
      return { kind: 'text', value: text };
    }
    case 'number':
      return { kind: 'text', value: value.text };
    case 'null':
      return isEquality ? { kind: 'null' } : wrong(context, check, 'null goes with -eq and -ne only');
    case 'word':
      return unquoted(context, check, value.span);
    case 'missing':
      return undefined;
    default:
      return wrong(context, check, `expected a text in quotation marks, found ${describe(value)}`);
  }
}

/** Types the value of a comparison of a boolean property. */
export function checkBooleanOperand(context: CheckContext, check: OperandCheck): Literal | undefined {
  const { value } = check;
  if (value.kind === 'boolean') return { kind: 'boolean', value: value.value };
  if (value.kind === 'null') return { kind: 'null' };
  if (value.kind === 'missing') return undefined;
  if (value.kind === 'string') {
    const text = textOf(context, value.token).toLowerCase();
    const isQuotedBoolean = text === 'true' || text === 'false';
    if (isQuotedBoolean && context.semantics['quoted-boolean'] === 'accept')
      return { kind: 'boolean', value: text === 'true' };
    const detail = `expected true or false without quotation marks, found ${describe(value)}`;
    if (!isQuotedBoolean) return wrong(context, check, detail);
    return report(context, 'rule/wrong-operand', value.span, operandMessage(check.operator, detail), {
      fix: { title: 'Remove the quotation marks', edits: [{ span: value.span, newText: text }] },
    });
  }
  return wrong(context, check, `expected true or false, found ${describe(value)}`);
}

/** Types the value of a comparison of a date. */
export function checkDateOperand(context: CheckContext, check: OperandCheck): Literal | undefined {
  const { operator, value } = check;
  const isEquality = operator === 'eq' || operator === 'ne';
  switch (value.kind) {
    case 'null':
      return isEquality ? { kind: 'null' } : wrong(context, check, 'null goes with -eq and -ne only');
    case 'date':
      return instantOf(context, check, value.text);
    case 'string': {
      const text = textOf(context, value.token);
      return text === '' && isEquality ? { kind: 'null' } : instantOf(context, check, text);
    }
    case 'now':
      if (isEquality) {
        return report(
          context,
          'rule/moving-date-equality',
          value.span,
          operandMessage(operator, 'expected a fixed date, found system.now'),
          {
            hint: 'Bound the date with -ge and -le.',
          },
        );
      }
      return nowOf(context, check, value);
    case 'missing':
      return undefined;
    default:
      return notADate(context, check, describe(value));
  }
}

function nowOf(
  context: CheckContext,
  check: OperandCheck,
  value: Extract<ValueNode, { kind: 'now' }>,
): Literal | undefined {
  if (value.duration === undefined) return { kind: 'now', offset: 0 };
  const duration = parseDuration(value.duration);
  if (duration === undefined) {
    return report(
      context,
      'rule/not-a-date',
      value.durationSpan,
      operandMessage(check.operator, `expected a duration such as P30D, found ${value.duration}`),
      { hint: 'Durations stand without quotation marks: system.now -minus P30D.' },
    );
  }
  if (duration.isCalendar) {
    report(
      context,
      'rule/calendar-duration',
      value.durationSpan,
      'The length of a year or a month is not documented; 365 and 30 days are used.',
      {
        hint: 'Write days, for example P30D.',
      },
    );
  }
  const offset = value.sign * duration.milliseconds;
  return { kind: 'now', offset: offset === 0 ? 0 : offset };
}

function instantOf(context: CheckContext, check: OperandCheck, text: string): Literal | undefined {
  const instant = parseInstant(text);
  return instant === undefined || instant < earliestInstant || instant > latestInstant
    ? notADate(context, check, `"${text}"`)
    : { kind: 'instant', value: instant };
}

function notADate(context: CheckContext, { operator, value }: OperandCheck, found: string): undefined {
  return report(context, 'rule/not-a-date', value.span, operandMessage(operator, `expected a date, found ${found}`), {
    hint: 'Dates look like 2025-01-31, 2025-01-31T08:00:00Z or system.now -minus P30D.',
  });
}

function checkList(context: CheckContext, operator: ComparisonOperator, value: ValueNode): Literal | undefined {
  if (value.kind === 'missing') return undefined;
  const fail = (span: Span, detail: string, list?: string): undefined =>
    report(context, 'rule/list-operand', span, operandMessage(operator, detail), {
      hint: 'Lists look like ["Sales","Ops"].',
      ...(list === undefined ? {} : { fix: { title: 'Make it a list', edits: [{ span, newText: list }] } }),
    });
  if (value.kind !== 'array') {
    const detail = `expected a list in brackets, found ${describe(value)}`;
    return value.kind === 'string' || value.kind === 'number'
      ? fail(value.span, detail, `[${context.text.slice(value.span.start, value.span.end)}]`)
      : fail(value.span, detail);
  }
  if (value.items.length === 0 && value.emptyPlace === undefined)
    return fail(value.span, 'expected at least one element, found an empty list');
  const values: string[] = [];
  const { emptyPlace } = value;
  const noElement = 'expected an element on both sides of the comma';
  for (const item of value.items) {
    if (emptyPlace !== undefined && emptyPlace.start < item.span.start) return fail(emptyPlace, noElement);
    if (item.kind === 'string') {
      const text = textOf(context, item.token);
      if (text === '') warnAboutEmptyText(context, item.span, 'No value equals the empty text in a list');
      values.push(text);
    } else if (item.kind === 'number') values.push(item.text);
    else
      return item.kind === 'missing'
        ? undefined
        : fail(item.span, `expected texts in quotation marks, found ${describe(item)}`);
  }
  if (emptyPlace !== undefined) return fail(emptyPlace, noElement);
  return { kind: 'list', values };
}

/** Claim `rules/6-empty-operand`. */
function warnAboutEmptyText(context: CheckContext, span: Span, message: string): void {
  report(context, 'rule/empty-text', span, message, {
    hint: 'Whether there is a value is asked with -eq null or -ne null.',
  });
}

function checkPattern(context: CheckContext, pattern: string, token: StringToken): void {
  const compiled = compileMatch(pattern);
  if (compiled.kind === 'matcher') return;
  const at = (offset: number): number =>
    token.style === 'backtick'
      ? token.span.start + offset
      : sourceOffsetInString(context.text, token.span.start, offset);
  if (compiled.kind === 'invalid') {
    const { offset, length, message } = compiled.error;
    const start = Math.min(at(offset), token.span.end - 1);
    const span = { start, end: Math.min(token.span.end, Math.max(start + 1, at(offset + length))) };
    report(context, 'rule/invalid-pattern', span, `Query compilation error: ${message}`);
    return;
  }
  report(
    context,
    'rule/untranslatable-pattern',
    token.span,
    `This pattern cannot be decided here: ${compiled.reason}`,
    {
      hint: 'Objects with a value are undecided. Write the pattern without this construct.',
    },
  );
}

/** The value of a text; `` `"x`" `` by the semantics option. Claim `rules/14-8-backtick-quotes-outside-string`. */
function textOf(context: CheckContext, token: StringToken): string {
  const isQuoted = token.style === 'backtick' && context.semantics['escaped-quotes'] === 'with-quotes';
  return isQuoted ? `"${token.value}"` : token.value;
}

function unquoted(context: CheckContext, { operator }: OperandCheck, span: Span): undefined {
  const word = context.text.slice(span.start, span.end);
  const isQuotable = !/["'`]/.test(word);
  return report(
    context,
    'rule/unquoted-text',
    span,
    operandMessage(operator, `expected a text in quotation marks, found ${word}`),
    {
      hint: `Write "${word}".`,
      ...(isQuotable ? { fix: { title: 'Add quotation marks', edits: [{ span, newText: `"${word}"` }] } } : {}),
    },
  );
}

function wrong(context: CheckContext, { operator, value }: OperandCheck, detail: string): undefined {
  return report(context, 'rule/wrong-operand', value.span, operandMessage(operator, detail));
}

function describe(value: ValueNode): string {
  switch (value.kind) {
    case 'string':
      return 'a text';
    case 'number':
      return `the number ${value.text}`;
    case 'date':
      return `the date ${value.text}`;
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'now':
      return 'system.now';
    case 'array':
      return 'a list';
    case 'word':
      return value.text;
    case 'missing':
      return 'nothing';
  }
}
