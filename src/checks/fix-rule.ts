import { applyFix, type Diagnostic } from '../diagnostics/index.ts';
import { checkRule } from '../rules/index.ts';
import { checks } from './registry.ts';
import { lintRule } from './lint-rule.ts';
import type { LintOptions } from './lint-options.ts';

/** A rule after its fixes. */
export interface FixedRule {
  readonly text: string;
  /** In the order in which they were applied; spans are those of the text at that time. */
  readonly applied: readonly Diagnostic[];
}

/** A bound on rounds: every fix removes its cause, so no rule comes near it. */
const mostRounds = 200;

const keepsMeaning: ReadonlySet<string> = new Set([
  ...checks.filter(({ fix }) => fix === 'keepsMeaning').map(({ id }) => id),
  'rule/property-spelling',
  'rule/lone-apostrophe',
]);

/**
 * Applies, one after the other, every fix of the chosen codes that keeps the meaning of the rule, until none is left. A rule
 * that is refused is given back as it is: what it was meant to say is for its author to decide. O(fixes * rule^2).
 */
export function fixRule(text: string, options: LintOptions = {}): FixedRule {
  const applied: Diagnostic[] = [];
  let current = text;
  const semantics = options.semantics === undefined ? {} : { semantics: options.semantics };
  while (applied.length < mostRounds && checkRule(current, semantics).ok) {
    const next = lintRule(current, options).find(({ code, fix }) => fix !== undefined && keepsMeaning.has(code));
    if (next?.fix === undefined) break;
    current = applyFix(current, next.fix);
    applied.push(next);
  }
  return { text: current, applied };
}
