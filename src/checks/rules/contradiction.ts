import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Fix } from '../../diagnostics/index.ts';
import { type ComparisonOperator, printNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { type CompareNode, type ListNode, listsOf } from '../rule-walk.ts';
import { commonValues, type ValueSet, valueSetsByProperty } from '../value-sets.ts';

/** `x -eq "a" -and x -eq "b"`: conditions on one property that no value satisfies together. */
export const contradiction: Check = {
  id: 'lint/contradiction',
  needsTenant: false,
  fix: 'changesMeaning',
  run: ({ rule, semantics }) => {
    if (rule === undefined) return [];
    const negativesMatchNull = semantics['null-negative-operators'] === 'match';
    return listsOf(rule.root)
      .filter(({ kind }) => kind === 'and')
      .flatMap((list) => {
        const sets = valueSetsByProperty(list.children, negativesMatchNull);
        const impossible = [...sets].filter(([name, ofProperty]) => {
          const texts = list.children.filter((child) => child.kind === 'compare' && child.property.name === name);
          return isImpossible(
            ofProperty,
            texts.filter((child) => child.kind === 'compare'),
          );
        });
        return impossible.map(([name, ofProperty]) =>
          createDiagnostic('lint/contradiction', {
            message: `No ${name} satisfies all of these conditions: nobody is let in here.`,
            span: list.span,
            hint: 'Join the alternatives with -or, or use -in.',
            ...listFix(list, ofProperty),
          }),
        );
      });
  },
};

/** Only values that some -eq or -in asks for are tried. */
function isImpossible(sets: readonly ValueSet[], comparisons: readonly CompareNode[]): boolean {
  const wanted = sets.filter(({ isExclusion }) => !isExclusion);
  if (wanted.length === 0) return false;
  return commonValues(wanted).every(
    (value) =>
      sets.some(({ isExclusion, values }) => isExclusion && values.has(value)) ||
      comparisons.some((comparison) => failsText(comparison, value)),
  );
}

/** True when a text operator surely says no to a folded value. Patterns are not tried. */
function failsText({ operator, value }: CompareNode, candidate: string | null): boolean {
  const test = Object.hasOwn(textTests, operator) ? textTests[operator] : undefined;
  if (test === undefined || value.kind !== 'text') return false;
  return candidate === null || !test(candidate, foldOrdinal(value.value));
}

const textTests: Readonly<Partial<Record<ComparisonOperator, (text: string, part: string) => boolean>>> = {
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
};

/** Where the list holds nothing but -eq with texts on one property, -in was meant. */
function listFix(list: ListNode, sets: readonly ValueSet[]): { readonly fix?: Fix } {
  const values = sets.flatMap(({ node }) =>
    node.operator === 'eq' && node.value.kind === 'text' ? [node.value.value] : [],
  );
  const property = sets[0]?.node.property;
  if (property === undefined || values.length !== list.children.length) return {};
  const newText = printNode({
    kind: 'compare',
    property,
    operator: 'in',
    value: { kind: 'list', values },
    span: list.span,
  });
  return { fix: { title: 'Use -in', edits: [{ span: list.span, newText }] } };
}
