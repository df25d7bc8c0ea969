import type { ElementNode, Literal } from '../rule-node.ts';

/** Equal for equal literals and for no others. */
export function literalKey(literal: Literal): string {
  return JSON.stringify(literal);
}

/** Equal for bodies of quantifiers that ask the same, wherever they stand. */
export function bodyKey(body: ElementNode): string {
  return JSON.stringify(body, (key, value: unknown) => (key === 'span' ? undefined : value));
}
