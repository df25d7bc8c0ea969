import { differenceRows, emptyRowSet, invariant, type RowSet, unionRows } from '../base/index.ts';
import type { Tenant } from '../model/index.ts';
import { type EvaluationContext, evaluateRows, type PredicateCache, type RowVerdicts } from '../rules/index.ts';
import type { DynamicState } from './outcome.ts';
import type { HolderRule } from './rule-book.ts';

/** Applies a rule to all objects, or to `rows` only, keeping what `held` says about the others. `held` itself if nothing changes. */
export function evaluateHolder(
  tenant: Tenant,
  rule: HolderRule,
  cache: PredicateCache,
  held?: DynamicState,
  rows?: RowSet,
): DynamicState {
  const { program } = rule;
  invariant(program !== undefined, 'only rules that can be evaluated are');
  const object = program.rule.object;
  const verdicts = evaluateRows(program, contextFor(tenant, object, cache), rows);
  if (held?.members === undefined || rows === undefined) return stateOf(rule, verdicts);
  const members = replaceRows(held.members, rows, verdicts.members);
  const undecided = replaceRows(held.undecided, rows, verdicts.undecided);
  if (members === held.members && undecided === held.undecided) return held;
  return stateOf(rule, { members, undecided });
}

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

/** memberOf rules are not evaluated row by row: settleMemberOf reads whole sets. */
function contextFor(tenant: Tenant, object: 'user' | 'device', cache: PredicateCache): EvaluationContext {
  return {
    population: tenant.populations[object],
    now: tenant.clock,
    cache,
    membersOf: () => ({ known: emptyRowSet, isComplete: false }),
  };
}

/** `all` with its part inside `rows` replaced by `part`; `all` itself when that is the same. O(rows), O(all) on change. */
function replaceRows(all: RowSet, rows: RowSet, part: RowSet): RowSet {
  let inside = 0;
  let isSame = true;
  rows.forEach((row) => {
    const has = all.has(row);
    if (has) inside++;
    if (has && !part.has(row)) isSame = false;
  });
  if (isSame && inside === part.size) return all;
  return unionRows(differenceRows(all, rows), part);
}
