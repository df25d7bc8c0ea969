import type { Span } from '../../base/index.ts';

/**
 * The tree of a .NET regular expression. Options that change the meaning of one construct (IgnoreCase, Multiline,
 * Singleline) are already applied: a node says what it means, so that no reader has to track `(?i)` again.
 */
export type PatternNode =
  | LiteralNode
  | AnyNode
  | ClassNode
  | AnchorNode
  | SequenceNode
  | AlternationNode
  | RepeatNode
  | GroupNode
  | LookNode
  | AtomicNode
  | ConditionalNode
  | BackreferenceNode;

/** One UTF-16 code unit, as .NET matches them. */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly unit: number;
  readonly ignoreCase: boolean;
  readonly span: Span;
}

/** `.`: every code unit but the line feed, or every one in Singleline mode. */
export interface AnyNode {
  readonly kind: 'any';
  readonly lineFeed: boolean;
  readonly span: Span;
}

/** `[…]`, `\d`, `\w`, `\s`, `\p{…}` and their negations. */
export interface ClassNode {
  readonly kind: 'class';
  readonly class: ClassExpression;
  readonly ignoreCase: boolean;
  readonly span: Span;
}

/** The inside of a class: the members, negated as a whole, less the subtracted class. */
export interface ClassExpression {
  readonly negated: boolean;
  readonly members: readonly ClassMember[];
  readonly subtraction?: ClassExpression;
  /** The class holds text of the form `[:name:]`, which .NET versions read differently. */
  readonly posixLike: boolean;
}

/** One member of a class. A category or block is named as in `\p{name}`. */
export type ClassMember =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'digit' | 'space' | 'word'; readonly negated: boolean }
  | { readonly kind: 'category' | 'block'; readonly name: string; readonly negated: boolean; readonly span: Span };

/** Where a position is tested. `textEndOrLastFeed` is `$` and `\Z`: the end, or before a line feed that ends the text. */
export type AnchorKind =
  | 'textStart'
  | 'lineStart'
  | 'textEnd'
  | 'textEndOrLastFeed'
  | 'lineEnd'
  | 'wordBoundary'
  | 'notWordBoundary'
  | 'previousMatchEnd';

export interface AnchorNode {
  readonly kind: 'anchor';
  readonly anchor: AnchorKind;
  readonly span: Span;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: readonly PatternNode[];
  readonly span: Span;
}

export interface AlternationNode {
  readonly kind: 'alternation';
  readonly branches: readonly PatternNode[];
  readonly span: Span;
}

/** `body` from `min` to `max` times; `max` null means without limit. */
export interface RepeatNode {
  readonly kind: 'repeat';
  readonly body: PatternNode;
  readonly min: number;
  readonly max: number | null;
  readonly lazy: boolean;
  readonly span: Span;
}

/** `(…)`, `(?:…)`, `(?<name>…)`; with `balances` set a balancing group `(?<name-balances>…)`. */
export interface GroupNode {
  readonly kind: 'group';
  readonly body: PatternNode;
  readonly capture: string | null;
  readonly balances: string | null;
  readonly span: Span;
}

export interface LookNode {
  readonly kind: 'look';
  readonly direction: 'ahead' | 'behind';
  readonly negated: boolean;
  readonly body: PatternNode;
  readonly span: Span;
}

export interface AtomicNode {
  readonly kind: 'atomic';
  readonly body: PatternNode;
  readonly span: Span;
}

/** `(?(condition)yes|no)`; the condition is the name of a group or an expression. */
export interface ConditionalNode {
  readonly kind: 'conditional';
  readonly condition: string | PatternNode;
  readonly branches: PatternNode;
  readonly span: Span;
}

export interface BackreferenceNode {
  readonly kind: 'backreference';
  readonly reference: string;
  readonly span: Span;
}

/** Why a pattern is refused, with the place in UTF-16 code units; `length` is at least 1. */
export interface PatternError {
  /** `syntax`: .NET refuses it too. `limit`: valid in .NET, but nested deeper than this parser follows. */
  readonly kind: 'syntax' | 'limit';
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

export type PatternResult =
  { readonly ok: true; readonly ast: PatternNode } | { readonly ok: false; readonly error: PatternError };
