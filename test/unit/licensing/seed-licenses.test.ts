import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../src/formats/index.ts';
import type { JsonValue } from '../../../src/base/index.ts';
import { seedLicenses, type SeededLicenses } from '../../../src/licensing/index.ts';
import { fingerprintOf, TenantDraft } from '../../../src/model/index.ts';
import { importFiles, valueIn } from '../../support/import-files.ts';
import { cellsOf } from '../../support/license-cells.ts';

const e3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const ems = 'efccb6f7-5641-4e0e-bd10-b4976e1bf68e';
const sway = 'a23b959c-7ce8-4e57-9140-b90eb88a9e97';
const yammer = '7547a3fe-08ee-4ccb-b430-5077c5041653';
const teams = '57ff2da0-773e-42df-b2af-ffb7a2317929';
const sales = '44444444-0000-4000-8000-000000000001';
const hr = '44444444-0000-4000-8000-000000000002';
const anna = 'anna@contoso.com';
const time = '2026-03-02T10:11:12Z';

/** A tenant in which E3 and EMS have two plans each, so that what follows can be seen. */
const skus = {
  value: [
    {
      skuId: e3,
      skuPartNumber: 'ENTERPRISEPACK',
      prepaidUnits: { enabled: 9 },
      servicePlans: plansNamed(sway, yammer),
    },
    { skuId: ems, skuPartNumber: 'EMS', prepaidUnits: { enabled: 9 }, servicePlans: plansNamed(teams) },
  ],
};

function plansNamed(...ids: readonly string[]): readonly object[] {
  return ids.map((servicePlanId) => ({
    servicePlanId,
    servicePlanName: `PLAN_${servicePlanId.slice(0, 4)}`,
    provisioningStatus: 'Success',
  }));
}

function user(properties: object, name = anna): object {
  const common = { accountEnabled: true, userType: 'Member', department: 'A' };
  return { id: `id-${name}`, userPrincipalName: name, ...common, ...properties };
}

function path(properties: object = {}): object {
  return {
    skuId: e3,
    assignedByGroup: null,
    disabledPlans: [],
    state: 'Active',
    error: 'None',
    lastUpdatedDateTime: time,
    ...properties,
  };
}

const plan = (servicePlanId: string, capabilityStatus = 'Enabled'): object => ({
  assignedDateTime: time,
  capabilityStatus,
  service: 'x',
  servicePlanId,
});

const license = (skuId: string, ...disabledPlans: readonly string[]): object => ({ skuId, disabledPlans });

function group(id: string, properties: object): object {
  const common = { securityEnabled: true, mailEnabled: false, groupTypes: [], mailNickname: `g${id.slice(-1)}` };
  return { id, displayName: `Group ${id.slice(-1)}`, ...common, members: [], ...properties };
}

async function seed(users: readonly object[], groups: readonly object[] = [], more: Record<string, object> = {}) {
  const files = {
    'users.json': { value: users },
    'groups.json': { value: groups },
    'subscribedSkus.json': skus,
    ...more,
  };
  return importFiles(Object.fromEntries(Object.entries(files).map(([name, file]) => [name, JSON.stringify(file)])));
}

/** Code, message, count and samples of what does not fit together. */
function differencesOf(report: ImportReport): readonly string[] {
  return report.findings
    .filter(({ code }) => code.startsWith('license/'))
    .map(({ code, message, count, samples }) => `${code} ${count}x ${message} ${samples.join('; ')}`);
}

