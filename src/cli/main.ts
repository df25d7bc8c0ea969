import { isatty } from 'node:tty';

import { systemClock } from '../base/index.ts';
import type { CliEnvironment } from './environment.ts';
import { runCli } from './run-cli.ts';
import { createStreamWriter } from './standard-stream.ts';

const interrupt = new AbortController();
let mustFinish = false;

/**
 * From here on the first Ctrl-C asks the command to stop at a safe point and clean up; a second one stops the process. Only
 * commands that write ask for it: the others lose nothing when they are stopped at once, which is what Ctrl-C does by itself,
 * while long computations would not hear of it. Files are never half written either way.
 */
function catchInterrupt(): void {
  process.on('SIGINT', () => {
    if (interrupt.signal.aborted && !mustFinish) process.exit(130);
    interrupt.abort();
  });
}

const environment: CliEnvironment = {
  variables: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  out: createStreamWriter(1),
  err: createStreamWriter(2),
  isOutputTerminal: isatty(1),
  isErrorTerminal: isatty(2),
  columns: isatty(1) ? process.stdout.columns : 100,
  now: systemClock,
  signal: interrupt.signal,
  catchInterrupt,
  finishWhatever: () => {
    mustFinish = true;
  },
};

process.exitCode = await runCli(process.argv.slice(2), environment);
