/**
 * What the engine takes, next to what others take: one command, one run, ratios.
 *
 *     npx tsx bench/engine.ts [--users 100000] [--rules 15000] [--quick | --full] [--only SECTION] [--against PEER] [--rounds 3]
 *
 * `--full` is 1,000,000 people and 15,000 rules, `--quick` a look at 20,000 and 2,000. Every section runs in a process of its
 * own, so that neither memory nor warmed-up code of one helps or hurts the next. Prints JSON; the routine and the full size are
 * written to bench/results/engine-USERSxRULES.json, other sizes only with `--write`.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { engineName } from './support/engine-adapter.ts';
import { describeMachine } from './support/machine.ts';
import { servePeer } from './support/peer-process.ts';
import { type PeerName, peerNames } from './support/peers.ts';
import { type SectionName, sectionNames, sections } from './support/sections/index.ts';
import type { SectionOptions, SectionResult } from './support/sections/section.ts';
import { writeResult } from './support/write-result.ts';

const { values } = parseArgs({
  options: {
    users: { type: 'string' },
    rules: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    /** Runs one section in this process and prints its result as the last line. */
    section: { type: 'string' },
    /** Compares with these peers only. */
    against: { type: 'string', multiple: true },
    /** Serves one peer to the process that started this one. */
    peer: { type: 'string' },
  },
});

const options: SectionOptions = {
  users: Number(values.users ?? (values.full ? 1_000_000 : values.quick ? 20_000 : 100_000)),
  rules: Number(values.rules ?? (values.quick ? 2000 : 15_000)),
  rounds: Number(values.rounds),
  isQuick: values.quick,
  ...(values.against === undefined ? {} : { against: values.against.map(peerNameOf) }),
};

if (values.peer !== undefined) await servePeer(peerNameOf(values.peer), options);
else if (values.section === undefined) await runAll(values.only ?? sectionNames);
else process.stdout.write(`${JSON.stringify(await sections[nameOf(values.section)](options))}\n`);

async function runAll(names: readonly string[]): Promise<void> {
  const machine = describeMachine();
  print({ machine, engine: engineName, work: options });
  const results: Record<string, SectionResult> = {};
  for (const name of names.map(nameOf)) {
    const started = performance.now();
    const result = runSection(name);
    results[name] = { ...result, sectionSeconds: Math.round((performance.now() - started) / 1000) };
    print({ [name]: results[name] });
  }
  const isComplete = names.length === sectionNames.length;
  const isRegular =
    isComplete && !values.quick && options.rules === 15_000 && [100_000, 1_000_000].includes(options.users);
  if (!values.write && !isRegular) return;
  const suffix = isComplete ? '' : `-${names.join('-')}`;
  await writeResult(`engine-${options.users}x${options.rules}${suffix}`, {
    ...machine,
    engine: engineName,
    work: options,
    results,
  });
}

function runSection(name: SectionName): SectionResult {
  const argv = ['--users', options.users, '--rules', options.rules, '--rounds', options.rounds].map(String);
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      '--max-old-space-size=8192',
      '--import',
      'tsx',
      import.meta.filename,
      '--section',
      name,
      ...argv,
      ...(options.isQuick ? ['--quick'] : []),
      ...(options.against ?? []).flatMap((name) => ['--against', name]),
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(`section ${name} failed`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as SectionResult;
}

function nameOf(text: string): SectionName {
  const name = sectionNames.find((each) => each === text);
  if (name === undefined) throw new Error(`no section ${text}; there are ${sectionNames.join(', ')}`);
  return name;
}

function peerNameOf(text: string): PeerName {
  const name = peerNames.find((each) => each === text);
  if (name === undefined) throw new Error(`no peer ${text}; there are ${peerNames.join(', ')}`);
  return name;
}

function print(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}
