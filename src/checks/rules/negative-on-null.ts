import { createDiagnostic, type Diagnostic, type Severity } from '../../diagnostics/index.ts';
import type { Semantics } from '../../model/index.ts';
import type { CheckedRule, RuleNode } from '../../rules/index.ts';
import type { Check, LintContext } from '../check.ts';
import { compareVerdicts } from '../compare-verdicts.ts';
import { isBracketed } from '../parentheses.ts';
import { comparisonsOf, type CompareNode, conjoinedWith, leavesOf, type Placed, replaceNode } from '../rule-walk.ts';
import { countWithUndecided } from '../words.ts';

/** Properties that always have a value. */
const neverNull = new Set(['objectId', 'displayName', 'userPrincipalName']);

/** `-ne` and its relatives, and -not before a positive operator, without a check for a value (spec rules 6). */
export const negativeOnNull: Check = {
  id: 'lint/negative-on-null',
  needsTenant: false,
  fix: 'changesMeaning',
  run: (context) => {
    const { rule, semantics } = context;
    if (rule === undefined) return [];
    const found: CompareNode[] = [];
    return leavesOf(rule.root).flatMap(({ node, isNegated }): Diagnostic[] => {
      if (node.kind !== 'compare' || !letsNullIn(node, isNegated, semantics)) return [];
      if (asksForNull(rule.root, node) || isGuarded(rule.root, node, found, semantics)) return [];
      found.push(node);
      return [finding(context, rule, { node, isNegated })];
    });
  },
};

function letsNullIn(leaf: CompareNode, isNegated: boolean, semantics: Semantics): boolean {
  const { property, value } = leaf;
  const isText = property.type === 'string' || property.type === 'dateTime';
  if (!isText || value.kind === 'null' || neverNull.has(property.name)) return false;
  return isTrueForNull(leaf, semantics) !== isNegated;
}

function isTrueForNull({ operator, value }: CompareNode, semantics: Semantics): boolean {
  if (value.kind === 'null') return operator === 'eq';
  if (operator === 'ne') return true;
  return operator.startsWith('not') && semantics['null-negative-operators'] === 'match';
}

/** An author who writes `x -eq null` knows about objects without a value. */
function asksForNull(root: RuleNode, leaf: CompareNode): boolean {
  return comparisonsOf(root).some(
    ({ property, operator, value }) =>
      property.name === leaf.property.name && operator === 'eq' && value.kind === 'null',
  );
}

/** True when a condition that must hold too asks for a value, or was reported already. */
function isGuarded(root: RuleNode, leaf: CompareNode, found: readonly CompareNode[], semantics: Semantics): boolean {
  return conjoinedWith(root, leaf).some(
    (guard) =>
      found.some((other) => other === guard.node && other.property.name === leaf.property.name) ||
      asksForValue(guard, leaf.property.name, semantics),
  );
}

function asksForValue({ node, isNegated }: Placed<RuleNode>, name: string, semantics: Semantics): boolean {
  switch (node.kind) {
    case 'compare':
      return node.property.name === name && isTrueForNull(node, semantics) === isNegated;
    case 'not':
      return asksForValue({ node: node.child, isNegated: !isNegated }, name, semantics);
    case 'and':
    case 'or': {
      const parts = node.children.map((child) => asksForValue({ node: child, isNegated }, name, semantics));
      return (node.kind === 'and') === isNegated ? parts.every(Boolean) : parts.some(Boolean);
    }
    default:
      return false;
  }
}

function finding(context: LintContext, rule: CheckedRule, { node, isNegated }: Placed<CompareNode>): Diagnostic {
  const reference = `${node.property.object}.${node.property.name}`;
  const [joint, test] = isNegated ? (['or', 'eq'] as const) : (['and', 'ne'] as const);
  const { start, end } = node.span;
  const [opening, closing] = isBracketed(rule.text, node.span) ? ['', ''] : ['(', ')'];
  const guard: RuleNode = { ...node, operator: test, value: { kind: 'null' } };
  const { words, severity } = reach(context, rule, node, { kind: joint, children: [node, guard], span: node.span });
  return createDiagnostic('lint/negative-on-null', {
    message: `${isNegated ? '-not ' : ''}-${node.operator} is also true for objects without ${node.property.name}${words}.`,
    severity,
    span: node.span,
    hint: `Add -and (${reference} -ne null) if they are not wanted.`,
    fix: {
      title: 'Ask for a value too',
      edits: [
        { span: { start, end: start }, newText: opening },
        { span: { start: end, end }, newText: ` -${joint} ${reference} -${test} null${closing}` },
      ],
    },
  });
}

/** Whom the rule would lose if it asked for a value. */
function reach(
  { people }: LintContext,
  rule: CheckedRule,
  leaf: CompareNode,
  guarded: RuleNode,
): { readonly words: string; readonly severity: Severity } {
  if (people === undefined) return { words: '', severity: 'warning' };
  const mended = replaceNode(rule.root, leaf, guarded);
  const { lost, undecided } = compareVerdicts(people.evaluate(rule.root), people.evaluate(mended));
  return {
    words: `; it lets in ${countWithUndecided(people, lost, undecided)} that way`,
    severity: lost.size > 0 || undecided.size > 0 ? 'warning' : 'note',
  };
}
