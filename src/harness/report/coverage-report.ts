import type { Span } from '../../base/index.ts';
import type { Place } from './place.ts';

/** How much of a tenant's policies the cases of a run decided. */
export interface CoverageReport {
  readonly leaves: CoverageCount;
  readonly groups: CoverageCount;
  readonly licenses: CoverageCount;
  readonly rules: readonly RuleCoverage[];
  /** Groups whose members nobody expected anything of, by name, sorted. */
  readonly untouchedGroups: readonly string[];
  /** `ENTERPRISEPACK by "Sales"` for each group license that no case asked for, sorted. */
  readonly untouchedLicenses: readonly string[];
  readonly thresholds: readonly CoverageThreshold[];
}

/** Covered of all. */
export interface CoverageCount {
  readonly covered: number;
  readonly total: number;
}

/** A limit that the user set. */
export interface CoverageThreshold {
  readonly what: 'leaves' | 'groups' | 'licenses';
  /** Percent, 0 to 100. */
  readonly least: number;
  readonly reached: number;
  readonly ok: boolean;
}

/** One rule, leaf by leaf. */
export interface RuleCoverage {
  readonly holder: { readonly type: string; readonly id: string; readonly name: string };
  readonly rule: string;
  readonly place?: Place;
  readonly leaves: readonly LeafCoverage[];
}

/** How often a condition decided a case. */
export interface LeafCoverage {
  readonly span: Span;
  /** Cases in which it was true and among the conditions that decided. */
  readonly decidedTrue: number;
  readonly decidedFalse: number;
}
