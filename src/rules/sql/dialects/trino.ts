import { formatInstant } from '../../../base/index.ts';
import { objectAlias, type SqlDialect } from '../dialect.ts';
import { rawSql, sql, type SqlFragment } from '../fragment.ts';
import { memberOfByObject } from './member-of-table.ts';
import { callWithTwo, foldByTranslate, quoteStandard } from './standard-texts.ts';

const isKnown = (name: string): SqlFragment =>
  sql`contains(${rawSql(`${objectAlias}."knownProperties"`)}, ${rawSql(`'${name}'`)})`;

/** Trino. Its parameters have no numbers: every use of a value is one. Not run by this project. */
export const trinoDialect: SqlDialect = {
  name: 'trino',
  title: 'Trino',
  parameterName: (index) => String(index),
  placeholder: (_index, isInstant) => (isInstant ? 'from_iso8601_timestamp(?)' : '?'),
  reusesParameters: false,
  instantForm: 'iso8601',
  quote: quoteStandard,
  literalInstant: (instant) => `from_iso8601_timestamp('${formatInstant(instant)}')`,
  instant: (parameter, offset) =>
    offset === 0 ? parameter : sql`date_add('millisecond', ${rawSql(String(offset))}, ${parameter})`,
  columnInstant: (column) => sql`date_trunc('millisecond', ${column})`,
  fold: foldByTranslate,
  startsWith: callWithTwo('starts_with'),
  endsWith: (value, text, length) => sql`substr(${value}, ${rawSql(String(-length))}) = ${text}`,
  contains: (value, text) => sql`strpos(${value}, ${text}) > 0`,
  binary: (value) => value,
  patterns: {
    kind: 'engine',
    textEnd: '\\z',
    nul: '\\x00',
    maxCount: 1000,
    beyondBmp: '\u{10000}-\u{10ffff}',
    search: callWithTwo('regexp_like'),
  },
  firstElement: (collection) => sql`element_at(${collection}, 1)`,
  hasElements: (collection) => sql`cardinality(${collection}) > 0`,
  anyElement: (collection, _type, predicate) =>
    sql`COALESCE(any_match(${collection}, e -> ${predicate(rawSql('e'))}), FALSE)`,
  planField: (plan, field) => sql`${plan}."${rawSql(field)}"`,
  isKnown,
  isReadable: (column, name) => sql`${column} IS NOT NULL OR ${isKnown(name)}`,
  memberOf: memberOfByObject(isKnown),
};
