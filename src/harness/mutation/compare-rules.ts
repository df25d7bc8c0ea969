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
const mostCombinations = 60_000;

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
  const properties = propertiesOf([before, after]).map((leaves) => answersOf(before.object, leaves, deps));
  const witness = findWitness(before, after, properties, deps);
  if (witness !== undefined) return witness;
  if (properties.some(({ isSound }) => !isSound)) return { kind: 'unknown' };
  const spaces = properties.map(({ concrete, symbolic }) => [...concrete, ...symbolic]);
  if (combinationsOf(spaces) > mostCombinations) return { kind: 'unknown' };
  for (const answers of everyCombination(spaces)) {
    if (truthOf(before.root, answers) !== truthOf(after.root, answers)) return { kind: 'unknown' };
  }
  return { kind: 'equal', because: 'both say the same for every answer that their conditions can give' };
}

/** Answers with the value that gives them. */
interface ConcreteAnswer {
  readonly answers: Answers;
  readonly property: string;
  /** Undefined: not known. */
  readonly value: JsonValue | undefined;
}

interface PropertyAnswers {
  readonly concrete: readonly ConcreteAnswer[];
  /** Further combinations that cannot be ruled out. */
  readonly symbolic: readonly { readonly answers: Answers }[];
  /** False when there may be combinations beyond these. */
  readonly isSound: boolean;
}

function propertiesOf(rules: readonly CheckedRule[]): readonly (readonly LeafNode[])[] {
  const byProperty = new Map<string, Map<string, LeafNode>>();
  for (const { node } of rules.flatMap(({ root }) => leavesOf(root))) {
    const name = nameOf(node);
    const leaves = byProperty.get(name) ?? new Map<string, LeafNode>();
    leaves.set(nodeKey(node), node);
    byProperty.set(name, leaves);
  }
  return [...byProperty.values()].map((leaves) => [...leaves.values()]);
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
  before: CheckedRule,
  after: CheckedRule,
  properties: readonly PropertyAnswers[],
  deps: CompareRulesDeps,
): RuleComparison | undefined {
  const known = properties.map(({ concrete }) => concrete.filter(({ value }) => value !== undefined));
  const spaces = [known, properties.map(({ concrete }) => concrete)];
  for (const space of spaces) {
    let tried = 0;
    for (const parts of everyChoice(space)) {
      if (++tried > mostCombinations) break;
      const answers = mergeAnswers(parts);
      if (truthOf(before.root, answers) === truthOf(after.root, answers)) continue;
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

function truthOf(node: RuleNode, answers: Answers): Truth {
  switch (node.kind) {
    case 'and':
      return join(node.children, answers, 'false', 'true');
    case 'or':
      return join(node.children, answers, 'true', 'false');
    case 'not': {
      const inner = truthOf(node.child, answers);
      if (inner === 'undecided') return inner;
      return inner === 'true' ? 'false' : 'true';
    }
    default:
      return answers.get(nodeKey(node)) ?? 'undecided';
  }
}

function join(children: readonly RuleNode[], answers: Answers, strong: Truth, weak: Truth): Truth {
  let result = weak;
  for (const child of children) {
    const truth = truthOf(child, answers);
    if (truth === strong) return strong;
    if (truth === 'undecided') result = truth;
  }
  return result;
}

function combinationsOf(spaces: readonly (readonly unknown[])[]): number {
  return spaces.reduce((product, space) => product * space.length, 1);
}

function* everyCombination(spaces: readonly (readonly { readonly answers: Answers }[])[]): Generator<Answers> {
  for (const parts of everyChoice(spaces)) yield mergeAnswers(parts);
}

function mergeAnswers(parts: readonly { readonly answers: Answers }[]): Answers {
  return new Map(parts.flatMap(({ answers }) => [...answers]));
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
