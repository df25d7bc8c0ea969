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

/** Where a part begins: levels of indentation, and columns that stand before it on its line behind the indentation. */
interface Place {
  readonly depth: number;
  readonly lead: number;
}

function layOut({ root }: CheckedRule, width: number): string {
  const fits = (line: string, { depth, lead }: Place): boolean => depth * 2 + lead + line.length <= width;

  const broken = (node: RuleNode, place: Place): string => {
    const line = printNode(node);
    if (fits(line, place)) return line;
    if (node.kind === 'not') return `-not ${enclosed(node.child, { ...place, lead: place.lead + 5 })}`;
    if (node.kind !== 'and' && node.kind !== 'or') return line;
    const part = node.kind === 'and' ? enclosed : broken;
    const lead = node.kind.length + 2;
    return node.children
      .map((child, index) => part(child, index === 0 ? place : { depth: place.depth, lead }))
      .join(`\n${'  '.repeat(place.depth)}-${node.kind} `);
  };

  /** Puts parentheses around what -and and -not would take apart. */
  const enclosed = (node: RuleNode, place: Place): string => {
    if (node.kind !== 'and' && node.kind !== 'or') return broken(node, place);
    const line = `(${printNode(node)})`;
    if (fits(line, place)) return line;
    const indent = '  '.repeat(place.depth);
    return `(\n${indent}  ${broken(node, { depth: place.depth + 1, lead: 0 })}\n${indent})`;
  };

  return broken(root, { depth: 0, lead: 0 });
}
