import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { deadProcess } from '../../support/ended-process.ts';
import { runInProcess } from '../../support/run-cli.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('a target that is in use', () => {
  /** A folder with a database, a tenant folder, a folder of something else, and a broken export. */
  async function crowdedFolder(): Promise<string> {
    const cwd = tempFolder();
    for (const out of ['tenant.db', 'tenant']) await runInProcess(['generate', '--users', '5', '--out', out], { cwd });
    mkdirSync(join(cwd, 'other'));
    writeFileSync(join(cwd, 'other', 'notes.txt'), 'mine');
    writeFileSync(join(cwd, 'users.json'), '{"value": [');
    return cwd;
  }

  const targets = [
    ['tenant.db', 'store/exists'],
    ['tenant', 'tenant/exists'],
    ['other', 'tenant/foreign-folder'],
    ['nowhere/tenant.db', 'store/cannot-open'],
  ] as const;

  it.each(targets)('stops generate before it begins: %s', async (target, code) => {
    const cwd = await crowdedFolder();
    const run = await runInProcess(['generate', '--users', '3000', '--out', target], { cwd, isErrorTerminal: true });
    expect(run).toMatchObject({ code: 3, out: '' });
    expect(run.err).toMatch(new RegExp(`^error ${code}: `));
    expect(run.err).not.toContain('%');
  });

  it.each(targets)('stops import and export before they read: %s', async (target, code) => {
    const cwd = await crowdedFolder();
    for (const argv of [
      ['import', 'users.json', '--into', target],
      ['export', '--tenant', 'users.json', '--out', target],
    ]) {
      expect(await runInProcess(argv, { cwd })).toMatchObject({
        code: 3,
        out: '',
        err: expect.stringContaining(`error ${code}: `) as unknown,
      });
    }
  });
});

describe('what a stopped writer left', () => {
  it.each(['tenant.db', 'tenant'])('of %s goes with the next attempt, what lives stays', async (target) => {
    const cwd = tempFolder();
    const suffix = (id: number): string => (target === 'tenant' ? `.tmp-${id}` : `.${id}.partial`);
    const [old, alive] = [`${target}${suffix(deadProcess)}`, `${target}${suffix(process.ppid)}`];
    const leave = (name: string): void => {
      mkdirSync(join(cwd, name));
      writeFileSync(join(cwd, name, 'users.yaml'), '[]');
    };
    const leaveFile = (name: string): void => writeFileSync(join(cwd, name), 'half');
    for (const name of [old, alive]) (target === 'tenant' ? leave : leaveFile)(name);
    leave(`another${suffix(deadProcess)}`);
    await runInProcess(['generate', '--users', '5', '--out', target], { cwd });
    expect(readdirSync(cwd).toSorted()).toEqual([`another${suffix(deadProcess)}`, target, alive].toSorted());
    (target === 'tenant' ? leave : leaveFile)(old);
    expect((await runInProcess(['generate', '--users', '5', '--out', target], { cwd })).code).toBe(3);
    expect(existsSync(join(cwd, old))).toBe(false);
  });
});
