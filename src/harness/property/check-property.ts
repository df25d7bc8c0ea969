import fc from 'fast-check';
import { InvariantError } from '../../base/index.ts';
import { policyOf, licensedGroups } from '../../licensing/index.ts';
import type { ChangeStep, Tenant } from '../../model/index.ts';
import type { RuleObject } from '../../rules/index.ts';
import type { Settled } from '../../simulation/index.ts';
import {
  generatedTenant,
  nearData,
  type NearOptions,
  policiesOf,
  type Policies,
  typesOf,
} from '../arbitraries/near-tenant.ts';
import { poolElements, poolValues } from '../arbitraries/values.ts';
import { poolFor, sequenceCommands, sequenceModel, type SequenceCommand, touchStep } from '../sequence/index.ts';
import { tenantFromData, type TenantData } from '../tenant-data/index.ts';
import { findPresent } from './check-present.ts';
import { memberTypeOf } from './judge-state.ts';
import {
  attributesOfClaim,
  type Claim,
  groupsOfClaim,
  isAboutMoves,
  type PolicyProperty,
  type PropertyScope,
  rulesOfClaim,
  touchModeOf,
} from './policy-property.ts';
import { type PropertyFailure, smallFailure } from './small-failure.ts';
import { addSides, noSides, type Sides } from './sides.ts';
import { judgeStep, playStep, playTrial, settleTrial, type Trial, type TrialDeps } from './trial.ts';

/** How a property is looked at. */
export interface CheckOptions extends TrialDeps {
  readonly seed: number;
  /** Tenants, or sequences, that are generated. */
  readonly runs: number;
  /** Most people of each kind in a generated tenant, and most changes of a sequence. */
  readonly people: number;
  readonly changes: number;
  /** Where a failure was found before: only that is played. */
  readonly path?: string;
  readonly ops?: string;
  /** Milliseconds after which no further case is begun. */
  readonly maxMilliseconds?: number;
  /** Lets others run, between cases. */
  readonly pause?: () => Promise<void>;
  readonly signal?: { readonly aborted: boolean };
}

/** The tenant whose policies are looked at, and what was worked out about it once for all properties. */
export interface PropertyWorld {
  readonly tenant: Tenant;
  readonly settled: Settled;
}

/** What looking at one property in one way comes to. */
export interface CheckedProperty {
  readonly scope: PropertyScope;
  readonly sides: Sides;
  readonly failure?: PropertyFailure;
  /** Cases that were played, before something failed. */
  readonly runs: number;
  /** Stopped by the time limit or by the user. */
  readonly isStopped: boolean;
}

/** A tenant to look at. */
export function propertyWorld(tenant: Tenant, deps: TrialDeps): PropertyWorld {
  return { tenant, settled: settleTrial(tenant, deps) };
}

/**
 * Looks at one property in one way. A failure is made smaller by fast-check first, then by taking away what is not needed of the
 * policies. Equal inputs give equal results, apart from the time limit. Asynchronous only so that others can run between cases.
 */
export async function checkProperty(
  property: PolicyProperty,
  scope: PropertyScope,
  world: PropertyWorld,
  options: CheckOptions,
): Promise<CheckedProperty> {
  const { claim } = property;
  if (scope === 'present') {
    const { sides, trial, people } = await findPresent(claim, world, options);
    const failure = trial === undefined ? undefined : smallFailure(claim, trial, options);
    return {
      scope,
      sides,
      runs: 1,
      isStopped: options.signal?.aborted === true,
      ...(failure === undefined ? {} : { failure: { ...failure, people } }),
    };
  }
  const types = typesOfClaim(claim, world.settled);
  const near: NearOptions = {
    people: options.people,
    types,
    pools: isAboutMoves(claim) ? attributesOfClaim(claim).map((name) => poolFor([], types[0] ?? 'user', name)) : [],
    rules: rulesOfClaim(claim),
    semantics: options.semantics,
  };
  const policies = policiesOf(world.tenant, near, world.settled);
  return scope === 'near'
    ? explore(claim, scope, nearTrials(claim, policies, near), options)
    : exploreSequences(claim, policies, near, options);
}

/** Plays the tenant and the changes of a reproduction. */
export function checkGiven({ claim }: PolicyProperty, trial: Trial, deps: TrialDeps): CheckedProperty {
  const played = playTrial(claim, trial, deps);
  const [violation] = played.violations;
  const common = { scope: 'present', sides: played.sides, runs: 1, isStopped: false } as const;
  return violation === undefined ? common : { ...common, failure: { trial, played, violation } };
}

