import fc from 'fast-check';
import { type EpochMilliseconds, type JsonValue, parseInstant } from '../../base/index.ts';
import { standardCatalogue } from '../../licensing/index.ts';
import type { Tenant } from '../../model/index.ts';
import { checkRule } from '../../rules/index.ts';
import type { ObjectData } from '../tenant-data/index.ts';
import { literalPools } from './literal-pools.ts';
import { generatedTenant } from './near-tenant.ts';
import { devices, type PeopleOptions, users } from './people.ts';
import { type RuleOptions, rules } from './rules.ts';
import type { ValueBias } from './values.ts';

/** Part numbers of licenses that generated tenants buy and give, unless others are named. */
const usualSkus = ['SPE_E3', 'EMS', 'STANDARDPACK'] as const;

/** How generated groups look. */
export interface GroupOptions {
  /** Fewest and most groups. Default 0 and 4. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** How often a group has a rule, of one. Default 0.6. */
  readonly dynamicShare?: number;
  /** Part numbers of licenses that some of the groups give. Default none. */
  readonly skus?: readonly string[];
  readonly rules?: RuleOptions;
}

/**
 * Groups as plain data, with different ids and names: dynamic ones with a rule, assigned ones without members. Shrinks to fewer
 * groups, without licenses, with simple rules.
 * @since 0.1.0
 */
export function groups(options: GroupOptions = {}): fc.Arbitrary<readonly ObjectData[]> {
  const { minLength = 0, maxLength = 4, dynamicShare = 0.6, skus = [] } = options;
  const dynamicWeight = Math.round(100 * dynamicShare);
  const rule = fc.oneof(
    { weight: 100 - dynamicWeight, arbitrary: fc.constant(null) },
    { weight: dynamicWeight, arbitrary: rules(options.rules) },
  );
  const given = fc.subarray([...skus], { maxLength: Math.min(2, skus.length) });
  return fc
    .array(fc.record({ rule, given }), { minLength, maxLength })
    .map((list) => list.map((one, index) => groupData(index, one.rule, one.given)));
}

/** How generated subscriptions look. */
export interface LicenseOptions {
  /** Part numbers. Default `SPE_E3`, `EMS` and `STANDARDPACK`. */
  readonly skus?: readonly string[];
  /** Most seats of each. Default 10. */
  readonly maxSeats?: number;
}

/**
 * Subscriptions as plain data: some of the SKUs, each with a number of seats. Shrinks to fewer of them and to no seats.
 * @since 0.1.0
 */
export function licenses(options: LicenseOptions = {}): fc.Arbitrary<readonly ObjectData[]> {
  const { skus = usualSkus, maxSeats = 10 } = options;
  return fc
    .subarray([...skus])
    .chain((chosen) => fc.tuple(...chosen.map((sku) => fc.nat({ max: maxSeats }).map((seats) => ({ sku, seats })))))
    .map((list) =>
      list.map(({ sku, seats }, index) => ({
        type: 'subscription' as const,
        id: `30000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
        properties: {
          skuId: skuIdOf(sku),
          skuPartNumber: sku,
          totalLicenses: seats,
          status: 'Enabled',
          deletedDateTime: null,
        },
        links: {},
      })),
    );
}

/** How generated tenants look. */
export interface TenantOptions {
  /** Most of each. Default 8 users, 0 devices, 4 groups. */
  readonly users?: number;
  readonly devices?: number;
  readonly groups?: number;
  /** Part numbers of licenses that are bought and given by groups. Default none. */
  readonly skus?: readonly string[];
  /** How often which kind of value comes up. */
  readonly bias?: ValueBias;
  /** The clock of the tenant. Default 2026-12-01. */
  readonly clock?: EpochMilliseconds;
  readonly rules?: RuleOptions;
}

/**
 * Whole tenants: groups with rules, people whose values are near those rules, subscriptions. Shrinks to fewer objects.
 * @since 0.1.0
 */
export function tenants(options: TenantOptions = {}): fc.Arbitrary<Tenant> {
  const { skus = [], clock = parseInstant('2026-12-01T00:00:00Z') ?? 0 } = options;
  const subscriptions = skus.length === 0 ? fc.constant([]) : licenses({ skus });
  const groupOptions = {
    maxLength: options.groups ?? 4,
    skus,
    ...(options.rules === undefined ? {} : { rules: options.rules }),
  };
  return fc.tuple(groups(groupOptions), subscriptions).chain(([policies, bought]) => {
    const people = peopleNear(policies, clock, options);
    return fc
      .tuple(
        users({ ...people, maxLength: options.users ?? 8 }),
        devices({ ...people, maxLength: options.devices ?? 0 }),
      )
      .map(([some, others]) =>
        generatedTenant({ clock, objects: [organization, ...some, ...others, ...policies, ...bought] }),
      );
  });
}

const organization: ObjectData = {
  type: 'organization',
  id: '00000000-0000-4000-8000-000000000001',
  properties: { displayName: 'Contoso', countryLetterCode: 'US' },
  links: {},
};

function peopleNear(policies: readonly ObjectData[], clock: EpochMilliseconds, { bias }: TenantOptions): PeopleOptions {
  const checked = policies.flatMap(({ properties: { membershipRule } }) => {
    const check = typeof membershipRule === 'string' ? checkRule(membershipRule) : undefined;
    return check?.ok === true ? [check.rule] : [];
  });
  const pools = literalPools(checked, clock);
  return { ...(pools.length === 0 ? {} : { pools }), ...(bias === undefined ? {} : { bias }) };
}

function groupData(index: number, rule: string | null, skus: readonly string[]): ObjectData {
  const name = `Group ${index + 1}`;
  const assignedLicenses: JsonValue = skus.map((sku) => ({ skuId: skuIdOf(sku), disabledPlans: [] }));
  return {
    type: 'group',
    id: `20000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
    properties: {
      displayName: name,
      mailNickname: `group-${index + 1}`,
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: rule === null ? [] : ['DynamicMembership'],
      membershipRule: rule,
      membershipRuleProcessingState: rule === null ? null : 'On',
      deletedDateTime: null,
      assignedLicenses,
    },
    links: { groupMembers: [], groupOwners: [] },
  };
}

/** @throws Error for a part number that the catalogue does not have. */
function skuIdOf(partNumber: string): string {
  const found = standardCatalogue().resolveSku(partNumber);
  if (!found.ok) throw new Error(`There is no license "${partNumber}".`);
  return found.value.skuId;
}
