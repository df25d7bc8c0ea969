import { differenceRows, filterRows, patchRows, type RowSet } from '../base/index.ts';
import type { RowVerdicts } from '../rules/index.ts';
import type { DynamicState } from './outcome.ts';
import type { HolderRule } from './rule-book.ts';

/** A state from verdicts. */
export function stateOf(rule: HolderRule, { members, undecided }: RowVerdicts): DynamicState {
  return {
    holder: rule.holder,
    mode: 'evaluated',
    memberType: rule.rule?.object ?? 'user',
    members,
    undecided,
    rule: rule.rule,
    diagnostics: rule.diagnostics,
  };
}

/** A state in which verdicts about some rows replace what it said about them; the state itself if that is the same. O(rows). */
export function stateWith(rule: HolderRule, held: DynamicState, rows: RowSet, verdicts: RowVerdicts): DynamicState {
  if (held.members === undefined) return stateOf(rule, verdicts);
  const members = replaceRows(held.members, rows, verdicts.members);
  const undecided = replaceRows(held.undecided, rows, verdicts.undecided);
  return members === held.members && undecided === held.undecided ? held : stateOf(rule, { members, undecided });
}

/** `all` with its part inside `rows` replaced by `part`. */
function replaceRows(all: RowSet, rows: RowSet, part: RowSet): RowSet {
  const had = filterRows(rows, (row) => all.has(row));
  return patchRows(all, differenceRows(part, had), differenceRows(had, part));
}
