import { closeUnderCase, caseEquivalents } from './case-equivalence.ts';
import { type CharSet, complementSet, fullSet, rangeSet, setOfRanges, subtractSet, unionSets } from './char-set.ts';
import type { AnyNode, ClassExpression, ClassMember, ClassNode, LiteralNode } from './dotnet-pattern.ts';
import { blockSet } from './unicode-blocks.ts';
import { categorySet, digitSet, spaceSet, wordSet } from './unicode-sets.ts';

const lineFeed = rangeSet(0x0a, 0x0a);
const notLineFeed = complementSet(lineFeed);

/** The code units that a node which takes exactly one unit matches, IgnoreCase included. Blocks must be known. */
export function setOfNode(node: LiteralNode | AnyNode | ClassNode): CharSet {
  switch (node.kind) {
    case 'literal': {
      const units = node.ignoreCase ? caseEquivalents(node.unit) : [node.unit];
      return setOfRanges(units.map((unit) => [unit, unit] as const));
    }
    case 'any':
      return node.lineFeed ? fullSet : notLineFeed;
    case 'class':
      return setOfClass(node.class, node.ignoreCase);
  }
}

/** The first member, here or in a subtracted class, that names a block .NET does not document; undefined if none. */
export function unknownBlock(
  expression: ClassExpression,
): (ClassMember & { readonly kind: 'category' | 'block' }) | undefined {
  for (const member of expression.members) {
    if (member.kind === 'block' && blockSet(member.name) === undefined) return member;
  }
  return expression.subtraction === undefined ? undefined : unknownBlock(expression.subtraction);
}

/** True when this class or a subtracted one holds `[:name:]`. */
export function isPosixLike(expression: ClassExpression): boolean {
  return expression.posixLike || (expression.subtraction !== undefined && isPosixLike(expression.subtraction));
}

/**
 * IgnoreCase adds the other cases of characters, ranges and blocks before the class is negated; categories and the
 * escapes `\d \s \w` stay as they are, as in .NET 7 and later.
 */
function setOfClass(expression: ClassExpression, ignoreCase: boolean): CharSet {
  const listed: CharSet[] = [];
  const named: CharSet[] = [];
  for (const member of expression.members) {
    const set = setOfMember(member, ignoreCase);
    if (member.kind === 'range' || member.kind === 'block') listed.push(set);
    else named.push(set);
  }
  const cased = unionSets(listed);
  const members = unionSets([...named, ignoreCase ? closeUnderCase(cased) : cased]);
  const base = expression.negated ? complementSet(members) : members;
  return expression.subtraction === undefined
    ? base
    : subtractSet(base, setOfClass(expression.subtraction, ignoreCase));
}

function setOfMember(member: ClassMember, ignoreCase: boolean): CharSet {
  if (member.kind === 'range') return rangeSet(member.from, member.to);
  const set = setOfName(member, ignoreCase);
  return member.negated ? complementSet(set) : set;
}

function setOfName(member: Exclude<ClassMember, { kind: 'range' }>, ignoreCase: boolean): CharSet {
  switch (member.kind) {
    case 'digit':
      return digitSet();
    case 'space':
      return spaceSet;
    case 'word':
      return wordSet();
    case 'block':
      return blockSet(member.name) ?? [];
    case 'category':
      // Under IgnoreCase .NET reads \p{Lu}, \p{Ll} and \p{Lt} as any of the three.
      return ignoreCase && ['Lu', 'Ll', 'Lt'].includes(member.name)
        ? unionSets([categorySet('Lu'), categorySet('Ll'), categorySet('Lt')])
        : categorySet(member.name);
  }
}
