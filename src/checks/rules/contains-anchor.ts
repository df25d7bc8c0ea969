import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { printNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import type { HeldValues } from '../held-values.ts';
import { comparisonsOf } from '../rule-walk.ts';

/** `-contains` where -eq, -startsWith or -endsWith gives the same people today. */
export const containsAnchor: Check = {
  id: 'lint/contains-anchor',
  needsTenant: true,
  fix: 'changesMeaning',
  run: ({ rule, people }) => {
    if (rule === undefined || people === undefined) return [];
    return comparisonsOf(rule.root).flatMap((node): Diagnostic[] => {
      const { operator, value, property, span } = node;
      if (operator !== 'contains' || value.kind !== 'text' || value.value === '') return [];
      const held = people.valuesOf(property);
      const cheaper = held === undefined ? undefined : cheaperOperator(held, foldOrdinal(value.value));
      if (cheaper === undefined) return [];
      const newText = printNode({ ...node, operator: cheaper.operator });
      return [
        createDiagnostic('lint/contains-anchor', {
          message: `-contains finds the same ${cheaper.count} as -${cheaper.operator} does today, and costs more.`,
          span,
          hint: `Write ${newText} if that is what is meant.`,
          fix: { title: `Use -${cheaper.operator}`, edits: [{ span, newText }] },
        }),
      ];
    });
  },
};

const anchored = {
  eq: (text: string, part: string) => text === part,
  startsWith: (text: string, part: string) => text.startsWith(part),
  endsWith: (text: string, part: string) => text.endsWith(part),
} as const;

/** The first operator that every value which contains the part satisfies, and how many have such a value. O(values). */
function cheaperOperator(
  held: HeldValues,
  part: string,
): { readonly operator: keyof typeof anchored; readonly count: number } | undefined {
  let count = 0;
  const fits = { eq: true, startsWith: true, endsWith: true };
  for (const [text, value] of held.byFoldedText) {
    if (!text.includes(part)) continue;
    count += value.count;
    fits.eq &&= anchored.eq(text, part);
    fits.startsWith &&= anchored.startsWith(text, part);
    fits.endsWith &&= anchored.endsWith(text, part);
    if (!fits.startsWith && !fits.endsWith) return undefined;
  }
  const operator = (['eq', 'startsWith', 'endsWith'] as const).find((name) => fits[name]);
  return count === 0 || operator === undefined ? undefined : { operator, count };
}
