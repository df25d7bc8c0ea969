import { foldOrdinal } from '../../base/index.ts';
import { elementsOf, leavesOf } from '../../checks/index.ts';
import { type Column, firstValueCode, type Tenant } from '../../model/index.ts';
import { findRuleProperty, type Literal, type RuleObject, literalTexts } from '../../rules/index.ts';
import type { PolicyRule } from '../coverage/index.ts';
import type { LiteralSource } from './mutate-comparison.ts';

/** Values of a property that are kept as candidates. */
const mostValues = 20;

/** Literals of the rules first, then what people have, most frequent first. */
export function createLiteralSource(
  tenant: Tenant,
  object: RuleObject,
  policies: readonly PolicyRule[],
): LiteralSource {
  const written = new Map<string, string[]>();
  const add = (name: string, literal: Literal): void => {
    const texts = literalTexts(literal);
    written.set(name, [...(written.get(name) ?? []), ...texts]);
  };
  for (const { rule } of policies) {
    if (rule.object !== object) continue;
    for (const { node } of leavesOf(rule.root)) {
      if (node.kind === 'compare' && node.operator !== 'match' && node.operator !== 'notMatch')
        add(node.property.name, node.value);
      if (node.kind === 'quantified')
        for (const { field, value } of elementsOf(node.body)) add(field === 'self' ? node.property.name : field, value);
      if (node.kind === 'directReports') add('manager', { kind: 'text', value: node.managerId });
    }
  }
  const known = new Map<string, readonly string[]>();
  return {
    valuesOf: (name) => {
      const found = known.get(name) ?? unique([...(written.get(name) ?? []), ...heldValues(tenant, object, name)]);
      known.set(name, found);
      return found;
    },
  };
}

/** The most frequent values of a text property among objects that are not deleted. O(objects). */
export function heldValues(tenant: Tenant, object: RuleObject, name: string): readonly string[] {
  const property = findRuleProperty(object, name);
  const population = tenant.populations[object];
  const column =
    property?.type === 'string' && property.isFirstElement !== true ? population.column(property.source) : undefined;
  if (column === undefined) return [];
  const counts = new Map<number, number>();
  for (let row = 0; row < population.size; row++) {
    const code = column.codeAt(row);
    if (code >= firstValueCode && population.isActive(row)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return mostFrequent(column, counts);
}

function mostFrequent({ dictionary }: Column, counts: ReadonlyMap<number, number>): readonly string[] {
  return [...counts]
    .toSorted(([first, many], [second, more]) => more - many || first - second)
    .slice(0, mostValues)
    .map(([code]) => dictionary.textAt(code));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Map(texts.toReversed().map((text) => [foldOrdinal(text), text])).values()].toReversed();
}
