import { formatInstant } from '../base/index.ts';
import type { CheckedRule, ElementNode, Literal, RuleNode } from './rule-node.ts';

/**
 * The canonical text of a rule: documented spellings, dashes, double quotes, no parentheses that precedence makes needless,
 * every quantifier body in parentheses. It parses to an equal tree and is its own canonical form.
 */
export function printRule(rule: CheckedRule): string {
  return printNode(rule.root, rule.object);
}

/** The canonical text of a part of a rule. */
export function printNode(node: RuleNode, object: string): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children
        .map((child) => bracketed(printNode(child, object), needsBrackets(node.kind, child.kind)))
        .join(` -${node.kind} `);
    case 'not':
      return `-not ${bracketed(printNode(node.child, object), true)}`;
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
      return `-not ${bracketed(printElement(node.child), true)}`;
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

/** In `"…"`: apostrophes doubled, quotation marks after a backtick. */
function printText(text: string): string {
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

function needsBrackets(outer: 'and' | 'or', inner: string): boolean {
  return outer === 'and' && inner === 'or';
}

function bracketed(text: string, isNeeded: boolean): string {
  return isNeeded ? `(${text})` : text;
}
