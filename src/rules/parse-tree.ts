import type { Span } from '../base/index.ts';
import type { ComparisonOperator } from './rule-node.ts';
import type { StringToken } from './tokens.ts';

/** Something before an operator, as written: `user.department`, `_`, `assignedPlan.service`, `group.objectId`. */
export interface Reference {
  /** The part before the dot, as written; empty for `_`. */
  readonly object: string;
  /** The part after the dot, or `_`. */
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** The right side of a comparison, as written. */
export type ValueNode =
  | { readonly kind: 'string'; readonly token: StringToken; readonly span: Span }
  | { readonly kind: 'number' | 'date' | 'word'; readonly text: string; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'null'; readonly span: Span }
  /** `duration` is the value after -plus or -minus, as written. */
  | {
      readonly kind: 'now';
      readonly sign: 1 | -1;
      readonly duration: string | undefined;
      readonly durationSpan: Span;
      readonly span: Span;
    }
  | {
      readonly kind: 'array';
      readonly items: readonly ValueNode[];
      /** A comma without an element before or after it. */
      readonly emptyPlace: Span | undefined;
      readonly span: Span;
    }
  /** Nothing usable; reported already. */
  | { readonly kind: 'missing'; readonly span: Span };

/** A rule as written, before any name is looked up. Parentheses are kept as `group`. */
export type ParseNode =
  | { readonly kind: 'and' | 'or'; readonly children: readonly ParseNode[]; readonly span: Span }
  | { readonly kind: 'not'; readonly child: ParseNode; readonly span: Span }
  | { readonly kind: 'group'; readonly child: ParseNode; readonly span: Span }
  | {
      readonly kind: 'comparison';
      readonly reference: Reference;
      readonly operator: ComparisonOperator | 'not';
      readonly operatorSpan: Span;
      readonly value: ValueNode;
      readonly span: Span;
    }
  | {
      readonly kind: 'quantified';
      readonly reference: Reference;
      readonly mode: 'any' | 'all';
      readonly operatorSpan: Span;
      readonly body: ParseNode;
      readonly hasParentheses: boolean;
      readonly span: Span;
    }
  | { readonly kind: 'directReports'; readonly manager: StringToken | undefined; readonly span: Span }
  /** A place where a condition should be; reported already. */
  | { readonly kind: 'missing'; readonly span: Span };
