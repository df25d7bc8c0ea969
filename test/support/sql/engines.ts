import type { SqlDialectName, Verdict } from '../../../src/rules/index.ts';
import { askDuckdb, askDuckdbLiterally, connectDuckdb, fillDuckdb } from './duckdb-engine.ts';
import { askPostgres } from './postgres-engine.ts';
import { findPostgres, type PostgresServer } from './postgres-server.ts';
import { type CompiledCase, type SqlBatch, verdictsFrom } from './sql-cases.ts';
import { openSqliteEngine } from './sqlite-engine.ts';
import { tableOfRecords } from './table-of-records.ts';

/** An SQL engine that rules are run on. */
export interface SqlEngine {
  readonly title: string;
  readonly dialect: SqlDialectName;
  /** Verdicts of the rules for the records of the batch; queries with parameters and with literals have to say the same. */
  answers(batch: SqlBatch, cases: readonly CompiledCase[]): Promise<readonly (readonly Verdict[])[]>;
  close(): void;
}

/** An engine that is not here, and why. */
export interface MissingEngine {
  readonly title: string;
  readonly missing: string;
}

/** Every engine that the tests can run: SQLite always, the others where they are installed. */
export async function startSqlEngines(): Promise<readonly (SqlEngine | MissingEngine)[]> {
  return [sqliteEngine, await duckdbEngine(), postgresEngine()];
}

const sqliteEngine: SqlEngine = {
  title: 'SQLite, over the views of a tenant file',
  dialect: 'sqlite',
  answers: (batch, cases) => {
    const engine = openSqliteEngine(batch.object, batch.records);
    const answers = cases.map(({ sql }) => engine.verdicts(sql));
    engine.close();
    return Promise.resolve(answers);
  },
  close: () => undefined,
};

async function duckdbEngine(): Promise<SqlEngine | MissingEngine> {
  const title = 'DuckDB';
  const connection = await connectDuckdb();
  if (typeof connection === 'string') return { title, missing: connection };
  return {
    title,
    dialect: 'duckdb',
    answers: async (batch, cases) => {
      await fillDuckdb(connection, tableOfRecords(batch.object, batch.records));
      const answers: (readonly Verdict[])[] = [];
      for (const { sql } of cases) {
        const members = await askDuckdb(connection, sql, 'members');
        const undecided = await askDuckdb(connection, sql, 'undecided');
        answers.push(verdictsFrom(batch.records, members, undecided));
        const literally = await askDuckdbLiterally(connection, sql, 'members');
        requireSame(members, literally, sql.literalQuery('members', 0));
      }
      return answers;
    },
    close: () => connection.closeSync(),
  };
}

function postgresEngine(): SqlEngine | MissingEngine {
  const title = 'PostgreSQL';
  const start = findPostgres();
  if (typeof start === 'string') return { title, missing: start };
  // Started by the first test that asks: what is only collected, not run, has nothing that would stop it.
  let server: PostgresServer | undefined;
  return {
    title,
    dialect: 'postgresql',
    answers: (batch, cases) => {
      const table = tableOfRecords(batch.object, batch.records);
      const answers = askPostgres(
        (server ??= start()),
        table,
        cases.map(({ sql }) => sql),
      );
      return Promise.resolve(
        cases.map(({ sql }, index) => {
          const members = answers.ids(index, 'members', false);
          const undecided = answers.ids(index, 'undecided', false);
          requireSame(members, answers.ids(index, 'members', true), sql.literalQuery('members', 0));
          return verdictsFrom(batch.records, members, undecided);
        }),
      );
    },
    close: () => server?.stop(),
  };
}

function requireSame(withParameters: readonly string[], withLiterals: readonly string[], query: string): void {
  if (withParameters.toSorted().join() !== withLiterals.toSorted().join()) {
    throw new Error(`literals say something else than parameters: ${query}`);
  }
}
