import { describe, expect, it } from 'vitest';
import { serveLines } from '../../../src/cli/actions/line-server.ts';
import { type EnvironmentChoices, fakeEnvironment } from '../../support/run-cli.ts';

async function served(input: readonly (string | Uint8Array)[], choices: EnvironmentChoices = {}): Promise<string> {
  const environment = fakeEnvironment({ ...choices, input });
  await serveLines(environment, (line) => `<${line.trim()}>`);
  return environment.written.out;
}

describe('serveLines', () => {
  it('answers each line with one line, in order, ignoring blank ones', async () => {
    expect(await served(['a\n\n  \nb\r\nc\n'])).toBe('<a>\n<b>\n<c>\n');
  });

  it('answers a last line without an end, and nothing for no input', async () => {
    expect(await served(['a\nb'])).toBe('<a>\n<b>\n');
    expect(await served([])).toBe('');
    expect(await served(['\n'])).toBe('');
  });

  it('does not care how the input is cut into chunks, even inside a character', async () => {
    const bytes = Buffer.from('ä😀\nb\n\nc');
    expect(await served([...bytes].map((byte) => Uint8Array.of(byte)))).toBe('<ä😀>\n<b>\n<c>\n');
  });

  it('ends lines at line feeds only', async () => {
    expect(await served(['a\u2028b\u2029c\u0085d\n'])).toBe('<a\u2028b\u2029c\u0085d>\n');
  });

  it('skips a byte order mark', async () => {
    expect(await served(['\ufeffa\nb\n'])).toBe('<a>\n<b>\n');
  });

  it('answers a line before the next one is there', async () => {
    const environment = fakeEnvironment();
    const seen: string[] = [];
    async function* slowly(): AsyncGenerator<string> {
      yield 'a\nb';
      await Promise.resolve();
      seen.push(environment.written.out);
      yield '\n';
      await Promise.resolve();
      seen.push(environment.written.out);
    }
    const { Readable } = await import('node:stream');
    const stdin = Readable.from(slowly(), { highWaterMark: 1 });
    await serveLines({ ...environment, stdin }, (line) => line);
    expect(seen.at(-1)).toContain('a\n');
    expect(environment.written.out).toBe('a\nb\n');
  });

  it('stops when it is interrupted', async () => {
    const controller = new AbortController();
    controller.abort();
    expect(await served(['a\n'], { signal: controller.signal })).toBe('');
  });
});