describe('license state of an export', () => {
  it('gives back every path and plan that was stated, with its times', async () => {
    const states = [
      path(),
      path({
        assignedByGroup: sales,
        disabledPlans: [yammer, sway].toSorted(),
        lastUpdatedDateTime: '2026-04-01T00:00:00.123Z',
      }),
      path({ skuId: ems, assignedByGroup: hr, state: 'Error', error: 'CountViolation' }),
    ];
    const plans = [plan(sway), plan(yammer), plan(teams, 'Deleted')];
    const { tenant, report } = await seed(
      [
        user({
          licenseAssignmentStates: states,
          assignedLicenses: [license(e3)],
          assignedPlans: plans,
          provisionedPlans: [],
        }),
      ],
      [
        group(sales, { assignedLicenses: [license(e3, sway, yammer)], members: [{ id: `id-${anna}` }] }),
        group(hr, { assignedLicenses: [license(ems)], members: [{ id: `id-${anna}` }] }),
      ],
    );
    expect(differencesOf(report)).toEqual([]);
    const cells = cellsOf(tenant, anna);
    expect(cells?.states).toHaveLength(3);
    expect(cells?.states).toEqual(expect.arrayContaining(states));
    expect(cells?.plans).toHaveLength(3);
    expect(cells?.plans).toEqual(expect.arrayContaining(plans));
    for (const name of ['licenseAssignmentStates', 'assignedLicenses', 'assignedPlans', 'provisionedPlans'])
      expect(tenant.populations.user.column(name)).toBeUndefined();
  });

  it('keeps users who have the same in one cell, whatever the order of the export', async () => {
    const make = (names: readonly string[]) =>
      seed(names.map((name) => user({ licenseAssignmentStates: [path()], assignedPlans: [] }, name)));
    const [one, other] = [await make(['a@x', 'b@x', 'c@x']), await make(['c@x', 'a@x', 'b@x'])];
    expect(one.tenant.populations.licenseAssignment.size).toBe(2);
    expect(fingerprintOf(one.tenant)).toBe(fingerprintOf(other.tenant));
  });

  it('reads the older words for success and for other errors', async () => {
    const { tenant } = await seed([
      user({
        licenseAssignmentStates: [
          path({ error: null, skuId: e3.toUpperCase() }),
          path({ skuId: ems, state: 'Error', error: 'Others', assignedByGroup: hr.toUpperCase() }),
        ],
      }),
    ]);
    expect(cellsOf(tenant, anna)?.states).toMatchObject(
      [
        { skuId: e3, error: 'None' },
        { skuId: ems, error: 'Other', assignedByGroup: hr },
      ].toSorted((a, b) => (a.error < b.error ? 1 : -1)),
    );
  });

  it('leaves users alone whose license state was not exported', async () => {
    const { tenant } = await seed([
      user({ assignedPlans: [plan(sway)] }),
      user({ assignedLicenses: [] }, 'ben@contoso.com'),
    ]);
    expect(cellsOf(tenant, anna)).toBeUndefined();
    expect(valueIn(tenant, 'user', anna, 'assignedPlans')).toEqual([plan(sway)]);
    expect(cellsOf(tenant, 'ben@contoso.com')).toEqual({ states: [], plans: [] });
    expect(valueIn(tenant, 'user', 'ben@contoso.com', 'assignedPlans')).toBeUndefined();
  });

  it('does nothing in a tenant without licenses', async () => {
    const files = { 'users.json': JSON.stringify([user({ assignedLicenses: [], assignedPlans: [plan(sway)] })]) };
    const { tenant } = await importFiles(files);
    expect(tenant.populations.licenseAssignment.size).toBe(0);
    expect(valueIn(tenant, 'user', anna, 'assignedPlans')).toEqual([plan(sway)]);
  });

  it('finds the paths behind assignedLicenses: groups of which the user is a direct member, else direct', async () => {
    const { tenant, report } = await seed(
      [user({ assignedLicenses: [license(e3, sway), license(ems)] })],
      [
        group(sales, { assignedLicenses: [license(e3, sway, yammer)], members: [{ id: `id-${anna}` }] }),
        group(hr, { assignedLicenses: [license(ems)], members: [] }),
      ],
    );
    const unknownTime = { lastUpdatedDateTime: null, state: 'Active', error: 'None' };
    const states = [
      { skuId: e3, assignedByGroup: sales, disabledPlans: [yammer, sway].toSorted(), ...unknownTime },
      { skuId: e3, assignedByGroup: null, disabledPlans: [sway], ...unknownTime },
      { skuId: ems, assignedByGroup: null, disabledPlans: [], ...unknownTime },
    ];
    expect(cellsOf(tenant, anna)?.states).toHaveLength(3);
    expect(cellsOf(tenant, anna)?.states).toEqual(expect.arrayContaining(states));
    expect(differencesOf(report)).toEqual([]);
  });

  it('takes the exported members of dynamic groups', async () => {
    const rule = { groupTypes: ['DynamicMembership'], membershipRule: 'user.department -eq "B"' };
    const { tenant } = await seed(
      [user({ assignedLicenses: [license(e3)] })],
      [group(sales, { ...rule, assignedLicenses: [license(e3)], members: [{ id: `id-${anna}` }] })],
    );
    expect(cellsOf(tenant, anna)?.states).toMatchObject([{ skuId: e3, assignedByGroup: sales }]);
  });

  it('enables the plans of held SKUs where assignedPlans was not exported', async () => {
    const states = [
      path({ disabledPlans: [yammer] }),
      path({ skuId: ems, state: 'Error', error: 'CountViolation', assignedByGroup: hr }),
    ];
    const { tenant } = await seed([user({ licenseAssignmentStates: states })]);
    expect(cellsOf(tenant, anna)?.plans).toMatchObject([
      { servicePlanId: sway, capabilityStatus: 'Enabled', assignedDateTime: null },
    ]);
  });

  it('keeps the status of unpaid SKUs with the SKU, and any other with the plan', async () => {
    const warned = { value: [{ ...skus.value[0], prepaidUnits: { enabled: 0, warning: 9 } }, skus.value[1]] };
    const { tenant, report } = await seed(
      [
        user({
          licenseAssignmentStates: [path()],
          assignedPlans: [plan(sway, 'Warning'), plan(yammer, 'Warning'), plan(teams, 'Suspended')],
        }),
      ],
      [],
      { 'subscribedSkus.json': warned },
    );
    expect(differencesOf(report)).toEqual([]);
    const statuses = (cellsOf(tenant, anna)?.plans ?? []) as readonly {
      servicePlanId: string;
      capabilityStatus: string;
    }[];
    expect(Object.fromEntries(statuses.map((cell) => [cell.servicePlanId, cell.capabilityStatus]))).toEqual({
      [sway]: 'Enabled',
      [yammer]: 'Enabled',
      [teams]: 'Suspended',
    });
  });
});

