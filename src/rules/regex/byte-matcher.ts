import { hasUnit } from './char-set.ts';
import { lastAtMost, type Partition, partition } from './alphabet.ts';
import { findObstacle } from './find-obstacle.ts';
import type { PatternNode } from './dotnet-pattern.ts';
import { createPatternGraph, type PatternGraph, stepAt } from './pattern-graph.ts';

/**
 * Searches values as bytes (base/text-bytes.ts) without making texts of them, in time linear in their length: a few
 * nanoseconds for a byte. Says the same as `compileMatch` for every value that is not empty and has no line feed.
 */
export interface ByteMatcher {
  test(bytes: Uint8Array, start: number, end: number): boolean;
}

/**
 * Makes a parsed pattern ready for values as bytes; undefined for patterns with lookaround, word boundaries and the like,
 * which `compileMatch` decides.
 */
export function compileByteMatch(ast: PatternNode): ByteMatcher | undefined {
  if (findObstacle(ast, true) !== undefined) return undefined;
  const graph = createPatternGraph(ast);
  return graph === undefined ? undefined : new LazyAutomaton(graph);
}

const unknown = -1;
const failed = 0;
const matched = 1;
/** When so many states have been made, all are forgotten: what a hostile pattern can take stays bounded. */
const mostStates = 2048;
/** Bytes below this are code units of their own. */
const asciiEnd = 0x80;

/** A deterministic automaton whose states are made when they are first reached. */
class LazyAutomaton implements ByteMatcher {
  readonly #graph: PatternGraph;
  readonly #partition: Partition;
  readonly #asciiClasses = new Uint16Array(asciiEnd);
  readonly #classCount: number;
  readonly #classNumbers: ReadonlyMap<Partition['classes'][number], number>;
  /** Whether a class belongs to a set, by `set * classes + class`. */
  readonly #belongs: Uint8Array;
  readonly #start: readonly number[];
  readonly #restart: readonly number[];
  #next = new Int32Array(0);
  #isEnd = new Uint8Array(0);
  #states: (readonly number[])[] = [];
  #rows = new Map<string, number>();
  #first = unknown;

  constructor(graph: PatternGraph) {
    this.#graph = graph;
    this.#partition = partition(graph.sets);
    const { classes, starts, classAt } = this.#partition;
    this.#classCount = classes.length;
    this.#classNumbers = new Map(classes.map((unitClass, index) => [unitClass, index]));
    for (let unit = 0; unit < asciiEnd; unit++) {
      const unitClass = classAt[lastAtMost(starts, unit)];
      this.#asciiClasses[unit] = unitClass === undefined ? 0 : (this.#classNumbers.get(unitClass) ?? 0);
    }
    this.#belongs = new Uint8Array(graph.sets.length * classes.length);
    for (const [index, { sample }] of classes.entries()) {
      for (const [set, members] of graph.sets.entries())
        if (hasUnit(members, sample)) this.#belongs[set * classes.length + index] = 1;
    }
    this.#start = this.#closure([graph.first], true, false);
    this.#restart = this.#closure([graph.first], false, false);
    this.#forget();
  }

  test(bytes: Uint8Array, start: number, end: number): boolean {
    const classes = this.#asciiClasses;
    let next = this.#next;
    let row = this.#first;
    if (row <= matched) return row === matched;
    for (let at = start; at < end;) {
      const byte = bytes[at] ?? 0;
      let unitClass: number;
      if (byte < asciiEnd) {
        unitClass = classes[byte] ?? 0;
        at++;
      } else {
        unitClass = this.#classOfUnit(bytes, at);
        at += byte < 0xe0 ? 2 : 3;
      }
      let following = next[row + unitClass] ?? unknown;
      if (following <= matched) {
        if (following !== unknown) return following === matched;
        following = this.#make(row, unitClass);
        next = this.#next;
        if (following <= matched) return following === matched;
      }
      row = following;
    }
    return this.#isEnd[row / this.#classCount] === 1;
  }

  #classOfUnit(bytes: Uint8Array, at: number): number {
    const first = bytes[at] ?? 0;
    const second = (bytes[at + 1] ?? 0) & 63;
    const unit =
      first < 0xe0 ? ((first & 31) << 6) | second : ((first & 15) << 12) | (second << 6) | ((bytes[at + 2] ?? 0) & 63);
    const { starts, classAt } = this.#partition;
    const unitClass = classAt[lastAtMost(starts, unit)];
    return unitClass === undefined ? 0 : (this.#classNumbers.get(unitClass) ?? 0);
  }

  /** The row of the state that a unit of a class leads to, made and noted. */
  #make(row: number, unitClass: number): number {
    const reached: number[] = [];
    for (const index of this.#states[row / this.#classCount] ?? []) {
      const step = stepAt(this.#graph, index);
      if (step.kind === 'unit' && this.#belongs[step.set * this.#classCount + unitClass] === 1) reached.push(step.next);
    }
    const steps = [...new Set([...this.#closure(reached, false, false), ...this.#restart])].toSorted((a, b) => a - b);
    if (this.#states.length >= mostStates) {
      this.#forget();
      return this.#rowOf(steps);
    }
    const following = this.#rowOf(steps);
    this.#next[row + unitClass] = following;
    return following;
  }

  /** Where the ways out of a state stand in the table; {@link failed} and {@link matched} have none. */
  #rowOf(steps: readonly number[]): number {
    const kinds = new Set(steps.map((index) => stepAt(this.#graph, index).kind));
    if (kinds.has('match')) return matched;
    if (!kinds.has('unit') && !kinds.has('end')) return failed;
    const key = steps.join(' ');
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const number = this.#states.push(steps) - 1;
    const row = number * this.#classCount;
    this.#rows.set(key, row);
    this.#grow(this.#states.length);
    const atEnd = this.#closure(steps, false, true);
    if (atEnd.some((index) => stepAt(this.#graph, index).kind === 'match')) this.#isEnd[number] = 1;
    return row;
  }

  #grow(states: number): void {
    if (states <= this.#isEnd.length) return;
    const size = Math.max(16, states * 2);
    const next = new Int32Array(size * this.#classCount).fill(unknown);
    next.set(this.#next);
    const isEnd = new Uint8Array(size);
    isEnd.set(this.#isEnd);
    this.#next = next;
    this.#isEnd = isEnd;
  }

  #forget(): void {
    this.#next = new Int32Array(0);
    this.#isEnd = new Uint8Array(0);
    // A row number is at least two classes wide, so that no state has the number of a verdict.
    this.#states = [[], []];
    this.#rows = new Map();
    this.#grow(2);
    this.#first = this.#rowOf(this.#start);
  }

  /** All steps that can be reached without taking a unit. */
  #closure(from: readonly number[], isStart: boolean, isEnd: boolean): readonly number[] {
    const seen = new Set<number>();
    const open = [...from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      const step = stepAt(this.#graph, index);
      if (step.kind === 'fork') open.push(step.next, step.other);
      else if ((step.kind === 'start' && isStart) || (step.kind === 'end' && isEnd)) open.push(step.next);
    }
    return [...seen].toSorted((a, b) => a - b);
  }
}
