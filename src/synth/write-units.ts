import { type Random, rowSetOf } from '../base/index.ts';
import type { TenantDraft } from '../model/index.ts';
import type { DirectoryRows } from './directory-rows.ts';
import { departmentsFor, placesFor } from './staff-plan.ts';
import { drift } from './write-assigned-groups.ts';
import type { SynthSettings } from './synth-options.ts';

/** Adds one administrative unit with assigned members per country and a dynamic one for each of the largest departments. */
export function writeUnits(draft: TenantDraft, rows: DirectoryRows, settings: SynthSettings, random: Random): void {
  const codes = [...new Set(placesFor(settings.users).map(({ code }) => code))];
  const people = new Map<string, number[]>(codes.map((code) => [code, []]));
  rows.staff.forEach(({ place }, row) => people.get(place.code)?.push(row));
  for (const [code, list] of people) {
    const { row } = draft.addObject('administrativeUnit', random.guid(), {
      displayName: `AU-${code}`,
      description: `People in ${code}`,
      visibility: null,
      membershipType: 'Assigned',
      membershipRule: null,
      membershipRuleProcessingState: null,
      isMemberManagementRestricted: false,
    });
    const user = drift(random, rowSetOf(list), rows.firstGuest);
    draft.setLinks('unitMembers', row, { rows: { user }, unresolved: [] });
  }
  for (const { name, short } of departmentsFor(settings.users).slice(0, 8)) {
    draft.addObject('administrativeUnit', random.guid(), {
      displayName: `AU-${short}`,
      description: null,
      visibility: null,
      membershipType: 'Dynamic',
      membershipRule: `(user.department -eq "${name}") -and (user.userType -eq "Member")`,
      membershipRuleProcessingState: 'On',
      isMemberManagementRestricted: false,
    });
  }
}
