/**
 * The main job, cold and whole: `tenantlab plan` as its own process on a generated tenant of 100,000 users and 1,000 dynamic
 * groups in a `.db`, changing about 1,000 users; and, in the same run, the direct evaluator against the JSON Logic reference
 * on a sample of the same rules and people. Rounds are interleaved; medians and ratios are what counts.
 *
 * Run: `npm run build && npx tsx bench/plan-change.ts [users] [groups]`. Writes bench/results/plan-change.json.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { formatInstant, systemClock } from '../src/base/index.ts';
import type { Population, Tenant } from '../src/model/index.ts';
import {
  type CheckedRule,
  checkRule,
  compileRule,
  createPredicateCache,
  createSubject,
  evaluateReference,
  evaluateRows,
  findRuleProperty,
  userRuleProperties,
} from '../src/rules/index.ts';
import { generateTenant } from '../src/synth/index.ts';

const root = join(import.meta.dirname, '..');
const users = Number(process.argv[2] ?? 100_000);
const groups = Number(process.argv[3] ?? 1000);
const rounds = 3;
const sampleUsers = 1000;
const sampleRules = 25;

interface Round {
  readonly planSeconds: number;
  readonly planResidentMegabytes: number | null;
  readonly directPairsPerSecond: number;
  readonly referencePairsPerSecond: number;
}

const folder = mkdtempSync(join(tmpdir(), 'tenantlab-bench-'));
try {
  const database = join(folder, 'tenant.db');
  runTool([
    'generate',
    '--users',
    String(users),
    '--groups',
    String(groups),
    '--seed',
    '42',
    '--out',
    database,
    '--quiet',
  ]);
  const tenant = generateTenant({ users, groups, seed: 42, clock: Date.UTC(2026, 10, 23) });
  const changes = join(folder, 'changes.yaml');
  writeFileSync(changes, changeSet(tenant));
  const results: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const plan = timePlan(database, changes, join(folder, `plan-${round}.json`));
    results.push({ ...plan, ...compareEvaluators(tenant) });
    process.stderr.write(`round ${round + 1}: ${JSON.stringify(results[round])}\n`);
  }
  report(results, join(folder, 'plan-0.json'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Changes the department of about one user in a hundred. */
function changeSet(tenant: Tenant): string {
  const population = tenant.populations.user;
  const counts = new Map<string, number>();
  for (let row = 0; row < population.size; row++) {
    const city = population.textAt(row, 'city');
    if (city !== undefined) counts.set(city, (counts.get(city) ?? 0) + 1);
  }
  const wanted = users / 100;
  const [city = ''] = [...counts].toSorted((a, b) => Math.abs(a[1] - wanted) - Math.abs(b[1] - wanted))[0] ?? [];
  return `version: 1\nsteps:\n  - update: user\n    where: user.city -eq "${city}"\n    set: { department: Moved, officeLocation: Elsewhere }\n`;
}

function timePlan(
  database: string,
  changes: string,
  out: string,
): Pick<Round, 'planSeconds' | 'planResidentMegabytes'> {
  const time = '/usr/bin/time';
  const command = [
    process.execPath,
    join(root, 'bin/tenantlab.js'),
    'plan',
    '--tenant',
    database,
    '--changes',
    changes,
    '--format',
    'json',
    '--out',
    out,
  ];
  const measured = existsSync(time) ? [time, '-f', '%M', ...command] : command;
  const started = performance.now();
  const { status, stderr } = spawnSync(measured[0] ?? '', measured.slice(1), { encoding: 'utf8' });
  const planSeconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`plan failed: ${stderr}`);
  const kilobytes = Number(stderr.trim().split('\n').at(-1));
  return { planSeconds, planResidentMegabytes: Number.isFinite(kilobytes) && kilobytes > 0 ? kilobytes / 1024 : null };
}

