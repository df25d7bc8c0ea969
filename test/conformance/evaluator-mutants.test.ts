import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/base/index.ts';
import { readConformanceSuite } from '../../src/formats/index.ts';
import { type EnginePort, type SuiteReport } from '../../src/harness/index.ts';
import { engineOfEvaluator, runDifferential, runRuleSections } from '../../src/harness/generating.ts';
import {
  type ElementNode,
  evaluateReference,
  type Literal,
  type RuleEvaluator,
  type RuleNode,
} from '../../src/rules/index.ts';

/*
 * Deliberately wrong evaluators. The conformance suite has to notice each, and so has the comparison on generated rules with a
 * fixed seed: what no test would notice may be wrong in any engine, ours included.
 */

type Compare = Extract<RuleNode, { kind: 'compare' }>;
type Quantified = Extract<RuleNode, { kind: 'quantified' }>;

const span = { start: 0, end: 0 };
const nothing: Literal = { kind: 'null' };
const both = (...children: readonly RuleNode[]): RuleNode => ({ kind: 'and', children, span });
const either = (...children: readonly RuleNode[]): RuleNode => ({ kind: 'or', children, span });
const not = (child: RuleNode): RuleNode => ({ kind: 'not', child, span });

/** Applies a change to every part of a rule, innermost first. */
function rewrite(node: RuleNode, change: (node: RuleNode) => RuleNode): RuleNode {
  switch (node.kind) {
    case 'and':
    case 'or':
      return change({ ...node, children: node.children.map((child) => rewrite(child, change)) });
    case 'not':
      return change({ ...node, child: rewrite(node.child, change) });
    default:
      return change(node);
  }
}

/** An evaluator that reads every rule wrongly. */
function misreading(change: (node: RuleNode) => RuleNode): RuleEvaluator {
  return (rule, subject, clock, semantics) =>
    evaluateReference({ ...rule, root: rewrite(rule.root, change) }, subject, clock, semantics);
}

const comparison = (change: (node: Compare) => RuleNode): RuleEvaluator =>
  misreading((node) => (node.kind === 'compare' ? change(node) : node));

const quantifier = (change: (node: Quantified) => RuleNode): RuleEvaluator =>
  misreading((node) => (node.kind === 'quantified' ? change(node) : node));

const operator = (wrong: Partial<Record<Compare['operator'], Compare['operator']>>): RuleEvaluator =>
  comparison((node) => ({ ...node, operator: wrong[node.operator] ?? node.operator }));

const pattern = (change: (pattern: string) => string): RuleEvaluator =>
  comparison((node) =>
    (node.operator === 'match' || node.operator === 'notMatch') && node.value.kind === 'text'
      ? { ...node, value: { kind: 'text', value: change(node.value.value) } }
      : node,
  );

/** A condition on elements that none satisfies. */
function impossible({ property }: Quantified): ElementNode {
  const field = property.type === 'objectCollection' ? 'servicePlanId' : 'self';
  const test = (name: 'eq' | 'ne'): ElementNode => ({
    kind: 'compareElement',
    field,
    operator: name,
    value: nothing,
    span,
  });
  return { kind: 'and', children: [test('eq'), test('ne')], span };
}

