import type { PopulationDraft } from '../model/index.ts';

/** True when the members of a group or administrative unit follow from a rule. */
export function isDynamic(population: Pick<PopulationDraft, 'type' | 'valueAt'>, row: number): boolean {
  if (population.type === 'administrativeUnit') return population.valueAt(row, 'membershipType') === 'Dynamic';
  const types = population.valueAt(row, 'groupTypes');
  if (Array.isArray(types)) return (types as readonly unknown[]).includes('DynamicMembership');
  return types === undefined && typeof population.valueAt(row, 'membershipRule') === 'string';
}
