import { parseInstant } from '../../base/index.ts';
import { firstValueCode } from '../../model/index.ts';
import { DecodedValues, singleValue, type TextSource } from './decoded-values.ts';
import type { Predicate } from './predicate.ts';
import type { TruthByte } from './truth.ts';

/**
 * Asks predicates about single values of a source. With `isKeeping` the decoded forms of values are kept for the next
 * question: right for few values, too much memory for a million.
 */
export function createValueTest(
  source: TextSource,
  isKeeping: boolean,
): (predicate: Predicate, code: number) => TruthByte {
  if (!isKeeping) {
    return (predicate, code) => predicate.test(new DecodedValues(singleValue(source.textAt(code))), firstValueCode);
  }
  const values = new DecodedValues(source);
  return (predicate, code) => predicate.test(values, code);
}

/** The values of a source as instants, by code: epoch milliseconds, not a number where the text is no instant. O(bytes of the values). */
export function readInstants(source: TextSource): Float64Array {
  const instants = new Float64Array(source.size).fill(Number.NaN);
  for (let code = firstValueCode; code < source.size; code++)
    instants[code] = parseInstant(source.textAt(code)) ?? Number.NaN;
  return instants;
}
