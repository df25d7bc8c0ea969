import { type Alphabet, type LineFeedMode, buildAlphabet } from './alphabet.ts';
import type { CharSet } from './char-set.ts';
import { setOfNode } from './class-set.ts';
import type { AnchorKind, LookNode, PatternNode, SequenceNode } from './dotnet-pattern.ts';
import { findObstacle, isSingleUnit } from './find-obstacle.ts';

/** One search that the engine makes, with what its outcome must be. Patterns are in re2js syntax over the alphabet. */
export interface Condition {
  readonly pattern: string;
  readonly found: boolean;
}

export type Translation =
  | { readonly translatable: true; readonly conditions: readonly Condition[]; readonly alphabet: Alphabet }
  | { readonly translatable: false; readonly reason: string; readonly offset: number };

/**
 * Translates a parsed .NET pattern into searches for an engine without backtracking, with the same answer to "is there
 * a match anywhere in the value". All conditions must hold. What has no exact translation is refused with a reason and
 * the offset of the construct. O(size of the sets). Claims `rules/6-match-dotnet`, `rules/14-16-dotnet-details`.
 */
export function translateDotnetPattern(ast: PatternNode): Translation {
  const { looks, main } = splitLeadingLooks(ast);
  const parts = [main, ...looks.map((look) => look.body)];
  for (const part of parts) {
    const obstacle = findObstacle(part, part === main);
    if (obstacle !== undefined) return { translatable: false, ...obstacle };
  }
  const sets = new Map<PatternNode, CharSet>();
  const anchors = new Set<AnchorKind>();
  for (const part of parts) collect(part, sets, anchors);
  const wordBoundaries = anchors.has('wordBoundary') || anchors.has('notWordBoundary');
  const alphabet = buildAlphabet([...sets.values()], { wordBoundaries, lineFeeds: lineFeedMode(anchors) });
  if (alphabet === undefined) {
    const reason = 'the pattern uses \\b or \\B and tells more than 63 kinds of word characters apart';
    return { translatable: false, reason, offset: 0 };
  }
  const write = (node: PatternNode): string => writeNode(node, sets, alphabet);
  const conditions = looks.map((look) => ({ pattern: `\\A(?:${write(look.body)})`, found: !look.negated }));
  return { translatable: true, conditions: [...conditions, { pattern: write(main), found: true }], alphabet };
}

/**
 * Lookaheads right behind a `^` that begins the pattern all look from the start of the value, so `^(?!a)(?=.*b)c` is
 * three independent questions. This is the form that rules use; every other lookaround is refused.
 */
export function splitLeadingLooks(ast: PatternNode): {
  readonly looks: readonly LookNode[];
  readonly main: PatternNode;
} {
  if (ast.kind !== 'sequence') return { looks: [], main: ast };
  const [first, ...rest] = ast.items;
  if (first?.kind !== 'anchor' || first.anchor !== 'textStart') return { looks: [], main: ast };
  const end = rest.findIndex((item) => item.kind !== 'look' || item.direction !== 'ahead');
  const leading = end < 0 ? rest : rest.slice(0, end);
  const looks = leading.flatMap((item) => (item.kind === 'look' ? [item] : []));
  const main: SequenceNode = { ...ast, items: [first, ...rest.slice(leading.length)] };
  return { looks, main };
}

function lineFeedMode(anchors: ReadonlySet<AnchorKind>): LineFeedMode {
  const multiline = anchors.has('lineStart') || anchors.has('lineEnd');
  if (!anchors.has('textEndOrLastFeed')) return multiline ? 'all' : 'plain';
  return multiline ? 'both' : 'last';
}

function collect(node: PatternNode, sets: Map<PatternNode, CharSet>, anchors: Set<AnchorKind>): void {
  if (isSingleUnit(node)) sets.set(node, setOfNode(node));
  else if (node.kind === 'anchor') anchors.add(node.anchor);
  else for (const child of childrenOf(node)) collect(child, sets, anchors);
}

function childrenOf(node: PatternNode): readonly PatternNode[] {
  switch (node.kind) {
    case 'sequence':
      return node.items;
    case 'alternation':
      return node.branches;
    case 'repeat':
    case 'group':
    case 'atomic':
      return [node.body];
    default:
      return [];
  }
}

const writtenAnchors: Partial<Record<AnchorKind, string>> = {
  textStart: '\\A',
  lineStart: '(?m:^)',
  textEnd: '\\z',
  textEndOrLastFeed: '(?m:$)',
  lineEnd: '(?m:$)',
  wordBoundary: '\\b',
  notWordBoundary: '\\B',
};

function writeNode(node: PatternNode, sets: ReadonlyMap<PatternNode, CharSet>, alphabet: Alphabet): string {
  const write = (child: PatternNode): string => writeNode(child, sets, alphabet);
  switch (node.kind) {
    case 'literal':
    case 'any':
    case 'class':
      return writeLetters(alphabet.lettersOf(sets.get(node) ?? []));
    case 'anchor':
      return writtenAnchors[node.anchor] ?? '';
    case 'sequence':
      return node.items.map(write).join('');
    case 'alternation':
      return `(?:${node.branches.map(write).join('|')})`;
    case 'repeat':
      return `(?:${write(node.body)})${writeCounts(node.min, node.max)}`;
    case 'group':
    case 'atomic':
      return `(?:${write(node.body)})`;
    default:
      // findObstacle has refused every other kind.
      return '';
  }
}

function writeCounts(min: number, max: number | null): string {
  if (max === null) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function writeLetters(letters: readonly number[]): string {
  const hex = (letter: number): string => `\\x{${letter.toString(16)}}`;
  const [first] = letters;
  if (first === undefined) return '[^\\x{0}-\\x{10ffff}]';
  return letters.length === 1 ? hex(first) : `[${letters.map(hex).join('')}]`;
}
