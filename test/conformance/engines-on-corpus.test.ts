import { describe, expect, it } from 'vitest';

import { emptyRowSet } from '../../src/base/index.ts';
import { EngineCache, RuleEngine } from '../../src/engine/index.ts';
import type { Population } from '../../src/model/index.ts';
import {
  type CheckedRule,
  checkRule,
  compileRule,
  createPredicateCache,
  createRowSubject,
  evaluateReference,
  evaluateRows,
  type RowVerdicts,
} from '../../src/rules/index.ts';
import { generateTenant } from '../../src/synth/index.ts';
import { hasSharedFolder, readShared } from '../support/shared-folder.ts';

const rules: readonly CheckedRule[] = hasSharedFolder
  ? readShared('corpus/rules.jsonl')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => checkRule((JSON.parse(line) as { readonly rule: string }).rule))
      .flatMap((check) => (check.ok ? [check.rule] : []))
  : [];

function verdictAt({ members, undecided }: RowVerdicts, row: number): string {
  return members.has(row) ? 'member' : undecided.has(row) ? 'undecided' : 'notMember';
}

describe.skipIf(!hasSharedFolder)('harvested rules on a generated tenant of 5,000 users', () => {
  const tenant = generateTenant({ users: 5000, groups: 10, seed: 11, clock: Date.UTC(2026, 10, 23) });
  const membersOf = () => ({ known: emptyRowSet, isComplete: true });

  for (const object of ['user', 'device'] as const) {
    it(`are decided alike by the engine, row by row and by the reference: ${object} rules`, () => {
      const population: Population = tenant.populations[object];
      const context = { population, now: tenant.clock, cache: createPredicateCache(), membersOf };
      const asked = rules.filter((rule) => rule.object === object);
      const programs = asked.map((rule) => compileRule(rule));
      const together = new RuleEngine(programs, new EngineCache()).evaluateAll(context);
      let members = 0;
      for (const [index, program] of programs.entries()) {
        const direct = evaluateRows(program, context);
        const engine = together[index] ?? direct;
        expect([program.rule.text, [...engine.members.toArray()], [...engine.undecided.toArray()]]).toEqual([
          program.rule.text,
          [...direct.members.toArray()],
          [...direct.undecided.toArray()],
        ]);
        members += direct.members.size;
        const wrong: (readonly [number, string, string])[] = [];
        for (let row = 0; row < population.size; row++) {
          if (!population.isActive(row)) continue;
          const subject = createRowSubject(object, population, row, []);
          const { verdict } = evaluateReference(program.rule, subject, tenant.clock);
          if (verdict !== verdictAt(engine, row)) wrong.push([row, verdict, verdictAt(engine, row)]);
        }
        expect([program.rule.text, wrong]).toEqual([program.rule.text, []]);
      }
      expect(asked.length).toBeGreaterThan(object === 'user' ? 150 : 20);
      expect(members).toBeGreaterThan(1000);
    });
  }
});
