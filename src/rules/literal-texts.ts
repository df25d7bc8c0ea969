import type { Literal } from './rule-node.ts';

/** The texts that a literal holds: its own, those of a list, none of anything else. */
export function literalTexts(literal: Literal): readonly string[] {
  if (literal.kind === 'text') return [literal.value];
  return literal.kind === 'list' ? literal.values : [];
}
