import type { JsonValue } from '../../base/index.ts';
import type { ChangeStep, Tenant } from '../../model/index.ts';
import type { RuleObject } from '../../rules/index.ts';
import { prepareSimulation, type Settled } from '../../simulation/index.ts';
import { literalPools, nearTexts } from '../arbitraries/literal-pools.ts';
import { poolFor, type TouchMode, touchStep } from '../sequence/index.ts';
import { judgeMove } from './judge-move.ts';
import { judgeState, memberTypeOf, type Violation } from './judge-state.ts';
import { attributesOfClaim, type Claim, isAboutMoves, touchModeOf } from './policy-property.ts';
import { addSides, noSides, type Sides } from './sides.ts';
import { viewTenant } from './tenant-view.ts';
import { changeSetOf, playTrial, simulationDeps, type Trial, type TrialDeps } from './trial.ts';

/** What the tenant as it is says about a claim. */
export interface PresentFinding {
  readonly sides: Sides;
  /** The violation at the first person, as something to be made smaller. */
  readonly trial?: Trial;
  readonly people: number;
}

/** Values that are tried for each attribute. */
const mostValues = 8;

/**
 * Looks at the tenant as it is: everybody in it, and for a claim about moves every change of the attribute of each of them to the
 * values that the rules name. O(objects), or O(objects * values).
 */
export async function findPresent(
  claim: Claim,
  { tenant, settled }: { readonly tenant: Tenant; readonly settled: Settled },
  deps: TrialDeps & { readonly pause?: () => Promise<void>; readonly signal?: { readonly aborted: boolean } },
): Promise<PresentFinding> {
  if (!isAboutMoves(claim)) {
    const { sides, violations } = judgeState(claim, viewTenant(settled, deps));
    return violations.length === 0
      ? { sides, people: 0 }
      : { sides, people: countPeople(violations), trial: { tenant, steps: [] } };
  }
  const view = viewTenant(settled, deps);
  const type = memberTypeOf(view, claim.groups === 'any' ? [] : claim.groups);
  const mode = touchModeOf(claim);
  const pools = literalPools(
    [...settled.dynamic.values()].flatMap(({ rule }) => rule ?? []),
    tenant.clock,
  );
  const simulation = prepareSimulation(tenant, simulationDeps(deps));
  const wrong = new Set<number>();
  let sides: Sides = noSides;
  let trial: Trial | undefined;
  for (const attribute of attributesOfClaim(claim)) {
    for (const value of valuesFor(pools, type, attribute)) {
      await deps.pause?.();
      if (deps.signal?.aborted === true) return { sides, people: wrong.size };
      const touches = touchesOf(settled.tenant, type, attribute, mode, value);
      const outcome = simulation.play(changeSetOf(touches));
      const effective = outcome.steps.filter(({ status }) => status === 'applied').length;
      const judged = judgeMove(claim, view, viewTenant(outcome.after, deps), true);
      const outside = view.active(type).size - effective;
      sides = addSides(sides, { ...judged.sides, inside: effective, outside });
      for (const violation of judged.violations) if (violation.kind !== 'seats') wrong.add(violation.row);
      if (judged.violations.length > 0) trial ??= firstTrial(claim, tenant, touches, judged.violations, deps);
    }
  }
  return { sides: { ...sides, cases: 1 }, people: wrong.size, ...(trial === undefined ? {} : { trial }) };
}

/** The change of the person who moved, if that is enough; else all changes of which the last is that of this person. */
function firstTrial(
  claim: Claim,
  tenant: Tenant,
  touches: readonly ChangeStep[],
  violations: readonly Violation[],
  deps: TrialDeps,
): Trial | undefined {
  for (const violation of violations.slice(0, 20)) {
    if (violation.kind === 'seats') continue;
    const id = tenant.populations[violation.type].idAt(violation.row);
    const own = touches.filter((step) => step.kind === 'update' && step.match?.['id'] === id);
    const trial = { tenant, steps: own };
    if (own.length > 0 && playTrial(claim, trial, deps).violations.length > 0) return trial;
  }
  // Somebody moved because of somebody else: one of the changes alone does it, or nothing that could be told simply.
  return touches
    .slice(0, 200)
    .map((step): Trial => ({ tenant, steps: [step] }))
    .find((trial) => playTrial(claim, trial, deps).violations.length > 0);
}

function touchesOf(
  tenant: Tenant,
  type: RuleObject,
  attribute: string,
  mode: TouchMode,
  value: JsonValue,
): readonly ChangeStep[] {
  const population = tenant.populations[type];
  return Array.from({ length: population.size }, (_, row) =>
    touchStep(tenant, { type, id: population.idAt(row), attribute, mode }, value),
  ).filter((step) => step !== undefined);
}

function valuesFor(pools: ReturnType<typeof literalPools>, type: RuleObject, attribute: string): readonly JsonValue[] {
  const pool = poolFor(pools, type, attribute);
  const near = pool.exact.flatMap((value) =>
    typeof value === 'string' && pool.kind !== 'instant' ? nearTexts(value).slice(3, 5) : [],
  );
  const values = [...pool.exact, null, ...near, ...pool.near];
  const wrapped = pool.kind === 'firstText' ? values.map((value) => (value === null ? [] : [value])) : values;
  return wrapped.slice(0, mostValues);
}

function countPeople(violations: readonly Violation[]): number {
  return new Set(
    violations.flatMap((violation) => (violation.kind === 'seats' ? [] : `${violation.type} ${violation.row}`)),
  ).size;
}
