import type { Diagnostic } from '../diagnostics/index.ts';
import { defaultSemantics } from '../model/index.ts';
import { type CheckedRule, checkRule } from '../rules/index.ts';
import type { LintOptions } from './lint-options.ts';
import { runChecks } from './run-checks.ts';

/**
 * What the service would refuse about a rule, its warnings, and the findings of every check that needs no tenant; in the order
 * of the text of errors first, then of the registry. O(rule^2).
 */
export function lintRule(rule: string | CheckedRule, options: LintOptions = {}): readonly Diagnostic[] {
  const text = typeof rule === 'string' ? rule : rule.text;
  const semantics = options.semantics ?? defaultSemantics;
  const check = checkRule(text, { semantics });
  const context = {
    text,
    rule: check.ok ? check.rule : undefined,
    semantics,
    tenant: undefined,
    holder: undefined,
    people: undefined,
  };
  return runChecks(context, check, options);
}
