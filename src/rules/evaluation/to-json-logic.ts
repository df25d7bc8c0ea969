import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import { defaultSemantics, type Semantics } from '../../model/index.ts';
import type { CheckedRule, ComparisonOperator, ElementNode, Literal, RuleNode } from '../rule-node.ts';

/**
 * Lowers a rule to JSON Logic with the operators of `json-logic-operators.ts`. The result is plain JSON and holds all that the
 * rule means, semantics options included. Linear in the rule.
 */
export function toJsonLogic(rule: CheckedRule, semantics: Semantics = defaultSemantics): JsonValue {
  return lower(rule.root, semantics);
}

function lower(node: RuleNode, semantics: Semantics): JsonObject {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { [`rule.${node.kind}`]: node.children.map((child) => lower(child, semantics)) };
    case 'not':
      return lowerNot(lower(node.child, semantics));
    case 'compare':
      return lowerComparison(node, semantics);
    case 'quantified': {
      const { name } = node.property;
      const truths = { map: [{ 'rule.elements': [name] }, lowerElement(node.body, semantics)] };
      return { 'rule.quantify': [node.mode, { 'rule.attribute': [name] }, truths] };
    }
    case 'memberOf':
      return { 'rule.memberOf': node.groupIds };
    case 'directReports':
      return { 'rule.text': ['eq', { 'rule.attribute': ['manager'] }, node.managerId, false] };
  }
}

function lowerComparison(node: Extract<RuleNode, { kind: 'compare' }>, semantics: Semantics): JsonObject {
  const { property, operator, value } = node;
  const attribute = { 'rule.attribute': [property.name] };
  switch (property.type) {
    case 'boolean':
      return { 'rule.boolean': [operator, attribute, lowerLiteral(value)] };
    case 'dateTime':
      return { 'rule.date': [operator, attribute, lowerLiteral(value)] };
    case 'stringCollection':
      return { 'rule.collection': [operator, attribute, lowerLiteral(value), nullMatches(operator, semantics)] };
    default:
      return { 'rule.text': [operator, attribute, lowerLiteral(value), nullMatches(operator, semantics)] };
  }
}

function lowerElement(node: ElementNode, semantics: Semantics): JsonObject {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { [`rule.${node.kind}`]: node.children.map((child) => lowerElement(child, semantics)) };
    case 'not':
      return lowerNot(lowerElement(node.child, semantics));
    case 'compareElement':
      return {
        'rule.text': [
          node.operator,
          { 'rule.element': [node.field] },
          lowerLiteral(node.value),
          nullMatches(node.operator, semantics),
        ],
      };
  }
}

/** "not not x" is x, in three values too; so a rule of nothing but "not" does not become a tree that no stack holds. */
function lowerNot(logic: JsonObject): JsonObject {
  const inner = logic['rule.not'];
  const [child] = Array.isArray(inner) ? (inner as readonly JsonValue[]) : [];
  return isJsonObject(child) ? child : { 'rule.not': [logic] };
}

function lowerLiteral(literal: Literal): JsonValue {
  switch (literal.kind) {
    case 'null':
      return null;
    case 'list':
      return literal.values;
    case 'now':
      return { 'rule.now': [literal.offset] };
    default:
      return literal.value;
  }
}

/** Claims `rules/6-ne-null`, `rules/14-1-negative-operators-on-null`. */
function nullMatches(operator: ComparisonOperator, semantics: Semantics): boolean {
  return operator === 'ne' || semantics['null-negative-operators'] === 'match';
}
