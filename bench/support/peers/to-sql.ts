import type { ElementTree, PeerTree, TextTest } from './peer-tree.ts';

/** Stands for a value that is not known, in columns of text and of dates: no value of the workload equals it. */
export const notKnownText = '\u0001';
export const notKnownDate = -9_007_199_254_740_991;

/** Where dialects differ. */
export interface PeerDialect {
  /** An expression for the text of a column, which may be an enumeration. */
  text(column: string): string;
  /** True when the texts start with it. */
  startsWith(text: string, column: string, value: string): string;
  endsWith(text: string, value: string): string;
  contains(text: string, value: string): string;
  matches(text: string, pattern: string): string;
  distinctFrom(column: string, value: string): string;
}

/** A condition of SQL for a tree. `hasNotKnown` says which columns need a guard. */
export function toSql(tree: PeerTree, dialect: PeerDialect, hasNotKnown: (column: string) => boolean): string {
  if ('children' in tree) {
    return `(${tree.children.map((child) => toSql(child, dialect, hasNotKnown)).join(tree.kind === 'and' ? ' AND ' : ' OR ')})`;
  }
  const column = name(tree.column);
  const guarded = (condition: string, sentinel: string): string =>
    hasNotKnown(tree.column) ? `(${condition} AND ${dialect.distinctFrom(column, sentinel)})` : condition;
  switch (tree.kind) {
    case 'null':
      return tree.isNegated ? guarded(`${column} IS NOT NULL`, quote(notKnownText)) : `${column} IS NULL`;
    case 'date':
      return guarded(`${column} ${tree.operator} ${tree.wanted}`, String(notKnownDate));
    case 'some': {
      const sets = `SELECT "set" FROM ${name(`elements_${tree.column}`)} WHERE ${elementSql(tree.body, dialect)}`;
      return tree.isNegated ? `(${column} IS NULL OR ${column} NOT IN (${sets}))` : `${column} IN (${sets})`;
    }
    case 'text': {
      const { test, isNegated } = tree;
      if (!isNegated) {
        const condition = textSql(column, test, dialect);
        return test.kind === 'match' ? guarded(condition, quote(notKnownText)) : condition;
      }
      if (test.kind === 'in' && test.values.length === 1) {
        return guarded(dialect.distinctFrom(column, quote(test.values[0] ?? '')), quote(notKnownText));
      }
      return guarded(`(${column} IS NULL OR NOT ${textSql(column, test, dialect)})`, quote(notKnownText));
    }
  }
}

function elementSql(tree: ElementTree, dialect: PeerDialect): string {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return `(${tree.children.map((child) => elementSql(child, dialect)).join(tree.kind === 'and' ? ' AND ' : ' OR ')})`;
    case 'not':
      return `NOT ${elementSql(tree.child, dialect)}`;
    case 'element':
      return textSql(name(tree.field), tree.test, dialect);
  }
}

function textSql(column: string, test: TextTest, dialect: PeerDialect): string {
  switch (test.kind) {
    case 'in':
      return test.values.length === 1
        ? `${column} = ${quote(test.values[0] ?? '')}`
        : `${column} IN (${test.values.map(quote).join(', ')})`;
    case 'startsWith':
      return dialect.startsWith(dialect.text(column), column, test.value);
    case 'endsWith':
      return dialect.endsWith(dialect.text(column), test.value);
    case 'contains':
      return dialect.contains(dialect.text(column), test.value);
    case 'match':
      return dialect.matches(dialect.text(column), test.pattern);
  }
}

/** A name of SQL. */
export function name(text: string): string {
  return `"${text}"`;
}

/** A text of SQL. The benches write literals into the query, in the peers' favour: nothing is bound or planned blindly. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
