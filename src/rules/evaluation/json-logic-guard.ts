import { isJsonObject, type JsonValue } from '../../base/index.ts';
import { ruleOperators } from '../json-logic-operators.ts';

/** The operators that a lowered rule may use: ours, and `map` to go over elements. */
const allowedOperators: ReadonlySet<string> = new Set([
  'map',
  ...Object.keys(ruleOperators).map((name) => `rule.${name}`),
]);

/** Nesting that json-logic-js takes with room to spare: it needs three calls per level, a stack holds about 10,000. */
const mostLevels = 1000;

/**
 * What is wrong with a tree before json-logic-js may run it, as a sentence; undefined when nothing is. json-logic-js runs
 * whatever an object with one key names (`log` prints, `var` reads inherited properties) and overflows the stack on deep
 * trees. Takes no recursion itself. O(size).
 */
export function problemOfJsonLogic(logic: JsonValue): string | undefined {
  const open: { readonly value: JsonValue; readonly level: number }[] = [{ value: logic, level: 1 }];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { value, level } = entry;
    if (Array.isArray(value)) {
      for (const item of value as readonly JsonValue[]) open.push({ value: item, level });
      continue;
    }
    if (!isJsonObject(value)) continue;
    if (level > mostLevels) return `it is nested deeper than ${mostLevels} levels`;
    for (const [operator, operands] of Object.entries(value)) {
      if (!allowedOperators.has(operator)) return `the operator "${operator}" is not allowed`;
      open.push({ value: operands, level: level + 1 });
    }
  }
  return undefined;
}
