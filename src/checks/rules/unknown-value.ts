import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { type CheckedRule, literalTexts } from '../../rules/index.ts';
import type { Check, People } from '../check.ts';
import type { HeldValue, HeldValues } from '../held-values.ts';
import { literalSpan, replaceLiteral } from '../literal-spans.ts';
import { comparisonsOf, type CompareNode } from '../rule-walk.ts';
import { countOf } from '../words.ts';

/** A text in -eq, -ne, -in or -notIn that no active object has. */
export const unknownValue: Check = {
  id: 'lint/unknown-value',
  needsTenant: true,
  fix: 'changesMeaning',
  run: ({ rule, people }) => {
    if (rule === undefined || people === undefined) return [];
    return comparisonsOf(rule.root).flatMap((node): readonly Diagnostic[] => {
      const held = people.valuesOf(node.property);
      if (held === undefined || !['eq', 'ne', 'in', 'notIn'].includes(node.operator)) return [];
      return literalTexts(node.value)
        .filter((text) => text !== '' && !held.byFoldedText.has(foldOrdinal(text)))
        .map((text) => finding(rule, people, node, { text, held }));
    });
  },
};

function finding(
  rule: CheckedRule,
  people: People,
  { property, span }: CompareNode,
  { text, held }: { readonly text: string; readonly held: HeldValues },
): Diagnostic {
  const near = held.near(text);
  const { type } = people.population;
  const open = held.notKnown === 0 ? '' : `; ${property.name} is not known for ${countOf(people, held.notKnown)}`;
  const [variant, ...others] = held.variantsOf(text);
  const fix =
    variant === undefined || others.length > 0
      ? {}
      : replaceLiteral(rule.text, span, { from: text, to: variant.text, title: `Use "${variant.text}"` });
  return createDiagnostic('lint/unknown-value', {
    message: `No active ${type} has ${property.name} "${text}"${open}.`,
    span: literalSpan(rule.text, span, text),
    ...(near.length === 0 ? {} : { hint: `Did you mean ${listNear(people, near)}?` }),
    ...fix,
  });
}

function listNear(people: People, near: readonly HeldValue[]): string {
  return near.map(({ text, count }) => `"${text}" (${countOf(people, count)})`).join(', ');
}
