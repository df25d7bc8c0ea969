import { type Random, type RowSet, rowSetOf } from '../base/index.ts';
import { departmentsFor, placesFor } from './staff-plan.ts';
import { type DirectoryRows, rowRange } from './directory-rows.ts';
import type { GroupWriter } from './group-writer.ts';
import { chance, pick, sampleRows } from './pick.ts';
import type { SynthSettings } from './synth-options.ts';

const projectWords = ['Falcon', 'Harbour', 'Juniper', 'Meteor', 'Orchid', 'Quartz', 'Saffron', 'Tundra', 'Willow'];
const projectKinds = ['Project', 'Task force', 'Pilot', 'Rollout'];

/**
 * Adds groups with assigned members: three per department that drifted 1 to 5 % from the truth, one per country, nested
 * ones, licence groups, role-assignable ones and projects. Returns the rows of the first group of every department.
 */
export function writeAssignedGroups(
  groups: GroupWriter,
  rows: DirectoryRows,
  settings: SynthSettings,
  random: Random,
): readonly number[] {
  const departmentGroups = writeDepartmentGroups(groups, rows, settings, random);
  writeCountryGroups(groups, rows, settings, random);
  const staffRows = rowSetOf(rowRange(0, rows.firstGuest));
  groups.add({ displayName: 'SG-All-Staff', kind: 'security', groups: rowSetOf(departmentGroups) });
  groups.add({ displayName: 'LIC-Office', kind: 'security', users: drift(random, staffRows, rows.firstGuest) });
  groups.add({
    displayName: 'Announcements',
    kind: 'distribution',
    users: rowSetOf(sampleRows(random, rows.firstGuest, 3)),
    groups: rowSetOf(departmentGroups.slice(0, 3)),
  });
  const admins = rowRange(rows.firstAdmin, rows.end);
  groups.add({
    displayName: 'ROLE-Help-Desk-Administrators',
    kind: 'security',
    isAssignableToRole: true,
    users: rowSetOf(admins),
    owners: rowSetOf(admins.slice(0, 1)),
  });
  groups.add({ displayName: 'CA-Exclude-Emergency-Access', kind: 'security', users: rowSetOf(admins.slice(-2)) });
  writeProjects(groups, rows, settings, random);
  return departmentGroups;
}

function writeDepartmentGroups(
  groups: GroupWriter,
  rows: DirectoryRows,
  settings: SynthSettings,
  random: Random,
): readonly number[] {
  const byDepartment = new Map<string, number[]>();
  rows.staff.forEach(({ department }, row) => {
    const list = byDepartment.get(department.short);
    if (list === undefined) byDepartment.set(department.short, [row]);
    else list.push(row);
  });
  return departmentsFor(settings.users).map(({ name, short }) => {
    const people = byDepartment.get(short) ?? [];
    const truth = rowSetOf(people);
    const owners = rowSetOf(people.slice(0, 1));
    const row = groups.add({
      displayName: `SG-${short}-All`,
      kind: 'security',
      description: `Everybody in ${name}`,
      users: drift(random, truth, rows.firstGuest),
    });
    groups.add({ displayName: `${name} Team`, kind: 'unified', users: drift(random, truth, rows.firstGuest), owners });
    groups.add({
      displayName: `MS-${short}`,
      kind: 'mailSecurity',
      users: drift(random, truth, rows.firstGuest),
      owners,
    });
    return row;
  });
}

function writeCountryGroups(groups: GroupWriter, rows: DirectoryRows, settings: SynthSettings, random: Random): void {
  const codes = [...new Set(placesFor(settings.users).map(({ code }) => code))];
  const byCountry = new Map<string, number[]>(codes.map((code) => [code, []]));
  rows.staff.forEach(({ place }, row) => byCountry.get(place.code)?.push(row));
  const countryGroups = [...byCountry].map(([code, people]) =>
    groups.add({
      displayName: `SG-Country-${code}`,
      kind: 'security',
      users: drift(random, rowSetOf(people), rows.firstGuest),
    }),
  );
  groups.add({ displayName: 'SG-Worldwide', kind: 'security', groups: rowSetOf(countryGroups) });
}

function writeProjects(groups: GroupWriter, rows: DirectoryRows, settings: SynthSettings, random: Random): void {
  const count = Math.min(300, Math.ceil(settings.users / 40));
  const names = new Set<string>();
  for (let index = 0; index < count; index++) {
    const name = `${pick(random, projectKinds)} ${pick(random, projectWords)}`;
    const displayName = names.has(name) ? `${name} ${index + 1}` : name;
    names.add(name);
    const size = random.int(2, Math.min(40, Math.max(2, Math.floor(settings.users / 10))));
    const people = sampleRows(random, rows.firstAccount, size);
    groups.add({
      displayName,
      kind: chance(random, 0.7) ? 'unified' : 'security',
      users: rowSetOf(people),
      owners: rowSetOf(people.slice(0, 1)),
    });
  }
}

/** Forgets 1 to 5 % of the people and keeps about as many who have moved on. */
export function drift(random: Random, truth: RowSet, limit: number): RowSet {
  const share = 0.01 + random.real() * 0.04;
  const kept = [...truth.toArray()].filter(() => !chance(random, share));
  const strangers = Math.round(truth.size * share * 0.5);
  return rowSetOf([...kept, ...sampleRows(random, limit, Math.min(strangers, limit))]);
}
