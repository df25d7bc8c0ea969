import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ToolError } from '../../base/index.ts';
import { type Diagnostic, DiagnosticsError } from '../../diagnostics/index.ts';
import { findRulePlaces } from '../../formats/index.ts';
import {
  createSimulationCache,
  type MutantResult,
  type Place,
  prepareSuite,
  type SnapshotBook,
  type SuiteReport,
  summarize,
  type TestReport,
} from '../../harness/index.ts';
import {
  createMutantTester,
  listMutants,
  mutationSuites,
  sampleMutants,
  summarizeMutants,
} from '../../harness/generating.ts';
import { changedSemantics, defaultSemantics, type Tenant } from '../../model/index.ts';
import type { OpenedTenant } from '../open-tenant.ts';
import { toolName } from '../tool-name.ts';
import { findSuites, shownPath } from './find-suites.ts';
import { type LoadedSuite, loadSuites, type TenantShelf } from './load-suites.ts';
import { type RunSuitesOptions, shelfFor } from './run-suites.ts';
import { openSnapshots } from './snapshot-store.ts';

/** How suites are found, and how many mutants are tried. */
export interface MutateSuitesOptions extends Pick<
  RunSuitesOptions,
  | 'cwd'
  | 'patterns'
  | 'root'
  | 'allowExternal'
  | 'tenant'
  | 'configuredTenant'
  | 'environment'
  | 'clock'
  | 'defaultClock'
  | 'semantics'
  | 'catalogue'
  | 'onProgress'
  | 'signal'
> {
  /** Names of groups; none: all policies. */
  readonly groups: readonly string[];
  readonly maxMutants: number;
  /** Of the sample, where there are more. */
  readonly seed: number;
  /** The score that is wanted, in percent. */
  readonly least: number;
}

/** A suite on its tenant, with the cases that pass there. */
interface MutatedSuite {
  readonly loaded: LoadedSuite;
  readonly opened: OpenedTenant;
  readonly snapshots: SnapshotBook;
  readonly passing: ReadonlySet<string>;
}

/**
 * Changes the policies of the tenants of suites one at a time and reports which changes no case notices. Cases that are undecided
 * or left out notice nothing. When it is stopped, the report holds what was found until then.
 * @throws DiagnosticsError for bad suites (exit code 3); ToolError `mutate/failing-cases` (exit code 1) when a case fails without
 * any change, `mutate/nothing` (exit code 4) when there is no case or no policy.
 */
export async function mutateSuites(options: MutateSuitesOptions): Promise<TestReport> {
  const shelf = shelfFor(options);
  try {
    const suites = await openSuites(options, shelf);
    const jobs = listJobs(suites, options);
    const results: { readonly opened: OpenedTenant; readonly result: MutantResult }[] = [];
    let isComplete = true;
    for (const [index, job] of jobs.chosen.entries()) {
      if (options.signal?.aborted === true) {
        isComplete = false;
        break;
      }
      options.onProgress?.({ phase: 'mutate', done: index, total: jobs.chosen.length, unit: 'mutants' });
      results.push({ opened: job.opened, result: job.run() });
      // Lets signals in.
      await nextTurn();
    }
    return createReport(results, jobs.total, isComplete, options);
  } finally {
    shelf.close();
  }
}

async function openSuites(options: MutateSuitesOptions, shelf: TenantShelf): Promise<readonly MutatedSuite[]> {
  const { cwd, patterns = [], root = cwd, allowExternal = false } = options;
  const { suites, faults } = loadSuites(findSuites(cwd, patterns), { cwd, root, allowExternal });
  const found: Diagnostic[] = [...faults];
  const opened: { readonly loaded: LoadedSuite; readonly tenant: OpenedTenant }[] = [];
  for (const loaded of suites) {
    const tenant = await shelf.open(loaded);
    if ('tenant' in tenant) opened.push({ loaded, tenant });
    else found.push(...tenant);
  }
  const ready = opened.map(({ loaded, tenant }): MutatedSuite => {
    const snapshots = snapshotsOf(loaded, options);
    const run = runOn({ loaded, snapshots }, tenant.tenant, options);
    if (!run.ok) found.push(...run.faults);
    return { loaded, opened: tenant, snapshots, passing: run.ok ? passingCases(loaded, run.report) : new Set() };
  });
  const [first, ...more] = found;
  if (first !== undefined) throw new DiagnosticsError(first, more);
  return ready;
}

function passingCases({ file }: LoadedSuite, { cases }: SuiteReport): ReadonlySet<string> {
  const failed = cases.find(({ status }) => status === 'failed');
  if (failed !== undefined) {
    throw new ToolError({
      code: 'mutate/failing-cases',
      message: `"${failed.name}" in ${file} fails without any change, so a change could not be noticed by it.`,
      hint: 'Mend it first: tenantlab test shows why.',
      exitCode: 1,
    });
  }
  return new Set(cases.filter(({ status }) => status === 'passed').map(({ name }) => name));
}

