import type { JsonValue } from '../../base/index.ts';
import type { DiagnosticCode } from '../../diagnostics/index.ts';
import type { CaseFailure, DecidingRule } from '../report/index.ts';
import type { BoundCase } from './bind-suite.ts';
import type { Expectation } from './expectation.ts';
import type { RunSuiteOptions } from './run-options.ts';
import type { Scene } from './scene.ts';

/** What became of an expectation: it holds, it fails, or it cannot be decided. */
export type Finding =
  { readonly kind: 'holds'; readonly note?: string } | { readonly kind: 'fails' | 'open'; readonly failure: Failure };

/** A failure without what all of a case have in common. */
export type Failure = Omit<CaseFailure, 'place' | 'reproduce'>;

/** What an expectation is checked against. */
export interface CheckContext {
  readonly bound: BoundCase;
  readonly scene: Scene;
  readonly options: RunSuiteOptions;
}

/** An expectation of one kind. */
export type ExpectationOf<Kind extends Expectation['kind']> = Extract<Expectation, { kind: Kind }>;

export const holds: Finding = { kind: 'holds' };

/** What was expected and what is there instead. */
export interface Difference {
  readonly message: string;
  readonly expected: JsonValue;
  readonly got: JsonValue;
  readonly rules?: readonly DecidingRule[];
  readonly because?: readonly string[];
  readonly details?: readonly string[];
  readonly hint?: string | undefined;
}

/** Makes a finding that does not hold. */
export function notHeld(kind: 'fails' | 'open', code: DiagnosticCode, difference: Difference): Finding {
  const { hint, rules = [], because = [], ...rest } = difference;
  return { kind, failure: { code, ...rest, rules, because, ...(hint === undefined ? {} : { hint }) } };
}

/** A range in words: `3`, `at least 1`, `at most 2`, `1 to 4`. */
export function rangeText({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min !== undefined && min === max) return String(min);
  if (min === undefined) return max === undefined ? 'any number' : `at most ${max}`;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}

/** True when a number is in a range, sides included. */
export function isWithin(value: number, { min, max }: { readonly min?: number; readonly max?: number }): boolean {
  return value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);
}

/** How two lists of names differ: `missing "a"; not expected "b", "c"`. Empty when they do not. */
export function differenceText(
  missing: readonly string[],
  extra: readonly string[],
  undecided: readonly string[] = [],
): string {
  const parts = [
    ['missing', missing],
    ['not expected', extra],
    ['undecided', undecided],
  ] as const;
  return parts.flatMap(([word, names]) => (names.length === 0 ? [] : [`${word} ${listNames(names)}`])).join('; ');
}

/** Names in a sentence, cut after ten: `"a", "b" and 4 more`. */
export function listNames(names: readonly string[], most = 10): string {
  const shown = names.slice(0, most).map((name) => JSON.stringify(name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
