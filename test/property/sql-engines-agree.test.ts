import { afterAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/rules/index.ts';
import { askDuckdb, askDuckdbLiterally, connectDuckdb, fillDuckdb } from '../support/sql/duckdb-engine.ts';
import { askPostgres } from '../support/sql/postgres-engine.ts';
import { startPostgres } from '../support/sql/postgres-server.ts';
import { skipLoudly } from '../support/sql/skip-loudly.ts';
import { type CompiledCase, compileBatch, sqlBatches, verdictsFrom } from '../support/sql/sql-cases.ts';
import { openSqliteEngine } from '../support/sql/sqlite-engine.ts';
import { tableOfRecords } from '../support/sql/table-of-records.ts';

/*
 * The third oracle: rules as SQL, run by three engines that know nothing of this project, against the reference evaluator. Members,
 * others and undecided all have to be the same.
 */

const batches = sqlBatches({ batches: 16, rules: 25, records: 24 });

/** Counts verdicts, so that a run in which hardly anything is a member, or undecided, cannot pass. */
class Tally {
  readonly counts = { member: 0, notMember: 0, undecided: 0 };
  rules = 0;
  refused = 0;

  compare({ sql, verdicts }: CompiledCase, answered: readonly Verdict[]): void {
    this.rules++;
    for (const verdict of verdicts) this.counts[verdict]++;
    if (JSON.stringify(answered) !== JSON.stringify(verdicts)) {
      expect({ sql: sql.query('members'), answered }).toEqual({ sql: sql.query('members'), answered: verdicts });
    }
  }

  expectVariety(mostRefused: number): void {
    const { member, notMember, undecided } = this.counts;
    const pairs = member + notMember + undecided;
    expect(Math.min(member, notMember, undecided)).toBeGreaterThan(pairs / 20);
    expect(this.rules).toBeGreaterThan(200);
    expect(this.refused).toBeLessThan(mostRefused);
  }
}

describe('rules as SQL say what the reference says', () => {
  it('in SQLite, over the views of a tenant file', () => {
    const tally = new Tally();
    for (const batch of batches) {
      const engine = openSqliteEngine(batch.object, batch.records);
      const { cases, refused } = compileBatch(batch, 'sqlite');
      tally.refused += refused;
      for (const one of cases) tally.compare(one, engine.verdicts(one.sql));
      engine.close();
    }
    tally.expectVariety(1);
  });
});

const duckdb = await connectDuckdb();

describe('rules as SQL in DuckDB', () => {
  if (typeof duckdb === 'string') return skipLoudly('rules as SQL in DuckDB', duckdb);
  afterAll(() => duckdb.closeSync());

  it('say what the reference says', async () => {
    const tally = new Tally();
    for (const batch of batches) {
      await fillDuckdb(duckdb, tableOfRecords(batch.object, batch.records));
      const { cases, refused } = compileBatch(batch, 'duckdb');
      tally.refused += refused;
      for (const one of cases) {
        const members = await askDuckdb(duckdb, one.sql, 'members');
        const undecided = await askDuckdb(duckdb, one.sql, 'undecided');
        tally.compare(one, verdictsFrom(batch.records, members, undecided));
        expect(await askDuckdbLiterally(duckdb, one.sql, 'members')).toEqual(members);
      }
    }
    tally.expectVariety(160);
  });
});

const postgres = startPostgres();

describe('rules as SQL in PostgreSQL', () => {
  if (typeof postgres === 'string') return skipLoudly('rules as SQL in PostgreSQL', postgres);
  afterAll(() => postgres.stop());

  it('say what the reference says', () => {
    const tally = new Tally();
    for (const batch of batches) {
      const { cases, refused } = compileBatch(batch, 'postgresql');
      tally.refused += refused;
      const table = tableOfRecords(batch.object, batch.records);
      const answers = askPostgres(
        postgres,
        table,
        cases.map(({ sql }) => sql),
      );
      cases.forEach((one, index) => {
        for (const isLiteral of [false, true]) {
          const [members, undecided] = (['members', 'undecided'] as const).map((form) =>
            answers.ids(index, form, isLiteral),
          );
          tally.compare(one, verdictsFrom(batch.records, members ?? [], undecided ?? []));
        }
      });
    }
    tally.expectVariety(160);
  });
});
