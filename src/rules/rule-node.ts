import type { EpochMilliseconds, Span } from '../base/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { RuleObject, RuleProperty } from './rule-properties.ts';

/** Operators of one comparison, in the documentation's spelling without the hyphen. */
export type ComparisonOperator =
  | 'eq'
  | 'ne'
  | 'startsWith'
  | 'notStartsWith'
  | 'endsWith'
  | 'notEndsWith'
  | 'contains'
  | 'notContains'
  | 'match'
  | 'notMatch'
  | 'in'
  | 'notIn'
  | 'le'
  | 'ge';

/** The right side of a comparison, typed. With `eq` and `ne` an empty text is read as `null`. */
export type Literal =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | { readonly kind: 'instant'; readonly value: EpochMilliseconds }
  /** `system.now` moved by `offset` milliseconds. */
  | { readonly kind: 'now'; readonly offset: number };

/** A field of an assignedPlans element. */
export type PlanField = 'servicePlanId' | 'service' | 'capabilityStatus';

/** Conditions on one element inside a quantifier; `field` is `self` for `_`. */
export type ElementNode =
  | { readonly kind: 'and' | 'or'; readonly children: readonly ElementNode[]; readonly span: Span }
  | { readonly kind: 'not'; readonly child: ElementNode; readonly span: Span }
  | {
      readonly kind: 'compareElement';
      readonly field: 'self' | PlanField;
      readonly operator: ComparisonOperator;
      readonly value: Literal;
      readonly span: Span;
    };

/** A rule after checking: every name resolved, every operator allowed, every literal typed. */
export type RuleNode =
  | { readonly kind: 'and' | 'or'; readonly children: readonly RuleNode[]; readonly span: Span }
  | { readonly kind: 'not'; readonly child: RuleNode; readonly span: Span }
  | {
      readonly kind: 'compare';
      readonly property: RuleProperty;
      readonly operator: ComparisonOperator;
      readonly value: Literal;
      readonly span: Span;
    }
  | {
      readonly kind: 'quantified';
      readonly property: RuleProperty;
      readonly mode: 'any' | 'all';
      readonly body: ElementNode;
      readonly span: Span;
    }
  | {
      readonly kind: 'memberOf';
      readonly object: RuleObject;
      readonly groupIds: readonly string[];
      readonly span: Span;
    }
  /** `managerId` in lower case. */
  | { readonly kind: 'directReports'; readonly managerId: string; readonly span: Span };

/** A rule that the service would save. */
export interface CheckedRule {
  /** The text as given. */
  readonly text: string;
  readonly object: RuleObject;
  readonly root: RuleNode;
}

/** What checking a text gives: a rule, or errors with the deciding one first; warnings either way. */
export type RuleCheck =
  | { readonly ok: true; readonly rule: CheckedRule; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly errors: readonly Diagnostic[]; readonly warnings: readonly Diagnostic[] };

/** The three values of a rule for one object. */
export type Verdict = 'member' | 'notMember' | 'undecided';
