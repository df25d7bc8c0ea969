/** The one place of the benches that knows the engine: swapping engines means rewriting this file. */
import { differenceRows, emptyRowSet, type JsonValue, rowSetOf } from '../../src/base/index.ts';
import { SearchThread } from '../../src/app/threads/search-thread.ts';
import { EngineCache, forgetColumns, RuleEngine } from '../../src/engine/index.ts';
import { defaultSemantics, type Tenant, TenantDraft } from '../../src/model/index.ts';
import {
  type CheckedRule,
  compileRule,
  createPredicateCache,
  decidingLeaves,
  explainRow,
  LeafPool,
  type RowVerdicts,
  type RuleProgram,
} from '../../src/rules/index.ts';

/** What a change did to one rule. */
export interface RuleDiff {
  readonly ruleIndex: number;
  readonly joins: number;
  readonly leaves: number;
  /** Conditions that decide it for the first person: their texts. */
  readonly because: readonly string[];
}

/** A tenant with its rules, loaded and ready. Nothing here changes the tenant: every change is a what-if on top of it. */
export interface PreparedEngine {
  /**
   * Members of every rule, three-valued. `cold`: all that is kept in memory beside the tenant's columns is thrown away first.
   * `warm`: what belongs to the columns stays, what belongs to rules and their conditions is thrown away, as for a new set of rules.
   */
  evaluateAll(mode: 'cold' | 'warm'): readonly RowVerdicts[];
  /** Exact joins and leaves of one changed value, with the deciding conditions. */
  changeOne(row: number, property: string, value: JsonValue): readonly RuleDiff[];
  /** The same for many people who get one value. */
  changeMany(rows: Uint32Array, property: string, value: JsonValue): readonly RuleDiff[];
  /** Members when rule `ruleIndex` has another text. */
  replaceRule(ruleIndex: number, rule: CheckedRule): RowVerdicts;
}

/** The name that results carry. */
export const engineName = 'rule engine (src/engine)';

/** Loads a tenant and its rules; not timed as part of any evaluation, but {@link PreparedEngine.evaluateAll} may use nothing of it when cold. */
export function prepareEngine(tenant: Tenant, rules: readonly CheckedRule[]): PreparedEngine {
  const conditions = new LeafPool();
  const programs: readonly RuleProgram[] = rules.map((rule) => compileRule(rule, defaultSemantics, conditions));
  const contextOf = (of: Tenant) => ({ population: of.populations.user, now: of.clock });
  const thread = new SearchThread({
    execArgv: ['--import', new URL('../../scripts/register-tsx.mjs', import.meta.url).href],
  });
  let ready:
    { readonly engine: RuleEngine; readonly cache: EngineCache; readonly verdicts: readonly RowVerdicts[] } | undefined;
  const settled = () => {
    if (ready === undefined) {
      const cache = new EngineCache();
      const engine = new RuleEngine(programs, cache);
      ready = { engine, cache, verdicts: engine.evaluateAll(contextOf(tenant)) };
    }
    return ready;
  };
  const explanations = createPredicateCache();
  const change = (rows: Uint32Array, property: string, value: JsonValue): readonly RuleDiff[] => {
    const { engine, cache, verdicts } = settled();
    const draft = new TenantDraft(tenant);
    const users = draft.population('user');
    for (const row of rows) users.setValue(row, property, value);
    const [before, after] = [contextOf(tenant), contextOf(draft.finish())];
    const changes = { newOrGone: emptyRowSet, byProperty: new Map([[property, rowSetOf(rows)]]) };
    const diffs: RuleDiff[] = [];
    for (const { program: ruleIndex, rows: touched, verdicts: now } of engine.evaluateChanged(
      before,
      after,
      changes,
      cache.branch(),
    )) {
      const old = verdicts[ruleIndex]?.members ?? emptyRowSet;
      const joins = differenceRows(now.members, old);
      const gone: number[] = [];
      touched.forEach((row) => {
        if (old.has(row) && !now.members.has(row)) gone.push(row);
      });
      const first = joins.toArray()[0] ?? gone[0];
      const program = programs[ruleIndex];
      if (first === undefined || program === undefined) continue;
      const context = { ...after, cache: explanations, membersOf: () => ({ known: emptyRowSet, isComplete: true }) };
      const because = decidingLeaves(explainRow(program, context, first)).map(({ expression }) => expression);
      diffs.push({ ruleIndex, joins: joins.size, leaves: gone.length, because });
    }
    return diffs;
  };
  return {
    evaluateAll: (mode) => {
      if (mode === 'cold') {
        forgetColumns();
        thread.forget();
      }
      return new RuleEngine(programs, new EngineCache(thread)).evaluateAll(contextOf(tenant));
    },
    changeOne: (row, property, value) => change(Uint32Array.of(row), property, value),
    changeMany: change,
    replaceRule: (_ruleIndex, rule) => {
      const { cache } = settled();
      const [verdicts] = new RuleEngine([compileRule(rule)], cache.branch()).evaluateAll(contextOf(tenant));
      if (verdicts === undefined) throw new Error('a rule was not evaluated');
      return verdicts;
    },
  };
}
