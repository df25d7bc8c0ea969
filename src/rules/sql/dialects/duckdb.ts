import { objectAlias, type SqlDialect } from '../dialect.ts';
import { rawSql, sql, type SqlFragment } from '../fragment.ts';
import { memberOfByObject } from './member-of-table.ts';
import { callWithTwo, foldByTranslate, quoteStandard } from './standard-texts.ts';

const isKnown = (name: string): SqlFragment =>
  sql`list_contains(${rawSql(`${objectAlias}."knownProperties"`)}, ${rawSql(`'${name}'`)})`;

/** DuckDB 1.0 or later. */
export const duckdbDialect: SqlDialect = {
  name: 'duckdb',
  title: 'DuckDB',
  parameterName: (index) => `$${index}`,
  placeholder: (index, isInstant) => (isInstant ? `CAST($${index} AS BIGINT)` : `CAST($${index} AS VARCHAR)`),
  reusesParameters: true,
  instantForm: 'epochMilliseconds',
  quote: quoteStandard,
  literalInstant: String,
  instant: (parameter, offset) => (offset === 0 ? parameter : sql`${parameter} + (${rawSql(String(offset))})`),
  columnInstant: (column) => sql`epoch_ms(${column})`,
  fold: foldByTranslate,
  startsWith: callWithTwo('starts_with'),
  endsWith: callWithTwo('ends_with'),
  contains: callWithTwo('contains'),
  binary: (value) => value,
  patterns: {
    kind: 'engine',
    textEnd: '\\z',
    nul: '\\x00',
    // DuckDB 1.5 turns simple patterns into LIKE and gets some wrong: `\A\A`, or `a(?:)`, which becomes "ends with a".
    isCaptured: true,
    maxCount: 1000,
    beyondBmp: '\\x{10000}-\\x{10FFFF}',
    search: callWithTwo('regexp_matches'),
  },
  firstElement: (collection) => sql`${collection}[1]`,
  hasElements: (collection) => sql`len(${collection}) > 0`,
  anyElement: (collection, _type, predicate) =>
    sql`EXISTS (SELECT 1 FROM (SELECT unnest(${collection}) AS "value") AS e WHERE ${predicate(rawSql('e."value"'))})`,
  planField: (plan, field) => sql`struct_extract(${plan}, ${rawSql(`'${field}'`)})`,
  isKnown,
  isReadable: (column, name) => sql`${column} IS NOT NULL OR ${isKnown(name)}`,
  memberOf: memberOfByObject(isKnown),
};
