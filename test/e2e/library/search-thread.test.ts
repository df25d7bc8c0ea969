import { afterAll, describe, expect, it, vi } from 'vitest';

import type { SearchHelper } from '../../../src/engine/index.ts';
import { peopleToSearch, searchedVerdicts } from '../../support/searched-rules.ts';

interface BuiltThread extends SearchHelper {
  readonly answerCount: number;
  close(): Promise<void>;
}

const built = new URL('../../../dist/app/threads/search-thread.js', import.meta.url).href;

describe('the thread that is delivered', async () => {
  const { SearchThread } = (await import(built)) as { readonly SearchThread: new () => BuiltThread };
  const thread = new SearchThread();
  afterAll(() => thread.close());

  it('starts without any tool, and finds what is found without it', async () => {
    const tenant = peopleToSearch();
    const alone = searchedVerdicts(tenant, undefined);
    await vi.waitFor(
      () => {
        expect(searchedVerdicts(tenant, thread)).toEqual(alone);
        expect(thread.answerCount).toBeGreaterThan(0);
      },
      { timeout: 60_000, interval: 100 },
    );
  });
});
