import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageExample, pageExamples } from '../../support/examples/page-examples.ts';
import { projectRoot } from '../../support/start-tool.ts';

/** A project in which the packed package is installed, beside the packages that it needs. */
let project = '';

function run(command: string, args: readonly string[], cwd: string) {
  const { TENANTLAB_TENANT: _ignored, ...variables } = process.env;
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...variables, NO_COLOR: '1', CI: '1' } });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'tenantlab-packed-'));
  const packed = run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], projectRoot);
  const name = packed.out.trim();
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, 'tenantlab'), { recursive: true });
  run('tar', ['-xzf', join(project, name), '--strip-components=1', '-C', join(modules, 'tenantlab')], project);
  for (const entry of readdirSync(join(projectRoot, 'node_modules')))
    if (entry !== 'tenantlab') symlinkSync(join(projectRoot, 'node_modules', entry), join(modules, entry));
  writeFileSync(join(project, 'package.json'), '{ "name": "somebody", "type": "module", "private": true }\n');
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

/** Runs a command of a page with the packed package; what it would download is there already. */
function runExample({ words }: PageExample & { readonly kind: 'command' }) {
  const [first, second, ...rest] = words[0] === 'npx' ? words.slice(1) : words;
  if (first === 'node') return run(process.execPath, [second ?? '', ...rest], project);
  const script = first === 'vitest' ? 'node_modules/vitest/vitest.mjs' : 'node_modules/tenantlab/bin/tenantlab.js';
  return run(process.execPath, [script, second ?? '', ...rest], project);
}

describe('the packed package', () => {
  it.each(['tenantlab', 'tenantlab/rules', 'tenantlab/fast-check'])('resolves %s', (name) => {
    const source = `const it = await import(${JSON.stringify(name)}); process.stdout.write(String(Object.keys(it).length > 3));`;
    expect(run(process.execPath, ['--input-type=module', '-e', source], project)).toEqual({
      code: 0,
      out: 'true',
      err: '',
    });
  });

  it('does not show what is not an entry', () => {
    const source = `await import('tenantlab/dist/harness/index.js').catch((error) => process.stdout.write(error.code));`;
    expect(run(process.execPath, ['--input-type=module', '-e', source], project).out).toBe(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    );
  });

  it('runs the examples of the guide, in order', () => {
    const examples = pageExamples(join(projectRoot, 'docs/guides/property-tests.md'));
    let commands = 0;
    for (const example of examples) {
      if (example.kind === 'file') {
        mkdirSync(dirname(join(project, example.name)), { recursive: true });
        writeFileSync(join(project, example.name), example.text);
        continue;
      }
      commands++;
      const done = runExample(example);
      expect({
        words: example.words,
        code: done.code,
        err: done.code === example.exitCode ? '' : done.err + done.out,
      }).toEqual({
        words: example.words,
        code: example.exitCode,
        err: '',
      });
    }
    expect(commands).toBeGreaterThan(5);
  }, 180_000);

  it('reads the examples of the reference', () => {
    const files = pageExamples(join(projectRoot, 'docs/reference/properties.md')).filter(({ kind }) => kind === 'file');
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      if (file.kind !== 'file') continue;
      mkdirSync(dirname(join(project, file.name)), { recursive: true });
      writeFileSync(join(project, file.name), file.text.replace('../tenant', '../lab/tenant'));
      const done = run(
        process.execPath,
        [
          'node_modules/tenantlab/bin/tenantlab.js',
          'fuzz',
          file.name,
          '--seed',
          '1',
          '--runs',
          '5',
          '--json',
          '--no-save',
        ],
        project,
      );
      expect(done.err).toBe('');
      expect(done.code).toBe(0);
    }
  }, 180_000);
});
