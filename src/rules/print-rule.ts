import { formatInstant } from '../base/index.ts';
import { longestRule } from './check-rule.ts';
import type { CheckedRule, ElementNode, Literal, RuleNode } from './rule-node.ts';

/**
 * The canonical text of a rule: documented spellings, dashes, double quotes, no parentheses that precedence makes needless,
 * every quantifier body in parentheses. It parses to an equal tree and is its own canonical form. A rule that would be too
 * long in this form (one written without dashes and blanks) keeps its own text. O(length).
 */
export function printRule(rule: CheckedRule): string {
  const text = printNode(rule.root);
  return text.length <= longestRule ? text : rule.text;
}

/** The canonical text of a part of a rule. */
export function printNode(node: RuleNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children
        .map((child) => bracketed(printNode(child), needsBrackets(node.kind, child.kind)))
        .join(` -${node.kind} `);
    case 'not':
      return `-not ${bracketed(printNode(node.child), isComposite(node.child.kind))}`;
    case 'compare':
      return `${node.property.object}.${node.property.name} -${node.operator} ${printLiteral(node.value)}`;
    case 'quantified':
      return `${node.property.object}.${node.property.name} -${node.mode} (${printElement(node.body)})`;
    case 'memberOf':
      return `${node.object}.memberOf -any (group.objectId -in ${printList(node.groupIds)})`;
    case 'directReports':
      return `Direct Reports for ${printText(node.managerId)}`;
  }
}

/** The canonical text of a condition on an element. */
export function printElement(node: ElementNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children
        .map((child) => bracketed(printElement(child), needsBrackets(node.kind, child.kind)))
        .join(` -${node.kind} `);
    case 'not':
      return `-not ${bracketed(printElement(node.child), isComposite(node.child.kind))}`;
    case 'compareElement':
      return `${node.field === 'self' ? '_' : `assignedPlan.${node.field}`} -${node.operator} ${printLiteral(node.value)}`;
  }
}

/** The canonical text of a value. */
export function printLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'text':
      return printText(literal.value);
    case 'boolean':
      return String(literal.value);
    case 'null':
      return 'null';
    case 'list':
      return printList(literal.values);
    case 'instant':
      return formatInstant(literal.value);
    case 'now':
      return literal.offset === 0
        ? 'system.now'
        : `system.now -${literal.offset < 0 ? 'minus' : 'plus'} ${printDuration(Math.abs(literal.offset))}`;
  }
}

/**
 * In `"…"`: apostrophes doubled, quotation marks after a backtick. A text that ends with a backtick stands in `'…'`, where
 * backticks are ordinary.
 */
function printText(text: string): string {
  if (text.endsWith('`')) return `'${text.replaceAll("'", "''")}'`;
  return `"${text.replaceAll("'", "''").replaceAll('"', '`"')}"`;
}

function printList(values: readonly string[]): string {
  return `[${values.map(printText).join(', ')}]`;
}

function printDuration(milliseconds: number): string {
  const units = [
    ['D', 86_400_000],
    ['H', 3_600_000],
    ['M', 60_000],
  ] as const;
  let rest = milliseconds;
  let date = '';
  let time = '';
  for (const [letter, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 && letter === 'D') date = `${count}D`;
    else if (count > 0) time += `${count}${letter}`;
  }
  if (rest > 0) time += `${rest / 1000}S`;
  return `P${date}${time === '' ? '' : `T${time}`}`;
}

/** Claim `rules/4-not-binds-tighter`: only -and and -or need parentheses behind -not. */
function isComposite(kind: string): boolean {
  return kind === 'and' || kind === 'or';
}

function needsBrackets(outer: 'and' | 'or', inner: string): boolean {
  return outer === 'and' && inner === 'or';
}

function bracketed(text: string, isNeeded: boolean): string {
  return isNeeded ? `(${text})` : text;
}
