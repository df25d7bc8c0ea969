import { type EpochMilliseconds, filterRows, invariant, type RowSet, rowSetOfSorted } from '../../base/index.ts';
import { chunkShift, type Column, notKnownCode, type Population } from '../../model/index.ts';
import type { RuleNode, Verdict } from '../rule-node.ts';
import { createComparisonLeaf, createManagerLeaf, createQuantifiedLeaf, type Leaf } from './leaf.ts';
import type { PredicateCache } from './predicate-cache.ts';
import type { RuleProgram } from './rule-program.ts';
import { andBytes, isFalse, isOpen, isTrue, orBytes } from './truth.ts';

/** Direct members of a group among the objects of the population; incomplete when the export did not carry them. */
export interface SourceMembers {
  readonly known: RowSet;
  readonly isComplete: boolean;
}

/** Where and when a rule is evaluated. */
export interface EvaluationContext {
  readonly population: Population;
  readonly now: EpochMilliseconds;
  readonly cache: PredicateCache;
  /** For memberOf rules: the members of a group by id (lower case). A group that does not exist has none. */
  membersOf(groupId: string): SourceMembers;
}

/** The rows for which a rule says member, and those for which it cannot be decided. */
export interface RowVerdicts {
  readonly members: RowSet;
  readonly undecided: RowSet;
}

/** Evaluates the truth of a node for some rows, given as ascending offsets into a chunk. */
type ChunkEvaluator = (chunk: number, offsets: Uint32Array, lane: Uint8Array) => void;

const chunkRows = 1 << chunkShift;

/**
 * Evaluates a rule for all active objects, or for those among `rows`, three-valued. Conditions are looked up in truth tables;
 * a later part of a conjunction is looked at only where the earlier ones do not settle the answer. O(rows * conditions).
 */
export function evaluateRows(program: RuleProgram, context: EvaluationContext, rows?: RowSet): RowVerdicts {
  const evaluate = prepare(program.rule.root, program, context);
  const { population } = context;
  const members: number[] = [];
  const undecided: number[] = [];
  const lane = new Uint8Array(Math.min(chunkRows, Math.max(1, population.size)));
  for (const { chunk, offsets } of chunksOf(population, rows)) {
    evaluate(chunk, offsets, lane);
    const first = chunk << chunkShift;
    for (let index = 0; index < offsets.length; index++) {
      const truth = lane[index];
      if (truth === isFalse) continue;
      (truth === isTrue ? members : undecided).push(first + (offsets[index] ?? 0));
    }
  }
  return { members: rowSetOfSorted(Uint32Array.from(members)), undecided: rowSetOfSorted(Uint32Array.from(undecided)) };
}

/** Evaluates a rule for one object, active or not. */
export function evaluateRow(program: RuleProgram, context: EvaluationContext, row: number): Verdict {
  const truth = truthOfRow(program.rule.root, program, context, row);
  if (truth === isOpen) return 'undecided';
  return truth === isTrue ? 'member' : 'notMember';
}

/** The truth of any node of a rule for one object: what explanations are made of. */
export function truthOfRow(node: RuleNode, program: RuleProgram, context: EvaluationContext, row: number): number {
  const lane = new Uint8Array(1);
  prepare(node, program, context)(row >>> chunkShift, Uint32Array.of(row & (chunkRows - 1)), lane);
  return lane[0] ?? isOpen;
}

function* chunksOf(
  population: Population,
  rows: RowSet | undefined,
): Generator<{ readonly chunk: number; readonly offsets: Uint32Array }> {
  const chosen =
    rows === undefined
      ? undefined
      : filterRows(rows, (row) => row < population.size && population.isActive(row)).toArray();
  let next = 0;
  for (let first = 0; first < population.size; first += chunkRows) {
    const last = Math.min(population.size, first + chunkRows);
    const offsets = new Uint32Array(chosen === undefined ? last - first : Math.min(chosen.length - next, last - first));
    let length = 0;
    if (chosen === undefined) {
      for (let row = first; row < last; row++) if (population.isActive(row)) offsets[length++] = row - first;
    } else {
      for (; next < chosen.length && (chosen[next] ?? 0) < last; next++)
        offsets[length++] = (chosen[next] ?? 0) - first;
    }
    if (length > 0) yield { chunk: first >>> chunkShift, offsets: offsets.subarray(0, length) };
  }
}

