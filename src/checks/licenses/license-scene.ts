import { compareOrdinal, type RowSet } from '../../base/index.ts';
import type { DiagnosticCode } from '../../diagnostics/index.ts';
import {
  type CompiledPlanRules,
  type LicenseCatalogue,
  type PolicyEntry,
  type SkuSeats,
  usableSeats,
} from '../../licensing/index.ts';
import type { Tenant } from '../../model/index.ts';
import type { Settled } from '../../simulation/index.ts';

/** Users named in one finding. */
const mostNames = 5;

/** A group with its licenses. */
export interface LicensedGroup {
  readonly row: number;
  readonly policy: readonly PolicyEntry[];
  /** Direct user members who are not deleted. */
  readonly members: RowSet;
  /** Indexes of the service plans that the group enables. */
  readonly plans: ReadonlySet<number>;
}

/** What every check of licenses looks at. */
export interface LicenseScene {
  /** As it was given: with the members and licenses that an export states. */
  readonly given: Tenant;
  /** The same at rest. */
  readonly settled: Settled;
  readonly tenant: Tenant;
  readonly catalogue: LicenseCatalogue;
  readonly rules: CompiledPlanRules;
  readonly groups: readonly LicensedGroup[];
  readonly seats: ReadonlyMap<string, SkuSeats>;
  /** Users who hold a SKU or should by a group. */
  readonly needs: ReadonlyMap<string, RowSet>;
  /** Notes a finding about a group, or about the tenant where none is at fault. */
  readonly find: (code: DiagnosticCode, group: number | undefined, message: string, hint?: string) => void;
}

/** A check of licenses and the codes of its findings. */
export interface LicenseCheck {
  readonly codes: readonly DiagnosticCode[];
  readonly run: (scene: LicenseScene) => void;
}

/** The first group that gives a SKU. */
export function giverOf({ groups }: LicenseScene, skuId: string): number | undefined {
  return groups.find(({ policy }) => policy.some((entry) => entry.skuId === skuId))?.row;
}

/** How many seats of a SKU there are; undefined when nobody says. */
export function seatsOfSku({ seats }: LicenseScene, skuId: string): number | undefined {
  const units = seats.get(skuId)?.units;
  return units === undefined ? undefined : usableSeats(units);
}

/** True when more users need a SKU than there are seats. */
export function isShort(scene: LicenseScene, skuId: string): boolean {
  const usable = seatsOfSku(scene, skuId);
  return usable !== undefined && (scene.needs.get(skuId)?.size ?? 0) > usable;
}

export function skuName({ catalogue }: LicenseScene, skuId: string): string {
  return catalogue.skuName(skuId);
}

export function groupName({ tenant }: LicenseScene, row: number): string {
  const groups = tenant.populations.group;
  return `"${groups.textAt(row, 'displayName') ?? groups.idAt(row)}"`;
}

/** `7 users (a@…, b@…, c@…, d@…, e@… and 2 more)`. */
function named({ tenant }: LicenseScene, users: RowSet): string {
  const { user } = tenant.populations;
  const names = Array.from(
    users.toArray().subarray(0, mostNames),
    (row) => user.textAt(row, 'userPrincipalName') ?? user.idAt(row),
  );
  const more = users.size - names.length;
  return `${count(users.size, 'user', 'users')} (${names.toSorted(compareOrdinal).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

/** `named` and the verb that goes with it: `1 user (a@…) has`. */
export function namedWith(scene: LicenseScene, users: RowSet, one: string, several: string): string {
  return `${named(scene, users)} ${users.size === 1 ? one : several}`;
}

export function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
