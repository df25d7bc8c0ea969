import type { LineHandler } from '../../rules/index.ts';
import type { CliEnvironment } from '../environment.ts';

/**
 * Answers each line of standard input with one line on standard output, in order, until the input ends. Blank lines are
 * ignored. Each answer is written before the next line is read. Ends when nobody reads the answers any more.
 */
export async function serveLines(environment: CliEnvironment, handle: LineHandler): Promise<void> {
  for await (const line of readLines(environment.stdin)) {
    if (environment.signal.aborted) break;
    if (line.trim() !== '' && !environment.out(`${handle(line)}\n`)) break;
  }
}

/**
 * The lines of UTF-8 input without their ends, as soon as each is complete. Only a line feed ends a line: U+2028, which
 * `node:readline` also splits at, may stand unescaped in a JSON text. A byte order mark in front is skipped.
 */
async function* readLines(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const [first = '', ...more] = decoder.decode(bytes, { stream: true }).split('\n');
    rest += first;
    for (const next of more) {
      yield rest;
      rest = next;
    }
  }
  yield rest + decoder.decode();
}
