import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { projectRoot, runTool } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const hasScript = spawnSync('script', ['--version']).status === 0;
if (!hasScript) process.stderr.write('There is no `script` command: the test in a terminal is left out.\n');

/** A folder as `tenantlab init` makes it. */
function lab(): string {
  const folder = tempFolder();
  expect(runTool(folder, ['init', 'lab']).code).toBe(0);
  return join(folder, 'lab');
}

describe('tenantlab test as a process', () => {
  it('passes in a folder that init has made, with and without the sample', () => {
    expect(runTool(lab(), ['test']).out).toContain('4 passed');
    const folder = tempFolder();
    runTool(folder, ['init', 'empty', '--empty']);
    expect(runTool(join(folder, 'empty'), ['test'])).toMatchObject({ code: 0 });
  });

  it.runIf(hasScript)('watches in a terminal and reads single keys', async () => {
    const command = `${process.execPath} ${join(projectRoot, 'bin/tenantlab.js')} test --watch --no-color`;
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: lab(), env: { ...process.env, CI: '' } });
    let shown = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
    const code = new Promise<number | null>((resolve) => {
      child.once('close', resolve);
    });
    await vi.waitFor(() => expect(shown).toContain('q quit'), { timeout: 50_000 });
    child.stdin.write('q');
    expect(await code).toBe(0);
    expect(shown).toContain('4 passed');
  });

  it('does in a shell what the guide for CI says', () => {
    const guide = readFileSync(join(projectRoot, 'docs/guides/ci.md'), 'utf8');
    const script = /## A plain shell[\s\S]*?```sh\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
    expect(script).toContain('tenantlab test');
    const folder = lab();
    const bin = join(folder, '.bin');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'tenantlab'),
      `#!/bin/sh\nexec ${process.execPath} ${join(projectRoot, 'bin/tenantlab.js')} "$@"\n`,
    );
    chmodSync(join(bin, 'tenantlab'), 0o755);
    const env = { ...process.env, CI: 'true', PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
    const run = () => spawnSync('sh', ['-c', script], { cwd: folder, env, encoding: 'utf8' });
    const fine = run();
    expect(fine).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'out/junit.xml'), 'utf8')).toContain('<testsuite');
    const suite = join(folder, 'tests/sales.tenantlab.yaml');
    writeFileSync(suite, readFileSync(suite, 'utf8').replace('in: true', 'in: false'));
    expect(run().status).toBe(1);
    expect(readFileSync(join(folder, 'out/summary.md'), 'utf8')).toContain('trailing blank');
  });
});
