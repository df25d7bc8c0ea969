/**
 * Patterns that match more than the given one, one change each: without its anchors, with a class or shorthand as any character,
 * with a required repetition as an optional one, with a literal dot as any character. O(length). What comes out may be refused.
 */
export function widenPattern(pattern: string): readonly string[] {
  const wider = [
    pattern.startsWith('^') ? pattern.slice(1) : undefined,
    /(?:^|[^\\])(?:\\\\)*\$$/.test(pattern) ? pattern.slice(0, -1) : undefined,
    replaceFirst(pattern, /(?<!\\)\[(?:\\.|[^\]\\])+\]/, '.'),
    replaceFirst(pattern, /(?<!\\)\\[dw]/, '.'),
    replaceFirst(pattern, /(?<!\\)\\\./, '.'),
    replaceFirst(pattern, /(?<=[^\\(|*+?^])\+/, '*'),
    replaceFirst(pattern, /(?<=[^\\(|*+?^])\{\d+(?:,\d*)?\}/, '*'),
  ];
  return [...new Set(wider)].filter(
    (text) => text !== undefined && text !== '' && text !== pattern,
  ) as readonly string[];
}

function replaceFirst(text: string, what: RegExp, by: string): string | undefined {
  return what.test(text) ? text.replace(what, by) : undefined;
}
