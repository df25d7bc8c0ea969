import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startTool } from '../../support/run-cli.ts';
import { projectRoot, runTool } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const tool = join(projectRoot, 'bin/tenantlab.js');

/** A shell pipeline in which $TOOL is the command. */
function shell(
  cwd: string,
  script: string,
): { readonly code: number | null; readonly out: string; readonly err: string } {
  const run = spawnSync('bash', ['-o', 'pipefail', '-c', script], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', TOOL: `${process.execPath} ${tool}` },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

function setCity(city: string): string {
  return `version: 1\nsteps:\n  - update: user\n    where: user.userType -eq "Member"\n    set: { city: ${city} }\n`;
}

describe('two processes that apply to one database', () => {
  it('let one win and tell the other; nothing is lost', async () => {
    const folder = tempFolder();
    expect(runTool(folder, ['generate', '--users', '200', '--out', 'tenant.db']).code).toBe(0);
    for (const city of ['Oslo', 'Bergen']) {
      writeFileSync(join(folder, `${city}.yaml`), setCity(city));
      expect(runTool(folder, ['plan', '--changes', `${city}.yaml`, '--save', `${city}.json`]).code).toBe(0);
    }
    const runs = await Promise.all(
      ['Oslo', 'Bergen'].map((city) => startTool(folder, ['apply', `${city}.json`]).finished),
    );
    expect(new Set(runs.map(({ code }) => code))).toEqual(new Set([0, 3]));
    const loser = runs.find(({ code }) => code === 3);
    expect(loser?.out).toBe('');
    expect(loser?.err).toMatch(/^error (?:plan\/stale|store\/moved|store\/busy|store\/locked)/);

    const history = JSON.parse(runTool(folder, ['history', '--json']).out) as readonly { readonly what: string }[];
    const winner = runs[0]?.code === 0 ? 'Oslo' : 'Bergen';
    expect(history.map(({ what }) => what)).toEqual([`apply ${winner}.yaml`, 'generate --users 200 --seed 1']);
    const { summary } = JSON.parse(runTool(folder, ['plan', '--changes', `${winner}.yaml`, '--json']).out) as {
      readonly summary: { readonly joins: number; readonly leaves: number };
    };
    expect(summary).toMatchObject({ joins: 0, leaves: 0 });
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });
});

describe('Ctrl-C', () => {
  it('during generate leaves no file and ends with 130, or by the signal where the work has not begun', async () => {
    const folder = tempFolder();
    const { process: child, finished } = startTool(folder, ['generate', '--users', '100000', '--out', 'big.db']);
    // Long enough for the start of any machine, short enough for the work to be still under way.
    await wait(1200);
    child.kill('SIGINT');
    const { code, out, err } = await finished;
    const hadBegun = child.signalCode === null;
    expect({ code, out, err }).toEqual({
      code: hadBegun ? 130 : null,
      out: '',
      err: hadBegun ? 'Interrupted. Nothing was changed.\n' : '',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stops a line server', async () => {
    const { process: child, finished } = startTool(tempFolder(), ['rule', 'eval', '--stdio']);
    const answered = new Promise((resolve) => child.stdout?.once('data', resolve));
    child.stdin?.write('{"rule":"user.city -eq null"}\n');
    await answered;
    child.kill('SIGINT');
    expect(await finished).toMatchObject({ out: '{"id":null,"verdict":"member"}\n', err: '' });
    expect(child.signalCode).toBe('SIGINT');
  });
});

describe('pipes', () => {
  it.each([
    ['a long plan', '$TOOL plan --changes changes/reorganisation.yaml --json --all', '{'],
    ['the list of codes', '$TOOL explain-code', ''],
    ['help on stderr', '$TOOL 2>&1 >/dev/null', 'Usage'],
  ])('end %s quietly when the reader has read enough', (_what, command, first) => {
    const folder = tempFolder();
    runTool(folder, ['init', 'lab']);
    const { out, err } = shell(join(folder, 'lab'), `${command} | head -n 1`);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(out).toContain(first);
    expect(err).toBe('');
  });

  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n';

  it.each(['table', 'csv', 'json'])('end an endless answer as %s when the reader has read enough', (format) => {
    const folder = tempFolder();
    runTool(folder, ['generate', '--users', '10', '--out', 'tenant.db']);
    const { code, out, err } = shell(folder, `timeout 30 $TOOL sql "${endless}" --format ${format} | head -n 1`);
    expect(out.trim()).toBe(format === 'json' ? '[' : 'i');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readdirSync(folder)).toEqual(['tenant.db']);
  });

  it('slow a long answer down to the speed of its reader instead of keeping it in memory', () => {
    const folder = tempFolder();
    runTool(folder, ['generate', '--users', '10', '--out', 'tenant.db']);
    const question = `SELECT i, hex(zeroblob(5000)) AS zeros FROM (${endless} LIMIT 30000)`;
    const { code, out, err } = shell(
      folder,
      `NODE_OPTIONS=--max-old-space-size=64 $TOOL sql "${question}" --csv | (sleep 4; cat) | wc -l`,
    );
    expect({ code, out: out.trim(), err }).toEqual({ code: 0, out: '30001', err: '' });
  });

  it('keep the exit code of a plan that is not read to its end', () => {
    const folder = tempFolder();
    runTool(folder, ['init', 'lab']);
    const plan = '$TOOL plan --changes changes/reorganisation.yaml --detailed-exitcode';
    expect(shell(join(folder, 'lab'), `${plan} | true`)).toEqual({ code: 2, out: '', err: '' });
  });

  it('answer line by line while more is to come', async () => {
    const { process: child, finished } = startTool(tempFolder(), ['rule', 'check', '--stdio']);
    const answers: string[] = [];
    for (const id of [1, 2, 3]) {
      const answered = new Promise<string>((resolve) => child.stdout?.once('data', (text: string) => resolve(text)));
      child.stdin?.write(`\n{"id":${id},"rule":"user.city -eq null"}\n`);
      answers.push(await answered);
    }
    child.stdin?.end();
    expect(answers.map((line) => (JSON.parse(line) as { readonly id: number }).id)).toEqual([1, 2, 3]);
    expect(await finished).toMatchObject({ code: 0, err: '' });
  });
});
