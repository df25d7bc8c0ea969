import type { EncodedRule } from '../../src/licensing/catalogue/data/encoded-rule.ts';
import type { RuleFact, RuleMember, SkuFact } from './read-facts.ts';

/**
 * The plan rules of the catalogue. The facts state a conflict once for every plan of a set; here it is one rule for the set.
 * Throws when the statements of a set differ, because the one rule would say something else then.
 */
export function encodeRules(facts: readonly RuleFact[], skus: readonly SkuFact[]): readonly EncodedRule[] {
  const sets = new Map<string, RuleFact[]>();
  const rules: EncodedRule[] = [];
  for (const fact of facts) {
    if (fact.kind !== 'conflicts' || fact.set === undefined) continue;
    const members = sets.get(fact.set) ?? [];
    members.push(fact);
    sets.set(fact.set, members);
  }
  for (const [name, members] of sets) rules.push(encodeSet(name, members));
  for (const fact of facts) if (fact.kind !== 'conflicts' || fact.set === undefined) rules.push(encodeRule(fact, skus));
  if (new Set(rules.map(({ id }) => id)).size !== rules.length) throw new Error('Two rules have the same id.');
  return rules;
}

function encodeSet(name: string, facts: readonly RuleFact[]): EncodedRule {
  const [first] = facts;
  if (first === undefined) throw new Error(`The set ${name} is empty.`);
  const plans = facts.map(({ plan }) => nameOf(plan)).toSorted();
  const pairs = new Map<string, string>();
  for (const fact of facts) {
    const listed = [nameOf(fact.plan), ...fact.others.map(nameOf)].toSorted();
    const isSame = fact.enforce === first.enforce && fact.status === first.status && fact.source === first.source;
    if (listed.join() !== plans.join() || !isSame) throw new Error(`The statements about ${name} differ.`);
    for (const other of fact.suspectOthers ?? []) {
      pairs.set([nameOf(fact.plan), nameOf(other)].toSorted().join(), other.why ?? '');
    }
  }
  for (const fact of facts) {
    for (const plan of suspectOthersOf(fact)) {
      const back = facts.find((other) => nameOf(other.plan) === plan);
      if (back === undefined || !suspectOthersOf(back).includes(nameOf(fact.plan))) {
        throw new Error(`Only one side of ${nameOf(fact.plan)} and ${plan} is suspect.`);
      }
    }
  }
  return {
    ...head(`conflicts/${words(name)}`, first),
    kind: 'conflicts',
    plans,
    ...(pairs.size === 0
      ? {}
      : {
          suspectPairs: [...pairs].map(([pair, why]) => {
            const [left = '', right = ''] = pair.split(',');
            return { plans: [left, right] as const, why };
          }),
        }),
  };
}

function suspectOthersOf({ suspectOthers }: RuleFact): readonly string[] {
  return (suspectOthers ?? []).map(nameOf);
}

function encodeRule(fact: RuleFact, skus: readonly SkuFact[]): EncodedRule {
  const members = [fact.plan, ...fact.others];
  if (fact.level === 'sku') {
    const [first = '', ...others] = members.map((member) => partNumberOf(member, skus));
    if (fact.kind === 'conflicts') {
      return {
        ...head(`conflicts/${members.map(nameOf).map(words).join('-')}`, fact),
        kind: 'skuConflicts',
        skus: [first, ...others],
      };
    }
    return { ...head(`prerequisite/${words(first)}`, fact), kind: 'skuPrerequisite', sku: first, anyOf: others };
  }
  const names = members.map(nameOf);
  if (fact.kind === 'requires') {
    const [plan = '', ...anyOf] = names;
    const implied = (fact.catalogueImplied ?? []).map(nameOf);
    return {
      ...head(`requires/${words(plan)}`, fact),
      kind: 'requires',
      plan,
      anyOf,
      ...(implied.length === 0 ? {} : { catalogueImplied: implied }),
    };
  }
  const kind = fact.kind === 'conflicts' ? 'conflicts' : 'compatible';
  return { ...head(`${kind}/${names.map(words).join('-')}`, fact), kind, plans: names };
}

function head(id: string, { enforce, status, source, note }: RuleFact) {
  const grades = { DOCUMENTED: 'documented', OBSERVED: 'observed', ASSUMED: 'assumed' } as const;
  return {
    id,
    enforce,
    grade: grades[status],
    source,
    ...(note === undefined ? {} : { note: note.replaceAll('skus.json', 'the catalogue') }),
  } as const;
}

function nameOf({ servicePlanName, skuPartNumber, skuName }: RuleMember): string {
  const name = servicePlanName ?? skuPartNumber ?? skuName;
  if (name === undefined) throw new Error('A member of a rule has no name.');
  return name;
}

/** The SKU that a rule names by part number, or by its product name without the word Microsoft. */
function partNumberOf({ skuPartNumber, skuName }: RuleMember, skus: readonly SkuFact[]): string {
  const found = skus.filter(
    (sku) =>
      sku.skuPartNumber === skuPartNumber || (skuName !== undefined && sku.productName === `Microsoft ${skuName}`),
  );
  if (found.length !== 1 || found[0] === undefined) throw new Error(`No single SKU is ${skuPartNumber ?? skuName}.`);
  return found[0].skuPartNumber;
}

function words(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
