import type { RowSet } from '../base/index.ts';
import type { Tenant } from '../model/index.ts';
import { type ChangedRule, type EngineCache, RuleEngine, type RowChanges } from '../engine/index.ts';
import type { RowVerdicts, RuleObject, RuleProgram } from '../rules/index.ts';
import { holderKey } from './outcome.ts';
import type { HolderRule } from './rule-book.ts';

/** What the rule of a holder says now about some rows. */
export interface HolderVerdicts {
  readonly key: string;
  readonly rows: RowSet;
  readonly verdicts: RowVerdicts;
}

/** What a pass may say about its progress. */
export type OnRuleStep = (phase: 'values' | 'rules', done: number, total: number) => void;

interface ObjectIndex {
  readonly engine: RuleEngine;
  /** Keys of the holders of each program. */
  readonly keys: readonly (readonly string[])[];
}

const ruleObjects: readonly RuleObject[] = ['user', 'device'];

/**
 * The rules of many holders, arranged for being evaluated together and for the question which of them a change can touch.
 * Immutable: made once for a tenant; holders whose rule is another one since are listed by the caller.
 */
export class RuleIndex {
  readonly #byObject: ReadonlyMap<RuleObject, ObjectIndex>;

  /** Of the rules only those with a program count; memberOf rules do not belong here. */
  constructor(rules: Iterable<HolderRule>, cache: EngineCache) {
    const keysByProgram = new Map<RuleProgram, string[]>();
    for (const { holder, program } of rules) {
      if (program === undefined) continue;
      const keys = keysByProgram.get(program);
      if (keys === undefined) keysByProgram.set(program, [holderKey(holder)]);
      else keys.push(holderKey(holder));
    }
    this.#byObject = new Map(
      ruleObjects.map((object) => {
        const entries = [...keysByProgram].filter(([program]) => program.rule.object === object);
        const programs = entries.map(([program]) => program);
        return [object, { engine: new RuleEngine(programs, cache), keys: entries.map(([, keys]) => keys) }] as const;
      }),
    );
  }

  /** What every rule says about every active object, by key of the holder. */
  evaluateAll(tenant: Tenant, onStep?: OnRuleStep): ReadonlyMap<string, RowVerdicts> {
    const found = new Map<string, RowVerdicts>();
    for (const [object, { engine, keys }] of this.#byObject) {
      if (engine.programs.length === 0) continue;
      const context = { population: tenant.populations[object], now: tenant.clock };
      const verdicts = engine.evaluateAll(context, onStep === undefined ? {} : { onStep });
      for (const [index, answer] of verdicts.entries()) for (const key of keys[index] ?? []) found.set(key, answer);
    }
    return found;
  }

  /** What the rules say that a change can have touched, about the objects that it can have touched. */
  *evaluateChanged(
    before: Tenant,
    after: Tenant,
    changesOf: (object: RuleObject) => RowChanges,
    cache: EngineCache,
  ): Generator<HolderVerdicts> {
    for (const [object, { engine, keys }] of this.#byObject) {
      if (engine.programs.length === 0) continue;
      const changed: readonly ChangedRule[] = engine.evaluateChanged(
        { population: before.populations[object], now: before.clock },
        { population: after.populations[object], now: after.clock },
        changesOf(object),
        cache,
      );
      for (const { program, rows, verdicts } of changed)
        for (const key of keys[program] ?? []) yield { key, rows, verdicts };
    }
  }
}
