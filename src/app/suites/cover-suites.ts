import { findRulePlaces } from '../../formats/index.ts';
import { type CoverageLimits, createCoverageRecorder, type Place } from '../../harness/index.ts';
import { defaultSemantics } from '../../model/index.ts';
import { runSuites, type RunSuitesOptions, type SuitesRun } from './run-suites.ts';

/**
 * Runs suites as {@link runSuites} does and measures how much of the policies of their tenants the cases decided. Every case is
 * explained, so it takes longer.
 */
export async function coverSuites(options: RunSuitesOptions, limits: CoverageLimits): Promise<SuitesRun> {
  const recorder = createCoverageRecorder();
  const { catalogue, semantics = defaultSemantics } = options;
  const run = await runSuites({
    ...options,
    observe: (suite, tenant) => {
      const about = { semantics: { ...semantics, ...suite.semantics } };
      recorder.addTenant(tenant, catalogue === undefined ? about : { ...about, catalogue });
      return recorder;
    },
  });
  const places = new Map<string, Place>();
  for (const opened of new Set(run.suites.map(({ tenant }) => tenant))) {
    if (opened?.kind !== 'folder') continue;
    for (const [id, place] of findRulePlaces(opened.path, options.cwd)) places.set(id, place);
  }
  return { ...run, report: { ...run.report, coverage: recorder.report(limits, places) } };
}
