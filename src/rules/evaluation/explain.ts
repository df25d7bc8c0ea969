import type { Span } from '../../base/index.ts';
import type { MaybeKnown } from '../../model/index.ts';
import { printNode } from '../print-rule.ts';
import type { RuleNode } from '../rule-node.ts';
import { crossingOf } from './leaf.ts';
import { type EvaluationContext, truthOfRow } from './evaluate-rows.ts';
import type { RuleProgram } from './rule-program.ts';
import { isOpen, isTrue } from './truth.ts';

/** The value of one part of a rule for one object, with the values that it looked at. */
export interface Explanation {
  readonly kind: 'and' | 'or' | 'not' | 'leaf';
  /** Where the part stands in the rule. */
  readonly span: Span;
  /** Its text as written. */
  readonly expression: string;
  readonly verdict: 'true' | 'false' | 'undecided';
  /** Documented name of the property that a leaf looks at. */
  readonly property?: string;
  /** The property's value: undefined for not known (or for memberOf). */
  readonly value?: MaybeKnown;
  readonly children: readonly Explanation[];
}

/** Explains a rule for one object: every part is evaluated, whatever the others say. */
export function explainRow(program: RuleProgram, context: EvaluationContext, row: number): Explanation {
  return explainNode(program.rule.root, program, context, row);
}

function explainNode(node: RuleNode, program: RuleProgram, context: EvaluationContext, row: number): Explanation {
  const truth = truthOfRow(node, program, context, row);
  const verdict = truth === isOpen ? 'undecided' : truth === isTrue ? 'true' : 'false';
  const { span } = node;
  const common = { span, expression: textOf(node, program), verdict } as const;
  switch (node.kind) {
    case 'and':
    case 'or':
      return {
        ...common,
        kind: node.kind,
        children: node.children.map((child) => explainNode(child, program, context, row)),
      };
    case 'not':
      return { ...common, kind: 'not', children: [explainNode(node.child, program, context, row)] };
    default:
      return { ...common, kind: 'leaf', ...valueOf(node, context, row), children: [] };
  }
}

function valueOf(
  node: Exclude<RuleNode, { kind: 'and' | 'or' | 'not' }>,
  { population }: EvaluationContext,
  row: number,
): { readonly property: string; readonly value?: MaybeKnown } {
  if (node.kind === 'memberOf') return { property: 'memberOf' };
  if (node.kind === 'directReports') return { property: 'manager', value: population.valueAt(row, 'manager') };
  const { name, source, isFirstElement, isAlwaysNull } = node.property;
  if (isAlwaysNull === true) return { property: name, value: null };
  if (source === 'id') return { property: name, value: population.idAt(row) };
  const value = population.valueAt(row, source);
  if (isFirstElement !== true || !Array.isArray(value)) return { property: name, value };
  const [first] = value as readonly string[];
  return { property: name, value: first ?? null };
}

/** The text as written; blanks and line breaks as one blank. */
function textOf(node: RuleNode, program: RuleProgram): string {
  const written = program.rule.text.slice(node.span.start, node.span.end).replace(/\s+/g, ' ').trim();
  return written === '' ? printNode(node, program.rule.object) : written;
}

/** Attributes that could still change an undecided verdict: documented names, sorted; empty when decided. */
export function needsOf(explanation: Explanation): readonly string[] {
  return [...new Set(collectNeeds(explanation))].toSorted();
}

function collectNeeds(explanation: Explanation): readonly string[] {
  if (explanation.verdict !== 'undecided') return [];
  if (explanation.kind !== 'leaf') return explanation.children.flatMap(collectNeeds);
  // A known value that stays undecided (a pattern that cannot be run) needs no attribute.
  return explanation.property === undefined || explanation.value !== undefined ? [] : [explanation.property];
}

/** The leaves that made the verdict what it is, in source order: those that would have to change for it to change. */
export function decidingLeaves(explanation: Explanation): readonly Explanation[] {
  const { kind, verdict, children } = explanation;
  if (kind === 'leaf') return [explanation];
  if (kind === 'not') return children.flatMap(decidingLeaves);
  const isDominant = (kind === 'and' && verdict === 'false') || (kind === 'or' && verdict === 'true');
  const deciding =
    isDominant || verdict === 'undecided' ? children.filter((child) => child.verdict === verdict) : children;
  return deciding.flatMap(decidingLeaves);
}

/** A smallest set of leaves that would have to flip for the verdict to flip, first in source order among equals. */
export function nearestMiss(explanation: Explanation): readonly Explanation[] {
  return flips(explanation, explanation.verdict !== 'true');
}

function flips(explanation: Explanation, isWantedTrue: boolean): readonly Explanation[] {
  const { kind, verdict, children } = explanation;
  if (verdict === String(isWantedTrue)) return [];
  if (kind === 'leaf') return [explanation];
  if (kind === 'not') return children.flatMap((child) => flips(child, !isWantedTrue));
  const options = children.map((child) => flips(child, isWantedTrue));
  const needsAll = (kind === 'and') === isWantedTrue;
  if (needsAll) return options.flat();
  return options.reduce((best, option) => (option.length < best.length ? option : best));
}

/**
 * The next instant after the context's at which the verdict for a row can change by time alone; undefined when it cannot.
 * Collects the crossings of every date condition against system.now.
 */
export function nextClockChange(program: RuleProgram, context: EvaluationContext, row: number): number | undefined {
  return earliest(crossings(program.rule.root, context, row));
}

function crossings(node: RuleNode, context: EvaluationContext, row: number): readonly number[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.flatMap((child) => crossings(child, context, row));
    case 'not':
      return crossings(node.child, context, row);
    case 'compare': {
      const value = node.value.kind === 'now' ? context.population.textAt(row, node.property.source) : undefined;
      const crossing = value === undefined ? undefined : crossingOf(node, value, context.now);
      return crossing === undefined ? [] : [crossing];
    }
    default:
      return [];
  }
}

function earliest(instants: readonly number[]): number | undefined {
  return instants.length === 0 ? undefined : Math.min(...instants);
}
