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

/** Where rules about one object type are explained: the settled tenant at its clock. */
export function createSettledContext(
  settled: Settled,
  memberType: 'user' | 'device',
  cache: PredicateCache = createPredicateCache(),
): EvaluationContext {
  return {
    population: settled.tenant.populations[memberType],
    now: settled.tenant.clock,
    cache,
    membersOf: (groupId) => sourceMembers(settled, memberType, groupId),
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
function sourceMembers(settled: Settled, memberType: 'user' | 'device', groupId: string): SourceMembers {
  const groups = settled.tenant.populations.group;
  const row = groups.rowOf(groupId);
  if (row === undefined || !groups.isActive(row)) return { known: emptyRowSet, isComplete: true };
  const state = dynamicStateOf(settled, { type: 'group', row });
  if (state !== undefined) {
    if (state.memberType !== memberType) return { known: emptyRowSet, isComplete: true };
    return {
      known: state.members ?? emptyRowSet,
      isComplete: state.members !== undefined && state.undecided.size === 0,
    };
  }
  const links = settled.tenant.relations.groupMembers.get(row);
  return { known: linkedRows(links, memberType), isComplete: links !== undefined };
}
