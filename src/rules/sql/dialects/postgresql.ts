import { formatInstant } from '../../../base/index.ts';
import { type SqlDialect, objectAlias } from '../dialect.ts';
import { rawSql, sql, type SqlFragment } from '../fragment.ts';
import { memberOfByObject } from './member-of-table.ts';
import { callWithTwo, foldByTranslate } from './standard-texts.ts';

const isKnown = (name: string): SqlFragment =>
  sql`${rawSql(`'${name}'`)} = ANY(${rawSql(`${objectAlias}."knownProperties"`)})`;

/** PostgreSQL 12 or later, database encoding UTF8. Texts are compared by the collation "C", which is binary. */
export const postgresqlDialect: SqlDialect = {
  name: 'postgresql',
  title: 'PostgreSQL',
  parameterName: (index) => `$${index}`,
  placeholder: (index, isInstant) => (isInstant ? `CAST($${index} AS timestamptz)` : `CAST($${index} AS text)`),
  reusesParameters: true,
  instantForm: 'iso8601',
  quote: quoteEscaped,
  literalInstant: (instant) => `CAST('${formatInstant(instant)}' AS timestamptz)`,
  instant: (parameter, offset) =>
    offset === 0 ? parameter : sql`${parameter} + INTERVAL '${rawSql(String(offset))} milliseconds'`,
  columnInstant: (column) => sql`date_trunc('milliseconds', ${column})`,
  fold: (value, pairs) => foldByTranslate(value, pairs),
  startsWith: callWithTwo('starts_with'),
  endsWith: (value, text, length) => sql`${collated(sql`right(${value}, ${rawSql(String(length))})`)} = ${text}`,
  contains: (value, text) => sql`strpos(${collated(value)}, ${text}) > 0`,
  binary: collated,
  patterns: {
    kind: 'engine',
    textEnd: '\\Z',
    textEndOrLastFeed: '(?=\\n?\\Z)',
    maxCount: 255,
    beyondBmp: '\\U00010000-\\U0010FFFF',
    search: (value, pattern) => sql`${collated(value)} ~ ${pattern}`,
  },
  firstElement: (collection) => sql`(${collection})[1]`,
  hasElements: (collection) => sql`cardinality(${collection}) > 0`,
  anyElement: (collection, type, predicate) =>
    sql`EXISTS (SELECT 1 FROM ${rawSql(type === 'text' ? 'unnest' : 'jsonb_array_elements')}(${collection}) AS e("value") WHERE ${predicate(rawSql('e."value"'))})`,
  planField: (plan, field) => sql`(${plan} ->> ${rawSql(`'${field}'`)})`,
  isKnown,
  isReadable: (column, name) => sql`${column} IS NOT NULL OR ${isKnown(name)}`,
  memberOf: memberOfByObject(isKnown),
};

function collated(value: SqlFragment): SqlFragment {
  return sql`${value} COLLATE "C"`;
}

/** `E'…'` means the same whatever standard_conforming_strings says. */
function quoteEscaped(text: string): string {
  const doubled = text.replaceAll("'", "''");
  return doubled.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}
