import type { JsonValue } from '../../../src/base/index.ts';
import { nullCode, type Population } from '../../../src/model/index.ts';
import { type Chance, createChance } from '../chance.ts';
import { prepareEngine } from '../engine-adapter.ts';
import { peakResidentMegabytes } from '../machine.ts';
import { median, rounded, timed, timesOf } from '../statistics.ts';
import { createWorkload } from '../workload.ts';
import { writeRules } from '../workload-rules.ts';
import type { Section } from './section.ts';

/** Properties that change in a directory, each as likely as the others. */
const changingProperties = [
  'department',
  'city',
  'state',
  'country',
  'companyName',
  'jobTitle',
  'officeLocation',
  'userType',
  'accountEnabled',
  'displayName',
  'mail',
  'mobilePhone',
  'employeeId',
  'employeeHireDate',
  'assignedPlans',
  'proxyAddresses',
  'extensionAttribute1',
  'extensionAttribute3',
  'extensionAttribute7',
  'extensionAttribute8',
  'extensionAttribute10',
  'extensionAttribute13',
];

/** Changes before the timed ones. */
const firstChanges = 100;

/** People of the department that is renamed. */
const renamedPeople = 10_000;

/** One value of one person, a renamed department, one replaced rule: what a what-if costs once everything is loaded. */
export const changeSection: Section = ({ users, rules, rounds, isQuick }) => {
  const { tenant, rules: checked } = createWorkload({ users, rules });
  const population = tenant.populations.user;
  const engine = prepareEngine(tenant, checked);
  // Everything is loaded and settled, and the program has seen some changes, as in a session that goes on.
  const early = createChance(12, 'first changes');
  for (let index = 0; index < firstChanges; index++) {
    const { row, property, value } = drawChange(population, early);
    engine.changeOne(row, property, value);
  }
  const chance = createChance(11, 'changes');
  const one: number[] = [];
  let [diffs, changesWithDiff] = [0, 0];
  const changes = isQuick ? 200 : 2000;
  for (let index = 0; index < changes; index++) {
    const { row, property, value } = drawChange(population, chance);
    const { result, milliseconds } = timed(() => engine.changeOne(row, property, value));
    one.push(milliseconds);
    diffs += result.length;
    if (result.length > 0) changesWithDiff++;
  }
  const rows = departmentRows(population, Math.min(renamedPeople, users / 10));
  const renamed: number[] = [];
  let rename = { rules: 0, joinsAndLeaves: 0 };
  for (let round = 0; round < rounds; round++) {
    const { result, milliseconds } = timed(() => engine.changeMany(rows, 'department', `Renamed ${round}`));
    renamed.push(milliseconds);
    rename = {
      rules: result.length,
      joinsAndLeaves: result.reduce((sum, { joins, leaves }) => sum + joins + leaves, 0),
    };
  }
  const replacements = writeRules(population, isQuick ? 100 : 500, 99);
  const replaced = replacements.map(
    (rule, index) => timed(() => engine.replaceRule((index * 31) % checked.length, rule)).milliseconds,
  );
  return Promise.resolve({
    oneValue: { milliseconds: timesOf(one), changesWithDiff, rulesPerChange: rounded(diffs / changes) },
    departmentRenamed: {
      people: rows.length,
      ...rename,
      milliseconds: rounded(median(renamed)),
      rounds: renamed.map(rounded),
    },
    ruleReplaced: { milliseconds: timesOf(replaced) },
    residentMegabytes: peakResidentMegabytes(),
  });
};

/** A person gets the value that somebody else has. */
function drawChange(
  population: Population,
  chance: Chance,
): { readonly row: number; readonly property: string; readonly value: JsonValue } {
  const property = changingProperties[chance.below(changingProperties.length)] ?? 'department';
  const row = chance.below(population.size);
  const value = population.valueAt(chance.below(population.size), property);
  return { row, property, value: value ?? null };
}

/** The people of the department whose size is nearest to `wanted`. */
function departmentRows(population: Population, wanted: number): Uint32Array {
  const column = population.column('department');
  const counts = new Map<number, number>();
  for (let row = 0; row < population.size; row++) {
    const code = column?.codeAt(row) ?? 0;
    if (code > nullCode) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const [chosen] = [...counts].toSorted((a, b) => Math.abs(a[1] - wanted) - Math.abs(b[1] - wanted))[0] ?? [0];
  return Uint32Array.from({ length: population.size }, (_, row) => row).filter((row) => column?.codeAt(row) === chosen);
}
