import { type Dictionary, firstValueCode, notKnownCode, nullCode } from '../../model/index.ts';
import type { Leaf } from './leaf.ts';
import { isOpen } from './truth.ts';

/**
 * Truth tables of conditions by dictionary: each distinct condition is decided once for each distinct value, whatever the
 * number of rules and objects. Tables grow with their dictionary. A cache may serve any number of tenants.
 */
export interface PredicateCache {
  /** The truth of `leaf` by code: not known, null, then the values of the dictionary. */
  tableOf(dictionary: Dictionary, leaf: Leaf): Uint8Array;
}

/** Creates an empty cache; it lets go of tables when their dictionary is let go of. */
export function createPredicateCache(): PredicateCache {
  const tablesByDictionary = new WeakMap<Dictionary, Map<string, Uint8Array>>();
  return {
    tableOf: (dictionary, leaf) => {
      let tables = tablesByDictionary.get(dictionary);
      if (tables === undefined) {
        tables = new Map();
        tablesByDictionary.set(dictionary, tables);
      }
      const known = tables.get(leaf.key);
      if (known !== undefined && known.length >= dictionary.size) return known;
      const table = extendTable(known, dictionary, leaf);
      tables.set(leaf.key, table);
      return table;
    },
  };
}

function extendTable(known: Uint8Array | undefined, dictionary: Dictionary, leaf: Leaf): Uint8Array {
  const table = new Uint8Array(dictionary.size);
  table[notKnownCode] = isOpen;
  table[nullCode] = leaf.onNull;
  if (known !== undefined) table.set(known);
  for (let code = known?.length ?? firstValueCode; code < table.length; code++)
    table[code] = leaf.test(dictionary.textAt(code));
  return table;
}
