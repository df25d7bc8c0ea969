import { RE2JS } from 're2js';

import type { PatternError } from './dotnet-pattern.ts';
import { parseDotnetPattern } from './parse-dotnet-pattern.ts';
import { type Condition, translateDotnetPattern } from './translate-dotnet-pattern.ts';

/**
 * A pattern of `-match` made ready. `invalid`: .NET refuses it too, so the rule is wrong. `untranslatable`: .NET
 * accepts it and this program cannot decide it, so every comparison with it is undecided.
 */
export type CompiledMatch =
  | {
      readonly kind: 'matcher';
      /** Searches the value in linear time; undefined when this value cannot be decided. */
      readonly test: (value: string) => boolean | undefined;
    }
  | { readonly kind: 'invalid'; readonly error: PatternError }
  | { readonly kind: 'untranslatable'; readonly reason: string; readonly offset: number };

interface Search {
  readonly engine: RE2JS;
  readonly found: boolean;
}

/**
 * Compiles a .NET regular expression, case ignored, searched anywhere in the value. Never throws and keeps nothing
 * between calls: the caller holds on to the result. Claims `rules/6-match-dotnet`, `rules/14-16-dotnet-details`.
 */
export function compileMatch(pattern: string): CompiledMatch {
  const parsed = parseDotnetPattern(pattern);
  if (!parsed.ok) {
    const { error } = parsed;
    return error.kind === 'syntax'
      ? { kind: 'invalid', error }
      : { kind: 'untranslatable', reason: error.message, offset: error.offset };
  }
  const translation = translateDotnetPattern(parsed.ast);
  if (!translation.translatable) {
    return { kind: 'untranslatable', reason: translation.reason, offset: translation.offset };
  }
  const searches = compileSearches(translation.conditions);
  if (typeof searches === 'string') return { kind: 'untranslatable', reason: searches, offset: 0 };
  const { encode } = translation.alphabet;
  return {
    kind: 'matcher',
    test(value) {
      const encoded = encode(value);
      return encoded === undefined ? undefined : searches.every(({ engine, found }) => engine.test(encoded) === found);
    },
  };
}

/** The engine's own limits (size, height) cannot be foreseen exactly; its refusal becomes the reason. */
function compileSearches(conditions: readonly Condition[]): readonly Search[] | string {
  try {
    return conditions.map(({ pattern, found }) => ({ engine: RE2JS.compile(pattern), found }));
  } catch (error) {
    return `the search engine refuses the pattern: ${error instanceof Error ? error.message : String(error)}`;
  }
}
