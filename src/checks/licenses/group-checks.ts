import { filterRows } from '../../base/index.ts';
import { linkedRows } from '../../model/index.ts';
import { count, type LicenseCheck, namedWith } from './license-scene.ts';

/** Number 4 of the specification: members of nested groups get nothing. */
export const nestedGroup: LicenseCheck = {
  codes: ['license/nested-group'],
  run: ({ tenant, groups, find }) => {
    for (const { row } of groups) {
      const nested = linkedRows(tenant.relations.groupMembers.get(row), 'group').size;
      if (nested === 0) continue;
      const message = `${count(nested, 'group is a member', 'groups are members')}; their members get no license by it.`;
      find('license/nested-group', row, message, 'Make them members themselves.');
    }
  },
};

/** Number 5: a group that is not security-enabled should not have licenses at all. */
export const groupWithoutSecurity: LicenseCheck = {
  codes: ['license/group-without-security'],
  run: ({ tenant, groups, find }) => {
    for (const { row } of groups) {
      if (tenant.populations.group.valueAt(row, 'securityEnabled') !== false) continue;
      const message = 'The group is not security-enabled, so the service would refuse these licenses.';
      find('license/group-without-security', row, message);
    }
  },
};

/** Number 6: the location of the tenant counts for members without one of their own. */
export const otherCountry: LicenseCheck = {
  codes: ['license/other-country'],
  run: (scene) => {
    const { organization, user } = scene.tenant.populations;
    const home = organization.size === 0 ? undefined : organization.textAt(0, 'countryLetterCode');
    if (home === undefined) return;
    for (const { row, members } of scene.groups) {
      const elsewhere = filterRows(members, (member) => {
        if (user.valueAt(member, 'usageLocation') !== null) return false;
        const country = user.textAt(member, 'country');
        return country !== undefined && !isSameCountry(country, home);
      });
      if (elsewhere.size === 0) continue;
      const who = namedWith(scene, elsewhere, 'has', 'have');
      const message = `${who} no usageLocation and a country other than ${home}, where the license counts as used.`;
      scene.find('license/other-country', row, message, 'Set usageLocation.');
    }
  },
};

/** A country that is written out cannot be compared with two letters. */
function isSameCountry(country: string, home: string): boolean {
  return country.length !== home.length || country.toUpperCase() === home.toUpperCase();
}
