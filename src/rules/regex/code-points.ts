import { type CharSet, sizeOfSet, subtractSet } from './char-set.ts';
import { setOfNode } from './class-set.ts';
import type { PatternNode } from './dotnet-pattern.ts';

/*
 * .NET matches UTF-16 code units, most other engines code points. On well-formed texts the two agree as long as no part of a match
 * begins or ends inside a surrogate pair:
 *
 * - A set without surrogates matches whole characters only.
 * - `X*` with all surrogates in X (`.*`, `[^@]*`) takes any run. If a match had it begin or end inside a pair, the half outside
 *   belongs to another such run, or to nothing at an edge of the match, and can be moved over.
 * - A single X or `X+` between two solid places (characters without surrogates, the ends of the text) covers whole characters: one
 *   unit is then one character of the BMP, and one or more units are one or more characters. At an edge of the pattern, where the
 *   match may be made longer, one unit is there exactly if one character is. Optional parts in between that begin and end solid do
 *   not matter: next to half of a character they are empty.
 *
 * Nothing else is tried.
 */

/** Which halves of surrogate pairs a set holds. */
export function surrogateUse(set: CharSet): 'none' | 'some' | 'all' {
  const surrogates = 0x800;
  const held = surrogates - sizeOfSet(subtractSet([0xd800, 0xdfff], set));
  return held === 0 ? 'none' : held === surrogates ? 'all' : 'some';
}

/**
 * What stands on either side of a part: `solid` never lies inside a surrogate pair, `edge` is where the match begins or ends and may
 * be moved outwards, `open` is anything else.
 */
export interface Surroundings {
  readonly before: 'solid' | 'edge' | 'open';
  readonly after: 'solid' | 'edge' | 'open';
}

/**
 * What stands next to a part, given its neighbours on one side, the nearest first; undefined when there is nothing but optional
 * parts, so that the place around them counts.
 */
export function boundary(
  neighbours: readonly PatternNode[],
  meetsSolidly: (node: PatternNode) => boolean,
): 'solid' | 'open' | undefined {
  const nearest = neighbours.find((node) => !(node.kind === 'repeat' && node.min === 0 && meetsSolidly(node.body)));
  if (nearest === undefined) return undefined;
  return meetsSolidly(nearest) ? 'solid' : 'open';
}

/** True when the end of every match of the node is no place inside a pair. */
export function endsSolid(node: PatternNode): boolean {
  return isSolid(node, (items) => items.at(-1));
}

/** The same of the start. */
export function startsSolid(node: PatternNode): boolean {
  return isSolid(node, (items) => items[0]);
}

function isSolid(node: PatternNode, outermost: (items: readonly PatternNode[]) => PatternNode | undefined): boolean {
  switch (node.kind) {
    case 'literal':
    case 'any':
    case 'class':
      return surrogateUse(setOfNode(node)) === 'none';
    case 'anchor':
      return ['textStart', 'textEnd', 'textEndOrLastFeed'].includes(node.anchor);
    case 'sequence': {
      const item = outermost(node.items);
      return item !== undefined && isSolid(item, outermost);
    }
    case 'alternation':
      return node.branches.every((branch) => isSolid(branch, outermost));
    case 'repeat':
      return node.min > 0 && isSolid(node.body, outermost);
    case 'group':
    case 'atomic':
      return isSolid(node.body, outermost);
    default:
      return false;
  }
}
