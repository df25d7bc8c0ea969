import { describe, expect, it } from 'vitest';
import { emptyRowSet } from '../../src/base/index.ts';
import {
  checkRule,
  compileRule,
  compileRuleToSql,
  createPredicateCache,
  evaluateRows,
  type EvaluationContext,
  type RuleObject,
} from '../../src/rules/index.ts';
import { generateTenant } from '../../src/synth/index.ts';
import { testClock } from '../support/population-of.ts';
import { hasSharedFolder, readShared } from '../support/shared-folder.ts';
import { queryIds } from '../support/sql/sqlite-engine.ts';
import { openTenantFile } from '../support/sql/tenant-file.ts';

if (!hasSharedFolder) console.warn('SKIPPED: there is no shared folder with public rules; they were not run in SQL.');

describe.skipIf(!hasSharedFolder)('public rules over a generated tenant of 5,000 users, some of it not known', () => {
  it('have the same members and the same undecided objects in SQLite as in columns', () => {
    const tenant = generateTenant({ users: 5000, seed: 7, clock: testClock, notKnown: 0.05 });
    const database = openTenantFile(tenant);
    const texts = new Set(
      readShared('corpus/rules.jsonl')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { readonly rule: string }).rule),
    );
    const cache = createPredicateCache();
    const contextOf = (object: RuleObject): EvaluationContext => ({
      population: tenant.populations[object],
      now: tenant.clock,
      cache,
      membersOf: () => ({ known: emptyRowSet, isComplete: true }),
    });
    const contexts = { user: contextOf('user'), device: contextOf('device') };
    const counts = { rules: 0, members: 0, undecided: 0 };
    for (const text of texts) {
      const check = checkRule(text);
      if (!check.ok || check.rule.root.kind === 'memberOf') continue;
      const { rule } = check;
      const { population } = contexts[rule.object];
      const { members, undecided } = evaluateRows(compileRule(rule), contexts[rule.object]);
      const sql = compileRuleToSql(rule, { dialect: 'sqlite' });
      if (!sql.ok) throw new Error(`${text}: ${sql.error[0]?.message}`);
      const idsOf = (rows: Iterable<number>): readonly string[] =>
        Array.from(rows, (row) => population.idAt(row)).toSorted();
      const say = (form: 'members' | 'undecided'): readonly string[] =>
        queryIds(database, sql.value, form, tenant.clock).toSorted();
      expect({ text, members: say('members') }).toEqual({ text, members: idsOf(members.toArray()) });
      expect({ text, undecided: say('undecided') }).toEqual({ text, undecided: idsOf(undecided.toArray()) });
      counts.rules++;
      counts.members += members.size;
      counts.undecided += undecided.size;
    }
    database.close();
    expect(counts.rules).toBeGreaterThan(250);
    expect(counts.members).toBeGreaterThan(10_000);
    expect(counts.undecided).toBeGreaterThan(10_000);
  });
});
