/**
 * The one place of the benches that knows the engine. Swapping engines means rewriting this file. Now: the direct evaluator
 * of src/rules, one rule at a time.
 */
import { differenceRows, emptyRowSet, type JsonValue, rowSetOf } from '../../src/base/index.ts';
import { type Tenant, TenantDraft } from '../../src/model/index.ts';
import {
  type CheckedRule,
  compileRule,
  createPredicateCache,
  decidingLeaves,
  type EvaluationContext,
  evaluateRows,
  explainRow,
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
export const engineName = 'direct evaluator (src/rules), rule by rule';

/** Loads a tenant and its rules; not timed as part of any evaluation, but {@link PreparedEngine.evaluateAll} may use nothing of it when cold. */
export function prepareEngine(tenant: Tenant, rules: readonly CheckedRule[]): PreparedEngine {
  let cache = createPredicateCache();
  let programs: readonly RuleProgram[] = rules.map((rule) => compileRule(rule));
  const contextOf = (of: Tenant): EvaluationContext => ({
    population: of.populations.user,
    now: of.clock,
    cache,
    membersOf: () => ({ known: emptyRowSet, isComplete: true }),
  });
  const change = (rows: Uint32Array, property: string, value: JsonValue): readonly RuleDiff[] => {
    const draft = new TenantDraft(tenant);
    const users = draft.population('user');
    for (const row of rows) users.setValue(row, property, value);
    const [before, after] = [contextOf(tenant), contextOf(draft.finish())];
    const chosen = rowSetOf(rows);
    return programs.flatMap((program, ruleIndex) => {
      if (!program.sources.includes(property)) return [];
      const old = evaluateRows(program, before, chosen).members;
      const now = evaluateRows(program, after, chosen).members;
      const [joins, leaves] = [differenceRows(now, old), differenceRows(old, now)];
      const first = joins.toArray()[0] ?? leaves.toArray()[0];
      if (first === undefined) return [];
      const because = decidingLeaves(explainRow(program, after, first)).map(({ expression }) => expression);
      return [{ ruleIndex, joins: joins.size, leaves: leaves.size, because }];
    });
  };
  return {
    evaluateAll: () => {
      // This evaluator keeps nothing that belongs to the columns alone, so that warm is cold.
      cache = createPredicateCache();
      programs = rules.map((rule) => compileRule(rule));
      const context = contextOf(tenant);
      return programs.map((program) => evaluateRows(program, context));
    },
    changeOne: (row, property, value) => change(Uint32Array.of(row), property, value),
    changeMany: change,
    replaceRule: (_ruleIndex, rule) => evaluateRows(compileRule(rule), contextOf(tenant)),
  };
}
