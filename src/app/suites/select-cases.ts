import type { Suite, SuiteCase } from '../../harness/index.ts';

/** Which cases of a run are wanted. */
export interface CaseFilter {
  /** Has to fit the name of a case. */
  readonly name?: { test(name: string): boolean; readonly source?: string };
  /** A case has one of these. */
  readonly tags: readonly string[];
  /** Part `index` (from 1) of `count` parts of about the same size; suites stay together where they can. */
  readonly shard?: { readonly index: number; readonly count: number };
}

/** The cases to run, by suite, and what was left out. */
export interface CaseSelection {
  readonly bySuite: ReadonlyMap<Suite, ReadonlySet<SuiteCase>>;
  /** Suites with a case that fits the filter, in all shards. */
  readonly suites: ReadonlySet<Suite>;
  /** Cases that fit the filter, in all shards. */
  readonly matching: number;
  /** Cases with `only: true` among them. */
  readonly only: readonly SuiteCase[];
}

/** Selects cases. The same suites and filter give the same selection, and every case is in exactly one shard. O(cases). */
export function selectCases(suites: readonly Suite[], { name, tags, shard }: CaseFilter): CaseSelection {
  const fits = (suiteCase: SuiteCase): boolean => {
    if (name !== undefined && !name.test(suiteCase.name)) return false;
    return tags.length === 0 || tags.some((tag) => suiteCase.tags.includes(tag));
  };
  const all = suites.flatMap((suite) => suite.cases.filter(fits).map((suiteCase) => ({ suite, suiteCase })));
  const only = all.filter(({ suiteCase }) => suiteCase.only).map(({ suiteCase }) => suiteCase);
  const { index, count } = shard ?? { index: 1, count: 1 };
  const start = Math.floor(((index - 1) * all.length) / count);
  const end = Math.floor((index * all.length) / count);
  const bySuite = new Map<Suite, Set<SuiteCase>>();
  for (const { suite, suiteCase } of all.slice(start, end))
    bySuite.set(suite, (bySuite.get(suite) ?? new Set<SuiteCase>()).add(suiteCase));
  return { bySuite, suites: new Set(all.map(({ suite }) => suite)), matching: all.length, only };
}
