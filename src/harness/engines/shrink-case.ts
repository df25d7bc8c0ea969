import type { ElementNode, RuleNode } from '../../rules/index.ts';
import type { GeneratedCase } from './generated-case.ts';

/** Questions that shrinking asks at most. */
const mostTries = 400;

/**
 * Makes a failing case as small as it gets: parts of the rule instead of the whole, fewer conditions, fewer attributes, as long
 * as `fails` says that it still fails. The same case comes out for the same answers.
 */
export async function shrinkCase(
  found: GeneratedCase,
  fails: (candidate: GeneratedCase) => Promise<boolean>,
): Promise<GeneratedCase> {
  let smallest = found;
  let tries = 0;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smallerCases(smallest)) {
      if (++tries > mostTries) return smallest;
      if (await fails(candidate)) {
        smallest = candidate;
        isSmaller = true;
        break;
      }
    }
  }
  return smallest;
}

function* smallerCases(generated: GeneratedCase): Generator<GeneratedCase> {
  const { root, subject } = generated;
  for (const smaller of smallerRules(root)) yield { ...generated, root: smaller };
  for (const name of Object.keys(subject.attributes)) {
    // Directory extensions stay: without a column they would be not known.
    if (name.startsWith('extension_')) continue;
    const attributes = Object.fromEntries(Object.entries(subject.attributes).filter(([each]) => each !== name));
    yield { ...generated, subject: { ...subject, attributes } };
  }
  for (const name of subject.unknown) {
    yield { ...generated, subject: { ...subject, unknown: subject.unknown.filter((each) => each !== name) } };
  }
}

function* smallerRules(node: RuleNode): Generator<RuleNode> {
  switch (node.kind) {
    case 'and':
    case 'or':
      yield* node.children;
      yield* smallerLists(node.children, smallerRules, (children) => ({ ...node, children }));
      return;
    case 'not':
      yield node.child;
      for (const child of smallerRules(node.child)) yield { ...node, child };
      return;
    case 'quantified':
      for (const body of smallerBodies(node.body)) yield { ...node, body };
      return;
    case 'compare':
    case 'memberOf':
    case 'directReports':
  }
}

function* smallerBodies(node: ElementNode): Generator<ElementNode> {
  switch (node.kind) {
    case 'and':
    case 'or':
      yield* node.children;
      yield* smallerLists(node.children, smallerBodies, (children) => ({ ...node, children }));
      return;
    case 'not':
      yield node.child;
      for (const child of smallerBodies(node.child)) yield { ...node, child };
      return;
    case 'compareElement':
  }
}

/** One child less while two are left, then one child smaller. */
function* smallerLists<Node>(
  children: readonly Node[],
  smaller: (node: Node) => Generator<Node>,
  make: (children: readonly Node[]) => Node,
): Generator<Node> {
  if (children.length > 2) for (const child of children) yield make(children.filter((each) => each !== child));
  for (const [index, child] of children.entries()) {
    for (const each of smaller(child)) yield make(children.with(index, each));
  }
}
