import { emptyRowSet, equalRows, OverlayMap } from '../base/index.ts';
import { type Holder, isDynamic, listDynamicHolders, memberRelations, readTenant } from '../directory/index.ts';
import type { EngineCache, RowChanges } from '../engine/index.ts';
import type { Tenant } from '../model/index.ts';
import type { RowVerdicts } from '../rules/index.ts';
import { stateOf, stateWith } from './evaluate-holder.ts';
import { keptState } from './kept-members.ts';
import { arrangeMemberOf, type MemberOfGraph } from './member-of-graph.ts';
import { type DynamicState, holderKey, type RuleLoop } from './outcome.ts';
import type { HeldRule, IndexedRules, PassDeps, PassResult, PreviousPass } from './pass-result.ts';
import type { HolderRule, RuleBook } from './rule-book.ts';
import { RuleIndex } from './rule-index.ts';
import { addMemberOf } from './settle-reading-rules.ts';
import { stopIfAborted } from './simulation-deps.ts';

/** Rules between two looks at the signal and two progress reports. */
const rulesPerReport = 64;

/** Applies the rules of a tenant at its clock, all or those of some holders. O(objects and rules), see RuleEngine. */
export function runFirstPass(tenant: Tenant, deps: PassDeps, only?: readonly Holder[]): PassResult {
  const reader = readTenant(tenant);
  const holders = only ?? listDynamicHolders(reader);
  const evaluated: HolderRule[] = [];
  const kept: HolderRule[] = [];
  const memberOf: HolderRule[] = [];
  for (const [index, holder] of holders.entries()) {
    if (index % rulesPerReport === 0) report(deps, 'reading rules', index, holders.length);
    const rule = deps.book.read(reader, holder);
    (isReading(rule) ? memberOf : rule.program === undefined ? kept : evaluated).push(rule);
  }
  const base = new RuleIndex(evaluated, deps.engine);
  const verdicts = base.evaluateAll(tenant, (phase, done, total) => report(deps, phase, done, total));
  const held = new Map<string, HeldRule>();
  for (const rule of evaluated) {
    const key = holderKey(rule.holder);
    held.set(key, { rule, state: asStored(tenant, stateOf(rule, verdicts.get(key) ?? nobody)) });
  }
  for (const rule of kept) held.set(holderKey(rule.holder), { rule, state: keptState(tenant, rule, rule.mode) });
  const graph = arrangeMemberOf(tenant, memberOf);
  const { states, rounds } = addMemberOf(tenant, graph, held, undefined);
  for (const [key, entry] of states) held.set(key, entry);
  return {
    tenant,
    held,
    changed: [...held.values()].map(({ state }) => state),
    loops: loopsOf(graph, rounds),
    graph,
    index: { base, replaced: new Set(), late: new RuleIndex([], deps.engine) },
  };
}

/**
 * Applies the rules after a change. Only what can have changed is looked at: objects whose properties a rule reads, whole rules
 * when the rule or its state changed, dates that were passed, memberOf rules when a group that they read changed. The answer is
 * that of a first pass. O(what the change touches).
 */
export function runNextPass(tenant: Tenant, deps: PassDeps, previous: PreviousPass): PassResult {
  stopIfAborted(deps);
  const { pass, changes } = previous;
  const reread = rereadRules(tenant, deps.book, previous);
  const made = new Map<string, HeldRule>();
  const index = indexWith(pass, reread, deps.engine);
  addTouched(made, tenant, deps, previous);
  addReread(made, tenant, reread, deps.engine);
  addKept(made, tenant, reread, previous);
  const removed = new Set([...reread].filter(([, rule]) => rule === undefined).map(([key]) => key));
  const graph = graphAfter(tenant, reread, previous);
  const settled = OverlayMap.from(pass.held, made, removed);
  const { states, rounds } = addMemberOf(tenant, graph, settled, previous);
  const held = OverlayMap.from(settled, states);
  const changed = [...made, ...states].filter(([key, { state }]) => pass.held.get(key)?.state !== state);
  report(deps, 'rules', changes.holders.size, changes.holders.size);
  return {
    tenant,
    held,
    changed: inOrder(changed.map(([, { state }]) => state)),
    loops: graph === pass.graph && states.size === 0 ? pass.loops : loopsOf(graph, rounds),
    graph,
    index,
  };
}

const nobody: RowVerdicts = { members: emptyRowSet, undecided: emptyRowSet };

function isReading(rule: HolderRule): boolean {
  return rule.isMemberOf && rule.mode === 'evaluated';
}

function loopsOf(graph: MemberOfGraph, rounds: number): readonly RuleLoop[] {
  return graph.circles.map((sequence) => ({ sequence, rounds }));
}

/** Stored members that equal the computed ones take their place: later passes then compare sets by identity. */
function asStored(tenant: Tenant, state: DynamicState): DynamicState {
  const stored = tenant.relations[memberRelations[state.holder.type]].get(state.holder.row)?.rows[state.memberType];
  if (stored === undefined || state.members === undefined || !equalRows(stored, state.members)) return state;
  return { ...state, members: stored };
}

/**
 * The rules of holders that were made, deleted or changed, undefined where there is none any more; and when the clock moved the
 * memberOf rules, whose mode depends on the date.
 */
