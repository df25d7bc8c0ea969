import { applyFix, type Diagnostic } from '../diagnostics/index.ts';
import { checkRule, type RuleCheck } from '../rules/index.ts';
import type { LintContext } from './check.ts';
import { chosenChecks, isWanted, type LintOptions } from './lint-options.ts';

/** What the rule language says about a text, then the findings of the chosen checks, in the order of the registry. */
export function runChecks(context: LintContext, check: RuleCheck, options: LintOptions): readonly Diagnostic[] {
  const own = [...(check.ok ? [] : check.errors), ...check.warnings].filter(
    ({ code }) => isWanted(code, options) && !isSaidByCheck(code, context),
  );
  const found = chosenChecks(options)
    .filter(({ needsTenant }) => !needsTenant || context.tenant !== undefined)
    .flatMap((entry) => entry.run(context));
  return [...own, ...found.map((finding) => withSafeFix(finding, context))];
}

/** With a tenant, the date decides whether memberOf rules still update: lint/member-of-frozen says so. */
function isSaidByCheck(code: string, { tenant }: LintContext): boolean {
  return code === 'rule/member-of-retired' && tenant !== undefined;
}

/** Leaves a fix out when the mended text of a valid rule would be refused: too long a rule, mostly. */
function withSafeFix(finding: Diagnostic, { rule, text, semantics }: LintContext): Diagnostic {
  if (finding.fix === undefined || rule === undefined) return finding;
  if (checkRule(applyFix(text, finding.fix), { semantics }).ok) return finding;
  const { fix: _, ...rest } = finding;
  return rest;
}
