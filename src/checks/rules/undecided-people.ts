import { createDiagnostic } from '../../diagnostics/index.ts';
import { compileRule } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { countAndNames } from '../words.ts';

/** People for whom the rule cannot be decided from what was exported. */
export const undecidedPeople: Check = {
  id: 'lint/undecided-people',
  needsTenant: true,
  run: ({ rule, people, semantics }) => {
    if (rule === undefined || people === undefined || rule.root.kind === 'memberOf') return [];
    const { undecided } = people.evaluate(rule.root);
    if (undecided.size === 0) return [];
    const { population } = people;
    const missing = compileRule(rule, semantics).sources.filter(
      (source) => source !== 'id' && undecided.toArray().some((row) => population.valueAt(row, source) === undefined),
    );
    return [
      createDiagnostic('lint/undecided-people', {
        message: `The rule cannot be decided for ${countAndNames(people, undecided)}.`,
        span: rule.root.span,
        hint:
          missing.length === 0
            ? 'A pattern of the rule cannot be evaluated here.'
            : `Not in the export for all of them: ${missing.join(', ')}.`,
      }),
    ];
  },
};