const escapePattern = (text: string): string => text.replaceAll(/[\\^$.|?*+()[\]{}#\s]/g, String.raw`\$&`);

const mutants: Readonly<Record<string, RuleEvaluator>> = {
  'undecided is not a member': (...given) => {
    const { verdict } = evaluateReference(...given);
    return { verdict: verdict === 'undecided' ? 'notMember' : verdict, needs: [] };
  },
  'undecided is a member': (...given) => {
    const { verdict } = evaluateReference(...given);
    return { verdict: verdict === 'undecided' ? 'member' : verdict, needs: [] };
  },
  'only the first attribute is needed': (...given) => {
    const { verdict, needs } = evaluateReference(...given);
    return { verdict, needs: needs.slice(0, 1) };
  },
  '-ne is false for null, as in SQL': comparison((node) =>
    node.operator === 'ne' && node.value.kind !== 'null' ? both(node, { ...node, value: nothing }) : node,
  ),
  'negative text operators are false for null': (rule, subject, clock, semantics) =>
    evaluateReference(rule, subject, clock, { ...semantics, 'null-negative-operators': 'no-match' }),
  '-eq null is never true': comparison((node) =>
    node.operator === 'eq' && node.value.kind === 'null' ? both(node, { ...node, operator: 'ne' }) : node,
  ),
  '-ne null is always true': comparison((node) =>
    node.operator === 'ne' && node.value.kind === 'null' ? either(node, { ...node, operator: 'eq' }) : node,
  ),
  'null is false for booleans': comparison((node) =>
    node.value.kind === 'boolean' && !node.value.value && node.operator === 'eq'
      ? either(node, { ...node, value: nothing })
      : node,
  ),
  '-match is anchored': pattern((text) => `^(?:${text})$`),
  '-match minds case': pattern((text) => `(?-i:${text})`),
  '-eq minds case': comparison((node) =>
    node.operator === 'eq' && node.value.kind === 'text'
      ? { ...node, operator: 'match', value: { kind: 'text', value: `(?-i:\\A${escapePattern(node.value.value)}\\z)` } }
      : node,
  ),
  '-contains looks at the start': operator({ contains: 'startsWith', notContains: 'notStartsWith' }),
  '-startsWith looks anywhere': operator({ startsWith: 'contains', notStartsWith: 'notContains' }),
  '-endsWith looks anywhere': operator({ endsWith: 'contains', notEndsWith: 'notContains' }),
  '-notContains is -contains': operator({ notContains: 'contains' }),
  '-in looks at the first element': comparison((node) =>
    node.value.kind === 'list' ? { ...node, value: { ...node.value, values: node.value.values.slice(0, 1) } } : node,
  ),
  '-notIn is -in': operator({ notIn: 'in' }),
  '-ge and -le are exchanged': operator({ ge: 'le', le: 'ge' }),
  '-ge leaves equality out': comparison((node) =>
    node.operator === 'ge' ? both(node, not({ ...node, operator: 'le' })) : node,
  ),
  'offsets of system.now are ignored': comparison((node) =>
    node.value.kind === 'now' ? { ...node, value: { kind: 'now', offset: 0 } } : node,
  ),
  'the clock stands still': (rule, subject, _, semantics) =>
    evaluateReference(rule, subject, parseInstant('2020-01-01T00:00:00Z') ?? 0, semantics),
  '-any on an empty collection is true': quantifier((node) =>
    node.mode === 'any' ? either(node, { ...node, mode: 'all', body: impossible(node) }) : node,
  ),
  '-all on an empty collection is false': quantifier((node) =>
    node.mode === 'all' ? both(node, not({ ...node, body: impossible(node) })) : node,
  ),
  '-all is -any': quantifier((node) => ({ ...node, mode: 'any' })),
  '-any is -all': quantifier((node) => ({ ...node, mode: 'all' })),
  'a plain negative operator asks for some element': comparison((node) =>
    node.property.type === 'stringCollection' && node.operator.startsWith('not')
      ? {
          kind: 'quantified',
          property: node.property,
          mode: 'any',
          body: { kind: 'compareElement', field: 'self', operator: node.operator, value: node.value, span },
          span,
        }
      : node,
  ),
  '-or binds tighter than -and': misreading((node) => {
    if (node.kind !== 'or') return node;
    const [first, ...rest] = node.children;
    if (first?.kind !== 'and') return node;
    return both(...first.children.slice(0, -1), either(...first.children.slice(-1), ...rest));
  }),
  '-and is -or': misreading((node) => (node.kind === 'and' ? { ...node, kind: 'or' } : node)),
  '-or stops at the second condition': misreading((node) =>
    node.kind === 'or' ? { ...node, children: node.children.slice(0, 2) } : node,
  ),
  '-not is ignored': misreading((node) => (node.kind === 'not' ? node.child : node)),
  'memberOf asks for the first group only': misreading((node) =>
    node.kind === 'memberOf' ? { ...node, groupIds: node.groupIds.slice(0, 1) } : node,
  ),
  'Direct Reports have no members': misreading((node) =>
    node.kind === 'directReports' ? { ...node, managerId: '00000000-0000-4000-8000-0000000000ff' } : node,
  ),
};

const read = readConformanceSuite(join(import.meta.dirname, '../../fixtures/conformance'));
const sections = read.ok ? read.value.sections.flatMap((section) => (section.kind === 'rules' ? [section] : [])) : [];

const strict = { needs: true, codes: false, skip: {}, expectedFailures: {} };
const generated = { seed: 42, runs: 2000, needs: true };

const failuresOf = (suites: readonly SuiteReport[]): readonly string[] =>
  suites.flatMap(({ cases }) => cases.flatMap(({ name, failures }) => (failures.length > 0 ? [name] : [])));

describe('deliberate mutants of the evaluator', () => {
  const right: EnginePort = engineOfEvaluator('right', evaluateReference);
  let suiteOfRight: readonly SuiteReport[] = [];
  beforeAll(async () => {
    suiteOfRight = await runRuleSections(right, sections, strict);
  });

  it('are told from the evaluator itself, which passes', async () => {
    expect(sections.length).toBeGreaterThan(20);
    expect(failuresOf(suiteOfRight)).toEqual([]);
    expect(failuresOf([await runDifferential(right, { ...generated, runs: 300 })])).toEqual([]);
  });

  describe.each(Object.entries(mutants))('%s', (name, evaluate) => {
    const mutant = engineOfEvaluator(name, evaluate);

    it('is caught by the conformance suite', async () => {
      expect(failuresOf(await runRuleSections(mutant, sections, strict)).length).toBeGreaterThan(0);
    });

    it('is caught on generated rules, by a small example', async () => {
      const { cases } = await runDifferential(mutant, generated);
      expect(cases[0]?.failures[0]?.code).toBe('engine/disagreement');
    });
  });
});
