import type { Diagnostic } from '../../src/diagnostics/index.ts';
import {
  type CheckedRule,
  checkRule,
  type CheckRuleOptions,
  type ElementNode,
  type Literal,
  type RuleNode,
} from '../../src/rules/index.ts';
import { defaultSemantics, type Semantics } from '../../src/model/index.ts';

/** The checked rule of a text that must be accepted. */
export function accepted(text: string, options: CheckRuleOptions = {}): CheckedRule {
  const check = checkRule(text, options);
  if (!check.ok) throw new Error(`refused: ${text}\n${JSON.stringify(check.errors, undefined, 1)}`);
  return check.rule;
}

/** The errors of a text that must be refused. */
export function errorsOf(text: string, options: CheckRuleOptions = {}): readonly Diagnostic[] {
  const check = checkRule(text, options);
  if (check.ok) throw new Error(`accepted: ${text}`);
  return check.errors;
}

/** `Kind @ marked text` of the deciding error, so that a test shows both at a glance. */
export function refusal(text: string, options: CheckRuleOptions = {}): string {
  const [error] = errorsOf(text, options);
  return `${error?.kind ?? '?'} @ ${text.slice(error?.span?.start, error?.span?.end)}`;
}

/** Codes of the warnings of a text, accepted or not. */
export function warningCodes(text: string, options: CheckRuleOptions = {}): readonly string[] {
  return checkRule(text, options).warnings.map(({ code }) => code);
}

/** The default semantics with some options changed. */
export function semanticsWith(changed: Partial<Semantics>): CheckRuleOptions {
  return { semantics: { ...defaultSemantics, ...changed } };
}

/** The tree of a rule as nested lists, without places: `(and (eq user.city "x") (not …))`. */
export function treeOf(rule: CheckedRule): string {
  return nodeText(rule.root);
}

function nodeText(node: RuleNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.kind} ${node.children.map(nodeText).join(' ')})`;
    case 'not':
      return `(not ${nodeText(node.child)})`;
    case 'compare':
      return `(${node.operator} ${node.property.object}.${node.property.name} ${literalText(node.value)})`;
    case 'quantified':
      return `(${node.mode} ${node.property.object}.${node.property.name} ${elementText(node.body)})`;
    case 'memberOf':
      return `(memberOf ${node.object} ${node.groupIds.join(' ')})`;
    case 'directReports':
      return `(directReports ${node.managerId})`;
  }
}

function elementText(node: ElementNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.kind} ${node.children.map(elementText).join(' ')})`;
    case 'not':
      return `(not ${elementText(node.child)})`;
    case 'compareElement':
      return `(${node.operator} ${node.field} ${literalText(node.value)})`;
  }
}

function literalText(literal: Literal): string {
  switch (literal.kind) {
    case 'null':
      return 'null';
    case 'now':
      return `now${literal.offset >= 0 ? '+' : ''}${literal.offset}`;
    case 'instant':
      return new Date(literal.value).toISOString();
    case 'list':
      return JSON.stringify(literal.values);
    case 'text':
    case 'boolean':
      return JSON.stringify(literal.value);
  }
}
