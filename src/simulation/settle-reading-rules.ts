import { createDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Tenant } from '../model/index.ts';
import { stateOf } from './evaluate-holder.ts';
import { keptState } from './kept-members.ts';
import type { MemberOfGraph } from './member-of-graph.ts';
import { type DynamicState, holderKey } from './outcome.ts';
import type { HolderRule } from './rule-book.ts';
import { settleMemberOf, type StateNow } from './settle-member-of.ts';
import type { HeldRule, PreviousPass } from './pass-result.ts';

/** What became of memberOf rules. */
export interface ReadingRules {
  /** The rules that were looked at, by key. */
  readonly states: ReadonlyMap<string, HeldRule>;
  /** Number of rounds that they took. */
  readonly rounds: number;
}

/** Applies the memberOf rules whose answer can have changed, sources before readers. `held`: all other holders at rest. */
export function addMemberOf(
  tenant: Tenant,
  graph: MemberOfGraph,
  held: ReadonlyMap<string, HeldRule>,
  previous: PreviousPass | undefined,
): ReadingRules {
  if (graph.order.length === 0) return { states: new Map(), rounds: 0 };
  const affected = affectedRules(graph, held, previous);
  const kept = new Map<string, DynamicState>();
  const wanted: HolderRule[] = [];
  const stateNow: StateNow = (key) => kept.get(key) ?? (affected.has(key) ? undefined : held.get(key)?.state);
  for (const rule of graph.order) {
    const key = holderKey(rule.holder);
    if (!affected.has(key)) continue;
    if (!readsFailedGroup(graph, key, stateNow)) wanted.push(rule);
    else kept.set(key, keptState(tenant, rule, 'frozen', [readsFailed(), ...rule.diagnostics]));
  }
  const edited = previous?.changes.editedRules ?? new Set<string>();
  const { results, rounds } = settleMemberOf(tenant, graph, wanted, stateNow, edited);
  const states = new Map<string, HeldRule>();
  for (const rule of graph.order) {
    const key = holderKey(rule.holder);
    const result = results.get(key);
    const state = result === undefined ? kept.get(key) : stateOf(rule, result);
    if (state !== undefined) states.set(key, { rule, state });
  }
  return { states, rounds };
}
/** Keys of memberOf rules whose answer can have changed: their own change, one of a group they read, and their readers. */
function affectedRules(
  graph: MemberOfGraph,
  held: ReadonlyMap<string, HeldRule>,
  previous: PreviousPass | undefined,
): ReadonlySet<string> {
  const direct = graph.order.filter((rule) => isDirectlyAffected(graph, rule, held, previous));
  const affected = new Set(direct.map(({ holder }) => holderKey(holder)));
  for (let size = -1; size !== affected.size;) {
    size = affected.size;
    for (const { holder } of graph.order) {
      const sources = graph.sources.get(holderKey(holder)) ?? [];
      if (sources.some((row) => affected.has(holderKey({ type: 'group', row })))) affected.add(holderKey(holder));
    }
  }
  return affected;
}

function isDirectlyAffected(
  graph: MemberOfGraph,
  rule: HolderRule,
  held: ReadonlyMap<string, HeldRule>,
  previous: PreviousPass | undefined,
): boolean {
  if (previous === undefined || previous.pass.held.get(holderKey(rule.holder))?.rule !== rule) return true;
  const { changes } = previous;
  if (changes.newOrGone(rule.rule?.object ?? 'user').size > 0) return true;
  return (graph.named.get(holderKey(rule.holder)) ?? []).some((row) => {
    const key = holderKey({ type: 'group', row });
    if (changes.members.has(key) || changes.holders.has(key)) return true;
    const now = held.get(key);
    return now !== undefined && now.state !== previous.pass.held.get(key)?.state;
  });
}

function readsFailedGroup(graph: MemberOfGraph, key: string, stateNow: StateNow): boolean {
  return (graph.sources.get(key) ?? []).some((row) => stateNow(holderKey({ type: 'group', row }))?.mode === 'failed');
}

function readsFailed(): Diagnostic {
  return createDiagnostic('dynamic/reads-failed-group', {
    message: 'A group that the rule reads has a rule that failed: the members stay as they were.',
  });
}
