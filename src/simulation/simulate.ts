import { type EpochMilliseconds, invariant } from '../base/index.ts';
import {
  isLicensingActive,
  type LicenseWrites,
  runLicenseWork,
  usersWithStatedLicenses,
  withAssignedPlans,
  withChangedPlans,
} from '../licensing/index.ts';
import {
  applyStep,
  createWorkspace,
  type DirectoryEvent,
  type DirectoryStep,
  linksMutation,
  readTenant,
  type Workspace,
} from '../directory/index.ts';
import type { AdvanceStep, CausedMutation, ChangeSet, Mutation, Tenant } from '../model/index.ts';
import { type ChangeLog, collectChanges } from './change-log.ts';
import { licenseCauses } from './license-causes.ts';
import { type LicenseLoop, LicenseTrail } from './license-trail.ts';
import { licenseWorkOf, withKnownUsers } from './license-work.ts';
import { causesOf } from './move-causes.ts';
import {
  type Cause,
  holderKey,
  type Outcome,
  type Refusal,
  type Settled,
  type SimulationEvent,
  type StepOutcome,
} from './outcome.ts';
import type { PassResult } from './pass-result.ts';
import { passDeps, settleAll, type SettleDeps, settledFrom } from './settle.ts';
import { runNextPass } from './settle-pass.ts';
import { type SimulationDeps, stopIfAborted } from './simulation-deps.ts';
import { type LinkWrite, type MemberMove, writeMembers } from './write-members.ts';

/** A mutation, or what becomes some when somebody asks for them. */
type PendingMutation =
  | CausedMutation
  | { readonly write: LinkWrite; readonly cause: string }
  | { readonly later: () => readonly Mutation[]; readonly cause: string };

/** A simulation under way. */
interface Play {
  readonly deps: SettleDeps;
  readonly workspace: Workspace;
  readonly events: SimulationEvent[];
  readonly pending: PendingMutation[];
  /** Number of events that the last rule pass had seen. */
  seen: number;
  /** Number of events that the last look at licenses had seen. */
  licensed: number;
  pass: PassResult;
  settled: Settled;
  loops: readonly LicenseLoop[];
}

/**
 * Plays a change set on a tenant, which is not changed. Before is the tenant settled at its clock. Steps are played one
 * after the other, each whole or not at all; rules are applied before the clock moves, after it moved, and at the end
 * (docs/reference/simulation-order.md). Deterministic: equal inputs give equal outcomes. A clock of the change set that
 * lies before the tenant's is not followed, because time never runs backwards: see checkChangeSet.
 * @throws ToolError `work/interrupted` once `deps.signal` is given.
 */
export function simulate(tenant: Tenant, changeSet: ChangeSet, deps: SimulationDeps): Outcome {
  return prepareSimulation(tenant, deps).play(changeSet);
}

/** A settled tenant from which change sets can be played, any number of them and each on its own. */
export interface PreparedSimulation {
  readonly settled: Settled;
  /**
   * Plays a change set, as {@link simulate} does. The tenant is shared with all other plays; what this one learns is forgotten
   * with its outcome. `watch` sees the tenant at rest after every step that moves the clock. O(what the change touches).
   */
  play(changeSet: ChangeSet, watch?: (settled: Settled) => void): Outcome;
}

/**
 * Settles a tenant once, for many what-ifs.
 * @throws ToolError `work/interrupted` once `deps.signal` is given.
 */
export function prepareSimulation(tenant: Tenant, deps: SimulationDeps): PreparedSimulation {
  const complete = passDeps(deps);
  const start = startPlay(tenant, complete);
  return {
    settled: start.settled,
    play: (changeSet, watch) => playThrough(start, changeSet, watch),
  };
}

/** A play of its own: it shares what the start knows and keeps what it adds. */
function branchOf(start: Play): Play {
  const { deps, pending, pass, settled } = start;
  return {
    deps: { ...deps, engine: deps.engine.branch(), book: deps.book.branch() },
    workspace: createWorkspace(settled.tenant),
    events: [],
    pending: [...pending],
    seen: 0,
    licensed: 0,
    pass,
    settled,
    loops: settled.licenseLoops,
  };
}