/** Thrown inside fast-check when a trial violates its claim. */
class PropertyViolation extends Error {
  override readonly name = 'PropertyViolation';
}

type TrialMaker = () => Trial;

/** Tenants near the policies; for a claim about moves with a change of one attribute of one of its people. */
function nearTrials(claim: Claim, policies: Policies, near: NearOptions): fc.Arbitrary<TrialMaker> {
  const data = nearData(policies, near);
  if (!isAboutMoves(claim)) return data.map((made) => () => ({ tenant: generatedTenant(made), steps: [] }));
  const type = near.types?.[0] ?? 'user';
  const mode = touchModeOf(claim);
  const touches = attributesOfClaim(claim).map((attribute) => {
    const pool = poolFor(policies.pools, type, attribute);
    const values = mode === 'grow' ? poolElements(pool) : poolValues(pool, { notKnown: 0 });
    return values.map((value = null) => ({ attribute, value }));
  });
  // What grows is mostly empty before: otherwise hardly anything could grow.
  const isEmptied = mode === 'grow' ? fc.boolean() : fc.constant(false);
  return fc
    .tuple(data, fc.nat({ max: 7 }), fc.oneof(...touches), isEmptied)
    .map(([made, who, touch, isEmpty]) => () => {
      const { attribute, value } = touch;
      const ids = peopleIds(made, type);
      const id = ids[who % Math.max(1, ids.length)] ?? '';
      const tenant = generatedTenant(isEmpty ? withEmpty(made, id, attribute) : made);
      const step = touchStep(tenant, { type, id, attribute, mode }, value);
      return { tenant, steps: step === undefined ? [] : [step] };
    });
}

function withEmpty(data: TenantData, id: string, attribute: string): TenantData {
  const objects = data.objects.map((object) =>
    object.id === id ? { ...object, properties: { ...object.properties, [attribute]: null } } : object,
  );
  return { ...data, objects };
}

function peopleIds({ objects }: TenantData, type: RuleObject): readonly string[] {
  return objects.filter((object) => object.type === type).map(({ id }) => id);
}

/** Collects sides until the first failure, and the trial that failed last: the smallest when fast-check is done. */
class Exploration {
  sides: Sides = noSides;
  failed: Trial | undefined;

  add(sides: Sides): void {
    if (this.failed === undefined) this.sides = addSides(this.sides, sides);
  }

  fail(trial: Trial): never {
    this.failed = trial;
    throw new PropertyViolation('the property does not hold');
  }
}

async function explore(
  claim: Claim,
  scope: PropertyScope,
  trials: fc.Arbitrary<TrialMaker>,
  options: CheckOptions,
): Promise<CheckedProperty> {
  const exploration = new Exploration();
  const property = fc.asyncProperty(trials, async (make) => {
    await options.pause?.();
    if (options.signal?.aborted === true) return;
    const trial = make();
    const played = playTrial(claim, trial, options);
    exploration.add(emptyTouch(claim, trial) ? addSides(played.sides, { outside: 1 }) : played.sides);
    if (played.violations.length > 0) exploration.fail(trial);
  });
  const details = await fc.check(property, parametersOf(options));
  return conclude(claim, scope, details, exploration, options);
}

function emptyTouch(claim: Claim, { steps }: Trial): boolean {
  return isAboutMoves(claim) && steps.length === 0;
}

async function exploreSequences(
  claim: Claim,
  policies: Policies,
  near: NearOptions,
  options: CheckOptions,
): Promise<CheckedProperty> {
  const exploration = new Exploration();
  const commands = fc.commands(sequenceCommands(sequenceOptions(claim, policies, near)), {
    maxCommands: options.changes,
    ...(options.ops === undefined ? {} : { replayPath: options.ops }),
  });
  let ops: string | undefined;
  const property = fc.asyncProperty(nearData(policies, near), commands, async (data, sequence) => {
    await options.pause?.();
    if (options.signal?.aborted === true) return;
    const tenant = generatedTenant(data);
    try {
      exploration.add(playSequence(claim, tenant, sequence, options, exploration));
    } catch (error) {
      ops = replayPathOf(sequence);
      throw error;
    }
  });
  const details = await fc.check(property, parametersOf(options));
  return conclude(claim, 'changes', details, exploration, options, ops);
}

