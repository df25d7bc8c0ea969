import { emptyRowSet as emptyRows, type RowSet } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { activeMembers, checkChangeSet, evaluateWhere, memberRelations, readWhereRule } from '../../directory/index.ts';
import { type LicenseDeps, licenseDeps } from '../../licensing/index.ts';
import { type ChangeSet, fingerprintOf, type Semantics, type Tenant } from '../../model/index.ts';
import {
  buildPlan,
  createObjectRefs,
  dynamicStateOf,
  type Guardrails,
  type ObjectRefs,
  type PlanDocument,
} from '../../plan/index.ts';
import { createPredicateCache, type PredicateCache, type RowVerdicts } from '../../rules/index.ts';
import {
  type Holder,
  type Outcome,
  prepareSimulation,
  type PreparedSimulation,
  type Settled,
} from '../../simulation/index.ts';
import type { SharedSimulation } from './simulation-cache.ts';

/** A settled tenant that cases look at, with what was worked out about it. */
export interface Scene {
  readonly settled: Settled;
  readonly refs: ObjectRefs;
  readonly deps: SceneDeps;
  /** Set when a plan led here. */
  readonly played?: PlayedPlan;
  /** Objects of a type that fit a rule, worked out once. Undefined: the rule is refused. */
  fitting(type: 'user' | 'device', rule: string): RowVerdicts | undefined;
  /** Direct members of a type that are not deleted; undefined: not known. Undecided objects of a dynamic holder stand apart. */
  membersOf(holder: Holder, type: MemberType): { readonly members: RowSet; readonly undecided: RowSet } | undefined;
}

/** What scenes have in common. */
export interface SceneDeps {
  readonly semantics: Semantics;
  readonly cache: PredicateCache;
  readonly licenses: LicenseDeps;
}

/** A plan as a case sees it. */
export interface PlayedPlan {
  readonly outcome: Outcome;
  /** The document, checked with these guardrails. */
  plan(guardrails?: Guardrails): PlanDocument;
}

/** Types of direct members, in the order in which they are listed. */
export const memberTypes = ['user', 'device', 'orgContact', 'group'] as const;
export type MemberType = (typeof memberTypes)[number];

/** All scenes of a suite: the tenant at rest, and each plan played from there once. */
export interface Stage {
  readonly base: Scene;
  after(plan: ChangeSet): Scene;
  /** What keeps the suite's own changes or a plan from being played as it is meant. */
  faultsOf(plan: ChangeSet): readonly Diagnostic[];
}

/** Faults of steps that do not say which object they mean: the author's, not the service's. */
const aimless: ReadonlySet<string> = new Set(['changes/match-none', 'changes/match-several', 'changes/ambiguous-name']);

/**
 * Settles a tenant, plays the changes of a suite, and makes ready for its plans. O(rules * objects) once, and what it touches for
 * each plan.
 */
export function createStage(changes: ChangeSet | undefined, shared: SharedSimulation): Stage {
  const simulation = shared.deps;
  const cache = simulation.cache ?? createPredicateCache();
  const deps: SceneDeps = {
    semantics: simulation.semantics,
    cache,
    licenses: licenseDeps(simulation.semantics, simulation.catalogue),
  };
  let prepared: PreparedSimulation = shared.prepared();
  let settled = prepared.settled;
  let isReady = true;
  if (changes !== undefined) {
    settled = prepared.play(changes).after;
    isReady = false;
  }
  const outcomes = new Map<ChangeSet, Outcome>();
  const scenes = new Map<ChangeSet, Scene>();
  const play = (plan: ChangeSet): Outcome => {
    const known = outcomes.get(plan);
    if (known !== undefined) return known;
    // Only suites with changes of their own and plans on top of them settle twice.
    if (!isReady) prepared = prepareSimulation(settled.tenant, { ...simulation, cache });
    isReady = true;
    const outcome = prepared.play(plan);
    outcomes.set(plan, outcome);
    return outcome;
  };
  return {
    base: createScene(settled, deps),
    after: (plan) => {
      const known = scenes.get(plan);
      if (known !== undefined) return known;
      const outcome = play(plan);
      const scene = createScene(outcome.after, deps, playedPlan(outcome, plan, settled.tenant, deps));
      scenes.set(plan, scene);
      return scene;
    },
    faultsOf: (plan) => {
      const faults = checkChangeSet(plan, { semantics: deps.semantics, clock: settled.tenant.clock });
      return faults.length > 0 ? faults : aimlessSteps(play(plan), plan);
    },
  };
}

