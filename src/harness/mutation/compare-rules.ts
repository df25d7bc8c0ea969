import type { EpochMilliseconds, JsonObject, JsonValue } from '../../base/index.ts';
import { type LeafNode, leavesOf, nodeKey } from '../../checks/index.ts';
import type { Semantics } from '../../model/index.ts';
import { type CheckedRule, createSubject, explainSubject, type RuleNode, type RuleObject } from '../../rules/index.ts';
import type { Answers, Truth } from './answers.ts';
import { possibleAnswers } from './possible-answers.ts';
import { casesOfProperty } from './property-cases.ts';

/** Somebody made up, for whom two rules differ. */
export interface MadeUpSubject {
  /** By the names of the rule language. Null stands for no value. */
  readonly attributes: JsonObject;
  /** Names of attributes that are not known. */
  readonly unknown: readonly string[];
}

/** How two rules compare for everybody who could be. */
export type RuleComparison =
  /** Proved: no object of any tenant comes out differently. */
  | { readonly kind: 'equal'; readonly because: string }
  /** Shown by evaluation. */
  | { readonly kind: 'differ'; readonly subject: MadeUpSubject; readonly before: Truth; readonly after: Truth }
  | { readonly kind: 'unknown' };

/** What comparing needs. */
export interface CompareRulesDeps {
  readonly semantics: Semantics;
  readonly clock: EpochMilliseconds;
  /** Values that the tenant has for a property, by rule name. */
  readonly valuesOf: (property: string) => readonly string[];
}

/** Most combinations of answers that are gone through. */
const mostCombinations = 20_000;

/**
 * Compares two rules over the same kind of object. They are equal when they say the same by their canonical form, or for every
 * combination of answers that their conditions could give: conditions on one property are answered together, so that two values
 * of it exclude each other; what cannot be ruled out counts as possible. A difference is only reported for values for which both
 * rules were evaluated. O(combinations), bounded.
 */
export function compareRules(before: CheckedRule, after: CheckedRule, deps: CompareRulesDeps): RuleComparison {
  if (before.object !== after.object) return { kind: 'unknown' };
  if (nodeKey(before.root) === nodeKey(after.root)) {
    return { kind: 'equal', because: 'both have the same canonical form' };
  }
  const grouped = propertiesOf([before, after]);
  const formula = { before: compile(before.root, grouped), after: compile(after.root, grouped) };
  const properties = grouped.map((leaves) => answersOf(before.object, [...leaves.values()], deps));
  const witness = findWitness({ before, after, formula }, properties, deps);
  if (witness !== undefined) return witness;
  if (properties.some(({ isSound }) => !isSound)) return { kind: 'unknown' };
  const spaces = properties.map(({ concrete, symbolic }) => [...concrete, ...symbolic]);
  if (combinationsOf(spaces) > mostCombinations) return { kind: 'unknown' };
  for (const choice of everyChoice<Answered>(spaces)) {
    if (formula.before(choice) !== formula.after(choice)) return { kind: 'unknown' };
  }
  return { kind: 'equal', because: 'both say the same for every answer that their conditions can give' };
}

/** Answers of the conditions on one property. */
interface Answered {
  readonly answers: Answers;
}

/** A rule over answers: one entry for each property. */
type Formula = (choice: readonly Answered[]) => Truth;

/** Two rules, and what they come to for given answers. */
interface ComparedRules {
  readonly before: CheckedRule;
  readonly after: CheckedRule;
  readonly formula: { readonly before: Formula; readonly after: Formula };
}

/** Answers with the value that gives them. */
interface ConcreteAnswer extends Answered {
  readonly property: string;
  /** Undefined: not known. */
  readonly value: JsonValue | undefined;
}

interface PropertyAnswers {
  readonly concrete: readonly ConcreteAnswer[];
  /** Further combinations that cannot be ruled out. */
  readonly symbolic: readonly Answered[];
  /** False when there may be combinations beyond these. */
  readonly isSound: boolean;
}

function propertiesOf(rules: readonly CheckedRule[]): readonly ReadonlyMap<string, LeafNode>[] {
  const byProperty = new Map<string, Map<string, LeafNode>>();
  for (const { node } of rules.flatMap(({ root }) => leavesOf(root))) {
    const name = nameOf(node);
    const leaves = byProperty.get(name) ?? new Map<string, LeafNode>();
    leaves.set(nodeKey(node), node);
    byProperty.set(name, leaves);
  }
  return [...byProperty.values()];
}

function nameOf(leaf: LeafNode): string {
  if (leaf.kind === 'memberOf') return 'memberOf';
  return leaf.kind === 'directReports' ? 'manager' : leaf.property.name;
}

