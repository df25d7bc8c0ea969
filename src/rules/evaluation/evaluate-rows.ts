import { filterRows, type RowSet, rowSetOfSorted } from '../../base/index.ts';
import { chunkShift } from '../../model/index.ts';
import { type BoundLeaf, bindLeaf } from './bound-leaf.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { andLanes, chunkRows, createScratch, type Lane, openOffsets, orLanes, type Scratch } from './lanes.ts';
import type { PlanNode } from './rule-plan.ts';
import type { RuleProgram } from './rule-program.ts';
import { truthAt } from './evaluate-row.ts';
import { isFalse, isOpen, isTrue } from './truth.ts';
import { type RowVerdicts, VerdictWords } from './verdict-words.ts';

type BoundNode = BoundLeaf | BoundList;

interface BoundList {
  readonly kind: 'and' | 'or';
  readonly weight: number;
  readonly children: readonly BoundNode[];
}

/** Up to so many rows are answered one by one, without tables. */
const mostSingleRows = 32;

/** A conjunction looks at single rows once fewer than one in this many is still open. */
const sparseShare = 8;

/**
 * Evaluates a rule for all active objects, or for those among `rows`, three-valued. A condition is a look-up of the row's
 * code in a truth table; a conjunction starts with its rarest part and then looks only at rows that are still open.
 * O(rows * conditions) bytes touched at worst, plus one decision per new distinct value.
 */
export function evaluateRows(program: RuleProgram, context: EvaluationContext, rows?: RowSet): RowVerdicts {
  if (rows !== undefined) return evaluateSome(program.plan, context, rows);
  const verdicts = new VerdictWords(context.population.size);
  evaluateAll(bind(program.plan, context), context, verdicts);
  return verdicts.finish();
}

function evaluateAll(root: BoundNode, { population, cache }: EvaluationContext, verdicts: VerdictWords): void {
  const { size } = population;
  const scratch = createScratch(size);
  const lane = scratch.lane(0);
  const deleted = population.column('deletedDateTime');
  for (let first = 0; first < size; first += chunkRows) {
    const chunk = first >>> chunkShift;
    const length = Math.min(chunkRows, size - first);
    evaluateDense(root, { chunk, length, scratch, depth: 1 }, lane);
    verdicts.addLane(chunk, lane, length);
    if (deleted !== undefined) verdicts.remove(chunk, cache.deletedIn(deleted.chunk(chunk)));
  }
}

function evaluateSome(plan: PlanNode, context: EvaluationContext, rows: RowSet): RowVerdicts {
  const { population } = context;
  const chosen = filterRows(rows, (row) => row < population.size && population.isActive(row)).toArray();
  const truths =
    chosen.length <= mostSingleRows ? singleTruths(plan, context, chosen) : truthsOf(plan, context, chosen);
  const rowsWith = (truth: number): RowSet => rowSetOfSorted(chosen.filter((_, index) => truths[index] === truth));
  return { members: rowsWith(isTrue), undecided: rowsWith(isOpen) };
}

function singleTruths(plan: PlanNode, context: EvaluationContext, chosen: Uint32Array): Uint8Array {
  return Uint8Array.from(chosen, (row) => truthAt(plan, context, row));
}

function truthsOf(plan: PlanNode, context: EvaluationContext, chosen: Uint32Array): Uint8Array {
  const root = bind(plan, context);
  const truths = new Uint8Array(chosen.length);
  const scratch = createScratch(chosen.length);
  const lane = scratch.lane(0);
  const offsets = scratch.offsets(0);
  let next = 0;
  while (next < chosen.length) {
    const start = next;
    const chunk = (chosen[start] ?? 0) >>> chunkShift;
    const first = chunk << chunkShift;
    for (; next < chosen.length && (chosen[next] ?? 0) < first + chunkRows; next++)
      offsets[next - start] = (chosen[next] ?? 0) - first;
    evaluateSparse(root, { chunk, length: next - start, scratch, depth: 1 }, offsets, lane);
    truths.set(lane.bytes.subarray(0, next - start), start);
  }
  return truths;
}

/** Ties a plan to a population; parts of a list in the order in which it is best to look at them. */
function bind(node: PlanNode, context: EvaluationContext): BoundNode {
  if (!('children' in node)) return bindLeaf(node, context);
  const children = node.children.map((child) => bind(child, context));
  if (node.kind === 'or') {
    const sum = children.reduce((total, { weight }) => total + weight, 0);
    return { kind: 'or', weight: Math.min(1, sum), children };
  }
  const ordered = children.toSorted((left, right) => left.weight - right.weight);
  return { kind: 'and', weight: ordered[0]?.weight ?? 1, children: ordered };
}

/** One step of an evaluation: `length` rows of a chunk, and the depth from which working memory is free. */
interface Frame {
  readonly chunk: number;
  readonly length: number;
  readonly scratch: Scratch;
  readonly depth: number;
}

function evaluateDense(node: BoundNode, frame: Frame, lane: Lane): void {
  if (node.kind === 'leaf') {
    node.dense(frame.chunk, frame.length, lane.bytes);
    return;
  }
  const { length, scratch, depth } = frame;
  const inner = { ...frame, depth: depth + 1 };
  const [first, ...rest] = node.children;
  if (first !== undefined) evaluateDense(first, inner, lane);
  const other = scratch.lane(depth);
  for (const [index, child] of rest.entries()) {
    if (node.kind === 'and') {
      const offsets = scratch.offsets(depth);
      const count = openOffsets(lane, length, offsets, length / sparseShare);
      if (count !== undefined) {
        narrow(rest.slice(index), { ...inner, length: count }, offsets, lane);
        return;
      }
    }
    evaluateDense(child, inner, other);
    if (node.kind === 'and') andLanes(lane, other, length);
    else orLanes(lane, other, length);
  }
}

/** The rest of a conjunction, for the few rows at `offsets` that are still open in the lane. */
function narrow(parts: readonly BoundNode[], frame: Frame, offsets: Uint32Array, lane: Lane): void {
  const { bytes } = lane;
  const other = frame.scratch.lane(frame.depth - 1);
  let count = frame.length;
  for (const part of parts) {
    if (count === 0) return;
    evaluateSparse(part, { ...frame, length: count }, offsets, other);
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const offset = offsets[index] ?? 0;
      const truth = (bytes[offset] ?? 0) & (other.bytes[index] ?? 0);
      bytes[offset] = truth;
      if (truth !== isFalse) offsets[kept++] = offset;
    }
    count = kept;
  }
}

function evaluateSparse(node: BoundNode, frame: Frame, offsets: Uint32Array, lane: Lane): void {
  const { chunk, length, scratch, depth } = frame;
  if (node.kind === 'leaf') {
    node.sparse(chunk, offsets, length, lane.bytes);
    return;
  }
  const inner = { ...frame, depth: depth + 1 };
  const [first, ...rest] = node.children;
  if (first !== undefined) evaluateSparse(first, inner, offsets, lane);
  const other = scratch.lane(depth);
  for (const child of rest) {
    if (node.kind === 'and' && isAllFalse(lane, length)) return;
    evaluateSparse(child, inner, offsets, other);
    if (node.kind === 'and') andLanes(lane, other, length);
    else orLanes(lane, other, length);
  }
}

function isAllFalse({ bytes }: Lane, length: number): boolean {
  for (let index = 0; index < length; index++) if (bytes[index] !== isFalse) return false;
  return true;
}
