import fc from 'fast-check';
import type { JsonValue } from '../../base/index.ts';
import { findProperty } from '../../model/index.ts';
import type { RuleObject } from '../../rules/index.ts';
import type { ObjectData } from '../tenant-data/index.ts';
import type { LiteralPool } from './literal-pools.ts';
import { poolValues, type ValueBias } from './values.ts';

/** How generated people look. */
export interface PeopleOptions {
  /** Fewest and most objects. Default 0 and 8. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Values for properties, such as `literalPools` finds in rules. Default: a few departments and countries. */
  readonly pools?: readonly LiteralPool[];
  readonly bias?: ValueBias;
  /** Ids that are used first, so that rules which name them find somebody. */
  readonly ids?: readonly string[];
  /** Of userPrincipalName. Default `contoso.example`. */
  readonly domain?: string;
}

const usualPools: readonly LiteralPool[] = [
  textPool('department', ['Sales', 'Engineering'], ['sales', 'Sales ', 'Sales Operations']),
  textPool('usageLocation', ['US', 'CH'], []),
  textPool('jobTitle', ['Head of Sales'], ['head of sales', 'Sales']),
];

/**
 * Users as plain data, with different ids and names. Shrinks to fewer users, then to empty values. Values that are not known are
 * absent. Every user has a license state: nobody holds a license.
 * @since 0.1.0
 */
export function users(options: PeopleOptions = {}): fc.Arbitrary<readonly ObjectData[]> {
  return people('user', options, {});
}

/**
 * Guests as plain data: users whose userType is Guest and whose name is that of another organization.
 * @since 0.1.0
 */
export function guests(options: PeopleOptions = {}): fc.Arbitrary<readonly ObjectData[]> {
  return people('user', { domain: 'guests.example', ...options }, { userType: 'Guest' });
}

/**
 * Devices as plain data, with different ids and names.
 * @since 0.1.0
 */
export function devices(options: PeopleOptions = {}): fc.Arbitrary<readonly ObjectData[]> {
  return people('device', options, {});
}

/** The id of a generated person: deterministic, different for each type and number. */
function personId(type: RuleObject, index: number): string {
  return `${type === 'user' ? 'f1' : 'f4'}000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
}

/** A person from generated values. `undefined` leaves a property not known. */
export function personOf(
  type: RuleObject,
  index: number,
  values: Readonly<Record<string, JsonValue | undefined>>,
  { ids = [], domain = 'contoso.example' }: PeopleOptions = {},
): ObjectData {
  const name = `${type === 'user' ? 'u' : 'd'}${index + 1}`;
  const base: Record<string, JsonValue | undefined> =
    type === 'user'
      ? {
          userPrincipalName: `${name}@${domain}`,
          displayName: name,
          accountEnabled: true,
          userType: 'Member',
          usageLocation: 'US',
          assignedLicenses: [],
        }
      : { displayName: name, accountEnabled: true };
  const all: Record<string, JsonValue | undefined> = { ...base, deletedDateTime: null, ...values };
  const properties = Object.entries(all).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
  return { type, id: ids[index] ?? personId(type, index), properties: Object.fromEntries(properties), links: {} };
}

function people(
  type: RuleObject,
  options: PeopleOptions,
  fixed: Readonly<Record<string, JsonValue>>,
): fc.Arbitrary<readonly ObjectData[]> {
  const { minLength = 0, maxLength = 8 } = options;
  return fc
    .array(personValues(type, options.pools ?? usualPools, options.bias), { minLength, maxLength })
    .map((list) => list.map((values, index) => personOf(type, index, { ...values, ...fixed }, options)));
}

/** Values of one person, by property; names and ids are given later. */
export function personValues(
  type: RuleObject,
  pools: readonly LiteralPool[],
  bias?: ValueBias,
): fc.Arbitrary<Readonly<Record<string, JsonValue | undefined>>> {
  const own = pools.filter(({ object, property }) => object === type && isGenerated(type, property));
  return fc.record(Object.fromEntries(own.map((pool) => [pool.property, poolValues(pool, bias)])));
}

/** Names stay different, ids are drawn apart, and what the directory computes is not made up. */
function isGenerated(type: RuleObject, property: string): boolean {
  return property !== 'id' && property !== 'userPrincipalName' && findProperty(type, property) !== undefined;
}

function textPool(property: string, exact: readonly string[], near: readonly string[]): LiteralPool {
  return { object: 'user', property, kind: 'text', exact, near };
}
