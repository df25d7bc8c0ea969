import jsonLogic from 'json-logic-js';
import type { EpochMilliseconds, JsonValue } from '../../base/index.ts';
import { invariant, isJsonObject } from '../../base/index.ts';
import { defaultSemantics, type Semantics } from '../../model/index.ts';
import { registerRuleOperators, type RuleData, ruleOperators, type Truth } from '../json-logic-operators.ts';
import type { CheckedRule, RuleNode, Verdict } from '../rule-node.ts';
import { managerRuleProperty, type RuleProperty } from '../rule-properties.ts';
import type { Subject } from './subject.ts';
import { toJsonLogic } from './to-json-logic.ts';

/** The value of a rule for one object. `needs`: attributes that could still change the answer, sorted; empty if decided. */
export interface Evaluation {
  readonly verdict: Verdict;
  readonly needs: readonly string[];
}

registerRuleOperators(jsonLogic);

/** The operators that a lowered rule may use: ours, and `map` to go over elements. */
const allowedOperators = new Set(['map', ...Object.keys(ruleOperators).map((name) => `rule.${name}`)]);

const loweredRules = new WeakMap<CheckedRule, Map<Semantics, JsonValue>>();

/**
 * The slow, obvious evaluator that every faster one is compared with: JSON Logic, run by json-logic-js. O(size of the rule) per
 * call, elements of collections included.
 */
export function evaluateReference(
  rule: CheckedRule,
  subject: Subject,
  clock: EpochMilliseconds,
  semantics: Semantics = defaultSemantics,
): Evaluation {
  const truth = jsonLogic.apply(loweredOf(rule, semantics) as never, dataOf(rule, subject, clock)) as Truth;
  if (typeof truth === 'boolean') return { verdict: truth ? 'member' : 'notMember', needs: [] };
  return { verdict: 'undecided', needs: truth.undecided };
}

/** The data that a lowered rule runs on: only what the rule reads. */
export function dataOf(rule: CheckedRule, subject: Subject, clock: EpochMilliseconds): RuleData {
  const attributes: { [name: string]: unknown } = {};
  const notKnown: string[] = [];
  for (const property of propertiesOf(rule.root)) {
    const value = subject.value(property);
    if (value === undefined) notKnown.push(property.name);
    else Object.defineProperty(attributes, property.name, { value, enumerable: true });
  }
  return { attributes, notKnown, memberOf: subject.memberOf() ?? null, clock };
}

/** Every property that a rule reads, each once, memberOf apart. */
export function propertiesOf(node: RuleNode): readonly RuleProperty[] {
  const properties = new Map<string, RuleProperty>();
  collect(node, properties);
  return [...properties.values()];
}

function collect(node: RuleNode, properties: Map<string, RuleProperty>): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const child of node.children) collect(child, properties);
      return;
    case 'not':
      collect(node.child, properties);
      return;
    case 'compare':
    case 'quantified':
      properties.set(node.property.name, node.property);
      return;
    case 'directReports':
      properties.set('manager', managerRuleProperty);
      return;
    case 'memberOf':
  }
}

function loweredOf(rule: CheckedRule, semantics: Semantics): JsonValue {
  let lowered = loweredRules.get(rule);
  if (lowered === undefined) {
    lowered = new Map();
    loweredRules.set(rule, lowered);
  }
  let logic = lowered.get(semantics);
  if (logic === undefined) {
    logic = toJsonLogic(rule, semantics);
    assertAllowed(logic);
    lowered.set(semantics, logic);
  }
  return logic;
}

/** json-logic-js runs whatever an object with one key names; nothing but the allowed operators may get there. */
function assertAllowed(logic: JsonValue): void {
  if (Array.isArray(logic)) {
    logic.forEach(assertAllowed);
  } else if (isJsonObject(logic)) {
    for (const [operator, operands] of Object.entries(logic)) {
      invariant(allowedOperators.has(operator), `a lowered rule uses the operator ${operator}`);
      assertAllowed(operands);
    }
  }
}
