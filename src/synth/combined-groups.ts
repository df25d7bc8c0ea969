import type { Department } from './data/departments.ts';
import { departments } from './data/departments.ts';
import type { DynamicGroupPlan } from './data/rule-recipes.ts';
import { type Place, places } from './data/places.ts';

interface Condition {
  /** Part of the group's name. */
  readonly label: string;
  readonly text: string;
}

const rankConditions: readonly Condition[] = [
  { label: 'Managers', text: '(user.jobTitle -match "^(Senior )?Manager ")' },
  { label: 'Leads', text: '(user.jobTitle -startsWith "Team Lead")' },
  {
    label: 'Directors',
    text: '((user.jobTitle -startsWith "Director") -or (user.jobTitle -startsWith "Senior Director"))',
  },
  { label: 'Seniors', text: '(user.jobTitle -startsWith "Senior ") -and (user.jobTitle -notMatch "Manager|Director")' },
  { label: 'Juniors', text: '(user.jobTitle -startsWith "Junior ")' },
];

const classConditions: readonly Condition[] = [
  { label: 'Employees', text: '(user.extensionAttribute1 -eq "EMP")' },
  { label: 'Externals', text: '(user.extensionAttribute1 -in ["EXT", "VEN"])' },
  { label: 'Interns', text: '(user.extensionAttribute1 -eq "INT")' },
  { label: 'Active', text: '(user.accountEnabled -eq true)' },
  { label: 'Cloud', text: '(user.dirSyncEnabled -ne true)' },
];

/**
 * An endless-looking supply of groups such as `DYN-Sales-DE-Managers`: departments by countries by ranks first, then the
 * finer combinations with cities and worker classes. About 24,000 distinct names; departments and places in use come first.
 */
export function* combinedGroups(
  usedDepartments: readonly Department[],
  usedPlaces: readonly Place[],
): Generator<DynamicGroupPlan, void, undefined> {
  const countries = countryConditions(usedPlaces);
  const ranksAndClasses = [...rankConditions, ...classConditions];
  yield* combine(usedDepartments.map(departmentCondition), countries);
  yield* combine(usedDepartments.map(departmentCondition), countries, rankConditions);
  yield* combine(usedDepartments.map(departmentCondition), countries, classConditions);
  yield* combine(departments.map(departmentCondition), places.map(cityCondition));
  yield* combine(departments.map(departmentCondition), places.map(cityCondition), ranksAndClasses);
  yield* combine(departments.map(departmentCondition), places.map(cityCondition), rankConditions, classConditions);
}

function* combine(...lists: readonly (readonly Condition[])[]): Generator<DynamicGroupPlan, void, undefined> {
  const total = lists.reduce((product, list) => product * list.length, 1);
  for (let number = 0; number < total; number++) {
    // The last list varies fastest within one department only after every department was seen.
    let rest = number;
    const chosen = lists.map((list) => {
      const condition = list[rest % list.length];
      rest = Math.floor(rest / list.length);
      return condition ?? { label: '', text: '' };
    });
    yield {
      name: `DYN-${chosen.map(({ label }) => label).join('-')}`,
      rule: chosen.map(({ text }) => text).join(' -and '),
    };
  }
}

function departmentCondition(department: Department, index: number): Condition {
  const { short, name, costCenter } = department;
  const forms = [
    `(user.department -eq "${name}")`,
    `(user.department -startsWith "${name}")`,
    `(user.department -in ["${name}", "${department.misspellings[0] ?? name}"])`,
    `((user.department -eq "${name}") -or (user.department -eq "${costCenter} ${name}"))`,
  ];
  return { label: short, text: forms[index % forms.length] ?? '' };
}

function countryConditions(usedPlaces: readonly Place[]): readonly Condition[] {
  const byCode = new Map(usedPlaces.map(({ code, country }) => [code, country]));
  return [...byCode].map(([code, country], index) => ({
    label: code,
    text: index % 2 === 0 ? `(user.country -eq "${country}")` : `(user.usageLocation -eq "${code}")`,
  }));
}

function cityCondition({ city, code, buildings }: Place, index: number): Condition {
  const text =
    index % 3 === 2 ? `(user.extensionAttribute2 -in ["${buildings.join('", "')}"])` : `(user.city -eq "${city}")`;
  return { label: `${code}-${city}`, text };
}
