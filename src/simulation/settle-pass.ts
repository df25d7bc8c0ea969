import { createDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { type Holder, listDynamicHolders, readTenant } from '../directory/index.ts';
import type { Tenant } from '../model/index.ts';
import type { PredicateCache } from '../rules/index.ts';
import type { ChangeLog } from './change-log.ts';
import { evaluateHolder, stateOf } from './evaluate-holder.ts';
import { keptState } from './kept-members.ts';
import { arrangeMemberOf, type MemberOfGraph } from './member-of-graph.ts';
import { type DynamicState, holderKey, type RuleLoop } from './outcome.ts';
import type { HolderRule, RuleBook } from './rule-book.ts';
import { settleMemberOf } from './settle-member-of.ts';
import { type SimulationDeps, stopIfAborted } from './simulation-deps.ts';

/** What a pass knows about a holder. */
export interface HeldRule {
  readonly rule: HolderRule;
  readonly state: DynamicState;
}

/** All dynamic holders after a pass, in the order in which they were applied. */
export interface PassResult {
  readonly held: ReadonlyMap<string, HeldRule>;
  readonly loops: readonly RuleLoop[];
  /** What memberOf rules read, for causes. */
  readonly graph: MemberOfGraph;
}

/** The pass before, and what happened since. */
export interface PreviousPass {
  readonly held: ReadonlyMap<string, HeldRule>;
  readonly changes: ChangeLog;
}

export interface PassDeps extends SimulationDeps {
  readonly cache: PredicateCache;
  readonly book: RuleBook;
}

/** Rules between two looks at the signal and two progress reports. */
const rulesPerReport = 64;

/**
 * Applies all rules of a tenant at its clock. With the previous pass and the changes since, only what can have changed is
 * looked at: objects whose properties a rule reads, whole rules when the rule or its state changed or it depends on time,
 * memberOf rules when a group that they read changed. The answer is the same either way.
 */
export function runPass(tenant: Tenant, deps: PassDeps, previous?: PreviousPass): PassResult {
  const reader = readTenant(tenant);
  const holders = listDynamicHolders(reader);
  const held = new Map<string, HeldRule>();
  const memberOf: HolderRule[] = [];
  const kept: HolderRule[] = [];
  for (const [index, holder] of holders.entries()) {
    if (index % rulesPerReport === 0) report(deps, index, holders.length);
    const key = holderKey(holder);
    const before = previous?.held.get(key);
    const rule = readRule(deps.book, reader, holder, before, previous?.changes);
    if (rule.isMemberOf && rule.mode === 'evaluated') memberOf.push(rule);
    else if (rule.program === undefined) kept.push(rule);
    else held.set(key, { rule, state: evaluatedState(tenant, rule, deps.cache, before, previous?.changes) });
  }
  for (const rule of kept) held.set(holderKey(rule.holder), { rule, state: keptAgain(tenant, rule, previous) });
  const graph = arrangeMemberOf(tenant, memberOf);
  const rounds = addMemberOf(tenant, graph, held, previous);
  report(deps, holders.length, holders.length);
  return { held, graph, loops: graph.circles.map((sequence) => ({ sequence, rounds })) };
}

/** A holder that did not change keeps its rule, but for memberOf rules, whose mode depends on the date. */
function readRule(
  book: RuleBook,
  reader: ReturnType<typeof readTenant>,
  holder: Holder,
  before: HeldRule | undefined,
  changes: ChangeLog | undefined,
): HolderRule {
  const isSame = before !== undefined && changes?.holders.has(holderKey(holder)) === false;
  if (!isSame || (before.rule.isMemberOf && changes.clock !== undefined)) return book.read(reader, holder);
  return before.rule;
}

function evaluatedState(
  tenant: Tenant,
  rule: HolderRule,
  cache: PredicateCache,
  before: HeldRule | undefined,
  changes: ChangeLog | undefined,
): DynamicState {
  const { program } = rule;
  const isSame = before?.rule === rule && changes !== undefined && program !== undefined;
  if (!isSame || (program.usesClock && changes.clock !== undefined)) return evaluateHolder(tenant, rule, cache);
  const rows = changes.rowsReading(program.rule.object, program.sources, rule.sourcesKey);
  return rows.size === 0 ? before.state : evaluateHolder(tenant, rule, cache, before.state, rows);
}

/** Members that stay lose only who is deleted. */
function keptAgain(tenant: Tenant, rule: HolderRule, previous: PreviousPass | undefined): DynamicState {
  const before = previous?.held.get(holderKey(rule.holder));
  const isSame = before !== undefined && before.rule === rule && before.state.mode === rule.mode;
  if (isSame && previous?.changes.newOrGone(before.state.memberType).size === 0) return before.state;
  return keptState(tenant, rule, rule.mode);
}

/** Adds the memberOf rules, sources before readers; returns the number of rounds that they took. */
function addMemberOf(
  tenant: Tenant,
  graph: MemberOfGraph,
  held: Map<string, HeldRule>,
  previous: PreviousPass | undefined,
): number {
  const states = new Map([...held].map(([key, { state }]) => [key, state]));
  const affected = affectedRules(graph, held, previous);
  const wanted: HolderRule[] = [];
  for (const rule of graph.order) {
    const key = holderKey(rule.holder);
    const before = previous?.held.get(key);
    if (!affected.has(key) && before !== undefined) states.set(key, before.state);
    else if (!readsFailedGroup(graph, key, states)) wanted.push(rule);
    else states.set(key, keptState(tenant, rule, 'frozen', [readsFailed(), ...rule.diagnostics]));
  }
  const edited = previous?.changes.editedRules ?? new Set<string>();
  const { results, rounds } = settleMemberOf(tenant, graph, wanted, states, edited);
  for (const rule of graph.order) {
    const key = holderKey(rule.holder);
    const result = results.get(key);
    const state = result === undefined ? states.get(key) : stateOf(rule, result);
    if (state !== undefined) held.set(key, { rule, state });
  }
  return rounds;
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
  if (previous === undefined || previous.held.get(holderKey(rule.holder))?.rule !== rule) return true;
  const { changes } = previous;
  if (changes.newOrGone(rule.rule?.object ?? 'user').size > 0) return true;
  return (graph.named.get(holderKey(rule.holder)) ?? []).some((row) => {
    const key = holderKey({ type: 'group', row });
    if (changes.members.has(key) || changes.holders.has(key)) return true;
    const now = held.get(key);
    return now !== undefined && now.state !== previous.held.get(key)?.state;
  });
}

function readsFailedGroup(graph: MemberOfGraph, key: string, states: ReadonlyMap<string, DynamicState>): boolean {
  return (graph.sources.get(key) ?? []).some((row) => states.get(holderKey({ type: 'group', row }))?.mode === 'failed');
}

function readsFailed(): Diagnostic {
  return createDiagnostic('dynamic/reads-failed-group', {
    message: 'A group that the rule reads has a rule that failed: the members stay as they were.',
  });
}

function report(deps: PassDeps, done: number, total: number): void {
  stopIfAborted(deps);
  deps.onProgress?.({ phase: 'rules', done, total, unit: 'rules' });
}
