import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestReport } from '../../../src/harness/index.ts';
import { isRunning } from '../../support/is-running.ts';
import { startTool } from '../../support/run-cli.ts';
import { projectRoot, runTool, type ToolRun } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const guide = readFileSync(join(projectRoot, 'docs/guides/verify-engine.md'), 'utf8');

/** The engines of the guide, by file name, as they stand there. */
const examples = Object.fromEntries(
  [...guide.matchAll(/<!-- example: (\S+) -->\n\n```\w+\n(.*?)\n```/gs)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantlab-engines-'));
  for (const [name, text] of Object.entries(examples)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = (...argv: readonly string[]): ToolRun => runTool(folder, ['verify-engine', ...argv]);
const reportOf = ({ out }: ToolRun): TestReport => JSON.parse(out) as TestReport;
const codesOf = (report: TestReport): readonly string[] =>
  report.suites.flatMap(({ cases }) => cases.flatMap(({ failures }) => failures.map(({ code }) => code)));

const hasPython = spawnSync('python3', ['--version']).status === 0;
const engines = ['node engine.mjs', ...(hasPython ? ['python3 engine.py'] : [])];
if (!hasPython) console.warn('SKIPPED: python3 is not here; the Python engine of the guide was not run.');

describe('tenantlab verify-engine', () => {
  it('has the engines of the guide, each short', () => {
    expect(Object.keys(examples)).toEqual(['engine.mjs', 'engine.py', 'engine-module.mjs']);
    for (const text of Object.values(examples)) expect(text.split('\n').length).toBeLessThanOrEqual(24);
  });

  it.each(engines)('scores the engine of the guide: %s', (command) => {
    const run = verify('--cmd', command, '--json');
    const report = reportOf(run);
    const score = (name: string) => report.scores?.sections.find((section) => section.name === name);
    expect(run.code).toBe(1);
    // -eq and -ne are all right; half of the table of operators is not understood.
    expect(score('rules/text-operators')?.passed).toBe(20);
    expect(score('rules/text-operators')?.total).toBe(120);
    expect(score('rules/patterns')?.passed).toBe(0);
    expect(codesOf(report)).toContain('engine/disagreement');
    expect(report.suites.find(({ name }) => name === 'protocol')?.cases.map(({ status }) => status)).toEqual([
      'passed',
      'passed',
      'passed',
    ]);
    expect(run.err).toContain('rules/text-operators');
  });

  it('scores the module of the guide', () => {
    const run = verify('--module', 'engine-module.mjs', '--section', 'rules/spelling', '--json', '--quiet');
    expect(run.err).toBe('');
    const [section] = reportOf(run).scores?.sections ?? [];
    expect(section?.name).toBe('rules/spelling');
    expect(section?.passed).toBeLessThan(section?.total ?? 0);
  });

  it('finds nothing wrong with our own engine over the protocol', () => {
    const command = `"${process.execPath}" "${join(projectRoot, 'bin/tenantlab.js')}" rule eval --stdio`;
    const run = verify('--cmd', command, '--codes', '--laws', '--runs', '50', '--json');
    expect([run.code, codesOf(reportOf(run))]).toEqual([0, []]);
    expect(reportOf(run).suites.map(({ name }) => name)).toContain('laws');
  });

  it('holds expected failures to their word', () => {
    writeFileSync(join(folder, 'known.yaml'), 'text-startsWith-same: not there yet\ntext-eq-same: was broken once\n');
    const filter = ['--section', 'rules/text-operators', '--grade', 'documented'];
    const run = verify('--cmd', 'node engine.mjs', ...filter, '--expected-failures', 'known.yaml', '--json');
    const cases = reportOf(run).suites.flatMap((suite) => suite.cases);
    const named = (name: string) => cases.find((each) => each.name === name);
    expect(run.code).toBe(1);
    expect(named('text-startsWith-same')).toMatchObject({
      status: 'passed',
      notes: ['fails as expected: not there yet'],
    });
    expect(named('text-eq-same')?.failures[0]?.code).toBe('engine/unexpected-pass');
  });

  it('skips with a reason', () => {
    writeFileSync(join(folder, 'skip.json'), '{ "folding-001": "no letters here" }');
    const run = verify('--cmd', 'node engine.mjs', '--section', 'rules/case-folding', '--skip', 'skip.json', '--json');
    const [first] = reportOf(run).suites[0]?.cases ?? [];
    expect(first).toMatchObject({ name: 'folding-001', status: 'skipped', reason: 'no letters here' });
  });

  it('writes a disagreement that can be filed, and whose line shows it again', () => {
    verify('--cmd', 'node engine.mjs', '--no-suite', '--disagreement', 'found.md', '--json');
    const text = readFileSync(join(folder, 'found.md'), 'utf8');
    expect(text).toContain('disagree about a rule');
    const line = /^\{"id":1,.*\}$/m.exec(text)?.[0] ?? '';
    const ours = runTool(folder, ['rule', 'eval', '--stdio'], `${line}\n`).out.trim();
    const theirs = spawnSync('node', ['engine.mjs'], {
      cwd: folder,
      input: `${line}\n`,
      encoding: 'utf8',
    }).stdout.trim();
    expect(text).toContain(JSON.stringify(JSON.parse(theirs)).slice(8, 30));
    expect(ours).not.toBe(theirs);
  });

  it('gives the same report for the same seed', () => {
    const once = () => verify('--cmd', 'node engine.mjs', '--no-suite', '--seed', '7', '--json').out;
    expect(once()).toBe(once());
  });

  it.each([
    ['no engine', [], 4, 'Name one engine'],
    ['two engines', ['--cmd', 'x', '--builtin', 'sql'], 4, 'Name one engine'],
    ['an unknown section', ['--builtin', 'direct', '--section', 'rules/claims'], 4, 'no section "rules/claims"'],
    ['an unknown grade', ['--builtin', 'direct', '--grade', 'guessed'], 4, 'no grade "guessed"'],
    ['an unknown report', ['--builtin', 'direct', '--report', 'pdf'], 4, 'no report "pdf"'],
    ['a module that is not there', ['--module', 'none.mjs'], 3, 'no module "none.mjs"'],
    ['a command that is not there', ['--cmd', './no-such-engine'], 3, '"./no-such-engine" could not be started'],
    ['a list that is not there', ['--builtin', 'direct', '--skip', 'none.yaml'], 3, '"none.yaml" cannot be read'],
    ['nothing that could run', ['--cmd', 'node engine.mjs', '--section', 'licenses/seats', '--json'], 4, 'skipped'],
  ])('says what is wrong with %s', (_, argv, code, message) => {
    const run = verify(...argv);
    expect(run.code).toBe(code);
    expect(run.err).toContain(message);
    expect(run.err).not.toContain('    at ');
  });

  it('shows the place of a mistake in a list', () => {
    writeFileSync(join(folder, 'typo.yaml'), 'text-eq-sam: a typo\n');
    const run = verify('--builtin', 'direct', '--skip', 'typo.yaml');
    expect(run.code).toBe(3);
    expect(run.err).toContain('typo.yaml:1:1');
    expect(run.err).toContain('text-eq-same');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves no engine behind on %s', async (signal, exitCode) => {
    const place = tempFolder();
    const program = `require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000);`;
    writeFileSync(join(place, 'hangs.cjs'), program);
    const tool = startTool(place, ['verify-engine', '--cmd', 'node hangs.cjs', '--timeout', '60000']);
    await expect.poll(() => existsSync(join(place, 'pid')), { timeout: 20_000 }).toBe(true);
    const pid = Number(readFileSync(join(place, 'pid'), 'utf8'));
    tool.process.kill(signal);
    const { code, err } = await tool.finished;
    expect(code).toBe(exitCode);
    expect(err.includes('Interrupted')).toBe(signal === 'SIGINT');
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});