describe('license state of many users with times of their own', () => {
  const names = Array.from({ length: 30 }, (_, index) => `u${String(index).padStart(2, '0')}@contoso.com`);
  const tenantWith = async (times: readonly string[], order: readonly string[] = names) => {
    const users = order.map((name) => ({
      ...user({}, name),
      licenseAssignmentStates: [path({ lastUpdatedDateTime: times[names.indexOf(name)] })],
      assignedPlans: [],
    }));
    // Without SKUs the import has nothing to seed, so that the properties are still there.
    const { tenant } = await importFiles({
      'users.json': JSON.stringify(users.map(({ licenseAssignmentStates: _, ...rest }) => rest)),
    });
    const draft = new TenantDraft(tenant);
    users.forEach(({ licenseAssignmentStates }, row) => {
      draft.population('user').setValue(row, 'licenseAssignmentStates', licenseAssignmentStates as JsonValue);
    });
    return draft.finish();
  };
  const timesIn = ({ tenant }: SeededLicenses): readonly unknown[] => {
    const states = names.flatMap((name) => cellsOf(tenant, name)?.states ?? []);
    return [
      ...new Set(
        states.map(
          (state): unknown => Object.entries(state).find(([key]) => key === 'lastUpdatedDateTime')?.[1] as unknown,
        ),
      ),
    ];
  };
  const atSecond = names.map((_, index) => `2026-03-02T10:11:${String(index).padStart(2, '0')}Z`);
  const onDay = names.map((_, index) => `2026-03-${String(index + 1).padStart(2, '0')}T10:11:12Z`);
  const inMonth = names.map((_, index) => `20${String(index + 10)}-03-02T10:11:12Z`);

  it.each([
    ['exactly', atSecond, 31, atSecond, []],
    ['to the day', atSecond, 20, ['2026-03-02T00:00:00Z'], ['kept to the day']],
    ['to the month', onDay, 20, ['2026-03-01T00:00:00Z'], ['kept to the month']],
    ['not at all', inMonth, 20, [null], ['not kept']],
  ] as const)('keeps times %s, whatever the order of users', async (_, times, mostCells, expected, words) => {
    const seeded = seedLicenses(await tenantWith(times), { mostCells });
    expect(timesIn(seeded)).toEqual(expected);
    const messages = seeded.differences
      .filter(({ code }) => code === 'license/times-rounded')
      .map(({ message }) => message);
    expect(messages).toEqual(
      words.map((text) => `The times of assignment paths differ for so many users that they are ${text}.`),
    );
    const reversed = seedLicenses(await tenantWith(times, names.toReversed()), { mostCells });
    expect(fingerprintOf(reversed.tenant)).toBe(fingerprintOf(seeded.tenant));
  });
});