type SuiteRun =
  { readonly ok: true; readonly report: SuiteReport } | { readonly ok: false; readonly faults: readonly Diagnostic[] };

/** Runs a suite on a tenant, up to the first case that does not pass where only some are wanted. */
function runOn(
  { loaded, snapshots, passing }: Pick<MutatedSuite, 'loaded' | 'snapshots'> & Partial<MutatedSuite>,
  tenant: Tenant,
  options: MutateSuitesOptions,
  simulations = createSimulationCache(),
): SuiteRun {
  const { catalogue, semantics = defaultSemantics } = options;
  const clock = options.clock ?? loaded.suite.clock ?? options.defaultClock;
  const { prepared, faults } = prepareSuite(loaded.suite, tenant, {
    semantics,
    simulations,
    ...(clock === undefined ? {} : { clock }),
    ...(catalogue === undefined ? {} : { catalogue }),
  });
  if (faults.length > 0) return { ok: false, faults };
  const report = prepared.run({
    semantics,
    file: loaded.file,
    snapshots,
    ...(passing === undefined
      ? {}
      : { select: ({ name }) => passing.has(name), onCase: ({ status }) => status === 'passed' }),
  });
  return { ok: true, report };
}

/** The snapshots beside a suite, to be compared with and never written. */
function snapshotsOf({ path }: LoadedSuite, { cwd, root = cwd, allowExternal }: MutateSuitesOptions): SnapshotBook {
  const within = allowExternal === true ? undefined : root;
  return openSnapshots(dirname(path), 'check', (file) => shownPath(cwd, file), within).bookOf(path);
}

interface Job {
  readonly opened: OpenedTenant;
  run(): MutantResult;
}

/** The mutants of all tenants that suites look at, and those that are drawn from them. */
function listJobs(
  suites: readonly MutatedSuite[],
  options: MutateSuitesOptions,
): { readonly total: number; readonly chosen: readonly Job[] } {
  const { semantics = defaultSemantics, catalogue } = options;
  const deps = { semantics, ...(catalogue === undefined ? {} : { catalogue }) };
  const tenants = [...new Set(suites.map(({ opened }) => opened))];
  const jobs = tenants.flatMap((opened) => {
    const own = suites.filter((suite) => suite.opened === opened && suite.passing.size > 0);
    if (own.length === 0) return [];
    const { tenant } = opened;
    const tester = createMutantTester(tenant, { ...deps, test: (changed) => firstToNotice(own, changed, options) });
    return listMutants(tenant, deps)
      .filter(({ group }) => options.groups.length === 0 || options.groups.some((name) => isNamed(group, name)))
      .map((mutant) => ({ opened, run: () => tester.test(mutant) }));
  });
  if (jobs.length === 0) {
    throw new ToolError({
      code: 'mutate/nothing',
      message: 'There is nothing to change: no case passes, or no policy fits.',
      hint: 'Policies are groups and units with a rule, and groups with licenses.',
      exitCode: 4,
    });
  }
  return { total: jobs.length, chosen: sampleMutants(jobs, options.maxMutants, options.seed) };
}

function isNamed({ id, name }: { readonly id: string; readonly name: string }, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase() || id.toLowerCase() === wanted.toLowerCase();
}

/** The first case that does not pass on a changed tenant; a suite that does not fit it any more notices too. */
function firstToNotice(
  suites: readonly MutatedSuite[],
  tenant: Tenant,
  options: MutateSuitesOptions,
): string | undefined {
  const simulations = createSimulationCache();
  for (const suite of suites) {
    const { file } = suite.loaded;
    const run = runOn(suite, tenant, options, simulations);
    if (!run.ok) return `${file}, which does not fit any more: ${run.faults[0]?.message ?? ''}`;
    const failed = run.report.cases.find(({ status }) => status !== 'passed');
    if (failed !== undefined) return `${file}: ${failed.name}`;
  }
  return undefined;
}

function createReport(
  results: readonly { readonly opened: OpenedTenant; readonly result: MutantResult }[],
  total: number,
  isComplete: boolean,
  options: MutateSuitesOptions,
): TestReport {
  const suites = [...new Set(results.map(({ opened }) => opened))].flatMap((opened) => {
    const places: ReadonlyMap<string, Place> =
      opened.kind === 'folder' ? findRulePlaces(opened.path, options.cwd) : new Map();
    const own = results.filter((entry) => entry.opened === opened).map(({ result }) => result);
    return mutationSuites(own, places);
  });
  const all = results.map(({ result }) => result);
  const changed = changedSemantics(options.semantics ?? defaultSemantics);
  return {
    formatVersion: '1.0',
    tool: toolName,
    command: 'mutate',
    seed: options.seed,
    semantics: Object.fromEntries(changed.map(({ name, value }) => [name, value])),
    suites,
    findings: [],
    mutation: summarizeMutants(all, total, options.least),
    summary: summarize(suites),
    complete: isComplete,
  };
}
