import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import type { CliEnvironment } from '../../src/cli/environment.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { projectRoot, type ToolRun } from './start-tool.ts';

/** An environment that keeps what is written to it. */
export interface CapturedEnvironment extends CliEnvironment {
  readonly written: { out: string; err: string };
}

/** What of the world a test chooses; `input` is what standard input holds, in chunks. */
export interface EnvironmentChoices extends Partial<CliEnvironment> {
  readonly input?: readonly (string | Uint8Array)[];
}

/** A world without terminals and variables in which every look at the clock is a second later than the last. */
export function fakeEnvironment({ input = [], ...choices }: EnvironmentChoices = {}): CapturedEnvironment {
  const written = { out: '', err: '' };
  let time = 0;
  return {
    variables: {},
    cwd: projectRoot,
    stdin: Readable.from(input.map((chunk) => Buffer.from(chunk))),
    out: (text) => {
      written.out += text;
      return true;
    },
    err: (text) => {
      written.err += text;
    },
    isOutputTerminal: false,
    isErrorTerminal: false,
    columns: 100,
    now: () => (time += 1000),
    signal: new AbortController().signal,
    catchInterrupt: () => undefined,
    finishWhatever: () => undefined,
    written,
    ...choices,
  };
}

/** Runs a command line in this process. */
export async function runInProcess(argv: readonly string[], choices: EnvironmentChoices = {}): Promise<ToolRun> {
  const environment = fakeEnvironment(choices);
  const code = await runCli(argv, environment);
  return { code, ...environment.written };
}

/** A command that runs in a process of its own. */
export interface RunningTool {
  readonly process: ChildProcess;
  readonly finished: Promise<ToolRun>;
}

/** Starts the built command and does not wait for it, for tests about several at once and about signals. */
export function startTool(cwd: string, argv: readonly string[]): RunningTool {
  const child = spawn(process.execPath, [join(projectRoot, 'bin/tenantlab.js'), ...argv], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', USER: 'tester' },
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const finished = new Promise<ToolRun>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
  return { process: child, finished };
}
