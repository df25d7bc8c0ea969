import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LicenseCatalogue, type PlanRule, standardCatalogue } from '../../src/licensing/index.ts';
import { seeded } from '../support/seed.ts';

const base = standardCatalogue();
/** A few plans, so that rules meet. */
const ids = base.data.servicePlans.slice(0, 6).map(({ servicePlanId }) => servicePlanId);

const plan = fc.constantFrom(...ids);
const enforce = fc.constantFrom('default' as const, 'optional' as const, 'off' as const);
const pair = fc
  .uniqueArray(plan, { minLength: 2, maxLength: 2 })
  .map(([one = '', other = '']) => [one, other] as const);
const head = fc.record({ enforce, id: fc.uuid(), source: fc.constant('generated') });
const rule: fc.Arbitrary<PlanRule> = fc.oneof(
  fc
    .tuple(head, fc.uniqueArray(plan, { minLength: 2 }), fc.array(fc.tuple(pair, fc.boolean()), { maxLength: 2 }))
    .map(([rest, servicePlanIds, pairs]) => ({
      ...rest,
      kind: 'conflicts' as const,
      servicePlanIds,
      suspectPairs: pairs.map(([servicePlanPair, isEnforced]) => ({
        servicePlanIds: servicePlanPair,
        isEnforced,
        why: 'generated',
      })),
    })),
  fc
    .tuple(head, fc.uniqueArray(plan, { minLength: 2 }))
    .map(([rest, servicePlanIds]) => ({ ...rest, kind: 'compatible' as const, servicePlanIds })),
  fc
    .tuple(head, plan, fc.uniqueArray(plan, { minLength: 1 }), fc.uniqueArray(plan))
    .map(([rest, servicePlanId, anyOf, catalogueImplied]) => ({
      ...rest,
      kind: 'requires' as const,
      servicePlanId,
      anyOf,
      catalogueImplied,
    })),
);
const selection = fc.record({ withOptional: fc.boolean(), withSuspect: fc.boolean() });

/** The last rule that says something about two plans decides. */
function conflictByDefinition(
  rules: readonly PlanRule[],
  one: string,
  other: string,
  chosen: { readonly withOptional: boolean; readonly withSuspect: boolean },
): string | undefined {
  for (const candidate of rules.toReversed()) {
    const holds = candidate.enforce === 'default' || (candidate.enforce === 'optional' && chosen.withOptional);
    if (!holds || (candidate.kind !== 'conflicts' && candidate.kind !== 'compatible')) continue;
    if (!candidate.servicePlanIds.includes(one) || !candidate.servicePlanIds.includes(other)) continue;
    if (candidate.kind === 'compatible') return undefined;
    const isSuspect = candidate.suspectPairs.some(
      ({ servicePlanIds, isEnforced }) =>
        servicePlanIds.includes(one) && servicePlanIds.includes(other) && !isEnforced && !chosen.withSuspect,
    );
    if (!isSuspect) return candidate.id;
  }
  return undefined;
}

describe('compiled plan rules', () => {
  it('say what the rules say, read one by one', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), selection, (planRules, chosen) => {
        const catalogue = new LicenseCatalogue({ ...base.data, planRules });
        const compiled = catalogue.rules(chosen);
        const index = (id: string): number => catalogue.planIndex(id);
        for (const one of ids) {
          const others = ids.filter((other) => other !== one);
          const excluded = others.filter((other) => conflictByDefinition(planRules, one, other, chosen) !== undefined);
          expect([...compiled.conflictsOf(index(one))]).toEqual(excluded.map(index).toSorted((a, b) => a - b));
          for (const other of others) {
            expect(compiled.conflictBetween(index(one), index(other))?.id).toBe(
              conflictByDefinition(planRules, one, other, chosen),
            );
          }
          const needs = planRules.filter(
            (candidate) =>
              candidate.kind === 'requires' &&
              candidate.servicePlanId === one &&
              (candidate.enforce === 'default' || (candidate.enforce === 'optional' && chosen.withOptional)),
          );
          expect(compiled.requirementsOf(index(one)).map(({ rule: { id } }) => id)).toEqual(
            needs.map(({ id }) => id).toSorted(),
          );
          for (const requirement of compiled.requirements) {
            expect(compiled.requirementsOn(index(one)).includes(requirement)).toBe(
              requirement.anyOf.includes(index(one)),
            );
          }
        }
      }),
      seeded(),
    );
  });
});
