/**
 * Importing a large tenant and asking the first question: `tenantlab import` of NDJSON and of CSV into a `.db`, each as its own
 * process, then `tenantlab why USER in GROUP` on the result, cold.
 *
 *     npm run build && npx tsx bench/import.ts [--users 1000000] [--groups 100] [--only ndjson|csv] [--keep FOLDER]
 *
 * Prints seconds and peak resident megabytes. Writes bench/results/import.json at 1,000,000 people.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { objectAt } from '../src/model/index.ts';
import { describeMachine } from './support/machine.ts';
import { createWorkload } from './support/workload.ts';
import { writeResult } from './support/write-result.ts';
import { writeCsv, writeNdjson } from './support/write-exports.ts';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '1000000' },
    groups: { type: 'string', default: '100' },
    only: { type: 'string' },
    keep: { type: 'string' },
  },
});
const users = Number(values.users);
const formats = values.only === undefined ? ['ndjson', 'csv'] : [values.only];

interface Measured {
  readonly seconds: number;
  /** Of the process alone: what a busy machine does not change. Null without /usr/bin/time. */
  readonly cpuSeconds: number | null;
  readonly residentMegabytes: number | null;
  readonly stdout: string;
}

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'tenantlab-bench-'));
mkdirSync(folder, { recursive: true });
try {
  const machine = describeMachine();
  const { sizes, somebody } = writeSources();
  const results = formats.map((format) => measure(format, sizes[format] ?? 0, somebody));
  const document = { ...machine, work: { users, groups: Number(values.groups) }, results };
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  if (users === 1_000_000 && values.only === undefined) {
    await writeResult('import', document);
  }
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true });
}

/** Writes the exports and gives their sizes in bytes and the id of one person. The company is forgotten again before anything is measured. */
function writeSources(): { readonly sizes: Readonly<Record<string, number>>; readonly somebody: string } {
  const { tenant } = createWorkload({ users, rules: Number(values.groups), withGroups: true });
  const { group, user } = tenant.populations;
  const groups = Array.from({ length: group.size }, (_, row) => objectAt(group, row));
  writeFileSync(join(folder, 'groups.json'), JSON.stringify({ value: groups }));
  const sizes = Object.fromEntries(
    formats.map((format) => {
      const file = join(folder, `users.${format}`);
      return [format, format === 'csv' ? writeCsv(user, file) : writeNdjson(user, file)];
    }),
  );
  return { sizes, somebody: user.idAt(users >>> 1) };
}

function measure(format: string, bytes: number, somebody: string): object {
  const database = join(folder, `${format}.db`);
  rmSync(database, { force: true });
  const imported = runTool([
    'import',
    join(folder, `users.${format}`),
    join(folder, 'groups.json'),
    '--into',
    database,
    '--clock',
    '2026-11-23T00:00:00Z',
    '--quiet',
  ]);
  const why = runTool(['why', somebody, 'in', 'Dynamic 00001', '--tenant', database]);
  return {
    format,
    sourceMegabytes: Math.round(bytes / 1e6),
    databaseMegabytes: Math.round(statSync(database).size / 1e6),
    import: figuresOf(imported),
    why: { ...figuresOf(why), answer: why.stdout.split('\n')[0] },
  };
}

function figuresOf({ seconds, cpuSeconds, residentMegabytes }: Measured): Omit<Measured, 'stdout'> {
  return { seconds, cpuSeconds, residentMegabytes };
}

function runTool(argv: readonly string[]): Measured {
  const time = '/usr/bin/time';
  const command = [process.execPath, join(import.meta.dirname, '../bin/tenantlab.js'), ...argv];
  const measured = existsSync(time) ? [time, '-f', '%M %U', ...command] : command;
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(measured[0] ?? '', measured.slice(1), { encoding: 'utf8' });
  const seconds = Math.round((performance.now() - started) / 10) / 100;
  if (status !== 0) throw new Error(`${argv.join(' ')} failed: ${stderr}`);
  const [, kilobytes, cpuSeconds] = /(\d+) ([\d.]+)\s*$/.exec(stderr) ?? [];
  return {
    seconds,
    cpuSeconds: cpuSeconds === undefined ? null : Number(cpuSeconds),
    residentMegabytes: kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024),
    stdout,
  };
}
