/** A test without a pattern. */
export interface PlainTest {
  readonly operator: 'eq' | 'startsWith' | 'endsWith' | 'contains';
  readonly text: string;
}

/** A literal as it may stand in a pattern: letters, digits, harmless signs, and signs behind a backslash. */
const literalPattern = /^(?:[\p{L}\p{N} _@\-#,:;=&%!'/"<>~]|\\[.@\-_+*?()[\]{}^$|\\/# ])+$/u;

/**
 * The plain test that says the same as a pattern, for values on one line; undefined when there is none. `.*` at an open end
 * says nothing. O(length).
 */
export function plainTestOf(pattern: string): PlainTest | undefined {
  let body = pattern;
  let isAtStart = false;
  let isAtEnd = false;
  if (body.startsWith('^')) {
    isAtStart = true;
    body = body.slice(1);
  }
  if (/(?:^|[^\\])(?:\\\\)*\$$/.test(body)) {
    isAtEnd = true;
    body = body.slice(0, -1);
  }
  if (body.startsWith('.*')) {
    isAtStart = false;
    body = body.slice(2);
  }
  if (/(?:^|[^\\])(?:\\\\)*\.\*$/.test(body)) {
    isAtEnd = false;
    body = body.slice(0, -2);
  }
  if (!literalPattern.test(body)) return undefined;
  const text = body.replace(/\\(.)/gu, '$1');
  if (isAtStart) return { operator: isAtEnd ? 'eq' : 'startsWith', text };
  return { operator: isAtEnd ? 'endsWith' : 'contains', text };
}
