import type { FoldPairs } from '../fold-pairs.ts';
import { rawSql, sql, type SqlFragment } from '../fragment.ts';

/** A text as a literal of standard SQL: quotation marks doubled, nothing else special. */
export function quoteStandard(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `translate(value, from, to)`. The letters come from the table of folding and are none that SQL reads differently. */
export function foldByTranslate(value: SqlFragment, pairs: FoldPairs): SqlFragment {
  return sql`translate(${value}, ${rawSql(quoteStandard(pairs.from))}, ${rawSql(quoteStandard(pairs.to))})`;
}

/** `name(value, text)`. */
export function callWithTwo(name: string): (value: SqlFragment, text: SqlFragment) => SqlFragment {
  return (value, text) => sql`${rawSql(name)}(${value}, ${text})`;
}
