import { type EpochMilliseconds, foldOrdinal, parseInstant } from '../base/index.ts';
import { type CompiledMatch, compileMatch } from './regex/index.ts';

/**
 * What JSON Logic lacks for membership rules, as operators in the namespace `rule`. Exported rules (`rule export --format
 * json-logic`) run on any json-logic-js once `registerRuleOperators` has been called. See docs/reference/json-logic-export.md.
 *
 * The data of a run: `{ attributes, notKnown, memberOf, clock }`. `attributes` holds values by documented rule name (an
 * absent one is null), `notKnown` lists names whose value nobody knows, `memberOf` the ids of direct groups in lower case
 * (null: not known), `clock` the time of system.now in epoch milliseconds.
 */
export interface RuleData {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly notKnown: readonly string[];
  readonly memberOf: readonly string[] | null;
  readonly clock: EpochMilliseconds;
}

/** The third truth value: cannot be decided; `needs` are the attributes that could still change the answer. */
export interface Undecided {
  readonly undecided: readonly string[];
}

/** The three truth values of a rule. */
export type Truth = true | false | Undecided;

/** Stands for the value of an attribute that is not known. */
interface NotKnown {
  readonly notKnown: string;
}

/** The part of json-logic-js that is used. */
export interface JsonLogicEngine {
  add_operation(name: string, operation: object): void;
}

/** Adds the operators to an instance of json-logic-js. */
export function registerRuleOperators(engine: JsonLogicEngine): void {
  engine.add_operation('rule', ruleOperators);
}

/** The operators by name without the namespace. Each reads the data of the run as `this`. */
export const ruleOperators = {
  /** False if any part is false; undecided if any is; else true. */
  and: (...parts: readonly Truth[]): Truth => (parts.includes(false) ? false : gather(parts, true)),
  /** True if any part is true; undecided if any is; else false. */
  or: (...parts: readonly Truth[]): Truth => (parts.includes(true) ? true : gather(parts, false)),
  not: (part: Truth): Truth => (typeof part === 'boolean' ? !part : part),
  /** The value of an attribute. */
  attribute(this: RuleData, name: string): unknown {
    if (this.notKnown.includes(name)) return { notKnown: name };
    return Object.hasOwn(this.attributes, name) ? (this.attributes[name] ?? null) : null;
  },
  /** The elements of a collection, for `map`: none when there is no value or none is known. */
  elements(this: RuleData, name: string): readonly unknown[] {
    const value = Object.hasOwn(this.attributes, name) ? this.attributes[name] : null;
    return !this.notKnown.includes(name) && Array.isArray(value) ? value : [];
  },
  /** Inside a quantifier: the element itself (`self`) or one of its fields. */
  element(this: unknown, field: string): unknown {
    if (field === 'self') return this;
    return typeof this === 'object' && this !== null && Object.hasOwn(this, field)
      ? (Reflect.get(this, field) ?? null)
      : null;
  },
  /** `any` or `all` over the truth values of the elements. */
  quantify: (mode: string, collection: unknown, truths: readonly Truth[]): Truth => {
    if (isNotKnown(collection)) return { undecided: [collection.notKnown] };
    return mode === 'any' ? ruleOperators.or(...truths) : ruleOperators.and(...truths);
  },
  /** Compares a text (spec rules 6): ordinal, without case. `nullMatches` is the answer of a negative operator for no value. */
  text: (operator: string, value: unknown, operand: unknown, nullMatches: boolean): Truth => {
    if (isNotKnown(value)) return { undecided: [value.notKnown] };
    const text = value === '' ? null : value;
    if (operand === null) return (operator === 'eq') === (text === null);
    const positive = positiveNames.get(operator);
    if (text === null) return positive !== undefined && nullMatches;
    if (typeof text !== 'string') return { undecided: [] };
    const truth = testText(positive ?? operator, text, operand);
    return positive === undefined ? truth : ruleOperators.not(truth);
  },
  /** A plain operator on a collection: some element satisfies the positive operator, or none does. */
  collection: (operator: string, value: unknown, operand: unknown, nullMatches: boolean): Truth => {
    if (isNotKnown(value)) return { undecided: [value.notKnown] };
    const positive = positiveNames.get(operator);
    const elements = Array.isArray(value) ? (value as readonly unknown[]) : [];
    if (elements.length === 0) return positive !== undefined && nullMatches;
    const some = ruleOperators.or(
      ...elements.map((element) => ruleOperators.text(positive ?? operator, element, operand, nullMatches)),
    );
    return positive === undefined ? some : ruleOperators.not(some);
  },
  boolean: (operator: string, value: unknown, operand: boolean | null): Truth => {
    if (isNotKnown(value)) return { undecided: [value.notKnown] };
    return (operator === 'eq') === (value === operand);
  },
  /** Compares instants; `operand` in epoch milliseconds, or null. */
  date: (operator: string, value: unknown, operand: number | null): Truth => {
    if (isNotKnown(value)) return { undecided: [value.notKnown] };
    const instant = typeof value === 'string' ? (parseInstant(value) ?? null) : null;
    if (operator === 'eq' || operator === 'ne') return (operator === 'eq') === (instant === operand);
    if (instant === null || operand === null) return false;
    return operator === 'ge' ? instant >= operand : instant <= operand;
  },
  /** system.now moved by some milliseconds. */
  now(this: RuleData, offset: number): number {
    return this.clock + offset;
  },
  /** Direct membership of one of the groups. */
  memberOf(this: RuleData, ...groupIds: readonly string[]): Truth {
    const { memberOf } = this;
    if (memberOf === null) return { undecided: ['memberOf'] };
    return groupIds.some((id) => memberOf.includes(id.toLowerCase()));
  },
} as const;

