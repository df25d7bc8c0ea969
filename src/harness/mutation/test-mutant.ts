import type { Tenant } from '../../model/index.ts';
import { type Settled, settle } from '../../simulation/index.ts';
import { compareRules, type RuleComparison } from './compare-rules.ts';
import { findLicenseWitness, findRuleWitness, type TenantWitness, type WitnessDeps } from './find-witness.ts';
import { heldValues } from './literal-source.ts';
import type { Mutant } from './mutant.ts';

/** Somebody made up for whom a rule and its mutant differ, found by evaluation. */
export type MadeUpWitness = Omit<Extract<RuleComparison, { kind: 'differ' }>, 'kind'>;

/** What became of a mutant. */
export type MutantResult = { readonly mutant: Mutant } & (
  | { readonly kind: 'killed'; readonly by: string }
  /** No case noticed, though somebody of the tenant comes out differently. */
  | { readonly kind: 'survived'; readonly witness: TenantWitness }
  /** No case noticed, and nobody of the tenant comes out differently; `madeUp` would. */
  | { readonly kind: 'onlyHereEqual'; readonly madeUp?: MadeUpWitness }
  /** Proved to mean the same; not counted. */
  | { readonly kind: 'equivalent'; readonly because: string }
  /** No case noticed, no difference was found, and none could be ruled out. */
  | { readonly kind: 'unexplained' }
);

/** What testing mutants needs. */
export interface TestMutantDeps extends WitnessDeps {
  /** Runs the suites on a tenant: the name of the first case that does not pass, undefined when all do. */
  readonly test: (tenant: Tenant) => string | undefined;
}

/** Tests the mutants of one tenant. */
export interface MutantTester {
  test(mutant: Mutant): MutantResult;
}

/**
 * Makes a tester for the mutants of a tenant. A mutant that the suites let pass is compared with the policy: first for the people
 * of the tenant, then, for rules, for everybody who could be. The tenant is settled when the first mutant survives.
 */
export function createMutantTester(tenant: Tenant, deps: TestMutantDeps): MutantTester {
  let settled: Settled | undefined;
  const valuesByProperty = new Map<string, readonly string[]>();
  return {
    test: (mutant) => {
      const by = deps.test(mutant.apply());
      if (by !== undefined) return { mutant, kind: 'killed', by };
      settled ??= settle(tenant, deps);
      if (mutant.kind === 'license') {
        const found = findLicenseWitness(mutant, settled, deps);
        return found === undefined ? { mutant, kind: 'onlyHereEqual' } : { mutant, kind: 'survived', witness: found };
      }
      const witness = findRuleWitness(mutant, settled, deps);
      if (witness !== undefined) return { mutant, kind: 'survived', witness };
      const { object } = mutant.rule;
      const comparison = compareRules(mutant.policy.rule, mutant.rule, {
        semantics: deps.semantics,
        clock: tenant.clock,
        valuesOf: (name) => {
          const key = `${object} ${name}`;
          const values = valuesByProperty.get(key) ?? heldValues(tenant, object, name);
          valuesByProperty.set(key, values);
          return values;
        },
      });
      if (comparison.kind === 'equal') return { mutant, kind: 'equivalent', because: comparison.because };
      if (comparison.kind === 'unknown') return { mutant, kind: 'unexplained' };
      const { subject, before, after } = comparison;
      return { mutant, kind: 'onlyHereEqual', madeUp: { subject, before, after } };
    },
  };
}
