import { type CharSet, rangesOf } from './char-set.ts';
import { findObstacle } from './find-obstacle.ts';
import type { PatternNode } from './dotnet-pattern.ts';
import { createPatternGraph, type PatternGraph, reachable, type ReadingStart, stepAt } from './pattern-graph.ts';

/** A pattern made ready for values as bytes, see `searchPatterns`. */
export interface BytePattern {
  readonly graph: PatternGraph;
  /** Where reading begins: at the start of the value unless little of most values must be read from the end. */
  readonly from: ReadingStart;
  /** Most values are told to match or not by their first few units, read from there. */
  readonly isBrief: boolean;
}

/** A pattern that reads more units of a value than this, as far as can be foreseen, is not brief. */
const mostBriefUnits = 2;

/**
 * Makes a parsed pattern ready for values as bytes; undefined for patterns with lookaround, word boundaries and the like,
 * which `compileMatch` decides. O(size of the pattern).
 */
export function compileBytePattern(ast: PatternNode): BytePattern | undefined {
  if (findObstacle(ast, true) !== undefined) return undefined;
  const forward = createPatternGraph(ast, 'start');
  if (forward === undefined) return undefined;
  const backward = createPatternGraph(ast, 'end');
  const [fromStart, fromEnd] = [unitsRead(forward), backward === undefined ? Infinity : unitsRead(backward)];
  return backward !== undefined && fromEnd < fromStart
    ? { graph: backward, from: 'end', isBrief: fromEnd <= mostBriefUnits }
    : { graph: forward, from: 'start', isBrief: fromStart <= mostBriefUnits };
}

const foreseenUnits = 8;
/** What so few values come to does not matter. */
const leastShare = 0.01;

/**
 * About how many units of a value of arbitrary printable ASCII letters must be read to tell that it does not match; infinite
 * for a pattern that may begin anywhere.
 */
function unitsRead(graph: PatternGraph): number {
  if (reachable(graph, [graph.first], { isStart: false, isEnd: false }).length > 0) return Infinity;
  let steps = reachable(graph, [graph.first], { isStart: true, isEnd: false });
  let [units, share] = [0, 1];
  for (let count = 0; count < foreseenUnits && share > leastShare; count++) {
    const taken: number[] = [];
    const sets: CharSet[] = [];
    for (const index of steps) {
      const step = stepAt(graph, index);
      if (step.kind !== 'unit') continue;
      taken.push(step.next);
      sets.push(graph.sets[step.set] ?? []);
    }
    share *= printableShare(sets);
    units += share;
    steps = reachable(graph, taken, { isStart: false, isEnd: false });
  }
  return units;
}

const firstPrintable = 0x20;
const printableCount = 0x5f;

/** The share of the printable ASCII letters that are in one of the sets. */
function printableShare(sets: readonly CharSet[]): number {
  const isIn = new Uint8Array(printableCount);
  for (const set of sets) {
    for (const [from, to] of rangesOf(set)) {
      if (from >= firstPrintable + printableCount) break;
      isIn.fill(1, Math.max(0, from - firstPrintable), Math.max(0, to - firstPrintable + 1));
    }
  }
  return isIn.reduce((sum, each) => sum + each, 0) / printableCount;
}