function rereadRules(
  tenant: Tenant,
  book: RuleBook,
  { pass, changes }: PreviousPass,
): ReadonlyMap<string, HolderRule | undefined> {
  const reader = readTenant(tenant);
  const reread = new Map<string, HolderRule | undefined>();
  for (const [key, holder] of changes.holderOf) {
    const objects = reader.population(holder.type);
    const isThere = objects.isActive(holder.row) && isDynamic(objects, holder.row);
    if (isThere) reread.set(key, book.read(reader, holder));
    else if (pass.held.has(key)) reread.set(key, undefined);
  }
  if (changes.clock === undefined) return reread;
  for (const [key, { rule }] of pass.held)
    if (rule.isMemberOf && !reread.has(key)) reread.set(key, book.read(reader, rule.holder));
  return reread;
}

function indexWith(
  { index, held }: PassResult,
  reread: ReadonlyMap<string, HolderRule | undefined>,
  cache: EngineCache,
): IndexedRules {
  if (reread.size === 0) return index;
  const replaced = new Set([...index.replaced, ...reread.keys()]);
  const late = [...replaced]
    .map((key) => (reread.has(key) ? reread.get(key) : held.get(key)?.rule))
    .filter((rule) => rule !== undefined && !isReading(rule));
  return {
    base: index.base,
    replaced,
    late: new RuleIndex(
      late.filter((rule) => rule !== undefined),
      cache,
    ),
  };
}

/** Rules that are the same and see something that changed. */
function addTouched(
  made: Map<string, HeldRule>,
  tenant: Tenant,
  { engine }: PassDeps,
  { pass, changes }: PreviousPass,
): void {
  const changesOf = (object: 'user' | 'device'): RowChanges => ({
    newOrGone: changes.newOrGone(object),
    byProperty: changes.changedRows(object),
  });
  const { base, late, replaced } = pass.index;
  for (const [index, isLate] of [
    [base, false],
    [late, true],
  ] as const) {
    for (const { key, rows, verdicts } of index.evaluateChanged(pass.tenant, tenant, changesOf, engine)) {
      const before = pass.held.get(key);
      if (before === undefined || replaced.has(key) !== isLate) continue;
      const state = stateWith(before.rule, before.state, rows, verdicts);
      if (state !== before.state) made.set(key, { rule: before.rule, state });
    }
  }
}

/** New and changed rules, evaluated for everybody. */
function addReread(
  made: Map<string, HeldRule>,
  tenant: Tenant,
  reread: ReadonlyMap<string, HolderRule | undefined>,
  cache: EngineCache,
): void {
  const rules = [...reread.values()].filter((rule) => rule !== undefined && !isReading(rule));
  const evaluated = rules.filter((rule) => rule !== undefined);
  for (const key of reread.keys()) made.delete(key);
  if (evaluated.length === 0) return;
  const verdicts = new RuleIndex(evaluated, cache).evaluateAll(tenant);
  for (const rule of evaluated) {
    const key = holderKey(rule.holder);
    const answer = verdicts.get(key);
    if (answer !== undefined) made.set(key, { rule, state: stateOf(rule, answer) });
  }
}

/** Members that stay lose only who is deleted. */
function addKept(
  made: Map<string, HeldRule>,
  tenant: Tenant,
  reread: ReadonlyMap<string, HolderRule | undefined>,
  { pass, changes }: PreviousPass,
): void {
  for (const [key, rule] of reread) {
    if (rule !== undefined && rule.program === undefined)
      made.set(key, { rule, state: keptState(tenant, rule, rule.mode) });
  }
  if (changes.newOrGone('user').size + changes.newOrGone('device').size === 0) return;
  for (const [key, { rule, state }] of pass.held) {
    if (reread.has(key) || rule.program !== undefined) continue;
    if (changes.newOrGone(state.memberType).size > 0)
      made.set(key, { rule, state: keptState(tenant, rule, rule.mode) });
  }
}

function graphAfter(
  tenant: Tenant,
  reread: ReadonlyMap<string, HolderRule | undefined>,
  { pass, changes }: PreviousPass,
): MemberOfGraph {
  const isSame = reread.size === 0 && changes.holderOf.size === 0 && changes.newOrGone('group').size === 0;
  if (isSame) return pass.graph;
  const wasReading = pass.graph.order.map(({ holder }) => holderKey(holder));
  const keys = new Set([...wasReading, ...reread.keys()]);
  const rules = [...keys].map((key) => (reread.has(key) ? reread.get(key) : pass.held.get(key)?.rule));
  const reading = rules.filter((rule) => rule !== undefined).filter(isReading);
  return arrangeMemberOf(
    tenant,
    reading.toSorted((a, b) => compareHolders(a.holder, b.holder)),
  );
}

/** Rules that read groups are applied last; holders in the order of their rows, groups first. */
function inOrder(states: readonly DynamicState[]): readonly DynamicState[] {
  const rank = ({ rule }: DynamicState): number => (rule?.root.kind === 'memberOf' ? 1 : 0);
  return states.toSorted((a, b) => rank(a) - rank(b) || compareHolders(a.holder, b.holder));
}

function compareHolders(a: Holder, b: Holder): number {
  if (a.type !== b.type) return a.type === 'group' ? -1 : 1;
  return a.row - b.row;
}

function report(deps: PassDeps, phase: string, done: number, total: number): void {
  stopIfAborted(deps);
  deps.onProgress?.({ phase, done, total, unit: phase === 'values' ? 'columns' : 'rules' });
}
