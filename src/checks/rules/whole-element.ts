import type { Span } from '../../base/index.ts';
import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { type ComparisonOperator, printElement, printNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { replaceLiteral } from '../literal-spans.ts';
import { elementsOf, leavesOf } from '../rule-walk.ts';

/** `_ -eq "[ZTDId]"`, `proxyAddresses -any (_ -startsWith "contoso")`: elements have a prefix (spec rules 5.1, 5.2). */
export const wholeElement: Check = {
  id: 'lint/whole-element',
  needsTenant: false,
  fix: 'changesMeaning',
  run: ({ rule }) => {
    if (rule === undefined) return [];
    return leavesOf(rule.root).flatMap(({ node }) => {
      if (node.kind === 'quantified') {
        return elementsOf(node.body).flatMap((element) => {
          const relabelled = (operator: ComparisonOperator): string => printElement({ ...element, operator });
          return findingsFor(rule.text, { ...element, property: node.property.name, relabelled });
        });
      }
      if (node.kind !== 'compare' || node.property.type !== 'stringCollection') return [];
      const relabelled = (operator: ComparisonOperator): string => printNode({ ...node, operator });
      return findingsFor(rule.text, { ...node, property: node.property.name, relabelled });
    });
  },
};

interface ElementTest {
  readonly property: string;
  readonly operator: ComparisonOperator;
  readonly value: { readonly kind: string; readonly value?: unknown; readonly values?: readonly string[] };
  readonly span: Span;
  /** The test with another operator. */
  readonly relabelled: (operator: ComparisonOperator) => string;
}

function findingsFor(text: string, test: ElementTest): readonly Diagnostic[] {
  const { value, values } = test.value;
  const texts = typeof value === 'string' ? [value] : (values ?? []);
  return texts.flatMap((literal) => {
    if (test.property === 'devicePhysicalIds') return labelFinding(test, literal);
    return test.property === 'proxyAddresses' ? addressFinding(text, test, literal) : [];
  });
}

/** `[ZTDId]` is followed by a colon and the id. */
function labelFinding({ operator, span, relabelled }: ElementTest, literal: string): readonly Diagnostic[] {
  if (!isEquality(operator) || !/^\[[A-Za-z]+\]:?$/.test(literal)) return [];
  const better = operator === 'eq' ? 'startsWith' : operator === 'ne' ? 'notStartsWith' : undefined;
  const fix =
    better === undefined ? {} : { fix: { title: `Use -${better}`, edits: [{ span, newText: relabelled(better) }] } };
  return [
    createDiagnostic('lint/whole-element', {
      message: `No element is "${literal}": it is followed by a colon and a value.`,
      span,
      hint: `Write -${better ?? 'startsWith'} "${literal}".`,
      ...fix,
    }),
  ];
}

/** Addresses begin with SMTP: for the primary one, smtp: for others, or another scheme. */
function addressFinding(text: string, { operator, span }: ElementTest, literal: string): readonly Diagnostic[] {
  const readsStart = isEquality(operator) || operator === 'startsWith' || operator === 'notStartsWith';
  if (!readsStart || literal === '' || /^[a-z0-9]+:/i.test(literal) || 'SMTP:'.startsWith(foldOrdinal(literal)))
    return [];
  return [
    createDiagnostic('lint/whole-element', {
      message: `No element ${isEquality(operator) ? 'is' : 'begins with'} "${literal}": addresses carry a prefix such as SMTP:.`,
      span,
      hint: `Write "smtp:${literal}"; upper and lower case are not told apart.`,
      ...replaceLiteral(text, span, { from: literal, to: `smtp:${literal}`, title: 'Add the prefix' }),
    }),
  ];
}

function isEquality(operator: ComparisonOperator): boolean {
  return operator === 'eq' || operator === 'ne' || operator === 'in' || operator === 'notIn';
}
