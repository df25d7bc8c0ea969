/**
 * Suites at size: `tenantlab test` as its own process, cold and whole, with 10,000 cases on a generated tenant of 5,000 users; and
 * the same cases once more in this process, by part: reading the suite, settling and finding names, running.
 *
 * Run: `npm run build && npx tsx bench/test-suite.ts [cases] [users]`. Writes bench/results/test-suite.json.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatInstant, systemClock } from '../src/base/index.ts';
import { createSuiteFiles, readSuite } from '../src/formats/index.ts';
import { prepareSuite } from '../src/harness/index.ts';
import { defaultSemantics, type Tenant } from '../src/model/index.ts';
import { openTenant } from '../src/app/index.ts';
import { describeMachine } from './support/machine.ts';
import { writeResult } from './support/write-result.ts';

const root = join(import.meta.dirname, '..');
const wantedCases = Number(process.argv[2] ?? 10_000);
const users = Number(process.argv[3] ?? 5000);
const rounds = 3;

const folder = mkdtempSync(join(tmpdir(), 'tenantlab-bench-'));
try {
  const database = join(folder, 'tenant.db');
  const tool = join(root, 'bin/tenantlab.js');
  const generate = [
    'generate',
    '--users',
    String(users),
    '--groups',
    '200',
    '--seed',
    '42',
    '--out',
    database,
    '--quiet',
  ];
  execFileSync(process.execPath, [tool, ...generate], { stdio: ['ignore', 'ignore', 'inherit'] });
  const { tenant } = await openTenant(database);
  const suite = join(folder, 'large.tenantlab.yaml');
  writeFileSync(suite, await suiteText(tenant));
  const results = [];
  for (let round = 0; round < rounds; round++) {
    results.push({ commandSeconds: timeCommand(tool, folder), ...timeParts(suite, tenant) });
    process.stderr.write(`round ${round + 1}: ${JSON.stringify(results[round])}\n`);
  }
  const median = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const document = {
    date: formatInstant(systemClock()),
    machine: describeMachine(),
    work: { cases: wantedCases, users, groups: 200, rounds },
    medianCommandSeconds: median(results.map(({ commandSeconds }) => commandSeconds)),
    results,
  };
  await writeResult('test-suite', document);
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Single cases of all kinds in turn, each person and group by name; members are stated as they are. */
async function suiteText(tenant: Tenant): Promise<string> {
  const { settle } = await import('../src/simulation/index.ts');
  const settled = settle(tenant, { semantics: defaultSemantics });
  const people = tenant.populations.user;
  const states = [...settled.dynamic.values()].filter(
    ({ memberType, members }) => memberType === 'user' && members !== undefined,
  );
  const lines = ['tenant: tenant.db', 'tests:'];
  for (let index = 0; index < wantedCases; index++) {
    const state = states[(index * 7) % states.length];
    if (state?.holder.type !== 'group') continue;
    const row = (index * 31) % people.size;
    const verdict = state.undecided.has(row) ? 'undecided' : String(state.members?.has(row) === true);
    lines.push(
      `  - name: case ${index}`,
      `    person: ${JSON.stringify(people.idAt(row))}`,
      `    group: ${JSON.stringify(tenant.populations.group.idAt(state.holder.row))}`,
      `    expect: { member: ${verdict}${index % 10 === 0 ? `, count: { min: ${state.members?.size ?? 0} }` : ''} }`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function timeCommand(tool: string, cwd: string): number {
  const started = performance.now();
  const run = spawnSync(process.execPath, [tool, 'test', '--json', '--quiet'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(`test failed with ${run.status}: ${run.stderr.slice(0, 2000)}`);
  const report = JSON.parse(run.stdout) as { readonly summary: { readonly passed: number } };
  process.stderr.write(`${report.summary.passed} cases passed in ${seconds.toFixed(2)} s\n`);
  return seconds;
}

function timeParts(path: string, tenant: Tenant): Record<string, number> {
  const timed = <Value>(work: () => Value): { readonly value: Value; readonly seconds: number } => {
    const started = performance.now();
    const value = work();
    return { value, seconds: (performance.now() - started) / 1000 };
  };
  const files = createSuiteFiles({ root: folder, allowExternal: false, name: (file) => file });
  const read = timed(() => readSuite({ name: 'large', text: readFileSync(path, 'utf8') }, path, files));
  if (!read.value.ok) throw new Error('the suite is not valid');
  const suite = read.value.value;
  const prepared = timed(() => prepareSuite(suite, tenant, { semantics: defaultSemantics }));
  const run = timed(() => prepared.value.prepared.run({ semantics: defaultSemantics }));
  return { readSeconds: read.seconds, prepareSeconds: prepared.seconds, runSeconds: run.seconds };
}
