import { filterRows, intersectRows } from '../../base/index.ts';
import { doublyAssigned, isHeld, readCells, readLicenses } from '../../licensing/index.ts';
import { holderKey } from '../../simulation/index.ts';
import {
  groupName,
  type LicenseCheck,
  type LicensedGroup,
  type LicenseScene,
  namedWith,
  skuName,
} from './license-scene.ts';

/** Number 2 of the specification: a direct license beside one by a group stays when the user leaves the group. */
export const assignedTwice: LicenseCheck = {
  codes: ['license/assigned-twice'],
  run: (scene) => {
    for (const skuId of readLicenses(scene.tenant).skuIds()) {
      const users = doublyAssigned(scene.tenant, skuId);
      if (users.size === 0) continue;
      const message = `${namedWith(scene, users, 'has', 'have')} ${skuName(scene, skuId)} both directly and by a group.`;
      scene.find('license/assigned-twice', undefined, message);
    }
  },
};

/** Number 7: a plan whose prerequisite only other groups give, or none. */
export const foreignPrerequisite: LicenseCheck = {
  codes: ['license/foreign-prerequisite'],
  run: (scene) => {
    const { groups, catalogue, rules } = scene;
    for (const { row, plans } of groups) {
      const [first] = [...plans].flatMap((plan) =>
        rules.requirementsOf(plan).filter(({ anyOf }) => !anyOf.some((other) => plans.has(other))),
      );
      if (first === undefined) continue;
      const names = Array.from(first.anyOf, (plan) => catalogue.planAt(plan).servicePlanName).join(' or ');
      const giver = groups.find((group) => first.anyOf.some((plan) => group.plans.has(plan)));
      const where =
        giver === undefined ? 'no group gives' : `another group gives, such as ${groupName(scene, giver.row)}`;
      const message = `${catalogue.planAt(first.plan).servicePlanName} needs ${names}, which ${where}.`;
      scene.find('license/foreign-prerequisite', row, message, 'Give both by the same group.');
    }
  },
};

/** Number 8: groups whose licenses exclude each other and that share members. */
export const groupsInConflict: LicenseCheck = {
  codes: ['license/groups-in-conflict'],
  run: (scene) => {
    for (const [index, one] of scene.groups.entries())
      for (const other of scene.groups.slice(index + 1)) findConflict(scene, one, other);
  },
};

function findConflict(scene: LicenseScene, one: LicensedGroup, other: LicensedGroup): void {
  const { rules, catalogue } = scene;
  const conflict = [...one.plans].find((plan) => rules.conflictsOf(plan).some((rival) => other.plans.has(rival)));
  if (conflict === undefined) return;
  const common = intersectRows(one.members, other.members);
  if (common.size === 0) return;
  const message = `${namedWith(scene, common, 'is', 'are')} in ${groupName(scene, other.row)}, too, whose licenses exclude ${catalogue.planAt(conflict).servicePlanName}.`;
  scene.find('license/groups-in-conflict', one.row, message);
}

/**
 * Number 9: a group became dynamic, or its rule changed, and the rule does not let in everybody who has licenses by the group.
 * Only what an export or a folder states can tell: at rest nobody is left to lose anything.
 */
export const ruleTakesLicenses: LicenseCheck = {
  codes: ['license/rule-takes-licenses'],
  run: (scene) => {
    const { given, tenant, settled } = scene;
    const { group, user: users } = tenant.populations;
    const view = readLicenses(tenant);
    for (const { path, users: holders } of readCells(given).paths) {
      const row = path.assignedByGroup === null ? undefined : group.rowOf(path.assignedByGroup);
      if (row === undefined || !isHeld(path)) continue;
      const state = settled.dynamic.get(holderKey({ type: 'group', row }));
      if (state?.mode !== 'evaluated' || state.members === undefined) continue;
      const { members, undecided } = state;
      const held = view.held(path.skuId);
      const losing = filterRows(
        holders,
        (user) => users.isActive(user) && !members.has(user) && !undecided.has(user) && !held.has(user),
      );
      if (losing.size === 0) continue;
      const who = namedWith(scene, losing, 'has', 'have');
      const message = `${who} ${skuName(scene, path.skuId)} by the group and will lose it: the rule does not let them in.`;
      scene.find('license/rule-takes-licenses', row, message, 'Assign it in another way first, or mend the rule.');
    }
  },
};
