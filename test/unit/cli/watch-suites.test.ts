import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import { fakeEnvironment } from '../../support/run-cli.ts';
import { projectRoot } from '../../support/start-tool.ts';
import { writeTree } from '../../support/suite-scene.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const passing = '  - { name: ada, person: ada@harbour.example, group: License E3, expect: { member: true } }\n';
const failing = '  - { name: ben, person: ben@harbour.example, group: License E3, expect: { member: false } }\n';

function lab(): string {
  const folder = tempFolder();
  for (const name of ['one', 'two'])
    cpSync(join(projectRoot, 'fixtures/tenants/harbour-licenses'), join(folder, name), { recursive: true });
  writeTree(folder, {
    'a.tenantlab.yaml': `tenant: one\ninclude: [people.yaml]\ntests:\n${passing}${failing}`,
    'b.tenantlab.yaml': `tenant: two\ntests:\n${passing}`,
    'people.yaml': 'people: { x: {} }\n',
  });
  return folder;
}

/** A watching command with keys that the test types, and what it has written since the last look. */
function watch(folder: string) {
  const stdin = new PassThrough();
  const environment = fakeEnvironment({ cwd: folder, stdin });
  const finished = runCli(['test', '--watch'], environment);
  let seen = 0;
  return {
    finished,
    type: (text: string) => stdin.write(text),
    /** Waits until it waits for keys again; what it wrote to standard output meanwhile. */
    round: async (): Promise<string> => {
      const prompts = environment.written.err.split('Watching.').length;
      await vi.waitFor(
        () =>
          expect(environment.written.err.split('Watching.').length).toBeGreaterThan(
            Math.max(1, prompts - (seen === 0 ? 1 : 0)),
          ),
        {
          timeout: 20_000,
        },
      );
      const text = environment.written.out.slice(seen);
      seen = environment.written.out.length;
      return text;
    },
    environment,
  };
}

describe('tenantlab test --watch', () => {
  it('runs everything, then what keys ask for, and ends with the last exit code', async () => {
    const folder = lab();
    const session = watch(folder);
    expect(await session.round()).toMatch(/a\.tenantlab\.yaml[\s\S]*b\.tenantlab\.yaml[\s\S]*2 passed, 1 failed/);
    session.type('f');
    const failedAlone = await session.round();
    expect(failedAlone).toContain('1 failed');
    expect(failedAlone).not.toContain('passed');
    session.type('w');
    expect(await session.round()).toContain('rule of "License E3"');
    session.type('t');
    session.type('adx\u007fa\r');
    expect(await session.round()).toContain('2 passed');
    session.type('q');
    expect(await session.finished).toBe(0);
  });

  it('runs again only the suites that a changed file touches', async () => {
    const folder = lab();
    const session = watch(folder);
    await session.round();
    const users = join(folder, 'two/users.yaml');
    writeFileSync(users, readFileSync(users, 'utf8').replace('department: Sales', 'department: Kitchen'));
    const second = await session.round();
    expect(second).toContain('b.tenantlab.yaml');
    expect(second).not.toContain('a.tenantlab.yaml');
    writeFileSync(join(folder, 'people.yaml'), 'people: { x: { departmant: y } }\n');
    await session.round();
    expect(session.environment.written.err).toContain('suite/unknown-key');
    writeFileSync(join(folder, 'people.yaml'), 'people: { x: { department: y } }\n');
    const mended = await session.round();
    expect(mended).toContain('a.tenantlab.yaml');
    expect(mended).not.toContain('b.tenantlab.yaml');
    session.type('\u0003');
    expect(await session.finished).toBe(1);
  });

  it('writes snapshots when asked to', async () => {
    const folder = lab();
    const suite = join(folder, 'b.tenantlab.yaml');
    writeFileSync(suite, 'tenant: two\ntests:\n  - { name: s, group: License E3, expect: { snapshot: s } }\n');
    writeTree(folder, { '__snapshots__/s.snap.yaml': 'b.tenantlab.yaml: { s: { members: [] } }\n' });
    const session = watch(folder);
    expect(await session.round()).toContain('differs');
    session.type('u');
    await session.round();
    expect(readFileSync(join(folder, '__snapshots__/s.snap.yaml'), 'utf8')).toContain('ada@harbour.example');
    session.type('q');
    await session.finished;
  });

  it.each([[['--json']], [['--shard', '1/2']]])('is refused with %j', async (argv) => {
    expect(await runCli(['test', '--watch', ...argv], fakeEnvironment({ cwd: lab() }))).toBe(4);
  });

  it('is refused in CI, where nobody would end it', async () => {
    expect(await runCli(['test', '--watch'], fakeEnvironment({ cwd: lab(), variables: { CI: 'true' } }))).toBe(4);
  });
});
