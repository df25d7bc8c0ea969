import type { Column, Population } from '../model/index.ts';
import { columnOf, type PlanLeaf } from '../rules/index.ts';

/** The column that a condition reads; undefined for ids, groups and properties that nobody has. */
export function columnOfLeaf(leaf: PlanLeaf, population: Population): Column | undefined {
  if (leaf.kind === 'memberOf' || leaf.property.isAlwaysNull === true || leaf.property.source === 'id')
    return undefined;
  return columnOf(population, leaf.property);
}
