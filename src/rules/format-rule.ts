import { err, ok, type Result } from '../base/index.ts';
import { applyFix, type Diagnostic } from '../diagnostics/index.ts';
import { checkRule, type CheckRuleOptions, longestRule } from './check-rule.ts';
import { printNode, printRule } from './print-rule.ts';
import type { CheckedRule, RuleNode } from './rule-node.ts';

/** How to format. */
export interface FormatRuleOptions extends CheckRuleOptions {
  /** Columns of a line. A rule that fits stays on one line; single conditions are never broken. Default 100. */
  readonly width?: number;
}

/**
 * Formats a rule for people: canonical spelling, with line breaks before -and and -or when it is long. The meaning stays.
 * Typographic quotation marks are straightened first, since they can mean nothing else. Formatting twice changes nothing.
 * Gives the errors of a rule that is refused for another reason.
 */
export function formatRule(text: string, options: FormatRuleOptions = {}): Result<string, readonly Diagnostic[]> {
  const check = checkRule(straightenQuotes(text, options), options);
  if (!check.ok) return err(check.errors);
  const formatted = layOut(check.rule, options.width ?? 100);
  return ok(formatted.length <= longestRule ? formatted : printRule(check.rule));
}

/** Mends typographic quotation marks when nothing else is wrong with the syntax. */
function straightenQuotes(text: string, options: CheckRuleOptions): string {
  const check = checkRule(text, options);
  if (check.ok) return text;
  let straight = text;
  for (const { code, fix } of check.errors.toReversed()) {
    if (code !== 'rule/typographic-quote' || fix === undefined) return text;
    straight = applyFix(straight, fix);
  }
  return straight;
}

function layOut({ root }: CheckedRule, width: number): string {
  const broken = (node: RuleNode, depth: number): string => {
    const line = printNode(node);
    const indent = '  '.repeat(depth);
    if (indent.length + line.length <= width) return line;
    if (node.kind === 'not') return `-not ${enclosed(node.child, depth)}`;
    if (node.kind !== 'and' && node.kind !== 'or') return line;
    return node.children
      .map((child) => (node.kind === 'and' ? enclosed(child, depth) : broken(child, depth)))
      .join(`\n${indent}-${node.kind} `);
  };

  /** Puts parentheses around what -and and -not would take apart. */
  const enclosed = (node: RuleNode, depth: number): string => {
    if (node.kind !== 'and' && node.kind !== 'or') return broken(node, depth);
    const line = `(${printNode(node)})`;
    const indent = '  '.repeat(depth);
    if (indent.length + line.length <= width) return line;
    return `(\n${indent}  ${broken(node, depth + 1)}\n${indent})`;
  };

  return broken(root, 0);
}
