import { systemClock } from '../base/index.ts';
import type { CliEnvironment } from './environment.ts';
import { runCli } from './run-cli.ts';

const interrupt = new AbortController();

// The first Ctrl-C asks the command to stop at a safe point; a second one stops the process at once. Files are never half
// written either way: databases commit in transactions, texts are renamed into place.
process.once('SIGINT', () => {
  interrupt.abort();
  process.once('SIGINT', () => process.exit(130));
});

// A reader such as `head` may close the pipe early: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

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
};

process.exitCode = await runCli(process.argv.slice(2), environment);
