import { type EpochMilliseconds, parseInstant } from '../../../src/base/index.ts';
import type { Population, Tenant } from '../../../src/model/index.ts';
import { generateTenant } from '../../../src/synth/index.ts';

/** The time of every tenant in these tests. */
export const sampleClock: EpochMilliseconds = parseInstant('2026-12-01T09:00:00Z') ?? 0;

/** Large enough for shares to settle, small enough to be quick. */
export const sample: Tenant = generateTenant({ users: 4000, seed: 7, clock: sampleClock });

/** The same people without misspellings. */
export const cleanSample: Tenant = generateTenant({ users: 4000, seed: 7, clock: sampleClock, dirt: 0 });

/** Row numbers of a population that satisfy a condition. */
export function rowsWhere(population: Population, condition: (row: number) => boolean): readonly number[] {
  return Array.from({ length: population.size }, (_, row) => row).filter(condition);
}

/** Rows of employees: people who are no guests and have a worker class. */
export function staffRows(users: Population): readonly number[] {
  return rowsWhere(users, (row) => users.textAt(row, 'employeeType') !== undefined);
}

/** The texts that a property has in some rows, without null. */
export function textsOf(population: Population, name: string, rows: readonly number[]): readonly string[] {
  return rows.flatMap((row) => population.textAt(row, name) ?? []);
}
