import type { Diagnostic } from '../diagnostics/index.ts';
import { createDiagnostic } from '../diagnostics/index.ts';
import { defaultSemantics, type Semantics } from '../model/index.ts';
import { checkComparison } from './check-comparison.ts';
import { type CheckContext, report } from './check-context.ts';
import { grammarErrors } from './check-grammar.ts';
import { checkQuantified } from './check-quantified.ts';
import { isGuid } from '../base/index.ts';
import type { ParseNode } from './parse-tree.ts';
import { mostErrors, parseRule } from './parse-rule.ts';
import type { RuleCheck, RuleNode } from './rule-node.ts';
import type { RuleObject } from './rule-properties.ts';

/** Longest rule in UTF-16 code units. Claim `rules/1-maximum-length`. */
export const longestRule = 3072;

/** How to check. */
export interface CheckRuleOptions {
  readonly semantics?: Semantics;
  /** What the holder may contain; default both. A Microsoft 365 group takes users only (claim `rules/8.4-unified-users-only`). */
  readonly allowedObjects?: readonly RuleObject[];
}

/**
 * Checks a rule as the service does when it saves one: length first; a syntax error anywhere wins over the others; then
 * from left to right, the first error deciding, at most {@link mostErrors} of them (spec rules 9). O(length).
 */
export function checkRule(text: string, options: CheckRuleOptions = {}): RuleCheck {
  if (text.length > longestRule) {
    const message = `The membership rule exceeds ${longestRule} characters`;
    const span = { start: longestRule, end: text.length };
    const hint = `It has ${text.length} characters. A list with -in is shorter than many conditions with -or.`;
    return { ok: false, errors: [createDiagnostic('rule/too-long', { message, span, hint })], warnings: [] };
  }
  const parsed = parseRule(text);
  const parseErrors = [...parsed.errors, ...grammarErrors(parsed.root)];
  const syntaxErrors = parseErrors.filter(({ kind }) => kind === 'Syntax');
  if (syntaxErrors.length > 0)
    return { ok: false, errors: inOrder(syntaxErrors).slice(0, mostErrors), warnings: parsed.warnings };
  const context: CheckContext = {
    text,
    semantics: options.semantics ?? defaultSemantics,
    errors: [...parseErrors],
    warnings: [...parsed.warnings],
    object: undefined,
  };
  const root = checkNode(context, parsed.root, true);
  checkAllowedObject(context, parsed.root, options.allowedObjects);
  const warnings = inOrder(context.warnings);
  if (context.errors.length > 0 || root === undefined || context.object === undefined) {
    return { ok: false, errors: inOrder(context.errors).slice(0, mostErrors), warnings };
  }
  return { ok: true, rule: { text, object: context.object, root }, warnings };
}

/** `isAlone`: nothing but parentheses stands between the root and this node. */
function checkNode(context: CheckContext, node: ParseNode, isAlone: boolean): RuleNode | undefined {
  switch (node.kind) {
    case 'group':
      return checkNode(context, node.child, isAlone);
    case 'and':
    case 'or': {
      const children = node.children.map((child) => checkNode(context, child, false));
      const complete = children.filter((child) => child !== undefined);
      if (complete.length !== children.length) return undefined;
      const flat = complete.flatMap((child) => (child.kind === node.kind ? child.children : [child]));
      return { kind: node.kind, children: flat, span: node.span };
    }
    case 'not': {
      const child = checkNode(context, node.child, false);
      return child === undefined ? undefined : { kind: 'not', child, span: node.span };
    }
    case 'comparison':
      return checkComparison(context, node);
    case 'quantified':
      return checkQuantified(context, node, isAlone);
    case 'directReports':
      return checkDirectReports(context, node, isAlone);
    case 'missing':
      return undefined;
  }
}

/** Claims `rules/8.1-direct-reports`, `rules/8.1-not-combined`. */
function checkDirectReports(
  context: CheckContext,
  node: Extract<ParseNode, { kind: 'directReports' }>,
  isAlone: boolean,
): RuleNode | undefined {
  const isMixed = context.object === 'device';
  context.object ??= 'user';
  if (!isAlone) {
    return report(
      context,
      'rule/combination',
      node.span,
      'Query compilation error: Direct Reports cannot be combined with other conditions or negated',
    );
  }
  if (isMixed || node.manager === undefined) return undefined;
  if (!isGuid(node.manager.value)) {
    return report(
      context,
      'rule/not-a-guid',
      node.manager.span,
      `Query compilation error: expected the object id of the manager, found "${node.manager.value}"`,
      {
        hint: 'An object id looks like aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb.',
      },
    );
  }
  return { kind: 'directReports', managerId: node.manager.value.toLowerCase(), span: node.span };
}

function checkAllowedObject(context: CheckContext, root: ParseNode, allowed: readonly RuleObject[] | undefined): void {
  if (allowed === undefined || context.object === undefined || allowed.includes(context.object)) return;
  report(context, 'rule/invalid-object-type', root.span, 'Invalid object type.', {
    hint: `This group takes rules about ${allowed.join(' or ')}s only.`,
  });
}

/** Left to right; equal places keep the order in which they were found. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}