describe('differences of an export', () => {
  it('names disabled plans that the SKU does not have, of users and of groups', async () => {
    const { report } = await seed(
      [
        user({
          licenseAssignmentStates: [path({ disabledPlans: [sway, teams] })],
          assignedLicenses: [license(e3, sway, teams)],
        }),
      ],
      [group(sales, { assignedLicenses: [license(ems, yammer)] })],
    );
    expect(differencesOf(report)).toEqual([
      `license/undescribed-plan 2x Licenses turn off plans that their SKU is not known to have. Group 1: EMS without PLAN_7547; ${anna}: ENTERPRISEPACK without PLAN_57ff`,
    ]);
  });

  it('refuses SKUs with fewer than no seats', async () => {
    const wrong = { value: [{ skuId: e3, prepaidUnits: { enabled: -5 } }] };
    await expect(seed([user({})], [], { 'subscribedSkus.json': wrong })).rejects.toThrow(
      'subscribedSku "enabled" must be a whole number of at least 0, found -5.',
    );
  });

  it('names licenses that the assignment states do not support, and the other way round', async () => {
    const { report } = await seed([
      user({
        licenseAssignmentStates: [path({ disabledPlans: [sway] })],
        assignedLicenses: [license(ems), license(e3)],
      }),
      user({ licenseAssignmentStates: [path()], assignedLicenses: [] }, 'ben@contoso.com'),
    ]);
    expect(differencesOf(report)).toEqual([
      'license/licenses-differ 1x The disabled plans of SKUs that users hold are not those that follow from the assignments. anna@contoso.com: ENTERPRISEPACK',
      'license/licenses-differ 1x Users are not said to hold SKUs that an active assignment gives them. ben@contoso.com: ENTERPRISEPACK',
      'license/licenses-differ 1x Users are said to hold SKUs that no active assignment gives them. anna@contoso.com: EMS',
    ]);
  });

  it('names plans that do not follow', async () => {
    const { report } = await seed([
      user({
        licenseAssignmentStates: [path({ disabledPlans: [yammer] })],
        assignedPlans: [plan(teams), plan(sway, 'Deleted')],
      }),
    ]);
    expect(differencesOf(report)).toEqual([
      'license/plans-differ 1x Plans are enabled on users whose licenses do not give them. anna@contoso.com: PLAN_57ff',
      'license/plans-differ 1x Plans are not enabled on users whose licenses give them. anna@contoso.com: PLAN_a23b',
    ]);
  });

  it('compares consumed units with the users who hold the SKU, deleted ones left out', async () => {
    const consumed = {
      value: [
        { ...skus.value[0], consumedUnits: 2 },
        { ...skus.value[1], consumedUnits: 0 },
      ],
    };
    const users = [
      user({ licenseAssignmentStates: [path()] }),
      user({ licenseAssignmentStates: [path()], deletedDateTime: time }, 'ben@contoso.com'),
    ];
    const { report } = await seed(users, [], { 'subscribedSkus.json': consumed });
    expect(differencesOf(report)).toEqual([
      'license/consumed-differs 1x The consumed units of SKUs are not the number of users who hold them. ENTERPRISEPACK: 2 consumed, held by 1',
    ]);
    const unknown = await seed([...users, user({}, 'carl@contoso.com')], [], { 'subscribedSkus.json': consumed });
    expect(differencesOf(unknown.report)).toEqual([]);
  });

  it('names members without a path, and paths without a reason', async () => {
    const { report } = await seed(
      [
        user({ licenseAssignmentStates: [path({ skuId: ems, assignedByGroup: sales })] }),
        user({ licenseAssignmentStates: [path({ assignedByGroup: sales })] }, 'ben@contoso.com'),
        user({ licenseAssignmentStates: [path({ assignedByGroup: hr })] }, 'carl@contoso.com'),
        user(
          {
            licenseAssignmentStates: [
              path({ assignedByGroup: sales, state: 'ActiveWithError', error: 'DependencyViolation' }),
            ],
          },
          'dora@contoso.com',
        ),
      ],
      [group(sales, { assignedLicenses: [license(e3)], members: [{ id: `id-${anna}` }] })],
    );
    expect(differencesOf(report)).toEqual([
      'license/row-missing 1x Members of licensed groups have no assignment from them. anna@contoso.com in Group 1: ENTERPRISEPACK',
      'license/row-unsupported 1x Assignments come from groups of which the users are no direct members. ben@contoso.com in Group 1: ENTERPRISEPACK',
      'license/row-unsupported 1x Assignments come from groups that are not in the export. carl@contoso.com in 44444444-0000-4000-8000-000000000002: ENTERPRISEPACK',
      'license/row-unsupported 1x Assignments come from groups that do not assign the SKU. anna@contoso.com in Group 1: EMS',
    ]);
  });

  it('leaves out what cannot be read, and second paths', async () => {
    const { tenant, report } = await seed([
      user({
        licenseAssignmentStates: [
          path(),
          path({ disabledPlans: [sway] }),
          path({ skuId: 7 }),
          path({ skuId: ems, state: 'Fine' }),
          'x',
        ],
        assignedPlans: [plan(sway), plan(yammer), { servicePlanId: teams }],
      }),
    ]);
    expect(cellsOf(tenant, anna)?.states).toMatchObject([{ skuId: e3, disabledPlans: [] }]);
    expect(differencesOf(report)).toEqual([
      'license/duplicate-row 1x A user has two assignments of a SKU by the same path; the first is kept. anna@contoso.com: ENTERPRISEPACK',
      'license/invalid-row 4x Entries about licenses of users cannot be read and are left out. anna@contoso.com',
    ]);
  });

  it('keeps SKUs that nobody describes, and does not guess their plans', async () => {
    const mystery = '55555555-0000-4000-8000-000000000001';
    const { tenant, report } = await seed([
      user({ licenseAssignmentStates: [path({ skuId: mystery })], assignedPlans: [plan(sway)] }),
    ]);
    expect(cellsOf(tenant, anna)).toMatchObject({ states: [{ skuId: mystery }], plans: [plan(sway)] });
    expect(differencesOf(report)).toEqual([
      `license/undescribed-sku 1x SKUs that users have are described neither by the catalogue nor by the export. ${mystery}`,
    ]);
  });

  it('counts everybody and shows the first ten', async () => {
    const users = Array.from({ length: 50 }, (_, index) =>
      user({ licenseAssignmentStates: [path()], assignedLicenses: [] }, `u${index}@contoso.com`),
    );
    const { report } = await seed(users);
    const [finding] = report.findings.filter(({ code }) => code === 'license/licenses-differ');
    expect(finding?.count).toBe(50);
    expect(finding?.samples).toHaveLength(10);
  });
});
