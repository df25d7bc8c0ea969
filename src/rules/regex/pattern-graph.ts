import { invariant } from '../../base/index.ts';
import type { CharSet } from './char-set.ts';
import { setOfNode } from './class-set.ts';
import type { PatternNode } from './dotnet-pattern.ts';

/**
 * A pattern as a graph of steps (Thompson's construction). A `unit` step takes a code unit of a set; `fork` goes both ways;
 * `start` and `end` pass only where reading begins and ends; `match` ends a search.
 */
export type Step =
  | { readonly kind: 'unit'; readonly set: number; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number; readonly other: number }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'match' };

export interface PatternGraph {
  readonly steps: readonly Step[];
  readonly first: number;
  readonly sets: readonly CharSet[];
}

/** The end of a value at which reading begins. */
export type ReadingStart = 'start' | 'end';

/** A graph with more steps is left to the general engine. */
const mostSteps = 2000;

/**
 * The graph of a pattern for values without line feeds, where `$` is the end and every line the whole value; for values read
 * backwards if reading begins at the end. Undefined for word boundaries, for what only a backtracking engine could decide, and
 * for patterns that are too large.
 */
export function createPatternGraph(ast: PatternNode, from: ReadingStart): PatternGraph | undefined {
  const builder = new GraphBuilder(from === 'end');
  const first = builder.add(ast, builder.match);
  return first === undefined ? undefined : { steps: builder.steps, first, sets: builder.sets };
}

class GraphBuilder {
  readonly steps: Step[] = [{ kind: 'match' }];
  readonly sets: CharSet[] = [];
  readonly match = 0;
  readonly #isReversed: boolean;

  constructor(isReversed: boolean) {
    this.#isReversed = isReversed;
  }

  /** Adds the steps of a node in front of `next` and returns the first one. */
  add(node: PatternNode, next: number): number | undefined {
    if (this.steps.length > mostSteps) return undefined;
    switch (node.kind) {
      case 'literal':
      case 'any':
      case 'class':
        return this.#step({ kind: 'unit', set: this.sets.push(setOfNode(node)) - 1, next });
      case 'anchor':
        return this.#addAnchor(node.anchor, next);
      case 'sequence': {
        const fromLast = this.#isReversed ? node.items : node.items.toReversed();
        return fromLast.reduce<number | undefined>(
          (after, item) => (after === undefined ? undefined : this.add(item, after)),
          next,
        );
      }
      case 'alternation': {
        const branches = node.branches.map((branch) => this.add(branch, next));
        return branches.reduce((left, right) =>
          left === undefined || right === undefined
            ? undefined
            : this.#step({ kind: 'fork', next: left, other: right }),
        );
      }
      case 'repeat':
        return this.#addRepeat(node.body, node.min, node.max, next);
      case 'group':
        return node.balances === null ? this.add(node.body, next) : undefined;
      case 'atomic':
        return this.add(node.body, next);
      default:
        return undefined;
    }
  }

  #addAnchor(anchor: Extract<PatternNode, { kind: 'anchor' }>['anchor'], next: number): number | undefined {
    const [start, end] = this.#isReversed ? (['end', 'start'] as const) : (['start', 'end'] as const);
    if (anchor === 'textStart' || anchor === 'lineStart') return this.#step({ kind: start, next });
    const isEnd = anchor === 'textEnd' || anchor === 'textEndOrLastFeed' || anchor === 'lineEnd';
    return isEnd ? this.#step({ kind: end, next }) : undefined;
  }

  #addRepeat(body: PatternNode, min: number, max: number | null, next: number): number | undefined {
    let first: number | undefined = next;
    if (max === null) {
      const loop = this.#step({ kind: 'fork', next, other: next });
      const again = this.add(body, loop);
      if (again === undefined) return undefined;
      this.steps[loop] = { kind: 'fork', next: again, other: next };
      first = loop;
    } else {
      for (let count = min; count < max && first !== undefined; count++) {
        const once: number | undefined = this.add(body, first);
        first = once === undefined ? undefined : this.#step({ kind: 'fork', next: once, other: next });
      }
    }
    for (let count = 0; count < min && first !== undefined; count++) first = this.add(body, first);
    return first;
  }

  #step(step: Step): number {
    return this.steps.push(step) - 1;
  }
}

/** The step with a number. */
export function stepAt({ steps }: Pick<PatternGraph, 'steps'>, index: number): Step {
  const step = steps[index];
  invariant(step !== undefined, 'a pattern graph leads nowhere');
  return step;
}

/** Every `unit`, `end` and `match` step that can be reached without taking a unit; `start` and `end` pass when told so. */
export function reachable(
  graph: Pick<PatternGraph, 'steps'>,
  from: readonly number[],
  { isStart, isEnd }: { readonly isStart: boolean; readonly isEnd: boolean },
): readonly number[] {
  const seen = new Set<number>();
  const reached: number[] = [];
  const open = [...from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    const step = stepAt(graph, index);
    if (step.kind === 'fork') open.push(step.other, step.next);
    else if (step.kind === 'start') {
      if (isStart) open.push(step.next);
    } else {
      reached.push(index);
      if (step.kind === 'end' && isEnd) open.push(step.next);
    }
  }
  return reached;
}
