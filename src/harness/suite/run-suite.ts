import { DiagnosticsError, type Diagnostic } from '../../diagnostics/index.ts';
import { type ChangeSet, fingerprintOf, type Semantics, type Tenant } from '../../model/index.ts';
import {
  type CaseFailure,
  type CaseReport,
  type CaseStatus,
  type Place,
  placeAt,
  type SuiteReport,
} from '../report/index.ts';
import { applyFixtures, type FixtureTenant } from './apply-fixtures.ts';
import { type BoundCase, createBinder, ruleFaults } from './bind-suite.ts';
import { checkExpectation } from './check-expectation.ts';
import type { Finding } from './finding.ts';
import { reproduceCommand } from './reproduce-command.ts';
import type { RunSuiteOptions } from './run-options.ts';
import { createStage, refusedChanges, type Scene, type Stage } from './scene.ts';
import { createSimulationCache, type SimulationCache } from './simulation-cache.ts';
import type { Suite, SuiteCase } from './suite.ts';

/** A suite that has met its tenant: every name is known, and everything is settled that cases share. */
export interface PreparedSuite {
  readonly suite: Suite;
  readonly fingerprint: string;
  /** Runs the cases in the order of the file. O(what each looks at); explained only what does not hold. */
  run(options: RunSuiteOptions): SuiteReport;
  /** The same, handing over after each case, so that whoever runs a long suite can listen to signals in between. */
  steps(options: RunSuiteOptions): Steps<SuiteReport>;
}

/** Work that can be left alone for a while after each step, and ends with a value. */
export type Steps<Value> = Generator<void, Value, undefined>;

/** A suite that is ready to run, and what is wrong with it. */
export interface Preparation {
  readonly prepared: PreparedSuite;
  readonly faults: readonly Diagnostic[];
}

/** What preparing needs. */
export interface PrepareOptions extends Pick<RunSuiteOptions, 'semantics' | 'clock' | 'catalogue'> {
  /** Shared between suites, so that a tenant is settled once for all of them. */
  readonly simulations?: SimulationCache;
}

/**
 * Lays the suite's people and groups over a tenant, settles it, plays its plans, and finds what the names in its cases mean.
 * Every fault is returned, with its place in the suite's files. O(rules * objects).
 */
export function prepareSuite(suite: Suite, tenant: Tenant, options: PrepareOptions): Preparation {
  return finish(prepareInSteps(suite, tenant, options));
}

/** {@link prepareSuite}, handing over after settling, after each plan and after each case. */
export function* prepareInSteps(suite: Suite, tenant: Tenant, options: PrepareOptions): Steps<Preparation> {
  const semantics: Semantics = { ...options.semantics, ...suite.semantics };
  const clock = options.clock ?? suite.clock ?? tenant.clock;
  const simulations = options.simulations ?? createSimulationCache();
  const fixtures = applyFixtures(simulations.at(tenant, clock), suite, options.catalogue);
  const simulation = simulations.prepare(fixtures.tenant, semantics, options.catalogue);
  const { changes } = suite;
  const early = [
    ...fixtures.faults,
    ...ruleFaults(suite, semantics),
    ...(changes === undefined ? [] : refusedChanges(fixtures.tenant, changes, simulation)),
  ];
  yield;
  const stage = createStage(changes, simulation);
  const planFaults = new Map<ChangeSet, readonly Diagnostic[]>();
  for (const { plan } of suite.cases) {
    if (plan === undefined || planFaults.has(plan)) continue;
    planFaults.set(plan, stage.faultsOf(plan));
    yield;
  }
  const binder = createBinder(suite, fixtures);
  const bound = new Map<SuiteCase, BoundCase>();
  for (const suiteCase of suite.cases) {
    if (suiteCase.plan !== undefined && planFaults.get(suiteCase.plan)?.length !== 0) continue;
    bound.set(suiteCase, binder.bind(suiteCase, sceneOf(stage, suiteCase), stage.base));
    yield;
  }
  const faults = [...early, ...[...planFaults.values()].flat(), ...binder.faults];
  const fingerprint = fingerprintOf(tenant);
  const steps = (run: RunSuiteOptions): Steps<SuiteReport> =>
    runCases({ suite, stage, bound, fingerprint }, { ...run, placeOfRule: placesOfRules(suite, fixtures, run) });
  return {
    faults: withoutRepetition(faults),
    prepared: { suite, fingerprint, steps, run: (run) => finish(steps(run)) },
  };
}

