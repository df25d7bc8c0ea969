import { setImmediate as nextTurn } from 'node:timers/promises';
import { type EpochMilliseconds, escapePattern, ToolError } from '../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PropertyFile } from '../formats/index.ts';
import {
  type CaseFailure,
  type CaseReport,
  type CheckedProperty,
  type PolicyProperty,
  type PropertyScope,
  type PropertyWorld,
  type Sides,
  type SuiteReport,
  summarize,
  type TestReport,
  type TrialDeps,
} from '../harness/index.ts';
import {
  addSides,
  checkGiven,
  checkProperty,
  explainFailure,
  noSides,
  propertyWorld,
  resolveProperty,
  sidesNotes,
  vacuity,
} from '../harness/generating.ts';
import { licenseDeps, type LicenseCatalogue } from '../licensing/index.ts';
import { changedSemantics, fingerprintOf, type Semantics, type Tenant } from '../model/index.ts';
import { shownShellWord } from '../report/index.ts';
import { createPredicateCache } from '../rules/index.ts';
import { catalogueFor } from './catalogue-for.ts';
import { type OpenedTenant, openTenant } from './open-tenant.ts';
import { nothingToRun, type NamedText, readPropertyFiles, tenantPathOf, throwFaults } from './property-files.ts';
import { saveReproduction } from './save-reproduction.ts';
import { toolName } from './tool-name.ts';
import type { WorkOptions } from './work-options.ts';

/** What is run, and how. */
export interface RunPropertiesOptions extends WorkOptions {
  /** Names are paths from `cwd`. */
  readonly files: readonly NamedText[];
  readonly cwd: string;
  /** Wins over the tenants that files name; called when it is needed. Undefined: files name their own. */
  readonly tenant?: string;
  /** Options that the command for a failure needs, too, as words of a shell. */
  readonly reproduceWith?: string;
  /** The tenant of files that name none. */
  readonly locateTenant: () => string;
  readonly clock?: EpochMilliseconds;
  readonly semantics: Semantics;
  readonly catalogue?: LicenseCatalogue;
  readonly seed: number;
  readonly runs: number;
  readonly people: number;
  readonly changes: number;
  readonly path?: string;
  readonly ops?: string;
  readonly scope?: PropertyScope;
  /** Cases whose name it fits. */
  readonly filter?: RegExp;
  readonly maxMilliseconds?: number;
  readonly forbidsUndecided: boolean;
  readonly allowsExternal: boolean;
  /** Write failures below `cwd`. */
  readonly saves: boolean;
  readonly now: () => EpochMilliseconds;
}

/** One thing to look at. */
interface Job {
  readonly property: PolicyProperty;
  readonly scope: PropertyScope;
  readonly name: string;
  readonly isGiven: boolean;
}

/** A file with its tenant. */
interface Suite {
  readonly file: PropertyFile;
  readonly world: PropertyWorld;
  readonly deps: TrialDeps;
  readonly jobs: readonly Job[];
}

const scopeNames: Readonly<Record<PropertyScope, string>> = {
  present: 'present tenant',
  near: 'generated tenants',
  changes: 'changes',
};

/**
 * Looks at the properties of files and reports. Every property is looked at in each of its scopes, each a case of its own. Equal
 * inputs give equal reports, apart from durations and limits of time. A run that is stopped reports what was done.
 * @throws DiagnosticsError for faults in files (exit code 3), ToolError when a tenant cannot be read (3) or nothing is to be run (4).
 */
export async function runProperties(options: RunPropertiesOptions): Promise<TestReport> {
  const files = await readPropertyFiles(options.files);
  const opened = new Map<string, OpenedTenant>();
  try {
    return await runSuites(await openSuites(files, options, opened), options);
  } finally {
    // Parts of a database are read when they are needed, so it stays open until the end.
    for (const session of opened.values()) session.close();
  }
}

async function runSuites(suites: readonly Suite[], options: RunPropertiesOptions): Promise<TestReport> {
  const jobs = suites.flatMap((suite) => suite.jobs);
  if (jobs.length === 0) throw nothingToRun(options.filter?.source);
  if ((options.path !== undefined || options.ops !== undefined) && jobs.length > 1) throw pathOfSeveral(jobs);
  const started = options.now();
  const findings: Diagnostic[] = [];
  const reports: SuiteReport[] = [];
  let [done, isStopped] = [0, false];
  for (const suite of suites) {
    const cases: CaseReport[] = [];
    const suiteStarted = options.now();
    const sides = new Map<PolicyProperty, Sides | 'failed'>();
    for (const job of suite.jobs) {
      if (options.signal?.aborted === true) break;
      options.onProgress?.({
        phase: `looking at ${job.property.name}`,
        done: done++,
        total: jobs.length,
        unit: 'cases',
      });
      const ran = await runJob(job, suite, remainingTime(options, started), options);
      isStopped ||= ran.isStopped;
      cases.push(ran.report);
      const known = sides.get(job.property) ?? noSides;
      const own = ran.sides;
      if (own !== undefined)
        sides.set(job.property, own === 'failed' || known === 'failed' ? 'failed' : addSides(known, own));
    }
    findings.push(...emptyProperties(suite, sides));
    if (suite.jobs.length > 0) reports.push(suiteReport(suite, cases, options.now() - suiteStarted));
  }
  return {
    formatVersion: '1.0',
    tool: toolName,
    command: 'fuzz',
    seed: options.seed,
    semantics: Object.fromEntries(changedSemantics(options.semantics).map(({ name, value }) => [name, value])),
    suites: reports,
    findings,
    summary: summarize(reports),
    complete: !isStopped && options.signal?.aborted !== true,
  };
}