/** Plays commands one after the other; every step counts, or every touch for a claim about moves. */
function playSequence(
  claim: Claim,
  tenant: Tenant,
  sequence: Iterable<SequenceCommand>,
  options: CheckOptions,
  exploration: Exploration,
): Sides {
  const isMoves = isAboutMoves(claim);
  const start = playTrial(claim, { tenant, steps: [] }, options);
  // What is wrong before anything changes is found among tenants; here it is asked what changes lead to.
  if (start.violations.length > 0) return noSides;
  let sides: Sides = { ...start.sides, cases: 1 };
  const steps: ChangeStep[] = [];
  const setup = () => ({
    model: sequenceModel(start.after.tenant),
    real: {
      tenant: start.after.tenant,
      play(step: ChangeStep, isTouch: boolean): boolean {
        const outcome = playStep(this.tenant, step, options);
        const isRefused = outcome.refusals.length > 0;
        if (isRefused) return false;
        this.tenant = outcome.after.tenant;
        steps.push(step);
        const judged = judgeStep(claim, outcome, isTouch || !isMoves, options);
        sides = addSides(sides, { ...judged.sides, cases: 0 });
        if (judged.violations.length > 0) exploration.fail({ tenant, steps: [...steps] });
        return true;
      },
    },
  });
  fc.modelRun(setup, sequence);
  return sides;
}

function sequenceOptions(claim: Claim, policies: Policies, near: NearOptions): Parameters<typeof sequenceCommands>[0] {
  const types = near.types ?? ['user'];
  return {
    pools: policies.pools,
    types,
    groups: types.includes('user') ? policies.assigned.user : [],
    skus: types.includes('user') ? skusOf(policies) : [],
    ...(isAboutMoves(claim)
      ? {
          touch: {
            attributes: attributesOfClaim(claim),
            mode: touchModeOf(claim),
          },
        }
      : {}),
  };
}

/** SKUs that were bought, or that a group gives. */
function skusOf({ data }: Policies): readonly string[] {
  const tenant = tenantFromData(data);
  const { subscription } = tenant.populations;
  const bought = Array.from({ length: subscription.size }, (_, row) => subscription.textAt(row, 'skuId') ?? []).flat();
  const given = licensedGroups(tenant).flatMap((row) => policyOf(tenant, row).map(({ skuId }) => skuId));
  return [...new Set([...bought, ...given])].toSorted();
}

function parametersOf({ seed, runs, path, maxMilliseconds }: CheckOptions): RunParameters {
  return {
    seed,
    numRuns: runs,
    ...(path === undefined ? {} : { path }),
    ...(maxMilliseconds === undefined
      ? {}
      : { interruptAfterTimeLimit: maxMilliseconds, markInterruptAsFailure: false }),
  };
}

type RunParameters = Pick<
  fc.Parameters<unknown>,
  'seed' | 'numRuns' | 'path' | 'interruptAfterTimeLimit' | 'markInterruptAsFailure'
>;

type RunEnd = Pick<
  fc.RunDetails<unknown>,
  'failed' | 'interrupted' | 'numRuns' | 'numShrinks' | 'counterexamplePath' | 'errorInstance'
>;

function conclude(
  claim: Claim,
  scope: PropertyScope,
  details: RunEnd,
  { sides, failed }: Exploration,
  options: CheckOptions,
  ops?: string,
): CheckedProperty {
  const isStopped = details.interrupted || options.signal?.aborted === true;
  const common = { scope, sides, runs: details.numRuns, isStopped };
  if (!details.failed || failed === undefined) {
    // Anything but a violation is a fault of the program. No case at all in the time given is not even that.
    if (details.failed && !details.interrupted) throw causeOf(details);
    return common;
  }
  if (!(details.errorInstance instanceof PropertyViolation)) throw causeOf(details);
  const found = {
    runs: details.numRuns,
    shrinks: details.numShrinks,
    path: details.counterexamplePath ?? '',
    ...(ops === undefined ? {} : { ops }),
  };
  return { ...common, failure: { ...smallFailure(claim, failed, options, scope === 'changes'), found } };
}

/** Kinds of people that a claim is about. */
function typesOfClaim(claim: Claim, settled: Settled): readonly RuleObject[] {
  const rules = rulesOfClaim(claim);
  if (rules.length > 0) return typesOf(rules);
  return [memberTypeOf({ settled }, groupsOfClaim(claim))];
}

function causeOf({ errorInstance }: RunEnd): Error {
  return errorInstance instanceof Error ? errorInstance : new InvariantError('a property failed without a reason');
}

/** The token by which fast-check plays the same commands again. */
function replayPathOf(sequence: { readonly toString: () => string }): string | undefined {
  return /replayPath="([^"]*)"/.exec(sequence.toString())?.[1];
}
