import { basename, dirname } from 'node:path';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { CaseReport, SnapshotBook } from '../../harness/index.ts';
import { shownPath } from './find-suites.ts';
import type { LoadedSuite } from './load-suites.ts';
import type { ObsoleteSnapshot, SnapshotFolder } from './snapshot-store.ts';

/** How obsolete snapshots are told. */
interface ObsoleteOptions {
  /** Paths are relative to it. */
  readonly cwd: string;
  /** With `check` each is a case that fails. */
  readonly snapshots?: SnapshotBook['mode'];
}

/** Snapshots that no case looks at any more, by the suite that they are told with; those of suites that are gone once. */
export function outdatedSnapshots(
  judged: readonly LoadedSuite[],
  books: ReadonlyMap<string, SnapshotFolder>,
): ReadonlyMap<LoadedSuite, readonly ObsoleteSnapshot[]> {
  const seen = new Set<string>();
  const isNew = ({ path, suite, caseName }: ObsoleteSnapshot): boolean => {
    const key = JSON.stringify([path, suite, caseName]);
    return !seen.has(key) && seen.add(key).size > 0;
  };
  return new Map(
    judged.map((loaded) => {
      const found = books.get(dirname(loaded.path))?.obsolete(loaded.path, loaded.suite) ?? [];
      return [loaded, found.filter(isNew)];
    }),
  );
}

/** In CI an obsolete snapshot is a case that fails. */
export function obsoleteCases(
  outdated: readonly ObsoleteSnapshot[],
  loaded: LoadedSuite,
  { snapshots, cwd }: ObsoleteOptions,
): readonly CaseReport[] {
  if (snapshots !== 'check') return [];
  const isGone = ({ suite }: ObsoleteSnapshot): boolean => suite !== basename(loaded.path);
  return outdated.map((snapshot) => ({
    name: `snapshot ${snapshot.name} of ${snapshot.caseName}${isGone(snapshot) ? ` in ${snapshot.suite}` : ''}`,
    status: 'failed',
    tags: [],
    failures: [
      {
        code: 'test/obsolete-snapshot',
        message: obsoleteMessage(snapshot, cwd),
        rules: [],
        because: [],
        hint: 'Run the command below where nothing forbids writing, and commit the result.',
        reproduce: `tenantlab test ${loaded.file} -u`,
      },
    ],
  }));
}

/** Elsewhere it is a warning. */
export function obsoleteFindings(
  outdated: readonly ObsoleteSnapshot[],
  { cwd }: ObsoleteOptions,
): readonly Diagnostic[] {
  return outdated.map((snapshot) =>
    createDiagnostic('test/obsolete-snapshot', {
      message: `${obsoleteMessage(snapshot, cwd)}.`,
      hint: 'tenantlab test -u removes it.',
    }),
  );
}

function obsoleteMessage({ path, suite, caseName }: ObsoleteSnapshot, cwd: string): string {
  return `${shownPath(cwd, path)} has a snapshot of "${caseName}" of ${suite}, which no case looks at any more`;
}
