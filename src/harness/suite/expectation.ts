import type { Span } from '../../base/index.ts';
import type { Guardrails } from '../../plan/index.ts';
import type { Verdict } from '../../rules/index.ts';

/** A name as its author wrote it, and where. */
export interface Named {
  readonly text: string;
  readonly span: Span;
}

/** How many of something; a missing side is open. Both are inclusive. */
export interface CountRange {
  readonly min?: number;
  readonly max?: number;
}

/** How a list is compared with what is there. */
export type ListForm = 'exact' | 'includes' | 'excludes';

/** Memberships that a plan moves, and people who join or leave any group. */
export type MovementKind = 'joins' | 'leaves' | 'added' | 'removed';

/** Licenses that a plan moves. */
export type LicenseMovementKind = 'licenseGains' | 'licenseLosses' | 'newLicenseErrors';

/** Something that has to be so, with the place where it is written in the file of its case. */
export type Expectation = { readonly span: Span } & ExpectedThing;

type ExpectedThing =
  | { readonly kind: 'member'; readonly verdict: Verdict }
  /** The members of the group: exactly these, these among them, none of these. */
  | { readonly kind: 'members'; readonly form: ListForm; readonly names: readonly Named[] }
  | { readonly kind: 'count'; readonly range: CountRange }
  /** Every member, or no member, fits a rule. */
  | { readonly kind: 'rule'; readonly quantifier: 'all' | 'none'; readonly rule: string }
  /** SKUs that the person holds, by part number or id. */
  | { readonly kind: 'skus'; readonly form: ListForm; readonly names: readonly Named[] }
  /** Service plans that are on for the person, by name or id. */
  | { readonly kind: 'servicePlans'; readonly form: ListForm; readonly names: readonly Named[] }
  /** Errors of the person's licenses: exactly these, as often as they stand there. */
  | { readonly kind: 'licenseErrors'; readonly errors: readonly string[] }
  /** Seats that are left of a SKU. */
  | { readonly kind: 'seats'; readonly sku: Named; readonly range: CountRange }
  | { readonly kind: 'movement'; readonly what: MovementKind; readonly range: CountRange }
  /** The people who move: exactly these. */
  | { readonly kind: 'movedPeople'; readonly what: MovementKind; readonly names: readonly Named[] }
  | { readonly kind: 'licenseMovement'; readonly what: LicenseMovementKind; readonly range: CountRange }
  | { readonly kind: 'guardrails'; readonly guardrails: Guardrails }
  /** Nothing about these changes: names, or patterns with `*`. */
  | { readonly kind: 'unchanged'; readonly people: readonly Named[]; readonly groups: readonly Named[] }
  /** What a month costs more, in the currency of the price list. */
  | { readonly kind: 'cost'; readonly range: CountRange }
  /** Refusals of the plan: each by Graph's code or by ours; no others. */
  | { readonly kind: 'refusals'; readonly codes: readonly Named[] }
  | { readonly kind: 'snapshot'; readonly name: string };
