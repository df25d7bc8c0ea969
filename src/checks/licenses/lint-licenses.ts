import { emptyRowSet } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import {
  isLicensingActive,
  type LicenseCatalogue,
  licensedGroups,
  licensedMembers,
  policyOf,
  type PolicyEntry,
  seatsOf,
  standardCatalogue,
  tenantCatalogue,
} from '../../licensing/index.ts';
import { defaultSemantics, type Tenant } from '../../model/index.ts';
import { neededUsers } from '../../plan/index.ts';
import { settle } from '../../simulation/index.ts';
import type { LintFinding } from '../lint-finding.ts';
import { isWanted, type LintOptions } from '../lint-options.ts';
import { licenseChecks } from './license-checks.ts';
import type { LicenseScene } from './license-scene.ts';

/**
 * Lints the licenses of a tenant at rest (spec licensing 18): seats, paths that overlap, groups that block themselves or each other,
 * rules that read plans. Findings name a group, or the tenant where none is at fault. Nothing for a tenant without licenses, nor
 * where no check of licenses is wanted. About O(cells + members of licensed groups + pairs of licensed groups).
 */
export function lintLicenses(given: Tenant, options: LintOptions = {}): readonly LintFinding[] {
  const chosen = licenseChecks.filter(({ codes }) => codes.some((code) => isWanted(code, options)));
  if (chosen.length === 0 || !isLicensingActive(given)) return [];
  const findings: LintFinding[] = [];
  const scene = createScene(given, options, (code, group, message, hint) => {
    if (!isWanted(code, options)) return;
    const diagnostic = createDiagnostic(code, { message, ...(hint === undefined ? {} : { hint }) });
    findings.push(findingOf(scene.tenant, group, diagnostic));
  });
  for (const check of chosen) check.run(scene);
  return findings;
}

function createScene(given: Tenant, options: LintOptions, find: LicenseScene['find']): LicenseScene {
  const semantics = options.semantics ?? defaultSemantics;
  const catalogue = tenantCatalogue(given, options.catalogue ?? standardCatalogue());
  const settled = settle(given, {
    semantics,
    catalogue,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const { tenant } = settled;
  return {
    given,
    settled,
    tenant,
    catalogue,
    rules: catalogue.rules(),
    groups: licensedGroups(tenant).map((row) => {
      const policy = policyOf(tenant, row);
      const members = licensedMembers(tenant, row) ?? emptyRowSet;
      return { row, policy, members, plans: new Set(plansOf(policy, catalogue)) };
    }),
    seats: seatsOf(tenant),
    needs: neededUsers(tenant),
    find,
  };
}

function findingOf(tenant: Tenant, group: number | undefined, diagnostic: Diagnostic): LintFinding {
  const { group: groups, organization } = tenant.populations;
  if (group === undefined) {
    const id = organization.size === 0 ? '' : organization.idAt(0);
    const holder = { type: 'organization', id, displayName: 'the tenant' } as const;
    return { holder, diagnostic: { ...diagnostic, source: { name: 'licenses', text: '' } } };
  }
  const id = groups.idAt(group);
  const displayName = groups.textAt(group, 'displayName') ?? id;
  const source = { name: `licenses of group "${displayName}"`, text: '' };
  return { holder: { type: 'group', id, displayName }, diagnostic: { ...diagnostic, source } };
}

function plansOf(policy: readonly PolicyEntry[], catalogue: LicenseCatalogue): readonly number[] {
  return policy.flatMap(({ skuId, disabledPlans }) =>
    (catalogue.skuById(skuId)?.servicePlans ?? [])
      .filter(({ servicePlanId }) => !disabledPlans.includes(servicePlanId))
      .map(({ servicePlanId }) => catalogue.planIndex(servicePlanId)),
  );
}
