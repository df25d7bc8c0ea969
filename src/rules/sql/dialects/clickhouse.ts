import { objectAlias, type SqlDialect } from '../dialect.ts';
import { rawSql, sql, type SqlFragment } from '../fragment.ts';
import { memberOfByObject } from './member-of-table.ts';
import { callWithTwo, quoteStandard } from './standard-texts.ts';

const isKnown = (name: string): SqlFragment =>
  sql`has(${rawSql(`${objectAlias}."knownProperties"`)}, ${rawSql(`'${name}'`)})`;

/** ClickHouse. Arrays cannot be NULL there: an empty one is no value. Not run by this project. */
export const clickhouseDialect: SqlDialect = {
  name: 'clickhouse',
  title: 'ClickHouse',
  parameterName: (index) => `p${index}`,
  placeholder: (index, isInstant) => `{p${index}:${isInstant ? 'Int64' : 'String'}}`,
  reusesParameters: true,
  instantForm: 'epochMilliseconds',
  // A backslash begins an escape in every literal.
  quote: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  literalInstant: String,
  instant: (parameter, offset) => (offset === 0 ? parameter : sql`${parameter} + (${rawSql(String(offset))})`),
  columnInstant: (column) => sql`toUnixTimestamp64Milli(toDateTime64(${column}, 3))`,
  fold: (value, { from, to }) =>
    sql`translateUTF8(${value}, ${rawSql(quoteStandard(from))}, ${rawSql(quoteStandard(to))})`,
  startsWith: callWithTwo('startsWith'),
  endsWith: callWithTwo('endsWith'),
  contains: (value, text) => sql`position(${value}, ${text}) > 0`,
  binary: (value) => value,
  patterns: {
    kind: 'engine',
    textEnd: '\\z',
    nul: '\\x00',
    maxCount: 1000,
    beyondBmp: '\\x{10000}-\\x{10FFFF}',
    search: callWithTwo('match'),
  },
  firstElement: (collection) => sql`${collection}[1]`,
  hasElements: (collection) => sql`notEmpty(${collection})`,
  anyElement: (collection, _type, predicate) => sql`arrayExists(e -> ${predicate(rawSql('e'))}, ${collection})`,
  planField: (plan, field) => sql`tupleElement(${plan}, ${rawSql(`'${field}'`)})`,
  isKnown,
  isReadable: (column, name, type) => {
    const isCollection = type === 'stringCollection' || type === 'objectCollection';
    return sql`${isCollection ? sql`notEmpty(${column})` : sql`${column} IS NOT NULL`} OR ${isKnown(name)}`;
  },
  memberOf: memberOfByObject(isKnown),
};
