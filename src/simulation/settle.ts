import { MappedMap } from '../base/index.ts';
import { EngineCache } from '../engine/index.ts';
import {
  firstLicenseWork,
  isLicensingActive,
  licenseDeps,
  licensedGroups,
  type LicenseMove,
  readCells,
  type LicenseWrites,
  runLicenseWork,
  withAssignedPlans,
  withChangedPlans,
} from '../licensing/index.ts';
import type { Tenant } from '../model/index.ts';
import { createPredicateCache, type PredicateCache } from '../rules/index.ts';
import { collectChanges } from './change-log.ts';
import { holdersBehind } from './holders-behind.ts';
import { type LicenseLoop, LicenseTrail } from './license-trail.ts';
import type { Holder, Settled, SimulationEvent } from './outcome.ts';
import type { PassDeps, PassResult } from './pass-result.ts';
import { createRuleBook } from './rule-book.ts';
import { runFirstPass, runNextPass } from './settle-pass.ts';
import { type SimulationDeps, stopIfAborted } from './simulation-deps.ts';
import { type LinkWrite, writeMembers, type WrittenMembers } from './write-members.ts';

/**
 * Applies every rule of a tenant at its clock: dynamic groups, dynamic administrative units, then memberOf rules (spec
 * rules 10, tenant 0.1), then the licenses of groups, and again as long as licenses change what rules read (spec licensing 12.6).
 * Nothing else of the tenant changes. O(rules * objects), shared conditions decided once.
 * @throws ToolError `work/interrupted` once `deps.signal` is given.
 */
export function settle(tenant: Tenant, deps: SimulationDeps): Settled {
  return settleAll(tenant, passDeps(deps)).settled;
}

/**
 * Applies the rules on which membership in one holder can hang, and no others: what is said about that holder is what
 * {@link settle} would say. O(objects, for each of these rules).
 * @throws ToolError `work/interrupted` once `deps.signal` is given.
 */
export function settleFor(tenant: Tenant, holder: Holder, deps: SimulationDeps): Settled {
  const complete = passDeps(deps);
  const pass = runFirstPass(tenant, complete, holdersBehind(tenant, holder, complete.book));
  if (isLicensingActive(tenant) && readsPlans(pass)) return settleAll(tenant, complete).settled;
  return settledFrom(pass, writeMembers(tenant, pass.changed));
}

/** A simulation's dependencies, complete. */
export interface SettleDeps extends PassDeps {
  readonly cache: PredicateCache;
}

/** Completes the dependencies of passes. */
export function passDeps(deps: SimulationDeps): SettleDeps {
  return {
    ...deps,
    cache: deps.cache ?? createPredicateCache(),
    engine: deps.engine ?? new EngineCache(),
    book: createRuleBook(deps.semantics),
    licenses: licenseDeps(deps.semantics, deps.catalogue),
  };
}

/** What was written to bring a tenant to rest, in order. */
export type SettleWrite =
  | { readonly kind: 'members'; readonly write: LinkWrite }
  | { readonly kind: 'licenses'; readonly writes: LicenseWrites };

/** A tenant at rest, with what the next pass needs to know. */
export interface SettledStart {
  readonly pass: PassResult;
  readonly settled: Settled;
  readonly writes: readonly SettleWrite[];
}

/** Brings a tenant to rest: rules, licenses, and again as long as licenses change what rules read. */
export function settleAll(tenant: Tenant, deps: SettleDeps): SettledStart {
  const isActive = isLicensingActive(tenant);
  const start = isActive ? withAssignedPlans(tenant, deps.licenses) : tenant;
  const pass = runFirstPass(start, deps);
  const written = writeMembers(start, pass.changed);
  const writes: SettleWrite[] = written.writes.map((write) => ({ kind: 'members', write }));
  if (!isActive) return { pass, settled: settledFrom(pass, written), writes };
  return settleLicenses({ pass, written, writes }, deps);
}

function settleLicenses(
  first: { readonly pass: PassResult; readonly written: WrittenMembers; readonly writes: SettleWrite[] },
  deps: SettleDeps,
): SettledStart {
  let { pass, written } = first;
  const writes = [...first.writes];
  const trail = new LicenseTrail();
  /** What licenses did in each round. */
  const movesByRound: (readonly LicenseMove[])[] = [];
  let round = 0;
  let loop: LicenseLoop | undefined;
  while (loop === undefined) {
    stopIfAborted(deps);
    const done = runLicenseWork(
      written.tenant,
      firstLicenseWork(written.tenant, groupsToSettle(written.tenant), deps.licenses),
      deps.licenses,
    );
    writes.push({ kind: 'licenses', writes: done });
    movesByRound.push(done.moves);
    const tenant = withChangedPlans(done.tenant, written.tenant, done.planUsers, deps.licenses);
    written = { ...written, tenant };
    if (done.planUsers.size === 0) break;
    pass = runNextPass(tenant, deps, { pass, changes: collectChanges([plansChanged(tenant, done)]) });
    written = writeMembers(tenant, pass.changed);
    if (written.writes.length === 0) break;
    for (const write of written.writes) writes.push({ kind: 'members', write });
    round++;
    loop = trail.closes(written.tenant, round, round - 1);
  }
  const settled = settledFrom(pass, written);
  return {
    pass,
    writes,
    settled: loop === undefined ? settled : { ...settled, licenseLoops: [loopBefore(loop, movesByRound)] },
  };
}

/** A loop of which no events tell: the trail counted rounds in their place. */
function loopBefore(loop: LicenseLoop, movesByRound: readonly (readonly LicenseMove[])[]): LicenseLoop {
  return { ...loop, events: [], movesBefore: loop.events.flatMap((round) => movesByRound[round] ?? []) };
}

/** Groups that give licenses, or by which somebody has one. */
function groupsToSettle(tenant: Tenant): readonly number[] {
  const { group } = tenant.populations;
  const byPath = readCells(tenant).paths.flatMap(({ path }) => {
    const row = path.assignedByGroup === null ? undefined : group.rowOf(path.assignedByGroup);
    return row ?? [];
  });
  return [...new Set([...licensedGroups(tenant), ...byPath])].toSorted((a, b) => a - b);
}

function plansChanged(tenant: Tenant, { planMoves, planUsers }: LicenseWrites): SimulationEvent {
  const cause = { kind: 'events', events: [] } as const;
  return { id: 0, at: tenant.clock, cause, kind: 'servicePlansChanged', moves: planMoves, users: planUsers };
}

function readsPlans(pass: PassResult): boolean {
  return [...pass.held.values()].some(({ rule }) => rule.program?.sources.includes('assignedPlans') === true);
}

/** A pass and what it stored as one value. */
export function settledFrom(pass: PassResult, written: Pick<WrittenMembers, 'tenant'>): Settled {
  return {
    tenant: written.tenant,
    dynamic: new MappedMap(pass.held, ({ state }) => state),
    loops: pass.loops,
    licenseLoops: [],
  };
}
