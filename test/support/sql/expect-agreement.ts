import { expect } from 'vitest';
import type { Verdict } from '../../../src/rules/index.ts';
import type { SqlEngine } from './engines.ts';
import { compileBatch, type SqlBatch } from './sql-cases.ts';

/** What was compared: pairs of rule and object by verdict, rules run, rules without an exact form in the dialect. */
export interface Agreement {
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly rules: number;
  readonly refused: number;
}

/** Runs the batches on an engine and expects the verdicts of the reference. */
export async function expectAgreement(engine: SqlEngine, batches: readonly SqlBatch[]): Promise<Agreement> {
  const counts = { member: 0, notMember: 0, undecided: 0 };
  let [rules, refused] = [0, 0];
  for (const batch of batches) {
    const compiled = compileBatch(batch, engine.dialect);
    refused += compiled.refused;
    rules += compiled.cases.length;
    const answers = await engine.answers(batch, compiled.cases);
    compiled.cases.forEach(({ sql, verdicts }, index) => {
      for (const verdict of verdicts) counts[verdict]++;
      const answered = answers[index] ?? [];
      if (answered.join() === verdicts.join()) return;
      const query = sql.query('members');
      const rows = batch.records.map((record, row) => ({ record, answered: answered[row], row }));
      const differing = rows.filter(({ row }) => answered[row] !== verdicts[row]).slice(0, 3);
      const expected = differing.map((found) => ({ ...found, answered: verdicts[found.row] }));
      const asked = JSON.stringify(query);
      expect({ asked, differing }).toEqual({ asked, differing: expected });
    });
  }
  return { counts, rules, refused };
}