/** Evaluated pairs of rule and person per second, both evaluators on the same rules; the direct one on everybody. */
function compareEvaluators(tenant: Tenant): Pick<Round, 'directPairsPerSecond' | 'referencePairsPerSecond'> {
  const population = tenant.populations.user;
  const rules = sampledRules(tenant);
  const context = {
    population,
    now: tenant.clock,
    cache: createPredicateCache(),
    membersOf: () => ({ known: new Set<number>(), isComplete: true }) as never,
  };
  const directStart = performance.now();
  const direct = rules.map((rule) => evaluateRows(compileRule(rule), context).members);
  const directSeconds = (performance.now() - directStart) / 1000;
  const rows = Array.from({ length: sampleUsers }, (_, index) => Math.floor((index * population.size) / sampleUsers));
  const subjects = rows.map((row) => ({ row, subject: subjectOf(population, row) }));
  const referenceStart = performance.now();
  for (const [index, rule] of rules.entries()) {
    for (const { row, subject } of subjects) {
      const isMember = evaluateReference(rule, subject, tenant.clock).verdict === 'member';
      if (isMember !== direct[index]?.has(row) && population.isActive(row))
        throw new Error(`the evaluators differ on ${rule.text}`);
    }
  }
  const referenceSeconds = (performance.now() - referenceStart) / 1000;
  return {
    directPairsPerSecond: (rules.length * population.size) / directSeconds,
    referencePairsPerSecond: (rules.length * subjects.length) / referenceSeconds,
  };
}

function sampledRules(tenant: Tenant): readonly CheckedRule[] {
  const holders = tenant.populations.group;
  const rules: CheckedRule[] = [];
  for (let row = 0; row < holders.size; row += 7) {
    const check = checkRule(holders.textAt(row, 'membershipRule') ?? '');
    if (check.ok && check.rule.object === 'user' && check.rule.root.kind !== 'memberOf') rules.push(check.rule);
    if (rules.length === sampleRules) break;
  }
  return rules;
}

function subjectOf(population: Population, row: number) {
  const attributes: Record<string, never> = {};
  const unknown: string[] = [];
  const names = [...userRuleProperties.filter(({ type }) => type !== 'memberOf').map(({ name }) => name), 'manager'];
  for (const name of names) {
    const property = findRuleProperty('user', name);
    const source = property?.source ?? name;
    const held = source === 'id' ? population.idAt(row) : population.valueAt(row, source);
    const value =
      property?.isFirstElement === true && Array.isArray(held) ? ((held as readonly string[])[0] ?? null) : held;
    if (value === undefined) unknown.push(name);
    else attributes[name] = value as never;
  }
  const subject = createSubject('user', attributes, unknown);
  if (!subject.ok) throw new Error(subject.error);
  return subject.value;
}

function runTool(argv: readonly string[]): void {
  execFileSync(process.execPath, [join(root, 'bin/tenantlab.js'), ...argv], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function report(results: readonly Round[], planFile: string): void {
  const median = (pickValue: (round: Round) => number): number =>
    results.map(pickValue).toSorted((a, b) => a - b)[Math.floor(results.length / 2)] ?? 0;
  const { summary } = JSON.parse(readFileSync(planFile, 'utf8')) as { readonly summary: unknown };
  const document = {
    date: formatInstant(systemClock()),
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGigabytes: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    work: { users, groups, rounds },
    plan: {
      medianSeconds: round(median(({ planSeconds }) => planSeconds)),
      medianResidentMegabytes: Math.round(median(({ planResidentMegabytes }) => planResidentMegabytes ?? 0)),
      summary,
    },
    directOverReference: round(median((entry) => entry.directPairsPerSecond / entry.referencePairsPerSecond)),
    results,
  };
  mkdirSync(join(root, 'bench/results'), { recursive: true });
  writeFileSync(join(root, 'bench/results/plan-change.json'), `${JSON.stringify(document, undefined, 2)}\n`);
  process.stdout.write(
    `${JSON.stringify({ plan: document.plan, directOverReference: document.directOverReference }, undefined, 2)}\n`,
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
