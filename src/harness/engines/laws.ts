import fc from 'fast-check';
import { type ElementNode, type Literal, printNode, type RuleNode } from '../../rules/index.ts';
import type { CaseFailure, CaseReport, SuiteReport } from '../report/index.ts';
import type { GeneratedRunOptions } from './differential.ts';
import {
  answerJson,
  askAll,
  type EngineAnswer,
  type EnginePort,
  type EngineRequest,
  summaryOf,
} from './engine-port.ts';
import { checkedRuleArbitrary, ruleNodeArbitrary } from './generate-rules.ts';
import { type GeneratedSubject, subjectRecordsArbitrary } from './generate-subjects.ts';
import { requestOf } from './generated-case.ts';
import { printLoosely } from './print-loosely.ts';

/** Two questions that have one answer, or opposite ones. */
interface LawInstance {
  readonly left: EngineRequest;
  readonly right: EngineRequest;
  readonly isOpposite?: boolean;
}

interface Law {
  readonly name: string;
  readonly arbitrary: fc.Arbitrary<LawInstance>;
}

const span = { start: 0, end: 0 };
const not = (child: RuleNode): RuleNode => ({ kind: 'not', child, span });
const both = (...children: readonly RuleNode[]): RuleNode => ({ kind: 'and', children, span });
const either = (...children: readonly RuleNode[]): RuleNode => ({ kind: 'or', children, span });

const node = ruleNodeArbitrary('user', { maxDepth: 2 });
const subject = subjectRecordsArbitrary('user', { minLength: 1, maxLength: 1 }).map(
  ([first]): GeneratedSubject => first ?? { id: '', attributes: {}, unknown: [] },
);

/** A law about one or two conditions that are written in two ways. */
function law(
  name: string,
  sides: (a: RuleNode, b: RuleNode) => readonly [RuleNode, RuleNode],
  isOpposite = false,
): Law {
  return {
    name,
    arbitrary: fc.tuple(node, node, subject).map(([a, b, object]) => {
      const [left, right] = sides(a, b);
      return { left: asked(left, object), right: asked(right, object), isOpposite };
    }),
  };
}

function asked(root: RuleNode, object: GeneratedSubject, text = printNode(root)): EngineRequest {
  return requestOf({ object: 'user', root, subject: object }, text);
}

const laws: readonly Law[] = [
  law('De Morgan: not (a or b) is not a and not b', (a, b) => [not(either(a, b)), both(not(a), not(b))]),
  law('De Morgan: not (a and b) is not a or not b', (a, b) => [not(both(a, b)), either(not(a), not(b))]),
  law('double negation: not not a is a', (a) => [not(not(a)), a]),
  law('negation: not a is the opposite of a, undecided stays undecided', (a) => [not(a), a], true),
  law('order: a and b is b and a', (a, b) => [both(a, b), both(b, a)]),
  law('order: a or b is b or a', (a, b) => [either(a, b), either(b, a)]),
  law('absorption: a and a is a', (a) => [both(a, a), a]),
  law('list order: the elements of a list in another order', (a) => [a, reverseLists(a)]),
  law('case: the letters of texts in another case', (a) => [a, swapCase(a)]),
  law('quantifiers: not any is all not, and the other way round', (a) => [a, dual(a)]),
  {
    name: 'irrelevant attributes: what the rule does not read changes nothing',
    arbitrary: fc.tuple(checkedRuleArbitrary('user'), subject).map(([{ root }, object]) => ({
      left: asked(root, object),
      right: asked(root, {
        ...object,
        attributes: { ...object.attributes, extensionAttribute9: 'x', streetAddress: null, mobile: '1' },
        unknown: [...object.unknown, 'postalCode', 'surname'],
      }),
    })),
  },
  {
    name: 'print and parse: the same rule written in another way',
    arbitrary: fc.tuple(checkedRuleArbitrary('user'), subject).map(([{ root }, object]) => ({
      left: asked(root, object),
      right: asked(root, object, printLoosely(root)),
    })),
  },
];

/** Checks laws that hold whatever the engine thinks of single conditions; no other engine is asked. */
export async function runLaws(engine: EnginePort, options: GeneratedRunOptions): Promise<SuiteReport> {
  const cases: CaseReport[] = [];
  for (const [index, each] of laws.entries()) {
    cases.push(await checkLaw(engine, each, options));
    options.onProgress?.(index + 1, laws.length);
  }
  return { name: 'laws', cases };
}

