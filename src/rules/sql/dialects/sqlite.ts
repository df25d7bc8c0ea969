import { foldOrdinal } from '../../../base/index.ts';
import { isDirectoryExtension } from '../../../model/index.ts';
import { objectAlias, type SqlDialect } from '../dialect.ts';
import type { FoldPairs } from '../fold-pairs.ts';
import { rawSql, sql, type SqlFragment } from '../fragment.ts';
import { isInOneOf } from './member-of-table.ts';
import { callWithTwo, quoteStandard } from './standard-texts.ts';

/** The names in there are those of the catalogue, in compact JSON: a name in quotation marks stands for itself only. */
const isKnown = (name: string): SqlFragment =>
  sql`instr(${rawSql(`${objectAlias}."knownProperties"`)}, ${rawSql(`'"${name}"'`)}) > 0`;

/**
 * SQLite 3.38 or later over the views of a tenant file. `upper` folds ASCII there; other letters are replaced one by one. Patterns
 * and orders of texts need the functions of `sqlite-functions.ts`.
 */
export const sqliteDialect: SqlDialect = {
  name: 'sqlite',
  title: 'SQLite',
  parameterName: (index) => `?${index}`,
  placeholder: (index) => `?${index}`,
  reusesParameters: true,
  instantForm: 'epochMilliseconds',
  quote: quoteStandard,
  literalInstant: String,
  instant: (parameter, offset) => (offset === 0 ? parameter : sql`${parameter} + (${rawSql(String(offset))})`),
  columnInstant: (column) => sql`unixepoch(${column}) * 1000 + CAST(substr(${column}, 21, 3) AS INTEGER)`,
  fold,
  startsWith: (value, text) => sql`instr(${value}, ${text}) = 1`,
  endsWith: (value, text, length) => sql`substr(${value}, ${rawSql(String(-length))}) = ${text}`,
  contains: (value, text) => sql`instr(${value}, ${text}) > 0`,
  binary: (value) => value,
  patterns: { kind: 'functions' },
  firstElement: (collection) => sql`(${collection} ->> 0)`,
  hasElements: (collection) => sql`json_array_length(${collection}) > 0`,
  anyElement: (collection, _type, predicate) =>
    sql`EXISTS (SELECT 1 FROM json_each(${collection}) AS e WHERE ${predicate(rawSql('e."value"'))})`,
  planField: (plan, field) => sql`(${plan} ->> ${rawSql(`'${field}'`)})`,
  isKnown,
  // A text with half a surrogate pair is stored as a blob. No SQL can compare it, so that it stays undecided.
  isReadable: (column, name, type) =>
    type === 'string'
      ? sql`typeof(${column}) = 'text' OR (${column} IS NULL AND ${isKnown(name)})`
      : sql`${column} IS NOT NULL OR ${isKnown(name)}`,
  readExtension: (name, truth) => {
    const key = rawSql(quoteStandard(isDirectoryExtension(name) ? foldOrdinal(name) : name));
    const additional = rawSql(`${objectAlias}."additional"`);
    return sql`(SELECT ${truth(rawSql('a."value"'))} FROM json_each(${additional}) AS a WHERE upper(a."key") = ${key} LIMIT 1)`;
  },
  memberOf: (object, ids) => {
    const isIn = isInOneOf(object, ids, (column) => column);
    const unknown = sql`EXISTS (SELECT 1 FROM "groups" AS g WHERE g."id" IN (${ids}) AND NOT EXISTS (SELECT 1 FROM link_holder AS h WHERE h."relation" = 'groupMembers' AND h."holder" = g."row"))`;
    return sql`CASE WHEN ${isIn} THEN TRUE WHEN ${unknown} THEN NULL ELSE FALSE END`;
  },
};

function fold(value: SqlFragment, { from, to }: FoldPairs): SqlFragment {
  const isAscii = (letter: string): boolean => letter < '\u0080';
  const letters = Array.from(from, (letter, index) => ({ letter, folded: to.charAt(index) }));
  const ascii = letters.some(({ letter }) => isAscii(letter)) ? sql`upper(${value})` : value;
  return letters
    .filter(({ letter }) => !isAscii(letter))
    .reduce(
      (folded, pair) =>
        sql`${callWithTwo('replace')(folded, rawSql(`${quoteStandard(pair.letter)}, ${quoteStandard(pair.folded)}`))}`,
      ascii,
    );
}
