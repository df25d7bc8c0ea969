import { emptyRowSet, type RowSet, rowSetOfSorted } from '../base/index.ts';
import { labelOf } from '../directory/index.ts';
import type { Population, Semantics, Tenant } from '../model/index.ts';
import {
  compileRule,
  type EvaluationContext,
  evaluateRows,
  type PredicateCache,
  type RuleNode,
  type RowVerdicts,
} from '../rules/index.ts';
import type { People } from './check.ts';
import { countValues, type HeldValues } from './held-values.ts';

/** The active users or devices of a tenant. Values are counted when first asked for, once for each property. */
export function peopleOf(
  tenant: Tenant,
  type: 'user' | 'device',
  { semantics, cache }: { readonly semantics: Semantics; readonly cache: PredicateCache },
): People {
  const population = tenant.populations[type];
  const active = activeRows(population);
  const held = new Map<string, HeldValues | undefined>();
  const verdicts = new WeakMap<RuleNode, RowVerdicts>();
  const context: EvaluationContext = {
    population,
    now: tenant.clock,
    cache,
    // No check evaluates a memberOf rule: its source groups may not have been settled.
    membersOf: () => ({ known: emptyRowSet, isComplete: false }),
  };
  return {
    tenant,
    population,
    active,
    now: tenant.clock,
    evaluate: (root) => {
      const found =
        verdicts.get(root) ?? evaluateRows(compileRule({ text: '', object: type, root }, semantics), context);
      verdicts.set(root, found);
      return found;
    },
    valuesOf: ({ source, type: propertyType, isFirstElement, isAlwaysNull }) => {
      if (propertyType !== 'string' || source === 'id' || isFirstElement === true || isAlwaysNull === true)
        return undefined;
      if (!held.has(source)) held.set(source, heldIn(population, source, active));
      return held.get(source);
    },
    nameOf: (row) => labelOf(population, row),
  };
}

function heldIn(population: Population, source: string, active: RowSet): HeldValues | undefined {
  const column = population.column(source);
  const values = column === undefined ? undefined : countValues(column, active);
  return values === undefined || values.notKnown === active.size ? undefined : values;
}

function activeRows(population: Population): RowSet {
  const rows = new Uint32Array(population.size);
  let count = 0;
  for (let row = 0; row < population.size; row++) if (population.isActive(row)) rows[count++] = row;
  return rowSetOfSorted(rows.slice(0, count));
}
