import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';

import { SearchThread } from '../../../src/app/threads/search-thread.ts';
import { peopleToSearch, searchedVerdicts } from '../../support/searched-rules.ts';

const fromSources = ['--import', fileURLToPath(new URL('../../../scripts/register-tsx.mjs', import.meta.url))];
const failing = ['--import', 'data:text/javascript,throw new Error("this thread never starts")'];

describe('a thread that searches', () => {
  const tenant = peopleToSearch();
  const alone = searchedVerdicts(tenant, undefined);
  const thread = new SearchThread({ execArgv: fromSources });
  afterAll(() => thread.close());

  it('finds what is found without it, before it has started and after', async () => {
    expect(searchedVerdicts(tenant, thread)).toEqual(alone);
    await vi.waitFor(
      () => {
        expect(searchedVerdicts(tenant, thread)).toEqual(alone);
        expect(thread.answerCount).toBeGreaterThan(2);
      },
      { timeout: 60_000, interval: 100 },
    );
  });

  it('finds it again when it has forgotten the values', async () => {
    thread.forget();
    const before = thread.answerCount;
    await vi.waitFor(
      () => {
        expect(searchedVerdicts(tenant, thread)).toEqual(alone);
        expect(thread.answerCount).toBeGreaterThan(before);
      },
      { timeout: 60_000, interval: 100 },
    );
  });

  it('goes on when an evaluation was stopped', () => {
    const stop = () => {
      throw new Error('stopped');
    };
    expect(() => searchedVerdicts(tenant, thread, stop)).toThrow('stopped');
    expect(searchedVerdicts(tenant, thread)).toEqual(alone);
  });

  it('is not missed when it cannot start, or was closed', async () => {
    const broken = new SearchThread({ execArgv: failing });
    for (let round = 0; round < 3; round++) {
      expect(searchedVerdicts(tenant, broken)).toEqual(alone);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(broken.answerCount).toBe(0);
    await broken.close();
    const closed = new SearchThread({ execArgv: fromSources });
    await closed.close();
    expect(searchedVerdicts(tenant, closed)).toEqual(alone);
    expect(closed.answerCount).toBe(0);
  });
});
