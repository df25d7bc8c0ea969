import { foldOrdinal } from '../../base/index.ts';
import { type CompiledMatch, compileMatch } from '../regex/index.ts';

/** Functions that the SQL of the dialect sqlite may call. */
export const matchFunction = 'tenantlab_match';
export const orderFunction = 'tenantlab_order';

/** A function to register in SQLite: deterministic, `arity` arguments, TEXT and NULL in, INTEGER, TEXT or NULL out. */
export interface SqlFunction {
  readonly name: string;
  readonly arity: number;
  readonly call: (...values: readonly unknown[]) => number | string | null;
}

/**
 * What SQLite needs for patterns and for the order of texts. `tenantlab_match(pattern, value)` is 1, 0, or NULL when the value
 * cannot be decided; `tenantlab_order(value)` is a text whose binary order is the order of the language. Patterns compiled last
 * are kept, so that one set of functions serves one connection.
 */
export function createSqlFunctions(): readonly SqlFunction[] {
  const compiled = new Map<string, CompiledMatch>();
  const compile = (pattern: string): CompiledMatch => {
    let match = compiled.get(pattern);
    if (match === undefined) {
      if (compiled.size >= rememberedPatterns) compiled.clear();
      match = compileMatch(pattern);
      compiled.set(pattern, match);
    }
    return match;
  };
  return [
    {
      name: matchFunction,
      arity: 2,
      call: (pattern, value) => {
        if (typeof pattern !== 'string' || typeof value !== 'string') return null;
        const match = compile(pattern);
        const found = match.kind === 'matcher' ? match.test(value) : undefined;
        return found === undefined ? null : Number(found);
      },
    },
    { name: orderFunction, arity: 1, call: (value) => (typeof value === 'string' ? orderKey(value) : null) },
  ];
}

const rememberedPatterns = 500;

/** A text in hexadecimal digits, folded, so that comparing keys byte by byte compares texts by code units. */
export function orderKey(text: string): string {
  let key = '';
  const folded = foldOrdinal(text);
  for (let index = 0; index < folded.length; index++) key += folded.charCodeAt(index).toString(16).padStart(4, '0');
  return key;
}
