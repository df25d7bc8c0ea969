import { expect } from 'vitest';

import { compareOrdinal, type JsonValue } from '../../src/base/index.ts';
import { fingerprintOf, objectAt, objectTypes, relationNames, type Tenant } from '../../src/model/index.ts';

/**
 * Everything that a tenant says as plain data, in an order that does not depend on how it was made: objects by row with their
 * known properties (null is null, not known is absent), targets as rows and sorted unresolved ids.
 */
function plainTenant(tenant: Tenant): unknown {
  return {
    clock: tenant.clock,
    objects: Object.fromEntries(
      objectTypes.map((type) => [
        type,
        Array.from({ length: tenant.populations[type].size }, (_, row) =>
          sortedMembers(objectAt(tenant.populations[type], row)),
        ),
      ]),
    ),
    relations: Object.fromEntries(
      relationNames.map((name) => [
        name,
        [...tenant.relations[name]]
          .toSorted(([left], [right]) => left - right)
          .map(([holder, links]) => ({
            holder,
            rows: objectTypes.map((type) => [type, [...(links.rows[type]?.toArray() ?? [])]]),
            unresolved: links.unresolved.toSorted(compareOrdinal),
          })),
      ]),
    ),
  };
}

/** Fails with a readable difference unless both tenants say the same, row for row. */
export function expectSameTenant(actual: Tenant, expected: Tenant): void {
  expect(plainTenant(actual)).toEqual(plainTenant(expected));
  expect(fingerprintOf(actual)).toBe(fingerprintOf(expected));
}

function sortedMembers(object: Readonly<Record<string, JsonValue>>): readonly (readonly [string, JsonValue])[] {
  return Object.entries(object).toSorted(([left], [right]) => compareOrdinal(left, right));
}
