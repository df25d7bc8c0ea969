import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it, vi } from 'vitest';

import { SearchThread } from '../../../src/app/threads/search-thread.ts';
import { foldOrdinal } from '../../../src/base/index.ts';
import type { PackedTexts } from '../../../src/engine/index.ts';
import { Dictionary } from '../../../src/model/index.ts';
import type { Scan } from '../../../src/rules/index.ts';
import { peopleToSearch, searchedVerdicts } from '../../support/searched-rules.ts';

const fromSources = ['--import', fileURLToPath(new URL('../../../scripts/register-tsx.mjs', import.meta.url))];
const failing = ['--import', 'data:text/javascript,throw new Error("this thread never starts")'];

function scanOfText(text: string): Scan {
  return {
    needles: [{ place: 'inside', text: foldOrdinal(text) }],
    isExact: true,
    hasLineFeedDoubt: false,
    isNegated: false,
  };
}

function textsOf(texts: readonly string[]): PackedTexts {
  const dictionary = new Dictionary();
  for (const text of texts) dictionary.intern(text);
  const { size, bytes, offsets } = dictionary;
  return { size, bytes, offsets };
}

const noCodes = new Uint32Array(0);

/** What the thread finds, asked again as long as it has not come to it. */
async function answersOf(
  thread: SearchThread,
  values: PackedTexts,
  scans: readonly Scan[],
): Promise<readonly Uint32Array[]> {
  return vi.waitUntil(
    async () => {
      const begun = thread.begin(values, scans);
      // It is idle, but what it is sent takes a moment to arrive.
      await new Promise((resolve) => setTimeout(resolve, 1));
      return begun.take();
    },
    { timeout: 60_000, interval: 5 },
  );
}

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

  it('is not missed where threads of these options are refused', () => {
    const refused = new SearchThread({ execArgv: ['--no-such-option'] });
    for (let round = 0; round < 2; round++) expect(searchedVerdicts(tenant, refused)).toEqual(alone);
    expect(refused.answerCount).toBe(0);
  });

  it('is not waited for when it dies', async () => {
    const started: Worker[] = [];
    const watch = (worker: Worker) => started.push(worker);
    process.on('worker', watch);
    const dying = new SearchThread({ execArgv: fromSources });
    await vi.waitFor(
      () => {
        expect(searchedVerdicts(tenant, dying)).toEqual(alone);
        expect(dying.answerCount).toBeGreaterThan(0);
      },
      { timeout: 60_000, interval: 100 },
    );
    process.off('worker', watch);
    const [worker] = started;
    expect(worker).toBeDefined();
    let isKilled = false;
    const kill = () => {
      if (!isKilled) void worker?.terminate();
      isKilled = true;
    };
    expect(searchedVerdicts(tenant, dying, kill)).toEqual(alone);
    expect(searchedVerdicts(tenant, dying)).toEqual(alone);
  });

  it('is replaced when it has forgotten much', async () => {
    const started: Worker[] = [];
    const watch = (worker: Worker) => started.push(worker);
    process.on('worker', watch);
    const tired = new SearchThread({ execArgv: fromSources, mostForgotten: 100 });
    const scans = ['a', 'b'].map((text) => scanOfText(text));
    // More values than a thread keeps: some are forgotten.
    for (let index = 0; index < 100; index++) {
      const found = await answersOf(tired, textsOf([`a${index}`, `b${index}`]), scans);
      expect(found).toEqual([Uint32Array.of(2), Uint32Array.of(3)]);
    }
    process.off('worker', watch);
    expect(started.length).toBeGreaterThan(1);
    await tired.close();
  });

  it('keeps the latest values only, and takes the others again', async () => {
    const scans = ['a', 'b', 'c'].map((text) => scanOfText(text));
    const columns = Array.from({ length: 80 }, (_, index) => textsOf([`a${index}`, `b${index}`, `ab${index}`]));
    for (let round = 0; round < 2; round++)
      for (const column of columns)
        expect(await answersOf(thread, column, scans)).toEqual([Uint32Array.of(2, 4), Uint32Array.of(3, 4), noCodes]);
  });
});