async function checkLaw(
  engine: EnginePort,
  { name, arbitrary }: Law,
  { seed, runs, needs }: GeneratedRunOptions,
): Promise<CaseReport> {
  const property = fc.asyncProperty(arbitrary, async (instance) => {
    const failure = await breakOf(engine, instance, needs && engine.givesNeeds);
    if (failure !== undefined) throw new LawBroken(failure);
  });
  const found = await fc.check(property, { seed, numRuns: runs });
  const head = { name, subject: 'laws', tags: [] };
  if (!found.failed)
    return { ...head, status: 'passed', failures: [], notes: [`${found.numRuns} rules, seed ${seed}`] };
  if (found.errorInstance instanceof LawBroken)
    return { ...head, status: 'failed', failures: [found.errorInstance.failure] };
  throw found.errorInstance;
}

class LawBroken extends Error {
  readonly failure: CaseFailure;
  constructor(failure: CaseFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

async function breakOf(
  engine: EnginePort,
  { left, right, isOpposite = false }: LawInstance,
  needs: boolean,
): Promise<CaseFailure | undefined> {
  const [one, other] = await askAll(engine, [left, right]);
  if (one === undefined || other === undefined) return undefined;
  const details = [`request: ${JSON.stringify({ id: 1, ...left })}`, `request: ${JSON.stringify({ id: 2, ...right })}`];
  for (const reply of [one, other]) {
    if (!reply.ok) {
      const { code, message, details: more = [] } = reply.fault;
      return { code, message, rules: [], because: [], details: [...details, ...more] };
    }
  }
  if (!one.ok || !other.ok) return undefined;
  const wanted = wordsOf(one.answer, false, needs);
  const found = wordsOf(other.answer, isOpposite, needs);
  if (wanted === found) return undefined;
  return {
    code: 'engine/law',
    message: `${wordsOf(one.answer, false, needs)} for ${left.rule}, but ${wordsOf(other.answer, false, needs)} for ${right.rule}`,
    expected: answerJson(one.answer),
    got: answerJson(other.answer),
    rules: [],
    because: isOpposite ? ['the second is the opposite of the first'] : ['both rules mean the same'],
    details,
  };
}

const opposites: Readonly<Record<string, string>> = { member: 'notMember', notMember: 'member' };

function wordsOf(answer: EngineAnswer, isOpposite: boolean, needs: boolean): string {
  const summary = summaryOf(answer);
  const open =
    needs && 'verdict' in answer && answer.verdict === 'undecided' ? ` (needs ${answer.needs?.join(', ')})` : '';
  return `${isOpposite ? (opposites[summary] ?? summary) : summary}${open}`;
}

function reverseLists(root: RuleNode): RuleNode {
  return mapLiterals(root, (value) =>
    value.kind === 'list' ? { ...value, values: value.values.toReversed() } : value,
  );
}

/** ASCII letters only: they have one other case in every engine. Patterns stay: `\s` and `\S` are different. */
function swapCase(root: RuleNode): RuleNode {
  const swap = (text: string): string =>
    text.replaceAll(/[a-z]/gi, (letter) =>
      letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
    );
  return mapLiterals(root, (value, operator) => {
    if (operator === 'match' || operator === 'notMatch') return value;
    if (value.kind === 'text') return { ...value, value: swap(value.value) };
    return value.kind === 'list' ? { ...value, values: value.values.map(swap) } : value;
  });
}

type MapLiteral = (value: Literal, operator: string) => Literal;

function mapLiterals(root: RuleNode, change: MapLiteral): RuleNode {
  switch (root.kind) {
    case 'and':
    case 'or':
      return { ...root, children: root.children.map((child) => mapLiterals(child, change)) };
    case 'not':
      return { ...root, child: mapLiterals(root.child, change) };
    case 'compare':
      return { ...root, value: change(root.value, root.operator) };
    case 'quantified':
      return { ...root, body: mapBody(root.body, change) };
    case 'memberOf':
    case 'directReports':
      return root;
  }
}

function mapBody(body: ElementNode, change: MapLiteral): ElementNode {
  switch (body.kind) {
    case 'and':
    case 'or':
      return { ...body, children: body.children.map((child) => mapBody(child, change)) };
    case 'not':
      return { ...body, child: mapBody(body.child, change) };
    case 'compareElement':
      return { ...body, value: change(body.value, body.operator) };
  }
}

/** The same rule with each quantifier replaced by the negation of the other one. */
function dual(root: RuleNode): RuleNode {
  switch (root.kind) {
    case 'and':
    case 'or':
      return { ...root, children: root.children.map(dual) };
    case 'not':
      return { ...root, child: dual(root.child) };
    case 'quantified': {
      const body: ElementNode = { kind: 'not', child: root.body, span };
      return not({ ...root, mode: root.mode === 'any' ? 'all' : 'any', body });
    }
    case 'compare':
    case 'memberOf':
    case 'directReports':
      return root;
  }
}
