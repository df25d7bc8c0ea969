import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type EpochMilliseconds, ToolError } from '../../base/index.ts';
import { type Diagnostic, DiagnosticsError } from '../../diagnostics/index.ts';
import { findRulePlaces } from '../../formats/index.ts';
import {
  type CaseReport,
  createSimulationCache,
  prepareInSteps,
  type PreparedSuite,
  type RunSuiteOptions,
  type SnapshotBook,
  type Suite,
  type SuiteCase,
  type SuiteObserver,
  type SuiteReport,
  summarize,
  type TestReport,
} from '../../harness/index.ts';
import type { LicenseCatalogue } from '../../licensing/index.ts';
import { changedSemantics, defaultSemantics, type Semantics, type Tenant } from '../../model/index.ts';
import { locateTenant } from '../locate-tenant.ts';
import type { OpenedTenant } from '../open-tenant.ts';
import { toolName } from '../tool-name.ts';
import type { WorkOptions } from '../work-options.ts';
import { findSuites, shownPath } from './find-suites.ts';
import { createTenantShelf, type LoadedSuite, loadSuites, type TenantShelf } from './load-suites.ts';
import { type CaseFilter, type CaseSelection, selectCases } from './select-cases.ts';
import { obsoleteCases, obsoleteFindings, outdatedSnapshots } from './obsolete-snapshots.ts';
import { type ObsoleteSnapshot, openSnapshots, type SnapshotFolder } from './snapshot-store.ts';
import { takeTurns } from './take-turns.ts';

/** How suites are found and run. */
export interface RunSuitesOptions extends WorkOptions {
  /** Paths are relative to it. */
  readonly cwd: string;
  /** Files, folders and patterns; none: everything below `cwd` that is named like `sales.tenantlab.yaml`. */
  readonly patterns?: readonly string[];
  /** Suites read nothing outside of it; default: `cwd`. */
  readonly root?: string;
  readonly allowExternal?: boolean;
  /** A tenant for all suites, whatever they name; absolute. */
  readonly tenant?: string;
  /** A tenant for suites that name none; absolute. */
  readonly configuredTenant?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** For all suites, whatever they say. */
  readonly clock?: EpochMilliseconds;
  /** For suites that say none; default: the tenant's own. */
  readonly defaultClock?: EpochMilliseconds;
  readonly semantics?: Semantics;
  readonly catalogue?: LicenseCatalogue;
  readonly filter?: CaseFilter;
  /** Stop after the first case that fails. */
  readonly bail?: boolean;
  /** `check`: nothing is written, and what differs, is new or obsolete fails; default `add`. */
  readonly snapshots?: SnapshotBook['mode'];
  /** Cases with `only: true` fail the run: somebody forgot to take it out. */
  readonly forbidOnly?: boolean;
  readonly undecided?: RunSuiteOptions['undecided'];
  /** Options that the command for a failure needs, too, as words of a shell. */
  readonly reproduceWith?: string;
  /** Sees what the cases of a suite look at. */
  readonly observe?: (suite: Suite, tenant: Tenant) => SuiteObserver;
  /** Milliseconds from any start, for durations. */
  readonly now?: () => number;
}

/** A run, and what it depended on. */
export interface SuitesRun {
  readonly report: TestReport;
  /** Cases that the filter fits, in all shards. */
  readonly matching: number;
  readonly suites: readonly RunSuite[];
}

/** One suite of a run. */
export interface RunSuite {
  readonly path: string;
  readonly file: string;
  readonly suite: Suite;
  /** The tenant that it ran on; undefined when none of its cases was wanted. */
  readonly tenant?: OpenedTenant;
}

/**
 * Runs suites: each tenant is opened once, and settled once for each clock, reading and set of local people. The order is that of
 * the files and of the cases in them.
 * @throws DiagnosticsError with every fault of every suite (exit code 3), ToolError for a name that leads nowhere (exit code 4).
 */
export async function runSuites(options: RunSuitesOptions): Promise<SuitesRun> {
  const found = findSuites(options.cwd, options.patterns ?? []);
  const loaded = loadSuites(found, {
    cwd: options.cwd,
    root: options.root ?? options.cwd,
    allowExternal: options.allowExternal === true,
  });
  const selection = selectCases(
    loaded.suites.map(({ suite }) => suite),
    options.filter ?? { tags: [] },
  );
  const shelf = shelfFor(options);
  try {
    const faults = [...loaded.faults];
    const ready = await prepareAll(loaded.suites, selection, shelf, options, faults);
    const judged = judgedForSnapshots(loaded.suites, selection, options);
    const books = openBooks([...ready.map((suite) => suite.loaded), ...judged], options);
    faults.push(...[...books.values()].flatMap((book) => book.faults));
    const [first, ...more] = faults;
    if (first !== undefined) throw new DiagnosticsError(first, more);
    return await runAll({ suites: loaded.suites, ready, selection, books, judged }, options);
  } finally {
    shelf.close();
  }
}

