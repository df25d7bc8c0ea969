import { literalTexts } from '../../rules/index.ts';
import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { Check } from '../check.ts';
import { literalSpan, replaceLiteral } from '../literal-spans.ts';
import { comparisonsOf } from '../rule-walk.ts';

/** `-ne "null"`: the text, not the absence of a value (spec rules 2). */
export const quotedNull: Check = {
  id: 'lint/quoted-null',
  needsTenant: false,
  fix: 'changesMeaning',
  run: ({ rule }) => {
    if (rule === undefined) return [];
    return comparisonsOf(rule.root).flatMap(({ value, span, property, operator }): Diagnostic[] => {
      const texts = literalTexts(value);
      const quoted = texts.find((text) => foldOrdinal(text) === 'NULL' || foldOrdinal(text) === '$NULL');
      if (quoted === undefined) return [];
      const isEquality = operator === 'eq' || operator === 'ne';
      const fix = { from: quoted, to: null, title: 'Take the quotation marks away' };
      return [
        createDiagnostic('lint/quoted-null', {
          message: `"${quoted}" is a text here, not the absence of ${property.name}.`,
          span: literalSpan(rule.text, span, quoted),
          hint: isEquality
            ? 'Write null without quotation marks to test for a value.'
            : 'Only -eq and -ne can test for a value: -eq null, -ne null.',
          ...(isEquality ? replaceLiteral(rule.text, span, fix) : {}),
        }),
      ];
    });
  },
};