/** Negative operators and what they negate. */
const positiveNames: ReadonlyMap<string, string> = new Map([
  ['ne', 'eq'],
  ['notStartsWith', 'startsWith'],
  ['notEndsWith', 'endsWith'],
  ['notContains', 'contains'],
  ['notMatch', 'match'],
  ['notIn', 'in'],
]);

function testText(operator: string, text: string, operand: unknown): Truth {
  if (operator === 'match') return testPattern(text, String(operand));
  if (operator === 'in')
    return Array.isArray(operand) && operand.some((item) => foldOrdinal(String(item)) === foldOrdinal(text));
  const [value, wanted] = [foldOrdinal(text), foldOrdinal(String(operand))];
  switch (operator) {
    case 'eq':
      return value === wanted;
    case 'startsWith':
      return value.startsWith(wanted);
    case 'endsWith':
      return value.endsWith(wanted);
    case 'contains':
      return value.includes(wanted);
    case 'le':
      return value <= wanted;
    default:
      return value >= wanted;
  }
}

function testPattern(text: string, pattern: string): Truth {
  const compiled = compiledPattern(pattern);
  const found = compiled.kind === 'matcher' ? compiled.test(text) : undefined;
  return found ?? { undecided: [] };
}

/** Patterns compiled last; a rule is usually run on many objects. */
const compiledPatterns = new Map<string, CompiledMatch>();
const rememberedPatterns = 500;

function compiledPattern(pattern: string): CompiledMatch {
  let compiled = compiledPatterns.get(pattern);
  if (compiled === undefined) {
    if (compiledPatterns.size >= rememberedPatterns) compiledPatterns.clear();
    compiled = compileMatch(pattern);
    compiledPatterns.set(pattern, compiled);
  }
  return compiled;
}

function gather(parts: readonly Truth[], otherwise: boolean): Truth {
  const open = parts.filter((part) => typeof part !== 'boolean');
  if (open.length === 0) return otherwise;
  return { undecided: [...new Set(open.flatMap(({ undecided }) => undecided))].toSorted() };
}

function isNotKnown(value: unknown): value is NotKnown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'notKnown');
}