/** The tenants of a run: the one of the command line, else those that suites name, else the one at hand. */
export function shelfFor(
  options: Pick<RunSuitesOptions, 'cwd' | 'tenant' | 'configuredTenant' | 'environment'>,
): TenantShelf {
  return createTenantShelf({
    override: options.tenant,
    fallback: () =>
      locateTenant({
        cwd: options.cwd,
        environment: options.environment ?? {},
        ...(options.configuredTenant === undefined ? {} : { configured: options.configuredTenant }),
      }),
  });
}

interface ReadySuite {
  readonly loaded: LoadedSuite;
  readonly opened: OpenedTenant;
  readonly prepared: PreparedSuite;
  readonly wanted: ReadonlySet<SuiteCase>;
}

async function prepareAll(
  suites: readonly LoadedSuite[],
  selection: CaseSelection,
  shelf: TenantShelf,
  options: RunSuitesOptions,
  faults: Diagnostic[],
): Promise<readonly ReadySuite[]> {
  const simulations = createSimulationCache();
  const ready: ReadySuite[] = [];
  for (const [index, loaded] of suites.entries()) {
    const wanted = selection.bySuite.get(loaded.suite);
    if (wanted === undefined) continue;
    options.onProgress?.({ phase: `prepare ${loaded.file}`, done: index, total: suites.length, unit: 'suites' });
    const opened = await shelf.open(loaded);
    if (!('tenant' in opened)) {
      faults.push(...opened);
      continue;
    }
    const { catalogue } = options;
    const clock = options.clock ?? loaded.suite.clock ?? options.defaultClock;
    const steps = prepareInSteps(loaded.suite, opened.tenant, {
      semantics: options.semantics ?? defaultSemantics,
      simulations,
      ...(clock === undefined ? {} : { clock }),
      ...(catalogue === undefined ? {} : { catalogue }),
    });
    const result = await takeTurns(steps, options.signal);
    // Stopped: the report says that the suites which are missing were not run.
    if (result === undefined) break;
    faults.push(...result.faults);
    ready.push({ loaded, opened, prepared: result.prepared, wanted });
    await nextTurn();
    if (options.signal?.aborted === true) break;
  }
  return ready;
}

/** Suites whose obsolete snapshots this run tells: with shards, the first one tells those of all. */
function judgedForSnapshots(
  suites: readonly LoadedSuite[],
  selection: CaseSelection,
  { filter }: RunSuitesOptions,
): readonly LoadedSuite[] {
  return (filter?.shard?.index ?? 1) === 1 ? suites.filter(({ suite }) => selection.suites.has(suite)) : [];
}

function openBooks(suites: readonly LoadedSuite[], options: RunSuitesOptions): ReadonlyMap<string, SnapshotFolder> {
  const books = new Map<string, SnapshotFolder>();
  for (const { path } of suites) {
    const folder = dirname(path);
    if (!books.has(folder))
      books.set(
        folder,
        openSnapshots(
          folder,
          options.snapshots ?? 'add',
          (path) => shownPath(options.cwd, path),
          options.allowExternal === true ? undefined : (options.root ?? options.cwd),
        ),
      );
  }
  return books;
}

/** Everything that a run is about. */
interface Run {
  readonly suites: readonly LoadedSuite[];
  readonly ready: readonly ReadySuite[];
  readonly selection: CaseSelection;
  readonly books: ReadonlyMap<string, SnapshotFolder>;
  readonly judged: readonly LoadedSuite[];
}

async function runAll(run: Run, options: RunSuitesOptions): Promise<SuitesRun> {
  const { suites, ready, selection, books } = run;
  const outdated = outdatedSnapshots(run.judged, books);
  const { reports, isStopped } = await runReady(run, outdated, options);
  const obsolete = [...outdated.values()].flat();
  if (options.signal?.aborted !== true)
    for (const [folder, book] of books) book.save(obsolete.filter(({ path }) => dirname(dirname(path)) === folder));
  const semantics = changedSemantics(options.semantics ?? defaultSemantics);
  return {
    matching: selection.matching,
    suites: suites.map(({ path, file, suite }) => {
      const opened = ready.find(({ loaded }) => loaded.suite === suite)?.opened;
      return { path, file, suite, ...(opened === undefined ? {} : { tenant: opened }) };
    }),
    report: {
      formatVersion: '1.0',
      tool: toolName,
      command: 'test',
      semantics: Object.fromEntries(semantics.map(({ name, value }) => [name, value])),
      suites: reports,
      findings:
        options.snapshots === 'check' || options.snapshots === 'update' ? [] : obsoleteFindings(obsolete, options),
      summary: summarize(reports),
      complete: !isStopped,
    },
  };
}

