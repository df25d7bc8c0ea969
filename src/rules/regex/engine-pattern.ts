import type { CharSet } from './char-set.ts';
import { hasUnit, rangesOf, complementSet, setOfRanges, subtractSet } from './char-set.ts';
import { setOfNode } from './class-set.ts';
import { boundary, endsSolid, startsSolid, type Surroundings, surrogateUse } from './code-points.ts';
import type { AnchorKind, PatternNode, RepeatNode } from './dotnet-pattern.ts';
import { isSingleUnit } from './find-obstacle.ts';
import { compileMatch } from './match-pattern.ts';
import { parseDotnetPattern } from './parse-dotnet-pattern.ts';
import { splitLeadingLooks } from './translate-dotnet-pattern.ts';

/** What has to be known of another engine to write patterns for it. It must read code points and be asked with case. */
export interface EngineSyntax {
  /** The end of the text and nothing else. */
  readonly textEnd: string;
  /** "Before a line feed that ends the text, or at the end", usable anywhere; undefined where only the end of a pattern can say so. */
  readonly textEndOrLastFeed?: string;
  /** U+0000, or undefined where no text holds one. */
  readonly nul?: string;
  readonly maxCount: number;
  /** The characters beyond U+FFFF, inside a class. */
  readonly beyondBmp: string;
  /** Every pattern is put into a capturing group, for an engine that must be kept from rewriting patterns. */
  readonly isCaptured?: boolean;
}

/** A search that another engine makes: all of them together decide. */
export interface EngineSearch {
  readonly pattern: string;
  readonly found: boolean;
}

/**
 * What another engine can do with a .NET pattern. `undecidable`: nobody decides it here either (see {@link compileMatch}), so
 * values are undecided. `refused`: decided here, but there is no proof that the engine would say the same.
 */
export type EnginePattern =
  | { readonly kind: 'searches'; readonly searches: readonly EngineSearch[] }
  | { readonly kind: 'undecidable' }
  | { readonly kind: 'refused'; readonly reason: string; readonly offset: number };

/**
 * Writes a .NET pattern (case ignored) for an engine that reads code points, if that provably asks the same of every well-formed
 * text. Every set of characters is written out, so that no engine's idea of case, `\w` or Unicode versions plays a part;
 * `code-points.ts` says where a set may hold halves of surrogate pairs. O(size of the sets).
 */
export function toEnginePattern(pattern: string, syntax: EngineSyntax): EnginePattern {
  const parsed = parseDotnetPattern(pattern);
  if (!parsed.ok || compileMatch(pattern).kind !== 'matcher') return { kind: 'undecidable' };
  const { looks, main } = splitLeadingLooks(parsed.ast);
  const writer: Writer = { syntax, refusal: undefined };
  const searches = looks.map(({ body, negated }) => ({
    pattern: `\\A${group(write(body, writer, { before: 'solid', after: 'edge', isLast: true }))}`,
    found: !negated,
  }));
  const whole = write(main, writer, { before: 'edge', after: 'edge', isLast: true });
  if (writer.refusal !== undefined) return writer.refusal;
  const all = [...searches, { pattern: whole, found: true }];
  return {
    kind: 'searches',
    searches: syntax.isCaptured === true ? all.map((search) => ({ ...search, pattern: `(${search.pattern})` })) : all,
  };
}

interface Writer {
  readonly syntax: EngineSyntax;
  /** The leftmost reason against the pattern. */
  refusal: Extract<EnginePattern, { kind: 'refused' }> | undefined;
}

/** Notes the reason; what is written from here on is not used. */
function refuse(writer: Writer, reason: string, { span }: PatternNode): string {
  writer.refusal ??= { kind: 'refused', reason, offset: span.start };
  return '';
}

/** `isLast`: nothing of the pattern comes after the node. */
interface Place extends Surroundings {
  readonly isLast: boolean;
}

function write(node: PatternNode, writer: Writer, place: Place): string {
  switch (node.kind) {
    case 'literal':
    case 'any':
    case 'class':
      return writeSingle(node, setOfNode(node), writer, place);
    case 'anchor':
      return writeAnchor(node, node.anchor, writer, place);
    case 'sequence':
      return node.items.map((item, index) => write(item, writer, placeOf(node.items, index, place))).join('');
    case 'alternation':
      return writeAlternation(node.branches.map((branch) => write(branch, writer, place)));
    case 'repeat':
      return writeRepeat(node, writer, place);
    case 'group':
    case 'atomic':
      return group(write(node.body, writer, place));
    default:
      return refuse(writer, `it has no form for this construct`, node);
  }
}

/** Nothing is written for nothing: not every engine takes an empty group. */
function group(written: string): string {
  return written === '' ? '' : `(?:${written})`;
}

