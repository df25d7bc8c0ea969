import { isDynamicHolder, type PopulationDraft } from '../model/index.ts';

/** True when the members of a group or administrative unit follow from a rule: those of an export are exported state then. */
export function isDynamic(population: Pick<PopulationDraft, 'type' | 'valueAt'>, row: number): boolean {
  const type = population.type === 'administrativeUnit' ? 'administrativeUnit' : 'group';
  return isDynamicHolder(type, (name) => population.valueAt(row, name));
}