function playThrough(start: Play, changeSet: ChangeSet, watch?: (settled: Settled) => void): Outcome {
  const play = branchOf(start);
  const before = play.settled;
  const { clock } = changeSet;
  if (clock !== undefined && clock > before.tenant.clock)
    moveClock(play, clock, { kind: 'events', events: [] }, 'clock of the change set');
  const steps: StepOutcome[] = [];
  const refusals: Refusal[] = [];
  for (const [index, step] of changeSet.steps.entries()) {
    if (step.kind === 'advance') {
      steps.push(playAdvance(play, step, index));
      watch?.(play.settled);
    } else steps.push(playStep(play, step, index, changeSet, refusals));
  }
  applyRules(play, 'rules at the end');
  return outcomeOf(play, before, steps, refusals);
}

function startPlay(tenant: Tenant, deps: SettleDeps): Play {
  const { pass, settled, writes } = settleAll(tenant, deps);
  const cause = 'rules before the change set';
  const pending: PendingMutation[] = writes.map((entry) =>
    entry.kind === 'members' ? { write: entry.write, cause } : { later: entry.writes.mutations, cause },
  );
  const workspace = createWorkspace(settled.tenant);
  const loops = settled.licenseLoops;
  return { deps, workspace, events: [], pending, seen: 0, licensed: 0, pass, settled, loops };
}

function playAdvance(play: Play, step: AdvanceStep, index: number): StepOutcome {
  const to = play.settled.tenant.clock + step.milliseconds;
  const isMoving = step.milliseconds > 0;
  if (isMoving) moveClock(play, to, { kind: 'step', step: index }, `step ${index}`);
  return { step: index, status: isMoving ? 'applied' : 'unchanged', changed: [], undecided: [], notes: [] };
}

/** Rules are applied on both sides of the jump: what earlier steps caused happened at the old time. */
function moveClock(play: Play, to: EpochMilliseconds, cause: Cause, why: string): void {
  applyRules(play, `rules before ${why}`);
  const draft = play.workspace.draft();
  const from = draft.clock;
  draft.clock = to;
  play.events.push({ id: play.events.length, at: to, cause, kind: 'clockAdvanced', from, to });
  play.pending.push({ mutation: { kind: 'setClock', before: from, after: to }, cause: why });
  applyRules(play, `rules after ${why}`);
}

function playStep(
  play: Play,
  step: DirectoryStep,
  index: number,
  { source }: ChangeSet,
  refusals: Refusal[],
): StepOutcome {
  const { semantics, cache } = play.deps;
  const { refusal, mutations, events, changed, undecided, notes } = applyStep(play.workspace, step, index, {
    semantics,
    cache,
    source,
    licenses: play.deps.licenses,
  });
  if (refusal !== undefined) refusals.push({ step: index, ...refusal });
  addEvents(play, events, { kind: 'step', step: index });
  for (const mutation of mutations) play.pending.push({ mutation, cause: `step ${index}` });
  const status = refusal !== undefined ? 'refused' : mutations.length + events.length === 0 ? 'unchanged' : 'applied';
  return { step: index, status, changed, undecided, notes };
}

function addEvents(play: Play, events: readonly DirectoryEvent[], cause: Cause): void {
  const at = play.workspace.draft().clock;
  for (const event of events) play.events.push({ id: play.events.length, at, cause, ...event });
}

/**
 * Brings the tenant to rest after what happened since it last was: licenses look at what steps did, rules at steps and
 * licenses, licenses at rules, until nothing moves any more or the same state comes back (spec licensing 12.6). Nothing if
 * nothing happened.
 */
function applyRules(play: Play, why: string): void {
  const trail = new LicenseTrail();
  while (play.seen < play.events.length || play.licensed < play.events.length) {
    stopIfAborted(play.deps);
    const start = play.events.length;
    // Somebody who was restored is looked at when rules have said of which groups they are a member again (spec licensing 11.4).
    const isRestored = play.events.slice(play.licensed).some(({ kind }) => kind === 'objectRestored');
    if (isRestored) runRules(play, why);
    runLicenses(play, why);
    runRules(play, why);
    if (!isLicensingActive(play.settled.tenant)) {
      play.licensed = play.events.length;
      return;
    }
    const loop = trail.closes(play.settled.tenant, play.events.length, start);
    if (loop === undefined) continue;
    play.loops = [...play.loops, loop];
    return;
  }
}

