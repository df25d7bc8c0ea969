import { emptyRowSet } from '../base/index.ts';
import { linkedRows, type Semantics } from '../model/index.ts';
import {
  compileRule,
  createPredicateCache,
  type EvaluationContext,
  type PredicateCache,
  type RuleProgram,
  type SourceMembers,
} from '../rules/index.ts';
import { type DynamicState, type Holder, holderKey, type Settled } from '../simulation/index.ts';

/** What explanations need besides the settled tenant. */
export interface ExplainDeps {
  readonly semantics: Semantics;
  readonly cache?: PredicateCache;
}

/** The dynamic state of a holder; undefined for assigned ones. */
export function dynamicStateOf(settled: Settled, holder: Holder): DynamicState | undefined {
  return settled.dynamic.get(holderKey(holder));
}

/**
 * Where a rule is explained for one row: the settled tenant at its clock. The members of a source group count as complete when
 * the group says of this row whether it is a member.
 */
export function createRowContext(
  settled: Settled,
  memberType: 'user' | 'device',
  row: number,
  cache: PredicateCache = createPredicateCache(),
): EvaluationContext {
  return {
    population: settled.tenant.populations[memberType],
    now: settled.tenant.clock,
    cache,
    membersOf: (groupId) => sourceMembers(settled, memberType, row, groupId),
  };
}

/** Compiles rules once each. */
export function createProgramCache(semantics: Semantics): (state: DynamicState | undefined) => RuleProgram | undefined {
  const programs = new Map<string, RuleProgram>();
  return (state) => {
    if (state?.rule === undefined) return undefined;
    const key = `${state.rule.object} ${state.rule.text}`;
    let program = programs.get(key);
    if (program === undefined) {
      program = compileRule(state.rule, semantics);
      programs.set(key, program);
    }
    return program;
  };
}

/** Direct members of a group; a group that does not exist or is deleted has none. */
function sourceMembers(settled: Settled, memberType: 'user' | 'device', row: number, groupId: string): SourceMembers {
  const groups = settled.tenant.populations.group;
  const group = groups.rowOf(groupId);
  if (group === undefined || !groups.isActive(group)) return { known: emptyRowSet, isComplete: true };
  const state = dynamicStateOf(settled, { type: 'group', row: group });
  if (state === undefined) {
    const links = settled.tenant.relations.groupMembers.get(group);
    return { known: linkedRows(links, memberType), isComplete: links !== undefined };
  }
  if (state.memberType !== memberType) return { known: emptyRowSet, isComplete: true };
  return { known: state.members ?? emptyRowSet, isComplete: state.members !== undefined && !state.undecided.has(row) };
}
