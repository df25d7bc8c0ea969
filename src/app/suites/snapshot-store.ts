import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { canonicalJson, compareOrdinal, type JsonValue } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { readSnapshotFile, renderSnapshotFile } from '../../formats/index.ts';
import type { SnapshotBook, Suite } from '../../harness/index.ts';
import { isReallyBelow } from '../links.ts';

/** A snapshot that no case looks at. */
export interface ObsoleteSnapshot {
  readonly name: string;
  /** The file of the suite, in the folder beside the snapshots. */
  readonly suite: string;
  readonly caseName: string;
  /** The file, absolute. */
  readonly path: string;
}

/** The snapshots of one folder of suites. */
export interface SnapshotFolder {
  readonly faults: readonly Diagnostic[];
  /** The book of one suite. */
  bookOf(suitePath: string): SnapshotBook;
  /** Snapshots of a suite that none of its cases names, and those of suites that are gone. */
  obsolete(suitePath: string, suite: Suite): readonly ObsoleteSnapshot[];
  /** Writes what changed. Nothing in mode `check`. Returns the paths. */
  save(obsolete: readonly ObsoleteSnapshot[]): readonly string[];
}

const suffix = '.snap.yaml';

/**
 * Opens `__snapshots__` beside suites. `shown` turns a path into what diagnostics call it. What is a link out of the folder, and out of
 * `root`, is a fault; it is neither read nor written. Without `root` links may lead anywhere.
 */
export function openSnapshots(
  folder: string,
  mode: SnapshotBook['mode'],
  shown: (path: string) => string,
  root?: string,
): SnapshotFolder {
  const place = join(folder, '__snapshots__');
  const isOutside = (path: string): boolean =>
    root !== undefined && !isReallyBelow(folder, path) && !isReallyBelow(root, path);
  const names = existsSync(place)
    ? readdirSync(place)
        .filter((name) => name.endsWith(suffix))
        .toSorted(compareOrdinal)
    : [];
  const contents = new Map<string, Map<string, Map<string, JsonValue>>>();
  const faults: Diagnostic[] = [];
  for (const path of [place, ...names.map((file) => join(place, file))]) {
    const message = `${JSON.stringify(shown(path))} is a link that leads out of the folder.`;
    const hint = 'Put the file in its place, or run with --allow-external.';
    if (isOutside(path)) faults.push(createDiagnostic('suite/outside-folder', { message, hint }));
  }
  for (const file of faults.length > 0 ? [] : names) {
    const path = join(place, file);
    const read = readSnapshotFile({ name: shown(path), text: readFileSync(path, 'utf8') });
    if (!read.ok) faults.push(...read.error);
    else
      contents.set(
        file.slice(0, -suffix.length),
        new Map([...read.value].map(([suite, cases]) => [suite, new Map(cases)])),
      );
  }
  const changed = new Set<string>();
  return {
    faults,
    bookOf: (suitePath) => {
      const suite = basename(suitePath);
      return {
        mode,
        find: (name, caseName) => contents.get(name)?.get(suite)?.get(caseName),
        keep: (name, caseName, content) => {
          const known = contents.get(name)?.get(suite)?.get(caseName);
          const isNew = known === undefined;
          if (mode === 'check' || (mode === 'add' && !isNew)) return;
          if (!isNew && canonicalJson(known) === canonicalJson(content)) return;
          const suites = contents.get(name) ?? new Map<string, Map<string, JsonValue>>();
          contents.set(
            name,
            suites.set(suite, (suites.get(suite) ?? new Map<string, JsonValue>()).set(caseName, content)),
          );
          changed.add(name);
        },
      };
    },
    obsolete: (suitePath, suite) => obsoleteOf(contents, place, suitePath, suite),
    save: (obsolete) => {
      if (mode === 'check') return [];
      if (mode === 'update') {
        for (const { name, suite, caseName } of obsolete)
          if (contents.get(name)?.get(suite)?.delete(caseName) === true) changed.add(name);
      }
      return [...changed].map((name) => write(place, name, contents.get(name) ?? new Map()));
    },
  };
}

function obsoleteOf(
  contents: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, JsonValue>>>,
  place: string,
  suitePath: string,
  suite: Suite,
): readonly ObsoleteSnapshot[] {
  const named = new Set(
    suite.cases.flatMap(({ name: caseName, expectations }) =>
      expectations.flatMap((one) => (one.kind === 'snapshot' ? [`${one.name}\n${caseName}`] : [])),
    ),
  );
  const found: ObsoleteSnapshot[] = [];
  for (const [name, suites] of contents) {
    const path = join(place, `${name}${suffix}`);
    for (const [file, cases] of suites) {
      const isOwn = file === basename(suitePath);
      const isOrphan = !existsSync(join(dirname(suitePath), file));
      if (!isOwn && !isOrphan) continue;
      for (const caseName of cases.keys())
        if (isOrphan || !named.has(`${name}\n${caseName}`)) found.push({ name, suite: file, caseName, path });
    }
  }
  return found;
}

/** Writes a file as a whole; one without contents is removed. */
function write(place: string, name: string, suites: ReadonlyMap<string, ReadonlyMap<string, JsonValue>>): string {
  const path = join(place, `${name}${suffix}`);
  const rest = new Map([...suites].filter(([, cases]) => cases.size > 0));
  if (rest.size === 0) {
    rmSync(path, { force: true });
    return path;
  }
  mkdirSync(place, { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, renderSnapshotFile(rest));
  renameSync(partial, path);
  return path;
}
