import type { Dictionary } from '../model/index.ts';
import { createValueTest, readInstants } from '../rules/index.ts';
import { RankedInstants } from './ranked-instants.ts';

/** Dictionaries up to so many values keep their decoded values between questions. */
const smallDictionary = 1 << 16;

export type ValueTest = ReturnType<typeof createValueTest>;

let tests = new WeakMap<Dictionary, ValueTest>();
let instants = new WeakMap<Dictionary, RankedInstants>();

/** Drops all decoded values, as when a program starts: for measurements. */
export function forgetDecoded(): void {
  tests = new WeakMap();
  instants = new WeakMap();
}

/** The test of single values of a dictionary; what it decodes is kept with a small dictionary. */
export function valueTestOf(dictionary: Dictionary): ValueTest {
  if (dictionary.size > smallDictionary) return createValueTest(dictionary, false);
  let test = tests.get(dictionary);
  if (test === undefined) {
    test = createValueTest(dictionary, true);
    tests.set(dictionary, test);
  }
  return test;
}

/** The values of a dictionary as instants, read when first asked for. */
export function instantsOf(dictionary: Dictionary): RankedInstants {
  let known = instants.get(dictionary);
  if (known?.size !== dictionary.size) {
    known = new RankedInstants(readInstants(dictionary));
    instants.set(dictionary, known);
  }
  return known;
}
