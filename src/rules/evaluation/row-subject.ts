import type { MaybeKnown, Population } from '../../model/index.ts';
import type { RuleObject, RuleProperty } from '../rule-properties.ts';
import { columnOf } from './bound-leaf.ts';
import type { Subject } from './subject.ts';

/**
 * One object of a population as a subject, for evaluators that take one object at a time. `memberOf` holds the ids of its
 * groups, undefined when they are not known. The population must hold users or devices, as `object` says.
 */
export function createRowSubject(
  object: RuleObject,
  population: Population,
  row: number,
  memberOf?: readonly string[],
): Subject {
  const groups = memberOf?.map((id) => id.toLowerCase());
  return { object, value: (property) => rowValue(property, population, row), memberOf: () => groups };
}

/** The value of a rule property for one row, read from the columns. */
export function rowValue(property: RuleProperty, population: Population, row: number): MaybeKnown {
  if (property.isAlwaysNull === true) return null;
  if (property.source === 'id') return population.idAt(row);
  const value = population.valueAt(row, columnOf(population, property)?.definition.name ?? property.source);
  if (property.isFirstElement !== true || !Array.isArray(value)) return value;
  const first: unknown = value[0];
  return typeof first === 'string' && first !== '' ? first : null;
}
