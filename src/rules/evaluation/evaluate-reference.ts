import jsonLogic from 'json-logic-js';
import { type EpochMilliseconds, invariant, type JsonValue } from '../../base/index.ts';
import { defaultSemantics, type Semantics } from '../../model/index.ts';
import { registerRuleOperators, type RuleData, type Truth } from '../json-logic-operators.ts';
import type { CheckedRule, Verdict } from '../rule-node.ts';
import { problemOfJsonLogic } from './json-logic-guard.ts';
import { propertiesRead } from './properties-read.ts';
import { sortedNames } from './sorted-names.ts';
import type { Subject } from './subject.ts';
import { toJsonLogic } from './to-json-logic.ts';

/** The value of a rule for one object. `needs`: attributes that could still change the answer, sorted; empty if decided. */
export interface Evaluation {
  readonly verdict: Verdict;
  readonly needs: readonly string[];
}

/**
 * The slow, obvious evaluator that every faster one is compared with: the rule as JSON Logic, run by json-logic-js. It shares
 * with the others only how texts are folded, patterns matched and instants read. O(size of the rule) per call, elements of
 * collections included.
 */
export function evaluateReference(
  rule: CheckedRule,
  subject: Subject,
  clock: EpochMilliseconds,
  semantics: Semantics = defaultSemantics,
): Evaluation {
  const truth = run(loweredOf(rule, semantics), dataOf(rule, subject, clock));
  if (typeof truth === 'boolean') return { verdict: truth ? 'member' : 'notMember', needs: [] };
  return { verdict: 'undecided', needs: sortedNames(truth.undecided) };
}

let isRegistered = false;

/** `logic` has passed the guard. */
function run(logic: JsonValue, data: RuleData): Truth {
  if (!isRegistered) registerRuleOperators(jsonLogic);
  isRegistered = true;
  // The types of json-logic-js know its own operators only.
  return jsonLogic.apply(logic as never, data) as Truth;
}

/** The data that a lowered rule runs on: only what the rule reads, in the rule's spelling. */
function dataOf(rule: CheckedRule, subject: Subject, clock: EpochMilliseconds): RuleData {
  const known: (readonly [string, unknown])[] = [];
  const notKnown: string[] = [];
  for (const property of propertiesRead(rule.root)) {
    const value = subject.value(property);
    if (value === undefined) notKnown.push(property.name);
    else known.push([property.name, value]);
  }
  return { attributes: Object.fromEntries(known), notKnown, memberOf: subject.memberOf() ?? null, clock };
}

const loweredRules = new WeakMap<CheckedRule, Map<Semantics, JsonValue>>();

function loweredOf(rule: CheckedRule, semantics: Semantics): JsonValue {
  let lowered = loweredRules.get(rule);
  if (lowered === undefined) {
    lowered = new Map();
    loweredRules.set(rule, lowered);
  }
  let logic = lowered.get(semantics);
  if (logic === undefined) {
    logic = toJsonLogic(rule, semantics);
    const problem = problemOfJsonLogic(logic);
    invariant(problem === undefined, `a lowered rule cannot be run: ${problem}`);
    lowered.set(semantics, logic);
  }
  return logic;
}