/** Goes through all steps at once. */
function finish<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Runs a suite on a tenant, which may be another than the suite names (a changed copy, say).
 * @throws DiagnosticsError when the suite does not fit the tenant: names that nobody has, changes that are refused (exit code 3).
 */
export function runSuite(suite: Suite, tenant: Tenant, options: RunSuiteOptions): SuiteReport {
  const { prepared, faults } = prepareSuite(suite, tenant, options);
  const [first, ...more] = faults;
  if (first !== undefined) throw new DiagnosticsError(first, more);
  return prepared.run(options);
}

interface Running {
  readonly suite: Suite;
  readonly stage: Stage;
  readonly bound: ReadonlyMap<SuiteCase, BoundCase>;
  readonly fingerprint: string;
}

function* runCases(running: Running, options: RunSuiteOptions): Steps<SuiteReport> {
  const { suite, fingerprint } = running;
  const file = options.file ?? suite.source.name;
  const started = options.now?.();
  const cases: CaseReport[] = [];
  for (const suiteCase of suite.cases) {
    if (options.select?.(suiteCase) === false) continue;
    const report = runCase(running, suiteCase, options, file);
    cases.push(report);
    if (options.onCase?.(report) === false) break;
    yield;
  }
  return {
    name: suite.name,
    file,
    fingerprint,
    cases,
    ...(started === undefined || options.now === undefined ? {} : { durationMs: options.now() - started }),
  };
}

function runCase(
  { suite, stage, bound }: Running,
  suiteCase: SuiteCase,
  options: RunSuiteOptions,
  file: string,
): CaseReport {
  const { name, tags, group, skip, todo, span } = suiteCase;
  const common = {
    name,
    ...(group === undefined ? {} : { subject: group.text }),
    tags,
    place: placeAt(suite.source, span, file),
  };
  const reason = skip ?? (todo === undefined ? options.reasonToSkip?.(suiteCase) : undefined);
  if (reason !== undefined) return { ...common, status: 'skipped', reason, failures: [] };
  if (todo !== undefined) return { ...common, status: 'todo', reason: todo, failures: [] };
  const started = options.now?.();
  const boundCase = bound.get(suiteCase);
  const scene = sceneOf(stage, suiteCase);
  const context = boundCase === undefined ? undefined : { bound: boundCase, scene, options };
  const failures: CaseFailure[] = [];
  const notes: string[] = [];
  const kinds = new Set<Finding['kind']>();
  for (const expectation of suiteCase.expectations) {
    if (context === undefined) continue;
    const finding = checkExpectation(context, expectation);
    kinds.add(finding.kind);
    if (finding.kind === 'holds') {
      if (finding.note !== undefined) notes.push(finding.note);
      continue;
    }
    const place = placeAt(suite.source, expectation.span, file);
    failures.push({ ...finding.failure, place, reproduce: reproduceCommand(file, name, options.reproduceWith) });
  }
  return {
    ...common,
    status: statusOf(kinds, options),
    failures,
    ...(notes.length === 0 ? {} : { notes }),
    ...(started === undefined || options.now === undefined ? {} : { durationMs: options.now() - started }),
  };
}

function statusOf(kinds: ReadonlySet<Finding['kind']>, { undecided }: RunSuiteOptions): CaseStatus {
  if (kinds.has('fails')) return 'failed';
  if (!kinds.has('open')) return 'passed';
  return undecided === 'fail' ? 'failed' : 'undecided';
}

function sceneOf(stage: Stage, { plan }: SuiteCase): Scene {
  return plan === undefined ? stage.base : stage.after(plan);
}

/** Rules of the suite's own groups stand in its files, all others where the caller knows them to be. */
function placesOfRules(
  { groups }: Suite,
  { tenant, groups: rows }: FixtureTenant,
  { placeOfRule }: RunSuiteOptions,
): NonNullable<RunSuiteOptions['placeOfRule']> {
  const own = new Map<string, Place>();
  for (const { key, source, spans } of groups) {
    const span = spans.get('membershipRule');
    const row = rows.get(key);
    if (span !== undefined && row !== undefined) own.set(tenant.populations.group.idAt(row), placeAt(source, span));
  }
  return (holder) => own.get(holder.id) ?? placeOfRule?.(holder);
}

/** Cells of a matrix share their faults. */
function withoutRepetition(faults: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return faults.filter(({ code, message, span, source }) => {
    const key = `${code} ${message} ${source?.name ?? ''} ${span?.start ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
