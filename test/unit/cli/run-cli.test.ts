import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { version } from '../../../src/app/index.ts';
import type { CliEnvironment } from '../../../src/cli/environment.ts';
import { paletteFor } from '../../../src/cli/palette.ts';
import { createProgressLine } from '../../../src/cli/progress.ts';
import { runCli } from '../../../src/cli/run-cli.ts';
import { projectRoot } from '../../support/start-tool.ts';

interface Captured extends CliEnvironment {
  readonly written: { out: string; err: string };
}

function environment(changes: Partial<CliEnvironment> = {}): Captured {
  const written = { out: '', err: '' };
  let time = 0;
  return {
    variables: {},
    cwd: projectRoot,
    stdin: Readable.from([]),
    out: (text) => {
      written.out += text;
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
    written,
    ...changes,
  };
}

describe('runCli', () => {
  it('says the version of package.json', async () => {
    const { version: packaged } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    const captured = environment();
    expect(await runCli(['--version'], captured)).toBe(0);
    expect(captured.written.out).toBe(`${packaged}\n`);
    expect(version).toBe(packaged);
  });

  it.each([
    'plan',
    'apply',
    'why',
    'why-not',
    'lint',
    'import',
    'export',
    'generate',
    'init',
    'diff',
    'history',
    'explain-code',
    'rule check',
    'rule eval',
    'rule fmt',
    'rule explain',
    'rule export',
  ])('has help with an example for %s', async (command) => {
    const captured = environment();
    expect(await runCli([...command.split(' '), '--help'], captured)).toBe(0);
    expect(captured.written.out).toMatch(/Examples?:\n {2}tenantlab /);
  });

  it('suggests the command that was meant', async () => {
    const captured = environment();
    expect(await runCli(['plann'], captured)).toBe(4);
    expect(captured.written.err).toContain('plan');
  });

  it.each(['serve', 'license', 'whatif', 'test', 'prove'])(
    'says that %s is not part of this version',
    async (command) => {
      const captured = environment();
      expect(await runCli([command, '--anything'], captured)).toBe(4);
      expect(captured.written.err).toContain('is not part of this version');
    },
  );

  it('suggests the semantics option that was meant', async () => {
    const captured = environment();
    expect(
      await runCli(['rule', 'check', 'user.city -eq "x"', '--semantics', 'member-off-mode=frozen'], captured),
    ).toBe(4);
    expect(captured.written.err).toContain('member-of-mode');
  });

  it('says that nothing was changed after Ctrl-C', async () => {
    const controller = new AbortController();
    controller.abort();
    const captured = environment({ signal: controller.signal });
    expect(await runCli(['lint', '--tenant', 'fixtures/tenants/northwind-clinic'], captured)).toBe(130);
    expect(captured.written.err).toContain('Nothing was changed');
  });
});

describe('paletteFor', () => {
  it.each([
    ['colours a terminal', { isOutputTerminal: true }, undefined, true],
    ['leaves a pipe alone', {}, undefined, false],
    ['respects NO_COLOR', { isOutputTerminal: true, variables: { NO_COLOR: '1' } }, undefined, false],
    ['respects --no-color', { isOutputTerminal: true }, false, false],
    ['respects FORCE_COLOR', { variables: { FORCE_COLOR: '1' } }, undefined, true],
    ['leaves a dumb terminal alone', { isOutputTerminal: true, variables: { TERM: 'dumb' } }, undefined, false],
  ])('%s', (_what, changes, color, isColored) => {
    expect(paletteFor(environment(changes), color, 'out').bad('x') !== 'x').toBe(isColored);
  });
});

describe('createProgressLine', () => {
  it('draws on a terminal after half a second and clears it', () => {
    const captured = environment({ isErrorTerminal: true });
    const line = createProgressLine(captured, false);
    line.report({ phase: 'reading', done: 1, total: 4 });
    line.clear();
    expect(captured.written.err).toContain('reading  25 %');
    expect(captured.written.err.endsWith('\u001b[K')).toBe(true);
  });

  it.each([
    ['without a terminal', false, false],
    ['when quiet', true, true],
  ])('says nothing %s', (_what, isErrorTerminal, isQuiet) => {
    const captured = environment({ isErrorTerminal });
    const line = createProgressLine(captured, isQuiet);
    line.report({ phase: 'reading', done: 1 });
    line.clear();
    expect(captured.written.err).toBe('');
  });
});
