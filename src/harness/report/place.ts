import type { Span } from '../../base/index.ts';

/** A place in a file. Lines and columns count from 1; the end is exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/**
 * Where a part of a rule stands in the file that holds the rule at `place`. Undefined where the file spells the rule otherwise
 * (escaped, folded over lines), so that columns cannot be told.
 */
export function placeInRule(
  { file, line, column, endLine, endColumn }: Place,
  rule: string,
  span: Span,
): Place | undefined {
  const isVerbatim = endLine === line && endColumn === column + rule.length;
  if (!isVerbatim) return undefined;
  return { file, line, column: column + span.start, endLine: line, endColumn: column + span.end };
}