function writeAlternation(branches: readonly string[]): string {
  return branches.every((branch) => branch === '') ? '' : group(branches.join('|'));
}

function placeOf(items: readonly PatternNode[], index: number, outer: Place): Place {
  return {
    before: boundary(items.slice(0, index).toReversed(), endsSolid) ?? outer.before,
    after: boundary(items.slice(index + 1), startsSolid) ?? outer.after,
    isLast: outer.isLast && index === items.length - 1,
  };
}

function writeAnchor(node: PatternNode, anchor: AnchorKind, writer: Writer, place: Place): string {
  const { syntax } = writer;
  switch (anchor) {
    case 'textStart':
      return '\\A';
    case 'textEnd':
      return syntax.textEnd;
    case 'textEndOrLastFeed':
      if (syntax.textEndOrLastFeed !== undefined) return syntax.textEndOrLastFeed;
      if (place.isLast) return `\\n?${syntax.textEnd}`;
      return refuse(writer, '$ or \\Z stands before the end of the pattern', node);
    case 'wordBoundary':
    case 'notWordBoundary':
      return refuse(writer, '\\b and \\B depend on what the engine takes for a word', node);
    default:
      return refuse(writer, '^ and $ at the lines of a value (?m) are read differently', node);
  }
}

function writeRepeat(node: RepeatNode, writer: Writer, place: Place): string {
  const { syntax } = writer;
  const { body, min, max } = node;
  if (max === 0) return '';
  if (body.kind === 'anchor') return min === 0 ? '' : write(body, writer, place);
  if (Math.max(min, max ?? 0) > syntax.maxCount) return refuse(writer, `a repeat count above ${syntax.maxCount}`, node);
  if (isSingleUnit(body)) {
    const set = setOfNode(body);
    const use = surrogateUse(set);
    if (use === 'all' && max === null && min <= 1) {
      if (min === 1 && isOpen(place)) return refuse(writer, halfReason, node);
      return `${writeSet(set, syntax, true)}${min === 0 ? '*' : '+'}`;
    }
    if (use !== 'none')
      return refuse(writer, 'a repeated part may begin or end inside a character beyond U+FFFF', node);
  }
  const isOnce = max === 1;
  const inner: Place = isOnce ? place : { before: 'open', after: 'open', isLast: false };
  const written = group(write(body, writer, inner));
  return written === '' ? '' : `${written}${writeCounts(min, max)}`;
}

function writeSingle(node: PatternNode, set: CharSet, writer: Writer, place: Place): string {
  const use = surrogateUse(set);
  if (use === 'none') return writeSet(set, writer.syntax, false);
  if (use === 'some') return refuse(writer, 'a class holds some halves of characters beyond U+FFFF', node);
  if (isOpen(place)) return refuse(writer, halfReason, node);
  return writeSet(set, writer.syntax, place.before === 'edge' || place.after === 'edge');
}

const halfReason = 'a part next to another one may take half of a character beyond U+FFFF';

function isOpen({ before, after }: Place): boolean {
  return before === 'open' || after === 'open';
}

function writeCounts(min: number, max: number | null): string {
  if (max === null) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

const surrogates: CharSet = [0xd800, 0xdfff];

/** A set of code points: the code units of `set` that are characters, and with `isBeyond` every character beyond U+FFFF. */
function writeSet(set: CharSet, syntax: EngineSyntax, isBeyond: boolean): string {
  if (!hasUnit(set, 0xd800)) {
    const members = writeRanges(set, syntax);
    if (members === '') return '(?:[^a]a\\A)';
    return set.length === 2 && set[0] === set[1] ? members : `[${members}]`;
  }
  const missing = `${writeRanges(subtractSet(complementSet(set), surrogates), syntax)}${isBeyond ? '' : syntax.beyondBmp}`;
  return missing === '' ? '(?:[^a]|a)' : `[^${missing}]`;
}

function writeRanges(set: CharSet, syntax: EngineSyntax): string {
  const written = syntax.nul === undefined ? subtractSet(set, setOfRanges([[0, 0]])) : set;
  return rangesOf(written)
    .map(([from, to]) => {
      if (from === to) return writeUnit(from, syntax);
      return `${writeUnit(from, syntax)}${to === from + 1 ? '' : '-'}${writeUnit(to, syntax)}`;
    })
    .join('');
}

/** Escapes that every engine here reads alike. */
const controlEscapes: ReadonlyMap<string, string> = new Map([
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

function writeUnit(unit: number, syntax: EngineSyntax): string {
  if (unit === 0) return syntax.nul ?? '';
  const character = String.fromCharCode(unit);
  const escaped = controlEscapes.get(character);
  if (escaped !== undefined) return escaped;
  return '\\^$.[]|()?*+{}-&'.includes(character) ? `\\${character}` : character;
}
