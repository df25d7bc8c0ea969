import { createInterface } from 'node:readline';
import type { LineHandler } from '../../rules/index.ts';
import type { CliEnvironment } from '../environment.ts';

/**
 * Answers each line of standard input with one line on standard output, in order, until the input ends. Blank lines are
 * ignored. Each answer is written before the next line is read.
 */
export async function serveLines(environment: CliEnvironment, handle: LineHandler): Promise<void> {
  const lines = createInterface({ input: environment.stdin, crlfDelay: Infinity });
  for await (const line of lines) {
    if (environment.signal.aborted) break;
    if (line.trim() !== '') environment.out(`${handle(line)}\n`);
  }
}