function answersOf(object: RuleObject, leaves: readonly LeafNode[], deps: CompareRulesDeps): PropertyAnswers {
  const [first] = leaves;
  const property = first === undefined ? '' : nameOf(first);
  const { values, isComplete } = casesOfProperty(leaves, deps.clock, deps.valuesOf(property));
  const concrete = new Map<string, ConcreteAnswer>();
  let isRunnable = true;
  for (const value of [...values, undefined]) {
    const answers = new Map(leaves.map((leaf) => [nodeKey(leaf), evaluateLeaf(object, leaf, property, value, deps)]));
    if ([...answers.values()].includes(undefined)) continue;
    const known = answers as ReadonlyMap<string, Truth>;
    if (value !== undefined && [...known.values()].includes('undecided')) isRunnable = false;
    const key = [...known.values()].join();
    if (!concrete.has(key)) concrete.set(key, { answers: known, property, value });
  }
  const further = isComplete ? [] : possibleAnswers(leaves);
  return {
    concrete: [...concrete.values()],
    symbolic: (further ?? []).map((answers) => ({ answers })),
    isSound: isRunnable && further !== undefined,
  };
}

/** What one condition says about a value; undefined where the value is none of the property. */
function evaluateLeaf(
  object: RuleObject,
  leaf: LeafNode,
  property: string,
  value: JsonValue | undefined,
  deps: CompareRulesDeps,
): Truth | undefined {
  const rule = { text: '', object, root: leaf };
  return evaluate(
    rule,
    value === undefined ? { attributes: {}, unknown: [property] } : { attributes: { [property]: value }, unknown: [] },
    deps,
  );
}

/** What a rule says about somebody made up; undefined where a value does not fit its attribute. */
function evaluate(
  rule: CheckedRule,
  { attributes, unknown }: MadeUpSubject,
  deps: CompareRulesDeps,
): Truth | undefined {
  const subject = createSubject(rule.object, attributes, unknown);
  return subject.ok ? explainSubject(rule, subject.value, deps.clock, deps.semantics).verdict : undefined;
}

/** Somebody for whom both rules were evaluated and came out differently; known values are tried first. */
function findWitness(
  { before, after, formula }: ComparedRules,
  properties: readonly PropertyAnswers[],
  deps: CompareRulesDeps,
): RuleComparison | undefined {
  const known = properties.map(({ concrete }) => concrete.filter(({ value }) => value !== undefined));
  const spaces = [known, properties.map(({ concrete }) => concrete)];
  for (const space of spaces) {
    let tried = 0;
    for (const parts of everyChoice(space)) {
      if (++tried > mostCombinations) break;
      if (formula.before(parts) === formula.after(parts)) continue;
      const subject: MadeUpSubject = {
        attributes: Object.fromEntries(
          parts.flatMap(({ property, value }) => (value === undefined ? [] : [[property, value]])),
        ),
        unknown: parts.flatMap(({ property, value }) => (value === undefined ? [property] : [])),
      };
      const said = evaluate(before, subject, deps);
      const says = evaluate(after, subject, deps);
      if (said !== undefined && says !== undefined && said !== says) {
        return { kind: 'differ', subject, before: said, after: says };
      }
    }
  }
  return undefined;
}

/** Makes a rule a function of answers, so that each condition is looked up once and not again for every combination. */
function compile(node: RuleNode, properties: readonly ReadonlyMap<string, LeafNode>[]): Formula {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.children.map((child) => compile(child, properties));
      return node.kind === 'and' ? joined(parts, 'false', 'true') : joined(parts, 'true', 'false');
    }
    case 'not': {
      const inner = compile(node.child, properties);
      return (choice) => opposite[inner(choice)];
    }
    default: {
      const key = nodeKey(node);
      const index = properties.findIndex((leaves) => leaves.has(key));
      return (choice) => choice[index]?.answers.get(key) ?? 'undecided';
    }
  }
}

const opposite: Readonly<Record<Truth, Truth>> = { true: 'false', false: 'true', undecided: 'undecided' };

function joined(parts: readonly Formula[], strong: Truth, weak: Truth): Formula {
  return (choice) => {
    let result = weak;
    for (const part of parts) {
      const truth = part(choice);
      if (truth === strong) return strong;
      if (truth === 'undecided') result = truth;
    }
    return result;
  };
}

function combinationsOf(spaces: readonly (readonly unknown[])[]): number {
  return spaces.reduce((product, space) => product * space.length, 1);
}

/** One element of each list, in every way; the first list changes slowest. */
function* everyChoice<Item>(lists: readonly (readonly Item[])[]): Generator<readonly Item[]> {
  const [first, ...rest] = lists;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const item of first) for (const others of everyChoice(rest)) yield [item, ...others];
}
