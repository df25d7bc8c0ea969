import { isPosixLike, unknownBlock } from './class-set.ts';
import type { AnyNode, AtomicNode, ClassNode, LiteralNode, PatternNode, RepeatNode } from './dotnet-pattern.ts';

/** Why a construct has no exact translation, and where it stands in the pattern. */
export interface Obstacle {
  readonly reason: string;
  readonly offset: number;
}

/** The engine refuses repeat counts, and products of nested counts, above this. */
const maxCount = 1000;

/** A compiled pattern with more steps than this is refused: time per character grows with the number of steps. */
const maxSteps = 10_000;

/** True for the nodes that match exactly one code unit. */
export function isSingleUnit(node: PatternNode): node is LiteralNode | AnyNode | ClassNode {
  return node.kind === 'literal' || node.kind === 'any' || node.kind === 'class';
}

/** The leftmost construct without an exact translation. `isWhole` tells that nothing of the pattern follows the node. */
export function findObstacle(node: PatternNode, isWhole: boolean): Obstacle | undefined {
  const obstacle = obstacleIn(node, isWhole, 1);
  if (obstacle !== undefined) return obstacle;
  const steps = countSteps(node);
  if (steps <= maxSteps) return undefined;
  return { reason: `the pattern needs ${steps} steps, more than ${maxSteps}`, offset: node.span.start };
}

/**
 * @param isLast nothing follows the node in the pattern, so it does not matter which of several matches it picks
 * @param factor how often the enclosing repetitions multiply the node
 */
function obstacleIn(node: PatternNode, isLast: boolean, factor: number): Obstacle | undefined {
  const refuse = (reason: string): Obstacle => ({ reason, offset: node.span.start });
  switch (node.kind) {
    case 'literal':
    case 'any':
      return undefined;
    case 'class':
      return classObstacle(node);
    case 'anchor':
      return node.anchor === 'previousMatchEnd' ? refuse('\\G depends on an earlier match') : undefined;
    case 'sequence':
      return firstObstacle(node.items, (item, index) =>
        obstacleIn(item, isLast && index === node.items.length - 1, factor),
      );
    case 'alternation':
      return firstObstacle(node.branches, (branch) => obstacleIn(branch, isLast, factor));
    case 'repeat':
      return repeatObstacle(node, factor);
    case 'group':
      if (node.balances !== null) return refuse('a balancing group needs a stack of captures');
      return obstacleIn(node.body, isLast, factor);
    case 'atomic':
      return atomicObstacle(node, isLast, factor);
    case 'look':
      return refuse(
        `a look${node.direction} needs an engine with backtracking; only lookaheads right after a leading ^ are decided`,
      );
    case 'conditional':
      return refuse('a conditional (?(…)…|…) needs an engine with backtracking');
    case 'backreference':
      return refuse('a backreference needs an engine with backtracking');
  }
}

function firstObstacle(
  nodes: readonly PatternNode[],
  find: (node: PatternNode, index: number) => Obstacle | undefined,
): Obstacle | undefined {
  for (const [index, node] of nodes.entries()) {
    const obstacle = find(node, index);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

function classObstacle(node: ClassNode): Obstacle | undefined {
  const block = unknownBlock(node.class);
  if (block !== undefined)
    return { reason: `the Unicode block '${block.name}' is not known`, offset: block.span.start };
  if (!isPosixLike(node.class)) return undefined;
  return { reason: 'versions of .NET differ on [: :] inside a class', offset: node.span.start };
}

function repeatObstacle(node: RepeatNode, factor: number): Obstacle | undefined {
  const count = factor * Math.max(1, node.max ?? node.min);
  if (Math.max(node.min, node.max ?? 0) > maxCount || count > maxCount) {
    return {
      reason: `a repeat count, alone or multiplied by the ones around it, above ${maxCount}`,
      offset: node.span.start,
    };
  }
  return obstacleIn(node.body, false, count);
}

/** An atomic group forgets its other matches. That is no loss when nothing follows, or when there are no others. */
function atomicObstacle(node: AtomicNode, isLast: boolean, factor: number): Obstacle | undefined {
  if (!isLast && !hasOneWay(node.body)) {
    return { reason: 'an atomic group that can match in several ways and is not the end', offset: node.span.start };
  }
  return obstacleIn(node.body, isLast, factor);
}

function hasOneWay(node: PatternNode): boolean {
  switch (node.kind) {
    case 'alternation':
      return false;
    case 'repeat':
      return node.min === node.max && hasOneWay(node.body);
    case 'sequence':
      return node.items.every(hasOneWay);
    case 'group':
    case 'atomic':
      return hasOneWay(node.body);
    default:
      return true;
  }
}

function countSteps(node: PatternNode): number {
  switch (node.kind) {
    case 'sequence':
      return node.items.reduce((sum, item) => sum + countSteps(item), 0);
    case 'alternation':
      return node.branches.reduce((sum, branch) => sum + 1 + countSteps(branch), 0);
    case 'repeat':
      return (1 + countSteps(node.body)) * Math.max(1, node.max ?? node.min + 1);
    case 'group':
    case 'atomic':
      return countSteps(node.body);
    default:
      return 1;
  }
}
