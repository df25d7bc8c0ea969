import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { openStore } from '../../../src/store/index.ts';
import { runInProcess } from '../../support/run-cli.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const changes = `version: 1
steps:
  - update: user
    where: user.userType -eq "Member"
    set: { city: Erehwon }
`;

describe.each(['tenant.db', 'tenant'])('apply to %s', (tenant) => {
  let cwd = '';

  beforeEach(async () => {
    cwd = tempFolder();
    writeFileSync(join(cwd, 'changes.yaml'), changes);
    await runInProcess(['generate', '--users', '500', '--out', tenant], { cwd });
    await runInProcess(['plan', '--tenant', tenant, '--changes', 'changes.yaml', '--save', 'plan.json', '--quiet'], {
      cwd,
    });
  });

  async function isApplied(): Promise<boolean> {
    const { out } = await runInProcess(['export', '--tenant', tenant, '--out', 'copy.db'], { cwd });
    expect(out).toContain('Wrote');
    const store = openStore(join(cwd, 'copy.db'), { isReadOnly: true });
    const found = store.load().populations.user.column('city')?.dictionary.find('Erehwon');
    store.close();
    return found !== undefined;
  }

  it('finishes what it has begun to write when Ctrl-C comes, and says so', async () => {
    const controller = new AbortController();
    const finishWhatever = (): void => controller.abort();
    const { code, out, err } = await runInProcess(['apply', '--tenant', tenant, 'plan.json'], {
      cwd,
      signal: controller.signal,
      finishWhatever,
    });
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Interrupted too late: the change was already being written; it is whole.\n',
    });
    expect(out).toContain('Applied.');
    expect(await isApplied()).toBe(true);
  });

  it('changes nothing when Ctrl-C comes before it writes', async () => {
    const controller = new AbortController();
    const catchInterrupt = (): void => controller.abort();
    const { code, out, err } = await runInProcess(['apply', '--tenant', tenant, 'plan.json'], {
      cwd,
      signal: controller.signal,
      catchInterrupt,
    });
    expect({ code, out, err }).toEqual({ code: 130, out: '', err: 'Interrupted. Nothing was changed.\n' });
    expect(await isApplied()).toBe(false);
  });

  it('shows on a terminal how far writing is, and nothing of it is left when it says that it is done', async () => {
    const { err } = await runInProcess(['apply', '--tenant', tenant, 'plan.json'], { cwd, isErrorTerminal: true });
    expect(err).toContain('\r\u001b[Kwriting  ');
    expect(err.endsWith('\r\u001b[K')).toBe(true);
  });
});
