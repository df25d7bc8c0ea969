import type { JsonValue } from '../../base/index.ts';
import type { CheckedRule } from '../../rules/index.ts';
import type { Place } from '../report/index.ts';
import type { TouchMode } from '../sequence/index.ts';

/**
 * Where a property is looked at: the tenant as it is, tenants whose people are generated near its policies, sequences of changes
 * from such tenants, or the tenant and the changes of the file itself (a reproduction).
 */
export const propertyScopes = ['present', 'near', 'changes'] as const;
export type PropertyScope = (typeof propertyScopes)[number];

/** Which SKUs or groups are meant: ids, or whichever there are. */
export type Selection = 'any' | readonly string[];

/** A statement about one person. Several parts: all of them; several ids in one part: at least one of them. */
export interface Statement {
  /** Member of a group, directly, by its rule or by a nested group. */
  readonly memberOf?: Selection;
  /** Holds a SKU, by whatever path. */
  readonly license?: Selection;
  /** A SKU that somebody should have by a group or an assignment, and that is in error. */
  readonly licenseError?: Selection;
  /** A rule of the rule language says member. */
  readonly rule?: CheckedRule;
}

/** What is claimed of a policy. Groups are ids in lower case, SKUs too. */
export type Claim =
  /** Whoever `who` says member for (absent: everybody) has, or has not, what `has` says. */
  | { readonly kind: 'always' | 'never'; readonly who?: CheckedRule; readonly has: Statement }
  /** Nobody is in two of the groups. */
  | { readonly kind: 'disjoint'; readonly groups: readonly string[] }
  /** Members of every group of `from` are members of `to`. */
  | { readonly kind: 'implies'; readonly from: string; readonly to: string }
  /** Users who hold a SKU, or should by a group, are no more than the seats that were bought. */
  | { readonly kind: 'seats'; readonly skus: Selection }
  /** Another value of one of the attributes moves nobody in or out of the groups, and gives and takes no license. */
  | {
      readonly kind: 'stable';
      readonly attributes: readonly string[];
      readonly groups: Selection;
      readonly licenses: boolean;
    }
  /** One more element of a list, or a value where there was none, takes nobody out of the groups and takes no license. */
  | {
      readonly kind: 'monotone';
      readonly attribute: string;
      readonly groups: Selection;
      readonly licenses: boolean;
    };

/** A claim about what a change of one attribute does, in contrast to one about a tenant at rest. */
export type MoveClaim = Extract<Claim, { readonly kind: 'stable' | 'monotone' }>;

/** A property of the policies of a tenant. */
export interface PolicyProperty {
  readonly name: string;
  readonly tags: readonly string[];
  /** Why it is not looked at. */
  readonly skip?: string;
  readonly scopes: readonly PropertyScope[];
  readonly claim: Claim;
  /** The claim as it was written, to be written into a reproduction. */
  readonly source: Readonly<Record<string, JsonValue>>;
  readonly place?: Place;
}

/** True for a {@link MoveClaim}. */
export function isAboutMoves(claim: Claim): claim is MoveClaim {
  return claim.kind === 'stable' || claim.kind === 'monotone';
}

/** The attributes whose change a claim is about. */
export function attributesOfClaim(claim: MoveClaim): readonly string[] {
  return claim.kind === 'stable' ? claim.attributes : [claim.attribute];
}

/** How the attributes of a claim change. */
export function touchModeOf({ kind }: MoveClaim): TouchMode {
  return kind === 'stable' ? 'change' : 'grow';
}

/** The groups that a claim names. */
export function groupsOfClaim(claim: Claim): readonly string[] {
  switch (claim.kind) {
    case 'disjoint':
      return claim.groups;
    case 'implies':
      return [claim.from, claim.to];
    case 'stable':
    case 'monotone':
      return claim.groups === 'any' ? [] : claim.groups;
    case 'always':
    case 'never':
      return claim.has.memberOf === undefined || claim.has.memberOf === 'any' ? [] : claim.has.memberOf;
    case 'seats':
      return [];
  }
}

/** The rules that a claim itself holds. */
export function rulesOfClaim(claim: Claim): readonly CheckedRule[] {
  if (claim.kind !== 'always' && claim.kind !== 'never') return [];
  return [claim.who, claim.has.rule].filter((rule) => rule !== undefined);
}
