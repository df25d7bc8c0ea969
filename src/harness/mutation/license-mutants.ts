import type { JsonValue } from '../../base/index.ts';
import {
  type LicenseCatalogue,
  licensedGroups,
  type PolicyEntry,
  policyOf,
  standardCatalogue,
} from '../../licensing/index.ts';
import type { Tenant } from '../../model/index.ts';
import { type LicenseMutant, withPolicy } from './mutant.ts';

/** What is changed of one license, and what the group then gives. */
interface LicenseChange {
  readonly change: LicenseMutant['change'];
  readonly entry: PolicyEntry;
  readonly plan?: string;
  readonly after: readonly PolicyEntry[];
}

/** Licenses of groups taken away, disabled plans enabled, and one plan of each license disabled. O(group licenses). */
export function licenseMutants(
  tenant: Tenant,
  catalogue: LicenseCatalogue = standardCatalogue(),
): readonly LicenseMutant[] {
  return licensedGroups(tenant).flatMap((row) => {
    const entries = policyOf(tenant, row);
    const changes = entries.flatMap((entry) => changesOf(entry, entries, catalogue));
    return changes.map((change) => mutantOf(tenant, row, entries, change, catalogue));
  });
}

function changesOf(
  entry: PolicyEntry,
  entries: readonly PolicyEntry[],
  catalogue: LicenseCatalogue,
): readonly LicenseChange[] {
  const { skuId, disabledPlans } = entry;
  const withPlans = (plans: readonly string[]): readonly PolicyEntry[] =>
    entries.map((other) => (other === entry ? { ...other, disabledPlans: plans } : other));
  const enabled = catalogue
    .skuById(skuId)
    ?.servicePlans.find(({ servicePlanId }) => !disabledPlans.includes(servicePlanId))?.servicePlanId;
  return [
    { change: 'removed license', entry, after: entries.filter((other) => other !== entry) },
    ...disabledPlans.map((plan): LicenseChange => ({
      change: 'enabled plan',
      entry,
      plan,
      after: withPlans(disabledPlans.filter((other) => other !== plan)),
    })),
    ...(enabled === undefined
      ? []
      : [{ change: 'disabled plan' as const, entry, plan: enabled, after: withPlans([...disabledPlans, enabled]) }]),
  ];
}

function mutantOf(
  tenant: Tenant,
  row: number,
  before: readonly PolicyEntry[],
  { change, entry: { skuId }, plan, after }: LicenseChange,
  catalogue: LicenseCatalogue,
): LicenseMutant {
  const groups = tenant.populations.group;
  const id = groups.idAt(row);
  const sku = catalogue.skuName(skuId);
  const names = plan === undefined ? {} : { plan: catalogue.planName(plan) };
  return {
    kind: 'license',
    change,
    group: { type: 'group', id, name: groups.textAt(row, 'displayName') ?? id },
    row,
    skuId,
    sku,
    ...names,
    what: whatChanged(change, sku, names.plan),
    before: told(before, catalogue),
    after: told(after, catalogue),
    apply: () => withPolicy(tenant, 'group', row, 'assignedLicenses', after.map(toJson)),
  };
}

function whatChanged(change: LicenseMutant['change'], sku: string, plan = ''): string {
  if (change === 'removed license') return `the license ${sku} was removed`;
  return `${plan} of ${sku} was ${change === 'enabled plan' ? 'enabled' : 'disabled'}`;
}

function told(list: readonly PolicyEntry[], catalogue: LicenseCatalogue): string {
  if (list.length === 0) return 'no licenses';
  return list
    .map(({ skuId, disabledPlans }) => {
      const without = disabledPlans.map((plan) => catalogue.planName(plan)).join(', ');
      return `${catalogue.skuName(skuId)}${without === '' ? '' : ` without ${without}`}`;
    })
    .join('; ');
}

function toJson({ skuId, disabledPlans }: PolicyEntry): JsonValue {
  return { skuId, disabledPlans: [...disabledPlans] };
}
