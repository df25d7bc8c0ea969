import type { CharSet } from './char-set.ts';
import { type PatternGraph, reachable, type Step } from './pattern-graph.ts';
import { UnitClasses } from './unit-classes.ts';

/** A state of {@link PatternAutomaton}. */
interface State {
  /** The steps that the next unit, or the end, may take; ascending. */
  readonly steps: readonly number[];
  /** Patterns that match as soon as the state is reached. */
  readonly matches: readonly number[];
  /** Patterns that match if the value ends in the state. */
  readonly endMatches: readonly number[];
}

/** A way out that has not been worked out. */
export const unknownWay = -0x80000000;

/** Most states, and most steps looked at to make them: what a hostile pattern can take stays bounded. */
const mostStates = 2048;
const mostWork = 1 << 20;

/**
 * One deterministic automaton for several patterns, whose states are made when they are first reached. A state is named by the
 * place of its ways out in {@link next}: `row + class` leads to the next row, or to its complement (negative) if patterns match
 * there. Row 0 is the state in which nothing can match any more.
 */
export class PatternAutomaton {
  readonly classes: UnitClasses;
  readonly #graph: JoinedGraph;
  /** The steps that a unit of each step leads to. */
  readonly #following: (readonly number[] | undefined)[] = [];
  /** Steps of searches that begin at later units. */
  readonly #restart: readonly number[];
  #rows = new Map<string, number>();
  #states: State[] = [];
  #next = new Int32Array(0);
  #work = 0;
  #first = 0;

  constructor(graphs: readonly PatternGraph[]) {
    this.#graph = joinGraphs(graphs);
    this.classes = new UnitClasses(this.#graph.sets);
    this.#restart = this.#reachable(this.#graph.firsts, false, false);
    this.#begin();
  }

  /** The ways out of all states; another array when a state has been made. */
  get next(): Int32Array {
    return this.#next;
  }

  /** Where reading begins: a row, or the complement of one. */
  get first(): number {
    return this.#first;
  }

  /** More has been made than may be, and it is time to {@link forget}. */
  get isFull(): boolean {
    return this.#states.length >= mostStates || this.#work >= mostWork;
  }

  /** Drops all states but one, whose new row is returned. */
  forget(row: number): number {
    const state = this.#stateAt(row);
    this.#begin();
    return state === undefined ? 0 : this.#keep(state.steps, state.matches);
  }

  /** Patterns that match when a row is reached. */
  matchesAt(row: number): readonly number[] {
    return this.#stateAt(row)?.matches ?? [];
  }

  /** Patterns that match when a value ends at a row. */
  matchesAtEnd(row: number): readonly number[] {
    return this.#stateAt(row)?.endMatches ?? [];
  }

  /** Works out where a unit of a class leads to. O(steps of both states). */
  make(row: number, unitClass: number): number {
    const reached = new Set(this.#restart);
    const steps = this.#stateAt(row)?.steps ?? [];
    for (const index of steps) {
      const step = this.#graph.steps[index];
      if (step?.kind !== 'unit' || !this.classes.belongs(unitClass, step.set)) continue;
      const following = (this.#following[index] ??= this.#reachable([step.next], false, false));
      for (const each of following) reached.add(each);
    }
    this.#work += steps.length + reached.size;
    const made = this.#rowOf([...reached]);
    this.#next[row + unitClass] = made;
    return made;
  }

  /** The row of the state with some steps; its complement if patterns match there. Their other steps are not followed. */
  #rowOf(reached: readonly number[]): number {
    const { steps, owners } = this.#graph;
    const matches = new Set<number>();
    for (const index of reached) if (steps[index]?.kind === 'match') matches.add(owners[index] ?? 0);
    const kept = reached.filter((index) => !matches.has(owners[index] ?? 0)).toSorted((a, b) => a - b);
    const row = this.#keep(
      kept,
      [...matches].toSorted((a, b) => a - b),
    );
    return matches.size > 0 ? ~row : row;
  }

  #keep(steps: readonly number[], matches: readonly number[]): number {
    const key = `${steps.join(' ')};${matches.join(' ')}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = this.#addState(steps, matches);
      this.#rows.set(key, row);
    }
    return row;
  }

  #begin(): void {
    this.#rows = new Map();
    this.#states = [];
    this.#next = new Int32Array(0);
    this.#work = 0;
    this.#rowOf([]);
    this.#first = this.#rowOf(this.#reachable(this.#graph.firsts, true, false));
  }

  #stateAt(row: number): State | undefined {
    return this.#states[row / this.classes.count];
  }

  #addState(steps: readonly number[], matches: readonly number[]): number {
    const { steps: all, owners } = this.#graph;
    const hasEnd = steps.some((index) => all[index]?.kind === 'end');
    const atEnd = hasEnd ? this.#reachable(steps, false, true) : [];
    const endMatches = new Set(
      atEnd.filter((index) => all[index]?.kind === 'match').map((index) => owners[index] ?? 0),
    );
    const number = this.#states.push({ steps, matches, endMatches: [...endMatches] }) - 1;
    const { count } = this.classes;
    if (this.#next.length < this.#states.length * count) {
      const next = new Int32Array(Math.max(16, number * 2) * count).fill(unknownWay);
      next.set(this.#next);
      // Nothing leads out of the state in which nothing can match.
      next.fill(0, 0, count);
      this.#next = next;
    }
    return number * count;
  }

  #reachable(from: readonly number[], isStart: boolean, isEnd: boolean): readonly number[] {
    return reachable(this.#graph, from, { isStart, isEnd });
  }
}

interface JoinedGraph extends Omit<PatternGraph, 'first'> {
  readonly firsts: readonly number[];
  /** The pattern that each step belongs to. */
  readonly owners: readonly number[];
}

/** The graphs side by side; equal sets become one. O(steps + ranges of the sets). */
function joinGraphs(graphs: readonly PatternGraph[]): JoinedGraph {
  const steps: Step[] = [];
  const firsts: number[] = [];
  const owners: number[] = [];
  const sets: CharSet[] = [];
  const numbers = new Map<string | CharSet, number>();
  const numberOf = (set: CharSet): number => {
    let number = numbers.get(set);
    if (number !== undefined) return number;
    const key = set.join();
    number = numbers.get(key) ?? sets.push(set) - 1;
    numbers.set(set, number).set(key, number);
    return number;
  };
  for (const [pattern, graph] of graphs.entries()) {
    const offset = steps.length;
    const own = graph.sets.map(numberOf);
    firsts.push(graph.first + offset);
    for (const step of graph.steps) {
      owners.push(pattern);
      steps.push(moveStep(step, offset, own));
    }
  }
  return { steps, firsts, owners, sets };
}

function moveStep(step: Step, offset: number, sets: readonly number[]): Step {
  switch (step.kind) {
    case 'unit':
      return { kind: 'unit', set: sets[step.set] ?? 0, next: step.next + offset };
    case 'fork':
      return { kind: 'fork', next: step.next + offset, other: step.other + offset };
    case 'match':
      return step;
    default:
      return { kind: step.kind, next: step.next + offset };
  }
}