function suiteReport({ file, world }: Suite, cases: readonly CaseReport[], durationMs: number): SuiteReport {
  return {
    name: file.name ?? file.source.name,
    file: file.source.name,
    fingerprint: fingerprintOf(world.tenant),
    cases,
    durationMs,
  };
}

async function openSuites(
  files: readonly PropertyFile[],
  options: RunPropertiesOptions,
  opened: Map<string, OpenedTenant>,
): Promise<readonly Suite[]> {
  const open = async (path: string): Promise<Tenant> => {
    const known = opened.get(path);
    if (known !== undefined) return known.tenant;
    const session = await openTenant(path, {
      now: options.now(),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    opened.set(path, session);
    return session.tenant;
  };
  const faults: Diagnostic[] = [];
  const suites: Suite[] = [];
  for (const file of files) {
    const tenant = await tenantOf(file, options, open);
    const start = options.clock === undefined ? tenant : { ...tenant, clock: options.clock };
    const suite = prepareSuite(file, start, options);
    if (suite.ok) suites.push(suite.suite);
    else faults.push(...suite.faults);
  }
  throwFaults(faults);
  return suites;
}

async function tenantOf(
  file: PropertyFile,
  options: RunPropertiesOptions,
  open: (path: string) => Promise<Tenant>,
): Promise<Tenant> {
  if (file.tenant !== undefined && 'inline' in file.tenant) return file.tenant.inline;
  if (options.tenant !== undefined) return open(options.tenant);
  return open(file.tenant === undefined ? options.locateTenant() : tenantPathOf(file, file.tenant, options));
}

type Prepared =
  { readonly ok: true; readonly suite: Suite } | { readonly ok: false; readonly faults: readonly Diagnostic[] };

function prepareSuite(file: PropertyFile, tenant: Tenant, options: RunPropertiesOptions): Prepared {
  const semantics = { ...options.semantics, ...file.semantics };
  const catalogue = catalogueFor(tenant, options.catalogue);
  const deps: TrialDeps = {
    semantics,
    cache: createPredicateCache(),
    ...(catalogue === undefined ? {} : { catalogue }),
  };
  const names = { tenant, semantics, catalogue: licenseDeps(semantics, catalogue).catalogue };
  const resolved = file.properties.map((property) => resolveProperty(property, names));
  const faults = resolved.flatMap((property) => (property.ok ? [] : property.error));
  if (faults.length > 0) return { ok: false, faults };
  const isGiven = file.tenant !== undefined && 'inline' in file.tenant;
  const jobs = resolved
    .flatMap((property) => (property.ok ? [property.value] : []))
    .flatMap((property) => jobsOf(property, isGiven, options.scope))
    .filter(({ name }) => options.filter === undefined || options.filter.test(name));
  return { ok: true, suite: { file, world: propertyWorld(tenant, deps), deps, jobs } };
}

function jobsOf(property: PolicyProperty, isGiven: boolean, scope: PropertyScope | undefined): readonly Job[] {
  if (isGiven) return [{ property, scope: 'present', name: property.name, isGiven }];
  return property.scopes
    .filter((candidate) => scope === undefined || candidate === scope)
    .map((candidate) => ({ property, scope: candidate, name: `${property.name} > ${scopeNames[candidate]}`, isGiven }));
}

interface RanJob {
  readonly report: CaseReport;
  readonly isStopped: boolean;
  /** Absent for skipped cases. */
  readonly sides?: Sides | 'failed';
}

async function runJob(
  job: Job,
  suite: Suite,
  maxMilliseconds: number | undefined,
  options: RunPropertiesOptions,
): Promise<RanJob> {
  const { property, scope, name, isGiven } = job;
  const common = {
    name,
    tags: property.tags,
    ...(property.place === undefined ? {} : { place: property.place }),
  };
  if (property.skip !== undefined)
    return { report: { ...common, status: 'skipped', reason: property.skip, failures: [] }, isStopped: false };
  const started = options.now();
  const checked = isGiven
    ? checkGiven(property, { tenant: suite.world.tenant, steps: suite.file.changes ?? [] }, suite.deps)
    : await checkProperty(property, scope, suite.world, {
        ...suite.deps,
        seed: options.seed,
        runs: options.runs,
        people: options.people,
        changes: options.changes,
        pause: createPause(options.now),
        ...(options.path === undefined ? {} : { path: options.path }),
        ...(options.ops === undefined ? {} : { ops: options.ops }),
        ...(maxMilliseconds === undefined ? {} : { maxMilliseconds }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
  const failures = await failuresOf(job, checked, suite, options);
  const isUndecided = failures.length > 0 && checked.failure === undefined;
  const report: CaseReport = {
    ...common,
    status: failures.length === 0 ? 'passed' : isUndecided ? 'undecided' : 'failed',
    durationMs: options.now() - started,
    failures,
    notes: [
      ...sidesNotes(property.claim, scope, checked.sides),
      ...(checked.isStopped ? ['Stopped before all cases were looked at.'] : []),
    ],
  };
  return { report, isStopped: checked.isStopped, sides: checked.failure === undefined ? checked.sides : 'failed' };
}

async function failuresOf(
  job: Job,
  checked: CheckedProperty,
  suite: Suite,
  options: RunPropertiesOptions,
): Promise<readonly CaseFailure[]> {
  const { property, scope } = job;
  if (checked.failure === undefined) {
    const isForbidden = options.forbidsUndecided && scope === 'present' && checked.sides.undecided > 0;
    return isForbidden ? [undecidedFailure(property, checked.sides.undecided)] : [];
  }
  const told = explainFailure(property, checked.failure, suite.deps);
  const reproduce = replayCommand(job, checked, suite.file, options);
  if (job.isGiven || !options.saves) return [{ ...told, reproduce }];
  const { semantics } = suite.deps;
  const { seed } = options;
  const path = await saveReproduction(
    { property, scope, failure: checked.failure, told, semantics, seed, replay: reproduce },
    options.cwd,
  );
  return [{ ...told, reproduce, details: [...(told.details ?? []), `Saved: ${path}`] }];
}

function undecidedFailure({ place }: PolicyProperty, undecided: number): CaseFailure {
  return {
    code: 'property/undecided',
    message: `${undecided} undecided, which is forbidden here.`,
    expected: 'decided for everybody',
    got: `${undecided} undecided`,
    ...(place === undefined ? {} : { place }),
    rules: [],
    because: [],
    hint: 'Export what the rules read, or say in the property for whom it holds.',
  };
}

/** The command that shows a failure alone. */
function replayCommand(
  job: Job,
  { failure }: CheckedProperty,
  file: PropertyFile,
  options: RunPropertiesOptions,
): string {
  const words = ['tenantlab fuzz', shownShellWord(file.source.name)];
  if (job.isGiven) return words.join(' ');
  if (options.reproduceWith !== undefined && options.reproduceWith !== '') words.push(options.reproduceWith);
  words.push('-t', shownShellWord(`^${escapePattern(job.property.name)} >`), '--scope', job.scope);
  const found = failure?.found;
  if (found !== undefined) {
    words.push('--seed', String(options.seed), '--path', found.path);
    if (found.ops !== undefined) words.push('--ops', shownShellWord(found.ops));
    if (options.people !== defaultPeople) words.push('--people', String(options.people));
    if (options.changes !== defaultChanges) words.push('--changes', String(options.changes));
  }
  return words.join(' ');
}

/** Most people and changes of a generated case, unless the user says otherwise. */
export const defaultPeople = 6;
export const defaultChanges = 10;

function emptyProperties({ file }: Suite, sides: ReadonlyMap<PolicyProperty, Sides | 'failed'>): readonly Diagnostic[] {
  return [...sides].flatMap(([{ name, claim }, found]) => {
    const why = found === 'failed' ? undefined : vacuity(claim, found);
    const span = file.properties.find((property) => property.name === name)?.span;
    if (why === undefined) return [];
    const message = `The property "${name}" says nothing. ${why}`;
    return [
      createDiagnostic('property/vacuous', { message, source: file.source, ...(span === undefined ? {} : { span }) }),
    ];
  });
}

function remainingTime({ maxMilliseconds, now }: RunPropertiesOptions, started: EpochMilliseconds): number | undefined {
  return maxMilliseconds === undefined ? undefined : Math.max(0, maxMilliseconds - (now() - started));
}

/** Long work hears of Ctrl-C only when it stops for a moment. */
function createPause(now: () => EpochMilliseconds): () => Promise<void> {
  let last = now();
  return async () => {
    if (now() - last < 50) return;
    last = now();
    await nextTurn();
  };
}

function pathOfSeveral(jobs: readonly Job[]): ToolError {
  return new ToolError({
    code: 'usage/path',
    message: `--path and --ops belong to one case, and ${jobs.length} are chosen.`,
    hint: 'Add -t and --scope as the failure shows them.',
    exitCode: 4,
  });
}
