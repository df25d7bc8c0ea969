import { systemClock } from '../base/index.ts';
import type { CliEnvironment } from './environment.ts';
import { runCli } from './run-cli.ts';

const interrupt = new AbortController();

/**
 * From here on the first Ctrl-C asks the command to stop at a safe point and clean up; a second one stops the process. Only
 * commands that write ask for it: the others lose nothing when they are stopped at once, which is what Ctrl-C does by itself,
 * while long computations would not hear of it. Files are never half written either way.
 */
function catchInterrupt(): void {
  process.once('SIGINT', () => {
    interrupt.abort();
    process.once('SIGINT', () => process.exit(130));
  });
}

// A reader such as `head` may close the pipe early: that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
}

const environment: CliEnvironment = {
  variables: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  out: (text) => {
    process.stdout.write(text);
  },
  err: (text) => {
    process.stderr.write(text);
  },
  isOutputTerminal: process.stdout.isTTY,
  isErrorTerminal: process.stderr.isTTY,
  columns: process.stdout.isTTY ? process.stdout.columns : 100,
  now: systemClock,
  signal: interrupt.signal,
  catchInterrupt,
};

process.exitCode = await runCli(process.argv.slice(2), environment);
