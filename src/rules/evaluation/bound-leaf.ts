import { equalsOrdinalIgnoreCase, type RowSet, rowSetOf } from '../../base/index.ts';
import { chunkShift, type Column, firstValueCode, isDirectoryExtension, type Population } from '../../model/index.ts';
import type { RuleProperty } from '../rule-properties.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import type { Predicate } from './predicate.ts';
import type { PlanLeaf } from './rule-plan.ts';
import { isFalse, isOpen, isTrue, notByte, type TruthByte } from './truth.ts';

/** A condition tied to the columns of one population at one time. */
export interface BoundLeaf {
  readonly kind: 'leaf';
  readonly weight: number;
  /** Writes the truth of the first `length` rows of a chunk. */
  dense(chunk: number, length: number, lane: Uint8Array): void;
  /** Writes the truth of the rows at `offsets[0..count)` of a chunk to the first `count` positions. */
  sparse(chunk: number, offsets: Uint32Array, count: number, lane: Uint8Array): void;
}

/** Ties a condition to the context's population. */
export function bindLeaf(leaf: PlanLeaf, context: EvaluationContext): BoundLeaf {
  if (leaf.kind === 'memberOf') return bindMemberOf(leaf, context);
  const { property } = leaf;
  const predicate = leaf.predicate.at(context.now);
  if (property.isAlwaysNull === true) return constantLeaf(predicate.onNull);
  if (property.source === 'id') return bindIds(predicate, context);
  const column = columnOf(context.population, property);
  return column === undefined ? constantLeaf(isOpen) : bindColumn(column, predicate, context);
}

/** The truth of a condition for one row, without making a table. */
export function leafTruthAt(leaf: PlanLeaf, context: EvaluationContext, row: number): TruthByte {
  if (leaf.kind === 'memberOf') return memberOfTruth(leaf, context, row);
  const { population, cache } = context;
  const { property } = leaf;
  const predicate = leaf.predicate.at(context.now);
  if (property.isAlwaysNull === true) return predicate.onNull;
  if (property.source === 'id') return cache.truthAt(cache.idsOf(population.ids), predicate, row + firstValueCode);
  const column = columnOf(population, property);
  return column === undefined ? isOpen : cache.truthAt(column.dictionary, predicate, column.codeAt(row));
}

/**
 * The column that a property reads. A directory extension may be written in another case than the directory has it
 * (claim `rules/14-2-property-name-case`).
 */
export function columnOf(population: Population, property: RuleProperty): Column | undefined {
  const exact = population.column(property.source);
  if (exact !== undefined || !isDirectoryExtension(property.source)) return exact;
  const name = population.columnNames().find((candidate) => equalsOrdinalIgnoreCase(candidate, property.source));
  return name === undefined ? undefined : population.column(name);
}

function bindColumn(column: Column, predicate: Predicate, { cache }: EvaluationContext): BoundLeaf {
  const table = cache.tableOf(column.dictionary, predicate);
  return {
    kind: 'leaf',
    weight: predicate.weight,
    dense: (chunk, length, lane) => table.lookUp(column.chunk(chunk), length, lane),
    sparse: (chunk, offsets, count, lane) => table.lookUpAt(column.chunk(chunk), offsets, count, lane),
  };
}

/** objectId: ids are no column. Equality finds its rows through the index; other operators look at every id once. */
function bindIds(predicate: Predicate, { population, cache }: EvaluationContext): BoundLeaf {
  if (predicate.onValue !== undefined) return constantLeaf(predicate.onValue);
  if (predicate.wanted !== undefined) return rowsLeaf([rowsOfIds(population, predicate.wanted)], isTrue, isFalse);
  const table = cache.tableOf(cache.idsOf(population.ids), predicate);
  return rowLeaf(predicate.weight, (row) => table.at(row + firstValueCode));
}

function rowsOfIds(population: Population, foldedIds: readonly string[]): RowSet {
  const rows = foldedIds.map((id) => {
    const row = population.rowOf(id);
    return row !== undefined && equalsOrdinalIgnoreCase(population.idAt(row), id) ? row : undefined;
  });
  return rowSetOf(rows.filter((row) => row !== undefined));
}

type MemberOfLeaf = Extract<PlanLeaf, { kind: 'memberOf' }>;

/** Direct membership of one of the groups. A group whose members are not all known leaves the others undecided. */
function bindMemberOf(leaf: MemberOfLeaf, context: EvaluationContext): BoundLeaf {
  const sources = leaf.groupIds.map((id) => context.membersOf(id));
  const otherwise = sources.every(({ isComplete }) => isComplete) ? isFalse : isOpen;
  const known = sources.map((source) => source.known);
  return leaf.isNegated ? rowsLeaf(known, isFalse, notByte(otherwise)) : rowsLeaf(known, isTrue, otherwise);
}

function memberOfTruth(leaf: MemberOfLeaf, context: EvaluationContext, row: number): TruthByte {
  const sources = leaf.groupIds.map((id) => context.membersOf(id));
  const isIn = sources.some(({ known }) => known.has(row));
  const truth = isIn ? isTrue : sources.every(({ isComplete }) => isComplete) ? isFalse : isOpen;
  return leaf.isNegated ? notByte(truth) : truth;
}

function constantLeaf(truth: TruthByte): BoundLeaf {
  return {
    kind: 'leaf',
    weight: truth === isFalse ? 0 : 1,
    dense: (_chunk, length, lane) => lane.fill(truth, 0, length),
    sparse: (_chunk, _offsets, count, lane) => lane.fill(truth, 0, count),
  };
}

function rowsLeaf(sets: readonly RowSet[], inside: TruthByte, outside: TruthByte): BoundLeaf {
  const leaf = rowLeaf(0.01, (row) => (sets.some((rows) => rows.has(row)) ? inside : outside));
  return {
    ...leaf,
    dense: (chunk, length, lane) => {
      const first = chunk << chunkShift;
      lane.fill(outside, 0, length);
      for (const rows of sets) {
        rows.forEach((row) => {
          if (row >= first && row < first + length) lane[row - first] = inside;
        });
      }
    },
  };
}

function rowLeaf(weight: number, truthAt: (row: number) => TruthByte): BoundLeaf {
  return {
    kind: 'leaf',
    weight,
    dense: (chunk, length, lane) => {
      const first = chunk << chunkShift;
      for (let offset = 0; offset < length; offset++) lane[offset] = truthAt(first + offset);
    },
    sparse: (chunk, offsets, count, lane) => {
      const first = chunk << chunkShift;
      for (let index = 0; index < count; index++) lane[index] = truthAt(first + (offsets[index] ?? 0));
    },
  };
}
