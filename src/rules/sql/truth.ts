import { joinSql, rawSql, sql, type SqlFragment } from './fragment.ts';

/**
 * A condition in SQL: TRUE, FALSE, or NULL for undecided. SQL's AND, OR and NOT treat NULL exactly as the rule language treats
 * undecided, so conditions need no more than those; a null attribute never becomes a NULL here. `isDecided`: never NULL.
 */
export interface SqlTruth {
  readonly fragment: SqlFragment;
  readonly isDecided: boolean;
}

export function decided(fragment: SqlFragment): SqlTruth {
  return { fragment, isDecided: true };
}

const sqlTrue: SqlTruth = decided(rawSql('TRUE'));
export const sqlFalse: SqlTruth = decided(rawSql('FALSE'));

export function constantTruth(value: boolean): SqlTruth {
  return value ? sqlTrue : sqlFalse;
}

export function negateTruth({ fragment, isDecided }: SqlTruth): SqlTruth {
  return { fragment: sql`NOT (${fragment})`, isDecided };
}

/** AND or OR of at least one part. */
export function combineTruths(kind: 'and' | 'or', parts: readonly SqlTruth[]): SqlTruth {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const written = parts.map(({ fragment }) => sql`(${fragment})`);
  return {
    fragment: joinSql(written, kind === 'and' ? ' AND ' : ' OR '),
    isDecided: parts.every(({ isDecided }) => isDecided),
  };
}

/** The condition where the guard is true, undecided elsewhere. */
export function guardTruth(guard: SqlFragment, { fragment }: SqlTruth): SqlTruth {
  return { fragment: sql`CASE WHEN ${guard} THEN ${fragment} END`, isDecided: false };
}