/** Steps of a change set that do not say which object they mean. */
function aimlessSteps({ refusals }: Outcome, { source }: ChangeSet): readonly Diagnostic[] {
  return refusals.flatMap(({ diagnostics }) =>
    diagnostics.filter(({ code }) => aimless.has(code)).map((fault) => ({ source, ...fault })),
  );
}

/** What the service refuses of changes that a suite plays before its cases: they could not look at what they mean to. */
export function refusedChanges(tenant: Tenant, changes: ChangeSet, shared: SharedSimulation): readonly Diagnostic[] {
  const faults = checkChangeSet(changes, { semantics: shared.deps.semantics, clock: tenant.clock });
  if (faults.length > 0) return faults;
  const { refusals } = shared.prepared().play(changes);
  return refusals.flatMap(({ step, error, diagnostics }) => {
    if (diagnostics.length > 0) return diagnostics.map((fault) => ({ source: changes.source, ...fault }));
    const span = changes.steps[step]?.span;
    const message = `The service would refuse this step: ${error.message}`;
    return [
      createDiagnostic('suite/refused-change', {
        message,
        source: changes.source,
        ...(span === undefined ? {} : { span }),
      }),
    ];
  });
}

function playedPlan(outcome: Outcome, changes: ChangeSet, tenant: Tenant, deps: SceneDeps): PlayedPlan {
  const plans = new Map<string, PlanDocument>();
  return {
    outcome,
    plan: (guardrails = {}) => {
      const key = JSON.stringify(guardrails);
      const known = plans.get(key);
      if (known !== undefined) return known;
      const plan = buildPlan(outcome, changes, {
        tool: 'tenantlab',
        fingerprint: fingerprintOf(tenant),
        guardrails,
        semantics: deps.semantics,
        cache: deps.cache,
        catalogue: deps.licenses.catalogue,
      });
      plans.set(key, plan);
      return plan;
    },
  };
}

function createScene(settled: Settled, deps: SceneDeps, played?: PlayedPlan): Scene {
  const verdicts = new Map<string, RowVerdicts | undefined>();
  return {
    settled,
    refs: createObjectRefs(settled.tenant),
    deps,
    ...(played === undefined ? {} : { played }),
    fitting: (type, rule) => {
      const key = `${type} ${rule}`;
      if (!verdicts.has(key)) {
        const program = readWhereRule(rule, type, deps.semantics);
        verdicts.set(key, program.ok ? evaluateWhere(program.value, type, settled.tenant, deps.cache) : undefined);
      }
      return verdicts.get(key);
    },
    membersOf: (holder, type) => membersOf(settled, holder, type),
  };
}

function membersOf(
  settled: Settled,
  holder: Holder,
  type: MemberType,
): { readonly members: RowSet; readonly undecided: RowSet } | undefined {
  const state = dynamicStateOf(settled, holder);
  const population = settled.tenant.populations[type];
  if (state !== undefined && state.memberType === type) {
    return state.members === undefined ? undefined : { members: state.members, undecided: state.undecided };
  }
  const links = settled.tenant.relations[memberRelations[holder.type]].get(holder.row);
  if (links === undefined) return state === undefined ? undefined : { members: emptyRows, undecided: emptyRows };
  return { members: activeMembers(population, links), undecided: emptyRows };
}