/** Runs the suites that are ready, one after the other, up to a failure with `bail`, or to Ctrl-C. */
async function runReady(
  { ready, selection, books }: Run,
  outdated: ReadonlyMap<LoadedSuite, readonly ObsoleteSnapshot[]>,
  options: RunSuitesOptions,
): Promise<{ readonly reports: readonly SuiteReport[]; readonly isStopped: boolean }> {
  const reports: SuiteReport[] = [];
  const total = ready.reduce((sum, { wanted }) => sum + wanted.size, 0);
  let [done, isStopped] = [0, options.signal?.aborted === true];
  const onCase = ({ status }: CaseReport): boolean => {
    options.onProgress?.({ phase: 'test', done: ++done, total, unit: 'cases' });
    isStopped ||= options.signal?.aborted === true || (options.bail === true && status === 'failed');
    return !isStopped;
  };
  for (const suite of ready) {
    if (isStopped) break;
    const { loaded, prepared } = suite;
    const book = books.get(dirname(loaded.path));
    // Ctrl-C ends the run after a case, by onCase, so that what was found until then is reported.
    const report = await takeTurns(prepared.steps(runOptions(suite, selection, book, options, onCase)));
    const { cases, ...rest } = withOnlyFaults(suite, report, options);
    reports.push({ ...rest, cases: [...cases, ...obsoleteCases(outdated.get(loaded) ?? [], loaded, options)] });
    await nextTurn();
    if (options.signal?.aborted === true) isStopped = true;
  }
  if (isStopped) return { reports, isStopped };
  // Suites whose cases are all in other shards.
  const others = [...outdated].filter(([loaded]) => !ready.some((suite) => suite.loaded === loaded));
  for (const [loaded, snapshots] of others) {
    const cases = obsoleteCases(snapshots, loaded, options);
    if (cases.length > 0) reports.push({ name: loaded.suite.name, file: loaded.file, cases });
  }
  return { reports, isStopped };
}

function runOptions(
  { loaded, opened, wanted }: ReadySuite,
  { only }: CaseSelection,
  book: SnapshotFolder | undefined,
  options: RunSuitesOptions,
  onCase: (report: CaseReport) => boolean,
): RunSuiteOptions {
  const isOnly = new Set(only);
  let places: ReturnType<typeof findRulePlaces> | undefined;
  const { undecided, now, observe, reproduceWith } = options;
  return {
    semantics: options.semantics ?? defaultSemantics,
    file: loaded.file,
    select: (suiteCase) => wanted.has(suiteCase),
    reasonToSkip: (suiteCase) =>
      isOnly.size > 0 && !isOnly.has(suiteCase) ? 'another case has only: true' : undefined,
    onCase,
    // Read when a first case fails: whoever passes does not wait for it.
    placeOfRule: ({ id }) =>
      opened.kind === 'folder' ? (places ??= findRulePlaces(opened.path, options.cwd)).get(id) : undefined,
    ...(book === undefined ? {} : { snapshots: book.bookOf(loaded.path) }),
    ...(undecided === undefined ? {} : { undecided }),
    ...(now === undefined ? {} : { now }),
    ...(reproduceWith === undefined ? {} : { reproduceWith }),
    ...(observe === undefined ? {} : { observer: observe(loaded.suite, opened.tenant) }),
  };
}

/** In CI a case with `only: true` fails: all others were left out because of it. */
function withOnlyFaults(
  { loaded, wanted }: ReadySuite,
  report: SuiteReport,
  { forbidOnly }: RunSuitesOptions,
): SuiteReport {
  if (forbidOnly !== true) return report;
  const names = new Set([...wanted].filter(({ only }) => only).map(({ name }) => name));
  if (names.size === 0) return report;
  const cases = report.cases.map((one): CaseReport => {
    if (!names.has(one.name)) return one;
    const message = 'only: true leaves all other cases out, which is not allowed here';
    const place = one.place === undefined ? {} : { place: one.place };
    const hint = `Take it out of ${loaded.file}.`;
    return {
      ...one,
      status: 'failed',
      failures: [...one.failures, { code: 'test/only', message, rules: [], because: [], hint, ...place }],
    };
  });
  return { ...report, cases };
}

/**
 * Compiles the filter of a command line.
 * @throws ToolError `usage/filter` (exit code 4) when it is no regular expression.
 */
export function compileFilter(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch {
    try {
      return new RegExp(text);
    } catch {
      throw new ToolError({
        code: 'usage/filter',
        message: `"${text}" is no regular expression.`,
        hint: 'Put a backslash before signs that mean themselves, such as ( or [.',
        exitCode: 4,
      });
    }
  }
}