function prepare(node: RuleNode, program: RuleProgram, context: EvaluationContext): ChunkEvaluator {
  switch (node.kind) {
    case 'and':
    case 'or':
      return prepareList(
        node.kind,
        node.children.map((child) => prepare(child, program, context)),
      );
    case 'not':
      return prepareNot(prepare(node.child, program, context));
    case 'compare':
      return prepareLeaf(
        createComparisonLeaf(node, context.now, program.semantics),
        node.property.source,
        node.property.isAlwaysNull === true,
        context,
      );
    case 'quantified':
      return prepareLeaf(createQuantifiedLeaf(node, program.semantics), node.property.source, false, context);
    case 'directReports':
      return prepareLeaf(createManagerLeaf(node.managerId), 'manager', false, context);
    case 'memberOf':
      return prepareMemberOf(node.groupIds, context);
  }
}

function prepareLeaf(leaf: Leaf, source: string, isAlwaysNull: boolean, context: EvaluationContext): ChunkEvaluator {
  const { population } = context;
  if (isAlwaysNull) return (_chunk, offsets, lane) => lane.fill(leaf.onNull, 0, offsets.length);
  if (source === 'id') {
    return (chunk, offsets, lane) => {
      for (let index = 0; index < offsets.length; index++) {
        lane[index] = leaf.test(population.idAt((chunk << chunkShift) + (offsets[index] ?? 0)));
      }
    };
  }
  const column = population.column(source);
  if (column === undefined) return (_chunk, offsets, lane) => lane.fill(isOpen, 0, offsets.length);
  const table = context.cache.tableOf(column.dictionary, leaf);
  return (chunk, offsets, lane) => lookUp(column, table, chunk, offsets, lane);
}

function lookUp(column: Column, table: Uint8Array, chunk: number, offsets: Uint32Array, lane: Uint8Array): void {
  const codes = column.chunk(chunk);
  const length = offsets.length;
  const isWhole = length > 0 && offsets[length - 1] === length - 1 && length <= codes.length;
  if (isWhole) {
    for (let index = 0; index < length; index++) lane[index] = table[codes[index] ?? 0] ?? isOpen;
    return;
  }
  const end = codes.length;
  for (let index = 0; index < length; index++) {
    const offset = offsets[index] ?? 0;
    lane[index] = table[offset < end ? (codes[offset] ?? notKnownCode) : notKnownCode] ?? isOpen;
  }
}

/** Rows whose answer the first parts settle are not looked at again. */
function prepareList(kind: 'and' | 'or', parts: readonly ChunkEvaluator[]): ChunkEvaluator {
  const settled = kind === 'and' ? isFalse : isTrue;
  const combine = kind === 'and' ? andBytes : orBytes;
  const [first, ...rest] = parts;
  invariant(first !== undefined, 'a list of conditions is empty');
  return (chunk, offsets, lane) => {
    first(chunk, offsets, lane);
    let open = openPositions(lane, offsets.length, settled);
    for (const part of rest) {
      if (open.length === 0) return;
      const subset = new Uint32Array(open.length);
      for (let index = 0; index < open.length; index++) subset[index] = offsets[open[index] ?? 0] ?? 0;
      const partLane = new Uint8Array(open.length);
      part(chunk, subset, partLane);
      let kept = 0;
      for (let index = 0; index < open.length; index++) {
        const position = open[index] ?? 0;
        const truth = combine(lane[position] ?? isOpen, partLane[index] ?? isOpen);
        lane[position] = truth;
        if (truth !== settled) open[kept++] = position;
      }
      open = open.subarray(0, kept);
    }
  };
}

function openPositions(lane: Uint8Array, length: number, settled: number): Uint32Array {
  const positions = new Uint32Array(length);
  let count = 0;
  for (let index = 0; index < length; index++) if (lane[index] !== settled) positions[count++] = index;
  return positions.subarray(0, count);
}

function prepareNot(child: ChunkEvaluator): ChunkEvaluator {
  return (chunk, offsets, lane) => {
    child(chunk, offsets, lane);
    for (let index = 0; index < offsets.length; index++)
      if (lane[index] !== isOpen) lane[index] = lane[index] === isTrue ? isFalse : isTrue;
  };
}

function prepareMemberOf(groupIds: readonly string[], context: EvaluationContext): ChunkEvaluator {
  const sources = groupIds.map((id) => context.membersOf(id.toLowerCase()));
  const otherwise = sources.every(({ isComplete }) => isComplete) ? isFalse : isOpen;
  return (chunk, offsets, lane) => {
    for (let index = 0; index < offsets.length; index++) {
      const row = (chunk << chunkShift) + (offsets[index] ?? 0);
      lane[index] = sources.some(({ known }) => known.has(row)) ? isTrue : otherwise;
    }
  };
}
