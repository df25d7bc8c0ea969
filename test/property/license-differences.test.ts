import fc from 'fast-check';
import { expect, it } from 'vitest';

import { compareTenants } from '../../src/app/index.ts';
import { compareOrdinal, type JsonObject, rowSetOf } from '../../src/base/index.ts';
import {
  canonicalCell,
  cellId,
  cellRelations,
  createTenant,
  defaultSemantics,
  type Tenant,
  TenantDraft,
} from '../../src/model/index.ts';
import { settle } from '../../src/simulation/index.ts';
import { seeded } from '../support/seed.ts';

const userIds = ['u0', 'u1', 'u2', 'u3', 'u4'];

const paths: readonly JsonObject[] = [
  {},
  { skuId: 's1' },
  { skuId: 's1', state: 'Error', error: 'Other' },
  { skuId: 's1', assignedByGroup: 'g1' },
  { skuId: 's2', disabledPlans: ['p1'] },
  { skuId: 's2', lastUpdatedDateTime: '2026-01-01T00:00:00Z' },
];
const plans: readonly JsonObject[] = [
  { servicePlanId: 'p1' },
  { servicePlanId: 'p1', capabilityStatus: 'Deleted' },
  { servicePlanId: 'p2', assignedDateTime: '2026-01-01T00:00:00Z' },
];

/** A user and the cells that the user is in, by their places in the lists above. */
const person = fc.record({
  id: fc.constantFrom(...userIds),
  isDeleted: fc.boolean(),
  paths: fc.subarray(paths.map((_, index) => index)),
  plans: fc.subarray(plans.map((_, index) => index)),
});
const people = fc.uniqueArray(person, { selector: ({ id }) => id, maxLength: userIds.length });
type People = typeof people extends fc.Arbitrary<infer Value> ? Value : never;

function tenantOf(list: People): Tenant {
  const draft = new TenantDraft(createTenant(0));
  for (const { id, isDeleted } of list) {
    const deletedDateTime = isDeleted ? '2026-01-01T00:00:00Z' : null;
    draft.addObject('user', id, { userPrincipalName: `${id}@contoso.com`, deletedDateTime });
  }
  for (const [type, cells, key] of [
    ['licenseAssignment', paths, 'paths'],
    ['servicePlanAssignment', plans, 'plans'],
  ] as const) {
    for (const [index, cell] of cells.entries()) {
      const { row } = draft.addObject(type, cellId(type, cell), canonicalCell(type, cell));
      const rows = list.flatMap((user, position) => (user[key].includes(index) ? [position] : []));
      draft.setLinks(cellRelations[type], row, { rows: { user: rowSetOf(rows) }, unresolved: [] });
    }
  }
  return draft.finish();
}

/** What each user has and the other tenant's user of that id has not, one line for each. */
function expected(before: People, after: People): readonly string[] {
  const linesOf = (list: People): ReadonlySet<string> =>
    new Set(
      list.flatMap((user) => {
        if (user.isDeleted) return [];
        const cells = [
          ...user.paths.map((index) => canonicalCell('licenseAssignment', paths[index] ?? {})),
          ...user.plans.map((index) => canonicalCell('servicePlanAssignment', plans[index] ?? {})),
        ];
        return cells.map((cell) => `${user.id} ${describe(cell)}`);
      }),
    );
  const [was, is] = [linesOf(before), linesOf(after)];
  return [
    ...[...was].filter((line) => !is.has(line)).map((line) => `- ${line}`),
    ...[...is].filter((line) => !was.has(line)).map((line) => `+ ${line}`),
  ].toSorted(compareOrdinal);
}

/** All that a cell says; `known` for the one that says no more than that. */
function describe(cell: JsonObject): string {
  const values = Object.entries(cell).filter(([, value]) => value !== null);
  return values.length === 0 ? 'known' : JSON.stringify(values.toSorted(([a], [b]) => compareOrdinal(a, b)));
}

function found(before: Tenant, after: Tenant): readonly string[] {
  const [left, right] = [before, after].map((tenant) => settle(tenant, { semantics: defaultSemantics }));
  if (left === undefined || right === undefined) return [];
  const { licenses, servicePlans, licensesKnown } = compareTenants(left, right);
  const lines: string[] = [];
  const add = <Statement>(
    users: readonly {
      readonly id: string;
      readonly before: readonly Statement[];
      readonly after: readonly Statement[];
    }[],
    cellOf: (statement: Statement) => JsonObject,
  ): void => {
    for (const user of users) {
      for (const statement of user.before) lines.push(`- ${user.id} ${describe(cellOf(statement))}`);
      for (const statement of user.after) lines.push(`+ ${user.id} ${describe(cellOf(statement))}`);
    }
  };
  for (const { sku, group, users } of licenses) {
    add(users, ({ disabledPlans, ...rest }) => ({
      ...rest,
      skuId: sku.skuId,
      assignedByGroup: group?.id ?? null,
      disabledPlans: disabledPlans.map(({ servicePlanId }) => servicePlanId),
    }));
  }
  for (const { servicePlan, users } of servicePlans)
    add(users, (statement) => ({ ...statement, servicePlanId: servicePlan.servicePlanId }));
  const idOf = (name: string): string => name.slice(0, 2);
  lines.push(...licensesKnown.added.map((name) => `+ ${idOf(name)} known`));
  lines.push(...licensesKnown.removed.map((name) => `- ${idOf(name)} known`));
  return lines.toSorted(compareOrdinal);
}

it('licenses of two tenants are compared as one would compare them user by user', () => {
  fc.assert(
    fc.property(people, people, (before, after) => {
      expect(found(tenantOf(before), tenantOf(after))).toEqual(expected(before, after));
    }),
    seeded(300),
  );
});
