import { filterRows, type RowSet, rowSetOfSorted } from '../../base/index.ts';
import { chunkShift, firstValueCode, type Population } from '../../model/index.ts';
import { type BoundLeaf, bindLeaf } from './bound-leaf.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { andLanes, chunkRows, createScratch, type Lane, openOffsets, orLanes, type Scratch } from './lanes.ts';
import type { PlanNode } from './rule-plan.ts';
import type { RuleProgram } from './rule-program.ts';
import { isFalse, isTrue } from './truth.ts';

/** The rows for which a rule says member, and those for which it cannot be decided. */
export interface RowVerdicts {
  readonly members: RowSet;
  readonly undecided: RowSet;
}

type BoundNode = BoundLeaf | BoundList;

interface BoundList {
  readonly kind: 'and' | 'or';
  readonly weight: number;
  readonly children: readonly BoundNode[];
}

/** A conjunction looks at single rows once fewer than one in this many is still open. */
const sparseShare = 8;

/**
 * Evaluates a rule for all active objects, or for those among `rows`, three-valued. A condition is a look-up of the row's
 * code in a truth table; a conjunction starts with its rarest part and then looks only at rows that are still open.
 * O(rows * conditions) bytes touched at worst, plus one decision per new distinct value.
 */
export function evaluateRows(program: RuleProgram, context: EvaluationContext, rows?: RowSet): RowVerdicts {
  const { population } = context;
  const root = bind(program.plan, context);
  const collector = new VerdictCollector();
  if (rows === undefined) evaluateAll(root, population, collector);
  else evaluateSome(root, population, rows, collector);
  return collector.finish();
}

function evaluateAll(root: BoundNode, population: Population, collector: VerdictCollector): void {
  const { size } = population;
  const scratch = createScratch(size);
  const lane = scratch.lane(0);
  const offsets = scratch.offsets(0);
  const deleted = population.column('deletedDateTime');
  for (let first = 0; first < size; first += chunkRows) {
    const chunk = first >>> chunkShift;
    const length = Math.min(chunkRows, size - first);
    evaluateDense(root, { chunk, length, scratch, depth: 1 }, lane);
    const count = openOffsets(lane, length, offsets, length) ?? 0;
    const deletions = deleted?.chunk(chunk);
    for (let index = 0; index < count; index++) {
      const offset = offsets[index] ?? 0;
      if (deletions !== undefined && (deletions[offset] ?? 0) >= firstValueCode) continue;
      collector.add(first + offset, lane.bytes[offset] ?? isFalse);
    }
  }
}

function evaluateSome(root: BoundNode, population: Population, rows: RowSet, collector: VerdictCollector): void {
  const chosen = filterRows(rows, (row) => row < population.size && population.isActive(row)).toArray();
  const scratch = createScratch(Math.min(population.size, chosen.length));
  const lane = scratch.lane(0);
  const offsets = scratch.offsets(0);
  let next = 0;
  while (next < chosen.length) {
    const chunk = (chosen[next] ?? 0) >>> chunkShift;
    const first = chunk << chunkShift;
    let count = 0;
    for (; next < chosen.length && (chosen[next] ?? 0) < first + chunkRows; next++)
      offsets[count++] = (chosen[next] ?? 0) - first;
    evaluateSparse(root, { chunk, length: count, scratch, depth: 1 }, offsets, lane);
    for (let index = 0; index < count; index++)
      collector.add(first + (offsets[index] ?? 0), lane.bytes[index] ?? isFalse);
  }
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

/** Collects rows in ascending order. */
class VerdictCollector {
  readonly #members = new RowList();
  readonly #undecided = new RowList();

  add(row: number, truth: number): void {
    if (truth === isTrue) this.#members.push(row);
    else if (truth !== isFalse) this.#undecided.push(row);
  }

  finish(): RowVerdicts {
    return { members: this.#members.finish(), undecided: this.#undecided.finish() };
  }
}

class RowList {
  #rows = new Uint32Array(64);
  #length = 0;

  push(row: number): void {
    if (this.#length === this.#rows.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows[this.#length++] = row;
  }

  finish(): RowSet {
    return rowSetOfSorted(this.#rows.slice(0, this.#length));
  }
}
