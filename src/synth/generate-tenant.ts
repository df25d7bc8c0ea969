import { createTenant, type Tenant, TenantDraft } from '../model/index.ts';
import { createAddressBook } from './address-book.ts';
import { createCellWriter } from './cell-writer.ts';
import { writeCompany } from './company.ts';
import type { DirectoryRows } from './directory-rows.ts';
import { createGroupWriter } from './group-writer.ts';
import { randomFor } from './pick.ts';
import { departmentsFor, placesFor, planStaff, type StaffMember } from './staff-plan.ts';
import { resolveOptions, type SynthOptions, type SynthSettings } from './synth-options.ts';
import { accountCounts, writeAccounts } from './write-accounts.ts';
import { writeAssignedGroups } from './write-assigned-groups.ts';
import { writeContacts } from './write-contacts.ts';
import { writeDevices } from './write-devices.ts';
import { addExportedMembers, planDynamicGroups, writeDynamicGroups } from './write-dynamic-groups.ts';
import { writeGuests } from './write-guests.ts';
import { writeStaff } from './write-staff.ts';
import { writeUnits } from './write-units.ts';

/**
 * Makes a believable tenant of a fictitious company: correlated attributes with a share of dirt, Zipf-sized departments, a
 * tree of managers, guests, technical accounts, devices, groups that drifted and dynamic groups with every kind of rule.
 * Pure and deterministic: the same options give the same tenant, per version of the program. O(users x properties).
 * Throws a ToolError for options out of range and when cancelled.
 */
export function generateTenant(options: SynthOptions): Tenant {
  const settings = resolveOptions(options);
  const draft = new TenantDraft(createTenant(settings.clock));
  writeCompany(draft, settings, randomFor(settings.seed, 'company'));
  const rows = writeUsers(draft, settings);
  writeDevices(draft.population('device'), settings);
  writeContacts(draft, settings);
  const dynamicRows = writeGroups(draft, rows, settings);
  writeUnits(draft, rows, settings, randomFor(settings.seed, 'units'));
  settings.step('groups', dynamicRows.length, dynamicRows.length);
  return addExportedMembers(draft.finish(), dynamicRows, settings);
}

function writeUsers(draft: TenantDraft, settings: SynthSettings): DirectoryRows {
  const users = draft.population('user');
  const cells = createCellWriter(users, settings);
  const addresses = createAddressBook();
  const counts = accountCounts(settings.users);
  const accounts = counts.rooms + counts.shared + counts.services + counts.admins + counts.breakGlass;
  const guests = settings.users < 12 ? 0 : Math.round(settings.users * 0.08);
  const staff = planStaff(randomFor(settings.seed, 'plan'), settings.users - guests - accounts, settings.users);
  writeStaff(users, cells, staff, addresses, settings);
  writeGuests(users, cells, guests, addresses, settings);
  writeAccounts(users, cells, counts, addresses, settings);
  settings.step('users', users.size, settings.users);
  const end = users.size;
  return {
    staff,
    firstGuest: staff.length,
    firstAccount: staff.length + guests,
    firstAdmin: end - counts.admins - counts.breakGlass,
    end,
  };
}

/** Adds all groups; returns the rows of the dynamic ones. */
function writeGroups(draft: TenantDraft, rows: DirectoryRows, settings: SynthSettings): readonly number[] {
  const random = randomFor(settings.seed, 'groups');
  const writer = createGroupWriter(draft, settings, random);
  const departmentGroups = writeAssignedGroups(writer, rows, settings, random);
  const facts = {
    departments: departmentsFor(settings.users),
    places: placesFor(settings.users),
    managerIds: managerRows(rows.staff).map((row) => draft.population('user').idAt(row)),
    groupIds: departmentGroups.map((row) => draft.population('group').idAt(row)),
  };
  return writeDynamicGroups(writer, planDynamicGroups(facts, settings.groups), settings);
}

/** The head of the company and the head of the first department that has people below. */
function managerRows(staff: readonly StaffMember[]): readonly number[] {
  const found = new Set<number>();
  for (const { manager } of staff) {
    if (manager !== undefined) found.add(manager);
    if (found.size === 2) break;
  }
  return [...found];
}
