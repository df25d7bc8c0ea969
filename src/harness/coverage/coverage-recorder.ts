import { compareOrdinal } from '../../base/index.ts';
import { leavesOf } from '../../checks/index.ts';
import { type LicenseCatalogue, licensedGroups, policyOf, standardCatalogue } from '../../licensing/index.ts';
import type { Semantics, Tenant } from '../../model/index.ts';
import { decidingLeaves, type Explanation } from '../../rules/index.ts';
import type { CoverageCount, CoverageReport, CoverageThreshold, LeafCoverage, Place } from '../report/index.ts';
import { policyRulesOf } from './policy-rules.ts';

/** Least shares that the user wants, in percent. */
export type CoverageLimits = Readonly<Partial<Record<CoverageThreshold['what'], number>>>;

/** What belongs to a tenant whose policies are measured. */
export interface CoveredTenant {
  readonly semantics: Semantics;
  readonly catalogue?: LicenseCatalogue;
}

/** A rule that decided about one object. */
export interface RecordedDecision {
  readonly holder: { readonly id: string };
  readonly rule: string;
  readonly explanation: Explanation;
}

/**
 * Gathers what the cases of a run look at. Its `on…` functions fit the observer of suites; what they are told about groups that
 * are no policies of a tenant, such as a suite's own, or about a rule that a plan has changed, counts nowhere.
 */
export interface CoverageRecorder {
  /** Adds the policies of a tenant; a second time, and for policies that are known, it changes nothing. */
  addTenant(tenant: Tenant, about: CoveredTenant): void;
  onDecided(decision: RecordedDecision): void;
  onHolder(holder: { readonly id: string }): void;
  onLicense(seen: { readonly skuId: string; readonly group: { readonly id: string } | null }): void;
  /** What was gathered. `places` says where rules stand in files, by id of the group or unit. */
  report(limits?: CoverageLimits, places?: ReadonlyMap<string, Place>): CoverageReport;
}

interface RuleRecord {
  readonly holder: { readonly type: string; readonly id: string; readonly name: string };
  readonly rule: string;
  readonly leaves: readonly { span: LeafCoverage['span']; decidedTrue: number; decidedFalse: number }[];
}

interface Touched {
  readonly name: string;
  isTouched: boolean;
}

/**
 * Makes a recorder without policies. A leaf is covered once it decided a case both ways; policies are the groups and units with a
 * rule, and the groups that give licenses. O(leaves of the rule) for each decision.
 */
export function createCoverageRecorder(): CoverageRecorder {
  const rules = new Map<string, RuleRecord>();
  const groups = new Map<string, Touched>();
  const licenses = new Map<string, Touched>();
  const touch = (map: ReadonlyMap<string, Touched>, key: string): void => {
    const found = map.get(key);
    if (found !== undefined) found.isTouched = true;
  };
  return {
    addTenant: (tenant, about) => {
      for (const record of ruleRecords(tenant, about)) {
        const key = ruleKey(record.holder.id, record.rule);
        if (!rules.has(key)) rules.set(key, record);
        addOnce(groups, record.holder.id, record.holder.name);
      }
      for (const { groupId, groupName, skuId, skuName } of licenseRecords(tenant, about)) {
        addOnce(groups, groupId, groupName);
        addOnce(licenses, `${groupId} ${skuId}`, `${skuName} by ${JSON.stringify(groupName)}`);
      }
    },
    onDecided: ({ holder, rule, explanation }) => {
      touch(groups, holder.id);
      const record = rules.get(ruleKey(holder.id, rule));
      if (record === undefined) return;
      for (const { span, verdict } of decidingLeaves(explanation)) {
        const leaf = record.leaves.find((candidate) => candidate.span.start === span.start);
        if (leaf === undefined) continue;
        if (verdict === 'true') leaf.decidedTrue++;
        else if (verdict === 'false') leaf.decidedFalse++;
      }
    },
    onHolder: ({ id }) => touch(groups, id),
    onLicense: ({ skuId, group }) => {
      if (group === null) return;
      touch(licenses, `${group.id} ${skuId}`);
      touch(groups, group.id);
    },
    report: (limits = {}, places = new Map()) =>
      createReport([...rules.values()], [...groups.values()], [...licenses.values()], { limits, places }),
  };
}

function ruleRecords(tenant: Tenant, { semantics }: CoveredTenant): readonly RuleRecord[] {
  return policyRulesOf(tenant, semantics).map(({ type, id, name, rule }) => ({
    holder: { type, id, name },
    rule: rule.text,
    leaves: leavesOf(rule.root).map(({ node }) => ({ span: node.span, decidedTrue: 0, decidedFalse: 0 })),
  }));
}

interface LicenseRecord {
  readonly groupId: string;
  readonly groupName: string;
  readonly skuId: string;
  readonly skuName: string;
}

function licenseRecords(tenant: Tenant, { catalogue }: CoveredTenant): readonly LicenseRecord[] {
  const { group } = tenant.populations;
  return licensedGroups(tenant).flatMap((row) =>
    policyOf(tenant, row).map(({ skuId }) => ({
      groupId: group.idAt(row),
      groupName: group.textAt(row, 'displayName') ?? group.idAt(row),
      skuId,
      skuName: (catalogue ?? standardCatalogue()).skuName(skuId),
    })),
  );
}

function createReport(
  rules: readonly RuleRecord[],
  groups: readonly Touched[],
  licenses: readonly Touched[],
  { limits, places }: { readonly limits: CoverageLimits; readonly places: ReadonlyMap<string, Place> },
): CoverageReport {
  const leaves = rules.flatMap((rule) => rule.leaves);
  const counts = {
    leaves: {
      covered: leaves.filter(({ decidedTrue, decidedFalse }) => decidedTrue > 0 && decidedFalse > 0).length,
      total: leaves.length,
    },
    groups: countTouched(groups),
    licenses: countTouched(licenses),
  };
  const untouched = (list: readonly Touched[]): readonly string[] =>
    list.flatMap(({ name, isTouched }) => (isTouched ? [] : [name])).toSorted(compareOrdinal);
  return {
    ...counts,
    rules: rules
      .toSorted((a, b) => compareOrdinal(a.holder.name, b.holder.name) || compareOrdinal(a.holder.id, b.holder.id))
      .map(({ holder, rule, leaves: list }) => {
        const place = places.get(holder.id);
        return { holder, rule, ...(place === undefined ? {} : { place }), leaves: list.map((leaf) => ({ ...leaf })) };
      }),
    untouchedGroups: untouched(groups),
    untouchedLicenses: untouched(licenses),
    thresholds: (['leaves', 'groups', 'licenses'] as const).flatMap((what) => {
      const least = limits[what];
      return least === undefined ? [] : [threshold(what, least, counts[what])];
    }),
  };
}

function threshold(what: CoverageThreshold['what'], least: number, count: CoverageCount): CoverageThreshold {
  const reached = count.total === 0 ? 100 : (100 * count.covered) / count.total;
  return { what, least, reached, ok: reached >= least };
}

function countTouched(list: readonly Touched[]): CoverageCount {
  return { covered: list.filter(({ isTouched }) => isTouched).length, total: list.length };
}

function addOnce(map: Map<string, Touched>, key: string, name: string): void {
  if (!map.has(key)) map.set(key, { name, isTouched: false });
}

function ruleKey(id: string, rule: string): string {
  return `${id} ${rule}`;
}
