import { literalTexts } from '../../rules/index.ts';
import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { Check, People } from '../check.ts';
import { literalSpan } from '../literal-spans.ts';
import { comparisonsOf, type CompareNode } from '../rule-walk.ts';
import { countOf } from '../words.ts';

/** `department -eq "Sales"` where some people have "Sales " or "Sales  " instead: values are compared with their blanks. */
export const valueVariants: Check = {
  id: 'lint/value-variants',
  needsTenant: true,
  run: ({ rule, people }) => {
    if (rule === undefined || people === undefined) return [];
    const comparisons = comparisonsOf(rule.root).filter(({ operator }) =>
      ['eq', 'ne', 'in', 'notIn'].includes(operator),
    );
    const written = new Set(comparisons.flatMap((node) => literalTexts(node.value).map((text) => keyOf(node, text))));
    const reported = new Set<string>();
    return comparisons.flatMap((node) =>
      literalTexts(node.value).flatMap((text): readonly Diagnostic[] => {
        const key = keyOf(node, text);
        if (reported.has(key)) return [];
        reported.add(key);
        return findingFor(people, node, { text, written, span: literalSpan(rule.text, node.span, text) });
      }),
    );
  },
};

interface WrittenText {
  readonly text: string;
  /** What the rule compares with, by property. */
  readonly written: ReadonlySet<string>;
  readonly span: { readonly start: number; readonly end: number };
}

function findingFor(people: People, node: CompareNode, { text, written, span }: WrittenText): readonly Diagnostic[] {
  const held = people.valuesOf(node.property);
  // A text that nobody has is reported by lint/unknown-value.
  if (held?.byFoldedText.has(foldOrdinal(text)) !== true) return [];
  const variants = held.variantsOf(text).filter((value) => !written.has(keyOf(node, value.text)));
  if (variants.length === 0) return [];
  const total = variants.reduce((sum, { count }) => sum + count, 0);
  const listed = variants.slice(0, 3).map((variant) => `${JSON.stringify(variant.text)} (${variant.count})`);
  const more = variants.length > 3 ? ', …' : '';
  const { name } = node.property;
  return [
    createDiagnostic('lint/value-variants', {
      message: `${countOf(people, total)} ${total === 1 ? 'has' : 'have'} a ${name} that looks like "${text}" but is not equal to it: ${listed.join(', ')}${more}.`,
      span,
      hint: 'Mend the attribute of these objects, or name the variants in the rule.',
    }),
  ];
}

function keyOf({ property }: CompareNode, text: string): string {
  return `${property.name} ${foldOrdinal(text)}`;
}
