import { foldOrdinal } from '../base/index.ts';

/** Says whether a name is meant. */
export type NameMatcher = (name: string) => boolean;

/**
 * Compiles a pattern in which `*` stands for any text; the rest is compared without regard to case. Matching takes
 * O(name * pattern) at worst, whatever the pattern.
 */
export function compileNamePattern(pattern: string): NameMatcher {
  const wanted = foldOrdinal(pattern);
  if (!wanted.includes('*')) return (name) => name.length === wanted.length && foldOrdinal(name) === wanted;
  const parts = wanted.split('*');
  const first = parts[0] ?? '';
  const last = parts[parts.length - 1] ?? '';
  const middle = parts.slice(1, -1);
  return (name) => {
    const text = foldOrdinal(name);
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    const end = text.length - last.length;
    for (const part of middle) {
      const found = text.indexOf(part, from);
      if (found < 0 || found + part.length > end) return false;
      from = found + part.length;
    }
    return true;
  };
}
