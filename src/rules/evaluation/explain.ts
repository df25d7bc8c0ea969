import type { EpochMilliseconds } from '../../base/index.ts';
import { defaultSemantics, encodeValue, firstValueCode, type MaybeKnown, type Semantics } from '../../model/index.ts';
import { printNode } from '../print-rule.ts';
import type { CheckedRule, RuleNode } from '../rule-node.ts';
import { managerRuleProperty, type RuleProperty } from '../rule-properties.ts';
import { leafTruthAt } from './bound-leaf.ts';
import { DecodedValues, singleValue } from './decoded-values.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import type { Explanation } from './explanation.ts';
import { rowValue } from './row-subject.ts';
import { createLeaf, type LeafNode } from './rule-plan.ts';
import type { RuleProgram } from './rule-program.ts';
import type { Subject } from './subject.ts';
import { andBytes, isFalse, isOpen, isTrue, notByte, orBytes, truthOf, type TruthByte } from './truth.ts';

/** Explains a rule for one object: every part is evaluated, whatever the others say. O(conditions). */
export function explainRow(program: RuleProgram, context: EvaluationContext, row: number): Explanation {
  const { rule, leaves } = program;
  return explainRule(rule, (node) => {
    const leaf = leaves.get(node);
    return {
      truth: leaf === undefined ? isOpen : leafTruthAt(leaf, context, row),
      ...(node.kind === 'memberOf' ? {} : { value: rowValue(propertyOf(node), context.population, row) }),
    };
  });
}

/** Explains a rule for an object that stands in no population. */
export function explainSubject(
  rule: CheckedRule,
  subject: Subject,
  clock: EpochMilliseconds,
  semantics: Semantics = defaultSemantics,
): Explanation {
  const negativesMatchNull = semantics['null-negative-operators'] === 'match';
  return explainRule(rule, (node) => {
    const leaf = createLeaf(node, negativesMatchNull);
    if (leaf.kind === 'memberOf') return { truth: membershipTruth(leaf.groupIds, subject) };
    const value = leaf.property.isAlwaysNull === true ? null : subject.value(leaf.property);
    const predicate = leaf.predicate.at(clock);
    if (value === undefined) return { truth: isOpen, value };
    const text = encodeSubjectValue(leaf.property, value);
    const truth =
      text === null ? predicate.onNull : predicate.test(new DecodedValues(singleValue(text)), firstValueCode);
    return { truth, value };
  });
}

/** What became of one condition; `value` is left out where there is none to show. */
interface LeafAnswer {
  readonly truth: TruthByte;
  readonly value?: MaybeKnown;
}

function explainRule(rule: CheckedRule, answer: (node: LeafNode) => LeafAnswer): Explanation {
  return explainNode(rule.root, rule, answer).explanation;
}

interface Explained {
  readonly truth: TruthByte;
  readonly explanation: Explanation;
}

function explainNode(node: RuleNode, rule: CheckedRule, answer: (node: LeafNode) => LeafAnswer): Explained {
  const finish = (
    truth: TruthByte,
    rest: Pick<Explanation, 'kind' | 'children' | 'property' | 'value'>,
  ): Explained => ({
    truth,
    explanation: { span: node.span, expression: textOf(node, rule), verdict: nameOf(truth), ...rest },
  });
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.children.map((child) => explainNode(child, rule, answer));
      const join = node.kind === 'and' ? andBytes : orBytes;
      const neutral = node.kind === 'and' ? isTrue : isFalse;
      const truth = parts.reduce<TruthByte>((sum, part) => join(sum, part.truth), neutral);
      return finish(truth, { kind: node.kind, children: parts.map(({ explanation }) => explanation) });
    }
    case 'not': {
      const part = explainNode(node.child, rule, answer);
      return finish(notByte(part.truth), { kind: 'not', children: [part.explanation] });
    }
    default: {
      const { truth, ...shown } = answer(node);
      const property = node.kind === 'memberOf' ? 'memberOf' : propertyOf(node).name;
      return finish(truth, { kind: 'leaf', property, ...shown, children: [] });
    }
  }
}

function propertyOf(node: Exclude<LeafNode, { kind: 'memberOf' }>): RuleProperty {
  return node.kind === 'directReports' ? managerRuleProperty : node.property;
}

/** A value as columns encode it, so that the same predicates decide. A first element stands alone in its collection. */
function encodeSubjectValue(property: RuleProperty, value: Exclude<MaybeKnown, undefined>): string | null {
  if (property.isFirstElement === true) return value === null ? null : JSON.stringify([value]);
  const type = property.type === 'memberOf' ? 'stringCollection' : property.type;
  return encodeValue({ name: property.name, type }, value) ?? null;
}

function membershipTruth(groupIds: readonly string[], subject: Subject): TruthByte {
  const memberOf = subject.memberOf();
  return memberOf === undefined ? isOpen : truthOf(groupIds.some((id) => memberOf.includes(id)));
}

function nameOf(truth: TruthByte): Explanation['verdict'] {
  if (truth === isOpen) return 'undecided';
  return truth === isTrue ? 'true' : 'false';
}

/** The text as written; the canonical form of a rule that was built without a text. */
function textOf(node: RuleNode, rule: CheckedRule): string {
  const written = rule.text.slice(node.span.start, node.span.end);
  return written === '' ? printNode(node) : written;
}
