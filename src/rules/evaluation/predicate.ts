import type { EpochMilliseconds } from '../../base/index.ts';
import type { DecodedValues } from './decoded-values.ts';
import { andBytes, isFalse, isTrue, notByte, orBytes, type TruthByte } from './truth.ts';

/** A condition on the value of one property: decided once for each distinct value, whatever the number of objects. */
export interface Predicate {
  /** Equal for equal conditions: truth tables are shared under it. The time is part of it where the time matters. */
  readonly key: string;
  readonly onNull: TruthByte;
  /** The truth for the value with a code. */
  readonly test: (values: DecodedValues, code: number) => TruthByte;
  /** A guess at the share of objects for which it holds, from 0 to 1: conjunctions begin with the rarest. */
  readonly weight: number;
  /** Set when all values have the same answer (null checks). */
  readonly onValue?: TruthByte;
  /** Set when exactly the values that equal one of these folded texts satisfy it. */
  readonly wanted?: readonly string[];
  /** Set when exactly the values that are instants in this range satisfy it, or exactly the others. */
  readonly instants?: InstantRange;
}

/** Epoch milliseconds, both ends included. */
export interface InstantRange {
  readonly from: number;
  readonly to: number;
  readonly isOutside: boolean;
}

/** A predicate, or one for every time. */
export interface TimedPredicate {
  readonly usesClock: boolean;
  at(now: EpochMilliseconds): Predicate;
}

/** A predicate that does not depend on the time. */
export function timeless(predicate: Predicate): TimedPredicate {
  return { usesClock: false, at: () => predicate };
}

/** A predicate that is made anew for each time; the last one is kept, since a pass asks many times at one time. */
export function timed(make: (now: EpochMilliseconds) => Predicate): TimedPredicate {
  let last: { readonly now: EpochMilliseconds; readonly predicate: Predicate } | undefined;
  return {
    usesClock: true,
    at: (now) => {
      if (last?.now !== now) last = { now, predicate: make(now) };
      return last.predicate;
    },
  };
}

/** The opposite. */
export function negated(predicate: TimedPredicate): TimedPredicate {
  return predicate.usesClock ? timed((now) => negate(predicate.at(now))) : timeless(negate(predicate.at(0)));
}

/** One predicate out of several on the same property: they then need one table and one look-up. */
export function combined(kind: 'and' | 'or', parts: readonly TimedPredicate[]): TimedPredicate {
  const combineAt = (now: EpochMilliseconds): Predicate =>
    combine(
      kind,
      parts.map((part) => part.at(now)),
    );
  return parts.some(({ usesClock }) => usesClock) ? timed(combineAt) : timeless(combineAt(0));
}

function negate(predicate: Predicate): Predicate {
  const { key, onNull, test, weight, onValue, instants } = predicate;
  return {
    key: `not(${key})`,
    onNull: notByte(onNull),
    test: (values, code) => notByte(test(values, code)),
    weight: 1 - weight,
    ...(onValue === undefined ? {} : { onValue: notByte(onValue) }),
    ...(instants === undefined ? {} : { instants: { ...instants, isOutside: !instants.isOutside } }),
  };
}

function combine(kind: 'and' | 'or', parts: readonly Predicate[]): Predicate {
  const isAnd = kind === 'and';
  const join = isAnd ? andBytes : orBytes;
  const neutral: TruthByte = isAnd ? isTrue : isFalse;
  const settled: TruthByte = isAnd ? isFalse : isTrue;
  return {
    key: `${kind}(${parts.map(({ key }) => key).join(',')})`,
    onNull: parts.reduce<TruthByte>((truth, { onNull }) => join(truth, onNull), neutral),
    test: (values, code) => {
      let truth: TruthByte = neutral;
      for (const part of parts) {
        truth = join(truth, part.test(values, code));
        if (truth === settled) return truth;
      }
      return truth;
    },
    weight: isAnd
      ? Math.min(...parts.map(({ weight }) => weight))
      : Math.min(
          1,
          parts.reduce((sum, { weight }) => sum + weight, 0),
        ),
  };
}
