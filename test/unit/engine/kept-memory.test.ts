import { describe, expect, it } from 'vitest';
import { createWorkload } from '../../../bench/support/workload.ts';
import { type RowSet, rowSetWords } from '../../../src/base/index.ts';
import { EngineCache, RuleEngine } from '../../../src/engine/index.ts';
import { compileRule } from '../../../src/rules/index.ts';

/** Large enough for dictionaries whose rows are looked up one by one. */
const { tenant, rules } = createWorkload({ users: 20_000, rules: 300 });

function buffersOf(rows: RowSet): readonly ArrayBufferLike[] {
  return [rowSetWords(rows)?.buffer ?? rows.toArray().buffer];
}

describe('what an evaluation leaves behind', () => {
  it('is ordinary memory that nothing else writes to', () => {
    const programs = rules.map((rule) => compileRule(rule));
    const context = { population: tenant.populations.user, now: tenant.clock };
    const verdicts = new RuleEngine(programs, new EngineCache()).evaluateAll(context);
    const buffers = verdicts.flatMap(({ members, undecided }) => [...buffersOf(members), ...buffersOf(undecided)]);
    expect(buffers.length).toBe(2 * rules.length);
    expect(buffers.filter((buffer) => !(buffer instanceof ArrayBuffer))).toEqual([]);
    expect(verdicts.some(({ members }) => rowSetWords(members) !== undefined)).toBe(true);
  });
});
