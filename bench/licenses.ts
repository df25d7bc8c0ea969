/**
 * Licenses of a large tenant from nothing: 1,000,000 users in 300 licensed groups, every path, seat, error and service plan
 * worked out; then single changes. Everybody is in one group with a suite, and in some with add-ons; one add-on runs out of seats.
 *
 * Run: `npx tsx bench/licenses.ts [users] [groups]`. Writes bench/results/licenses-USERSxGROUPS.json.
 */
import { performance } from 'node:perf_hooks';

import { rowSetOfSorted } from '../src/base/index.ts';
import {
  assignToUser,
  firstLicenseWork,
  licenseDeps,
  licensedGroups,
  readCells,
  runLicenseWork,
  seatsOf,
  standardCatalogue,
} from '../src/licensing/index.ts';
import { defaultSemantics, type Tenant, TenantDraft } from '../src/model/index.ts';
import { manyUsers } from '../test/support/many-users.ts';
import { describeMachine } from './support/machine.ts';
import { writeResult } from './support/write-result.ts';

const users = Number(process.argv[2] ?? 1_000_000);
const groups = Number(process.argv[3] ?? 300);

const suites = ['SPE_E3', 'SPE_E5', 'SPE_F1', 'ENTERPRISEPACK', 'SPB'];
const addOns = [
  'AAD_PREMIUM_P2',
  'EMSPREMIUM',
  'POWER_BI_PRO',
  'VISIOCLIENT',
  'FLOW_FREE',
  'RIGHTSMANAGEMENT',
  'THREAT_INTELLIGENCE',
  'POWERAPPS_VIRAL',
].filter((name) => standardCatalogue().resolveSku(name).ok);

const deps = licenseDeps(defaultSemantics);
const start = buildTenant();
const { value: settled, seconds } = measured(() =>
  runLicenseWork(start, firstLicenseWork(start, licensedGroups(start), deps), deps),
);
const resident = process.resourceUsage().maxRSS / 1024;
const cells = readCells(settled.tenant);
const assignments = cells.paths.reduce((sum, cell) => sum + cell.users.size, 0);
const failed = cells.paths.filter(({ path }) => path.state === 'Error').reduce((sum, cell) => sum + cell.users.size, 0);
const plans = cells.plans.reduce((sum, cell) => sum + cell.users.size, 0);
const [sku] = addOns;
const skuId = sku === undefined ? '' : idOf(sku);
const single = Array.from({ length: 20 }, (_, index) =>
  measured(() =>
    assignToUser(settled.tenant, index * 37, { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] }, deps),
  ),
).map((run) => run.seconds * 1000);
const result = {
  machine: describeMachine(),
  users,
  groups,
  seconds: round(seconds),
  residentMegabytes: Math.round(resident),
  assignments,
  failed,
  servicePlanEntries: plans,
  cells: cells.paths.length + cells.plans.length,
  skus: seatsOf(settled.tenant).size,
  oneAssignmentMilliseconds: round(single.toSorted((a, b) => a - b)[10] ?? 0),
};
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
await writeResult(`licenses-${users}x${groups}`, result);

function buildTenant(): Tenant {
  const draft = new TenantDraft({ ...manyUsers(users), clock: Date.UTC(2026, 10, 1) });
  for (const name of [...suites, ...addOns]) {
    const isScarce = name === addOns[0];
    draft.addObject('subscription', guid(3, draft.population('subscription').size), {
      skuId: idOf(name),
      skuPartNumber: name,
      totalLicenses: isScarce ? Math.round(users / 20) : users,
      status: 'Enabled',
    });
  }
  const suiteGroups = Math.round(groups / 3);
  const members = Array.from({ length: groups }, () => [] as number[]);
  let seed = 1;
  const random = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed / 4_294_967_296;
  };
  for (let user = 0; user < users; user++) {
    members[Math.floor(random() ** 2 * suiteGroups)]?.push(user);
    const more = Math.floor(random() * 8);
    const chosen = new Set(
      Array.from({ length: more }, () => suiteGroups + Math.floor(random() ** 2 * (groups - suiteGroups))),
    );
    for (const group of chosen) members[group]?.push(user);
  }
  for (const [index, rows] of members.entries()) {
    const names = index < suiteGroups ? suites : addOns;
    const { row } = draft.addObject('group', guid(2, index), {
      displayName: `Group ${index}`,
      securityEnabled: true,
      mailEnabled: false,
      groupTypes: [],
      assignedLicenses: [{ skuId: idOf(names[index % names.length] ?? ''), disabledPlans: [] }],
    });
    draft.setLinks('groupMembers', row, { rows: { user: rowSetOfSorted(Uint32Array.from(rows)) }, unresolved: [] });
  }
  return draft.finish();
}

function idOf(name: string): string {
  const found = standardCatalogue().resolveSku(name);
  return found.ok ? found.value.skuId : '';
}

function guid(kind: number, index: number): string {
  return `${kind}0000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
}

function measured<Value>(run: () => Value): { readonly value: Value; readonly seconds: number } {
  const begin = performance.now();
  const value = run();
  return { value, seconds: (performance.now() - begin) / 1000 };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
