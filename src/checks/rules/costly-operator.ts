import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { type CheckedRule, printNode, type RuleNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { type CompareNode, comparisonsOf, nodesOf } from '../rule-walk.ts';

/** A literal as it may stand in a pattern: letters, digits, and escaped or harmless signs. */
const literalPattern = /^(?:[A-Za-z0-9 _@\-#,:;=&%!'/]|\\[.@\-_+*?()[\]{}^$|\\/#])+$/;

/** `-match` where a plain operator says the same. */
export const costlyOperator: Check = {
  id: 'lint/costly-operator',
  needsTenant: false,
  run: ({ rule }) => (rule === undefined ? [] : comparisonsOf(rule.root).flatMap((node) => cheaper(node))),
};

function cheaper(node: CompareNode): readonly Diagnostic[] {
  const { operator, value } = node;
  if ((operator !== 'match' && operator !== 'notMatch') || value.kind !== 'text') return [];
  const plain = plainOperator(value.value);
  if (plain === undefined) return [];
  const name = operator === 'match' ? plain.operator : negated(plain.operator);
  const better: RuleNode = { ...node, operator: name, value: { kind: 'text', value: plain.text } };
  const text = printNode(better);
  return [
    createDiagnostic('lint/costly-operator', {
      message: `-${operator} "${value.value}" says no more than -${name} "${plain.text}".`,
      span: node.span,
      hint: `Write ${text}.`,
      fix: { title: `Use -${name}`, edits: [{ span: node.span, newText: text }] },
    }),
  ];
}

type PlainOperator = 'startsWith' | 'endsWith' | 'contains' | 'eq';

function negated(operator: PlainOperator): 'notStartsWith' | 'notEndsWith' | 'notContains' | 'ne' {
  switch (operator) {
    case 'startsWith':
      return 'notStartsWith';
    case 'endsWith':
      return 'notEndsWith';
    case 'contains':
      return 'notContains';
    case 'eq':
      return 'ne';
  }
}

/** `$` also matches before a final line feed; no attribute holds one in practice, and the plain operator is what was meant. */
function plainOperator(pattern: string): { readonly operator: PlainOperator; readonly text: string } | undefined {
  const isAtStart = pattern.startsWith('^');
  const isAtEnd = /(?:^|[^\\])\$$/.test(pattern);
  const inner = pattern.slice(isAtStart ? 1 : 0, isAtEnd ? -1 : undefined).replace(/^\.\*/, isAtStart ? '' : '$&');
  const isOpenStart = isAtStart && pattern.startsWith('^.*');
  const body = isAtEnd ? inner : inner.replace(/\.\*$/, '');
  if (body === '' || !literalPattern.test(body)) return undefined;
  const text = body.replace(/\\(.)/g, '$1');
  if (isAtStart && !isOpenStart) return { operator: isAtEnd ? 'eq' : 'startsWith', text };
  return { operator: isAtEnd ? 'endsWith' : 'contains', text };
}

/** `.*`, `^.*$`, `.+`: true for every value. */
export const patternMatchesAll: Check = {
  id: 'lint/pattern-matches-all',
  needsTenant: false,
  run: ({ rule }) =>
    rule === undefined
      ? []
      : comparisonsOf(rule.root).flatMap(({ operator, value, span, property }) => {
          const isAll = value.kind === 'text' && /^\^?\.[*+]\$?$/.test(value.value);
          if (!isAll || (operator !== 'match' && operator !== 'notMatch')) return [];
          return [
            createDiagnostic('lint/pattern-matches-all', {
              message: `This pattern matches every ${property.name}.`,
              span,
              hint: `Write ${property.object}.${property.name} -${operator === 'match' ? 'ne' : 'eq'} null.`,
            }),
          ];
        }),
};

/** Three or more `-eq` on one property joined by `-or`. */
export const orToIn: Check = {
  id: 'lint/or-to-in',
  needsTenant: false,
  run: ({ rule }) => (rule === undefined ? [] : nodesOf(rule.root).flatMap((node) => listOf(rule, node))),
};

function listOf(rule: CheckedRule, node: RuleNode): readonly Diagnostic[] {
  if (node.kind !== 'or' || node.children.length < 3) return [];
  const values: string[] = [];
  let property: CompareNode['property'] | undefined;
  for (const child of node.children) {
    if (
      child.kind !== 'compare' ||
      child.operator !== 'eq' ||
      child.value.kind !== 'text' ||
      child.property.type !== 'string'
    )
      return [];
    if (property !== undefined && property.name !== child.property.name) return [];
    property = child.property;
    values.push(child.value.value);
  }
  if (property === undefined) return [];
  const better = printNode({
    kind: 'compare',
    property,
    operator: 'in',
    value: { kind: 'list', values },
    span: node.span,
  });
  const isWhole = !/[()]/.test(rule.text.slice(node.span.start, node.span.end));
  return [
    createDiagnostic('lint/or-to-in', {
      message: `${node.children.length} conditions -eq on ${property.name} are one -in.`,
      span: node.span,
      hint: `Write ${better}.`,
      ...(isWhole ? { fix: { title: 'Use -in', edits: [{ span: node.span, newText: better }] } } : {}),
    }),
  ];
}
