import { readHolderRule } from '../../directory/index.ts';
import type { LicenseCatalogue } from '../../licensing/index.ts';
import type { Semantics, Tenant } from '../../model/index.ts';
import { printRule } from '../../rules/index.ts';
import { type PolicyRule, policyRulesOf } from '../coverage/index.ts';
import { licenseMutants } from './license-mutants.ts';
import { createLiteralSource } from './literal-source.ts';
import { type Mutant, type RuleMutant, withPolicy } from './mutant.ts';
import type { LiteralSource } from './mutate-comparison.ts';
import { mutateRule } from './mutate-rule.ts';

/** What listing mutants needs. */
export interface ListMutantsDeps {
  readonly semantics: Semantics;
  readonly catalogue?: LicenseCatalogue;
}

/**
 * Every mutant of the policies of a tenant, rules first, in a fixed order; changed rules that the service would refuse are left
 * out. A mutant's tenant is only made when asked for. O(rules * nodes²).
 */
export function listMutants(tenant: Tenant, deps: ListMutantsDeps): readonly Mutant[] {
  const policies = policyRulesOf(tenant, deps.semantics);
  const literals = {
    user: createLiteralSource(tenant, 'user', policies),
    device: createLiteralSource(tenant, 'device', policies),
  };
  const rules = policies.flatMap((policy) => ruleMutants(tenant, policy, literals[policy.rule.object], deps));
  return [...rules, ...licenseMutants(tenant, deps.catalogue)];
}

function ruleMutants(
  tenant: Tenant,
  policy: PolicyRule,
  literals: LiteralSource,
  { semantics }: ListMutantsDeps,
): readonly RuleMutant[] {
  const { type, id, name, isUnified, rule, holder } = policy;
  const seen = new Set([printRule(rule)]);
  return mutateRule(rule.root, literals).flatMap((mutation): readonly RuleMutant[] => {
    const text = printRule({ text: '', object: rule.object, root: mutation.root });
    if (text === '' || seen.has(text)) return [];
    seen.add(text);
    const check = readHolderRule(text, { type, isUnified }, semantics);
    if (!check.ok) return [];
    return [
      {
        kind: 'rule',
        change: mutation.kind,
        group: { type, id, name },
        policy,
        rule: check.rule,
        what: mutation.what,
        span: mutation.span,
        before: rule.text,
        after: text,
        apply: () => withPolicy(tenant, type, holder.row, 'membershipRule', text),
      },
    ];
  });
}