/** Gives and takes licenses where events since the last look call for it. */
function runLicenses(play: Play, why: string): void {
  const start = play.licensed;
  const events = play.events.slice(start);
  play.licensed = play.events.length;
  const tenant = play.workspace.snapshot();
  if (!isLicensingActive(tenant)) return;
  const { licenses } = play.deps;
  const isFirst = !isLicensingActive(play.pass.tenant);
  const before = isFirst ? withAssignedPlans(tenant, licenses) : tenant;
  const found = licenseWorkOf(play.events, start, before);
  // Nobody has asked before whose licenses are known: an export without any license is not read for it.
  const work = isFirst ? withKnownUsers(found, usersWithStatedLicenses(before)) : found;
  if (work === undefined) return play.workspace.restart(before);
  const done = runLicenseWork(before, work, licenses);
  play.workspace.restart(withChangedPlans(done.tenant, before, done.planUsers, licenses));
  addLicenseEvents(play, done, events, before.clock);
  play.pending.push({ later: done.mutations, cause: why });
}

function addLicenseEvents(play: Play, done: LicenseWrites, events: readonly SimulationEvent[], at: number): void {
  const first = play.events.length;
  for (const move of done.moves) {
    const causes = licenseCauses(move, events, play.events.slice(first));
    const cause: Cause = { kind: 'events', events: causes };
    play.events.push({ id: play.events.length, at, cause, kind: 'licensesChanged', move });
  }
  const { planUsers: users, planMoves: moves } = done;
  if (users.size === 0) return;
  const ids = play.events.slice(first).map(({ id }) => id);
  const cause: Cause = { kind: 'events', events: ids.length > 0 ? ids : events.map(({ id }) => id) };
  play.events.push({ id: play.events.length, at, cause, kind: 'servicePlansChanged', moves, users });
}

/** A rule pass over what changed since the last one; nothing if nothing did. */
function runRules(play: Play, why: string): void {
  const tenant = play.workspace.snapshot();
  if (play.seen === play.events.length) {
    play.settled = { ...play.settled, tenant };
    return;
  }
  const changes = collectChanges(play.events.slice(play.seen));
  const pass = runNextPass(tenant, play.deps, { pass: play.pass, changes });
  const written = writeMembers(tenant, pass.changed);
  addMoves(play, written.moves, pass, changes, tenant.clock);
  for (const write of written.writes) play.pending.push({ write, cause: why });
  play.workspace.restart(written.tenant);
  play.seen = play.events.length;
  play.pass = pass;
  play.settled = settledFrom(pass, written);
}

/**
 * Turns moves into events, causes before consequences: a move whose causes have all yet to be told waits, unless rules that
 * read each other all wait.
 */
function addMoves(
  play: Play,
  moves: readonly MemberMove[],
  pass: PassResult,
  changes: ChangeLog,
  at: EpochMilliseconds,
): void {
  const moved = new Map<string, number[]>();
  let waiting = moves;
  for (let isStuck = false; waiting.length > 0;) {
    const later: MemberMove[] = [];
    for (const move of waiting) {
      const events = causesOf(move, pass, changes, moved);
      if (events.length === 0 && !(isStuck && later.length === 0)) {
        later.push(move);
        continue;
      }
      const id = play.events.length;
      play.events.push({ id, at, cause: { kind: 'events', events }, kind: 'membersChanged', by: 'rule', ...move });
      const key = holderKey(move.holder);
      moved.set(key, [...(moved.get(key) ?? []), id]);
    }
    isStuck = later.length === waiting.length;
    waiting = later;
  }
}

function outcomeOf(play: Play, before: Settled, steps: readonly StepOutcome[], refusals: readonly Refusal[]): Outcome {
  const { settled, events, pending } = play;
  invariant(play.seen === events.length || play.loops.length > 0, 'the last pass saw everything');
  const reader = readTenant(settled.tenant);
  let mutations: readonly CausedMutation[] | undefined;
  return {
    before,
    after: { ...settled, licenseLoops: play.loops },
    steps,
    events,
    refusals,
    get mutations() {
      mutations ??= pending.flatMap((entry) => {
        const { cause } = entry;
        if ('mutation' in entry) return [entry];
        if ('later' in entry) return entry.later().map((mutation) => ({ mutation, cause }));
        return [{ mutation: linksMutation((type) => reader.population(type), entry.write), cause }];
      });
      return mutations;
    },
  };
}
