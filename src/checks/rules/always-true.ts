import { createDiagnostic, type Fix } from '../../diagnostics/index.ts';
import { printNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { type ListNode, listsOf } from '../rule-walk.ts';
import { commonValues, type ValueSet, valueSetsByProperty } from '../value-sets.ts';

/** `x -ne "a" -or x -ne "b"`: conditions on one property of which one always holds. */
export const alwaysTrue: Check = {
  id: 'lint/always-true',
  needsTenant: false,
  fix: 'changesMeaning',
  run: ({ rule, semantics }) => {
    if (rule === undefined) return [];
    const negativesMatchNull = semantics['null-negative-operators'] === 'match';
    return listsOf(rule.root)
      .filter(({ kind }) => kind === 'or')
      .flatMap((list) =>
        [...valueSetsByProperty(list.children, negativesMatchNull)]
          .filter(([, sets]) => coversEverything(sets))
          .map(([name, sets]) =>
            createDiagnostic('lint/always-true', {
              message: `Every ${name}, and none, satisfies one of these conditions: everybody is let in here.`,
              span: list.span,
              hint: 'To leave several values out, join the conditions with -and, or use -notIn.',
              ...andFix(list, sets),
            }),
          ),
      );
  },
};

/** What every exclusion leaves out must be let in by some other condition. */
function coversEverything(sets: readonly ValueSet[]): boolean {
  const exclusions = sets.filter(({ isExclusion }) => isExclusion);
  if (exclusions.length === 0) return false;
  return commonValues(exclusions).every((value) =>
    sets.some(({ isExclusion, values }) => !isExclusion && values.has(value)),
  );
}

/** Where the list holds nothing but exclusions of one property, -and was meant. */
function andFix(list: ListNode, sets: readonly ValueSet[]): { readonly fix?: Fix } {
  if (sets.length !== list.children.length || !sets.every(({ isExclusion }) => isExclusion)) return {};
  const newText = printNode({ ...list, kind: 'and' });
  return { fix: { title: 'Join them with -and', edits: [{ span: list.span, newText }] } };
}
