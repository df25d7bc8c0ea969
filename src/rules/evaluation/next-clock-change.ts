import { type EpochMilliseconds, parseInstant } from '../../base/index.ts';
import { firstValueCode } from '../../model/index.ts';
import type { RuleNode } from '../rule-node.ts';
import { columnOf } from './bound-leaf.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import type { RuleProgram } from './rule-program.ts';

/**
 * The next instant after the context's at which the verdict for a row, or for any active row, can change by time alone;
 * undefined when none can. It is the first crossing of a date condition against system.now, whether or not the rest of the
 * rule lets it show. O(conditions), times the number of rows when no row is given.
 */
export function nextClockChange(
  program: RuleProgram,
  context: EvaluationContext,
  row?: number,
): EpochMilliseconds | undefined {
  if (!program.usesClock) return undefined;
  let next: EpochMilliseconds | undefined;
  for (const node of program.leaves.keys()) {
    if (node.kind !== 'compare' || node.value.kind !== 'now') continue;
    for (const text of textsRead(node, context, row)) {
      const crossing = crossingOf(node.operator, node.value.offset, text);
      if (crossing !== undefined && crossing > context.now && (next === undefined || crossing < next)) next = crossing;
    }
  }
  return next;
}

/** `-ge` holds while now + offset <= instant, so it ends a millisecond later; `-le` holds from instant = now + offset on. */
function crossingOf(operator: string, offset: number, text: string): EpochMilliseconds | undefined {
  const instant = parseInstant(text);
  if (instant === undefined) return undefined;
  return operator === 'ge' ? instant - offset + 1 : instant - offset;
}

function textsRead(
  node: Extract<RuleNode, { kind: 'compare' }>,
  { population }: EvaluationContext,
  row: number | undefined,
): readonly string[] {
  const column = columnOf(population, node.property);
  if (column === undefined) return [];
  const codes = new Set<number>();
  if (row !== undefined) codes.add(column.codeAt(row));
  else for (let each = 0; each < population.size; each++) if (population.isActive(each)) codes.add(column.codeAt(each));
  return [...codes].filter((code) => code >= firstValueCode).map((code) => column.dictionary.textAt(code));
}
