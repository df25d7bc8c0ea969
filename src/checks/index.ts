export type { Check, LintContext, People } from './check.ts';
export { lintRule, lintTenant } from './lint.ts';
export type { LintFinding, LintOptions } from './lint.ts';
export { checks } from './registry.ts';
