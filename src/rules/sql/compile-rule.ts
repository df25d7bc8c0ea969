import { err, ok, type EpochMilliseconds, type Result } from '../../base/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { defaultSemantics, type Semantics } from '../../model/index.ts';
import type { CheckedRule } from '../rule-node.ts';
import type { RuleObject } from '../rule-properties.ts';
import type { SqlContext } from './compile-context.ts';
import { compileRuleNode } from './compile-rule-node.ts';
import { objectAlias, type SqlDialectName } from './dialect.ts';
import { sqlDialects } from './dialects/index.ts';
import { identifier, joinSql, rawSql, sql, type SqlFragment } from './fragment.ts';
import { renderLiterals, renderQuery, type SqlQuery } from './render.ts';

/** How to compile a rule. */
export interface SqlOptions {
  readonly dialect: SqlDialectName;
  readonly semantics?: Semantics;
  /**
   * The objects have a list `knownProperties`; a NULL of a property that it does not name is not known. Always so in a tenant file
   * (dialect sqlite). Default: every NULL is null.
   */
  readonly checksKnown?: boolean;
  /** The table or view with the objects, parts separated by dots. Default: `users` or `devices`. */
  readonly table?: string;
}

/** Which objects a query returns: the members, or those that cannot be decided. */
export type SqlForm = 'members' | 'undecided';

/** A rule as SQL. */
export interface SqlRule {
  readonly dialect: SqlDialectName;
  readonly object: RuleObject;
  /** Functions that have to be registered first, see `createSqlFunctions`; only in SQLite. */
  readonly functions: readonly string[];
  /** The rule reads system.now. */
  readonly usesClock: boolean;
  /** A query with one column, the id of the object. */
  query(form: SqlForm): SqlQuery;
  /** The same query with literals instead of parameters. `now` is needed if the rule reads system.now. */
  literalQuery(form: SqlForm, now?: EpochMilliseconds): string;
}

/**
 * Compiles a rule to SQL that returns exactly what the reference evaluator says, in three values, over the tables that
 * docs/reference/sql-export.md describes. Fails with diagnostics (`sql/…`) when the dialect has no exact form for some condition:
 * nothing is approximated. O(size of the rule and of its patterns' character sets).
 */
export function compileRuleToSql(rule: CheckedRule, options: SqlOptions): Result<SqlRule, readonly Diagnostic[]> {
  const dialect = sqlDialects[options.dialect];
  const semantics = options.semantics ?? defaultSemantics;
  const context: SqlContext = {
    dialect,
    negativesMatchNull: semantics['null-negative-operators'] === 'match',
    checksKnown: options.dialect === 'sqlite' || options.checksKnown === true,
    functions: new Set(),
    refusals: [],
  };
  const truth = compileRuleNode(context, rule.root).fragment;
  const [first, ...others] = context.refusals;
  if (first !== undefined) return err([first, ...others]);
  const table = tableName(options.table ?? `${rule.object}s`);
  const from = sql`SELECT ${rawSql(objectAlias)}."id"\nFROM ${table} AS ${rawSql(objectAlias)}\nWHERE `;
  const whole = (form: SqlForm): SqlFragment =>
    form === 'members' ? sql`${from}${truth}` : sql`${from}(${truth}) IS NULL`;
  return ok({
    dialect: options.dialect,
    object: rule.object,
    functions: [...context.functions].toSorted(),
    usesClock: truth.pieces.some((piece) => typeof piece !== 'string' && piece.kind === 'now'),
    query: (form) => renderQuery(whole(form), dialect),
    literalQuery: (form, now) => renderLiterals(whole(form), dialect, now),
  });
}

function tableName(name: string): SqlFragment {
  return joinSql(name.split('.').map(identifier), '.');
}
