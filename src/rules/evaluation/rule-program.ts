import { defaultSemantics, type Semantics } from '../../model/index.ts';
import type { CheckedRule, RuleNode } from '../rule-node.ts';
import { managerRuleProperty } from '../rule-properties.ts';
import { propertiesOf } from './reference.ts';

/** A rule made ready for columns, and what it depends on: the key to incremental evaluation. */
export interface RuleProgram {
  readonly rule: CheckedRule;
  readonly semantics: Semantics;
  /** Graph names of the properties that it reads, in ordinal order. */
  readonly sources: readonly string[];
  /** True when the verdict can change with time alone. */
  readonly usesClock: boolean;
  /** Groups whose direct members it reads, lower case; empty for all but memberOf rules. */
  readonly groupIds: readonly string[];
}

/** Prepares a rule. O(size of the rule). */
export function compileRule(rule: CheckedRule, semantics: Semantics = defaultSemantics): RuleProgram {
  const sources = new Set(
    propertiesOf(rule.root).map((property) => (property === managerRuleProperty ? 'manager' : property.source)),
  );
  return {
    rule,
    semantics,
    sources: [...sources].toSorted(),
    usesClock: readsClock(rule.root),
    groupIds: rule.root.kind === 'memberOf' ? rule.root.groupIds.map((id) => id.toLowerCase()) : [],
  };
}

function readsClock(node: RuleNode): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.some(readsClock);
    case 'not':
      return readsClock(node.child);
    case 'compare':
      return node.value.kind === 'now';
    default:
      return false;
  }
}
