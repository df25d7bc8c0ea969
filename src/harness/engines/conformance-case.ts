import type { JsonObject } from '../../base/index.ts';
import type { ClaimGrade } from '../../model/index.ts';

/** What a rule case expects: a verdict, or the refusal of the rule. */
export type ExpectedAnswer =
  | { readonly verdict: 'member' | 'notMember' }
  /** `needs`: attributes that could still change the answer, documented spelling, sorted. */
  | { readonly verdict: 'undecided'; readonly needs: readonly string[] }
  | { readonly error: { readonly kind: string; readonly code?: string } };

/** What every case of the suite carries. */
interface CaseHead {
  /** Unique in the suite, never given to another case. */
  readonly id: string;
  /** The statement of docs/parity.md that it witnesses, and how well that is supported. */
  readonly claim: string;
  readonly grade: ClaimGrade;
}

/** One rule for one object. Fields that are absent have the defaults of the line protocol. */
export interface RuleCase extends CaseHead {
  readonly rule: string;
  readonly attributes?: JsonObject;
  readonly unknown?: readonly string[];
  readonly clock?: string;
  readonly kind?: 'user' | 'device';
  readonly expected: ExpectedAnswer;
}

/** A small tenant with licenses. Names stand for ids, which ascend in the order of the names. */
export interface LicenseTenant {
  /** Enabled seats by part number. */
  readonly seats: Readonly<Record<string, number>>;
  /** Users by name with their properties; enabled members in US unless they say otherwise. */
  readonly users: Readonly<Record<string, JsonObject>>;
  readonly groups?: Readonly<Record<string, LicenseGroup>>;
  /** Country of the organization; US when absent. */
  readonly country?: string;
  /** Service plans that are not offered in a country, by the name of the plan. */
  readonly prohibited?: Readonly<Record<string, readonly string[]>>;
  /** Disputed readings that differ from the default. */
  readonly semantics?: Readonly<Record<string, string>>;
}

/** A group of such a tenant; `rule` makes it dynamic. */
export interface LicenseGroup {
  readonly members?: readonly string[];
  readonly rule?: string;
  readonly properties?: JsonObject;
}

/** Steps of a change set (schema/change-set.schema.json) on such a tenant, and what is to be seen afterwards. */
export interface LicenseCase extends CaseHead {
  readonly tenant: LicenseTenant;
  /** Each list is played as one change set; the next begins where it ended. */
  readonly steps: readonly (readonly JsonObject[])[];
  readonly expected: LicenseExpectation;
}

/** What a license case expects after the last step. Only what is named is compared. */
export interface LicenseExpectation {
  /** licenseAssignmentStates by user, sorted: `ENTERPRISEPACK@direct Active/None`, with the name of the group for a path by a group. */
  readonly rows?: Readonly<Record<string, readonly string[]>>;
  /** `enabled and warning units/consumed units` by part number: `10/3`. */
  readonly seats?: Readonly<Record<string, string>>;
  /** Numbers of the error texts of the last change set (docs/reference/conformance.md), in order. */
  readonly refusals?: readonly string[];
  /** capabilityStatus in assignedPlans by user and plan name; null when there is no entry. */
  readonly plans?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /** Names of the disabled plans in assignedLicenses by user and part number, sorted; null when it is not held. */
  readonly disabledPlans?: Readonly<Record<string, Readonly<Record<string, readonly string[] | null>>>>;
  /** Part numbers in assignedLicenses of groups, sorted. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** licenseProcessingState of groups. */
  readonly processing?: Readonly<Record<string, string>>;
}

/** One section of the suite: a file of cases about one part of the semantics. */
export type ConformanceSection =
  | { readonly id: string; readonly title: string; readonly kind: 'rules'; readonly cases: readonly RuleCase[] }
  | { readonly id: string; readonly title: string; readonly kind: 'licenses'; readonly cases: readonly LicenseCase[] };

/** The suite. Its version grows by itself: patch for corrections, minor for new cases, major for another shape. */
export interface ConformanceSuite {
  readonly version: string;
  readonly sections: readonly ConformanceSection[];
}

/** Cases of the suite by id that are to be treated differently, with the reason. */
export type CaseReasons = Readonly<Record<string, string>>;
