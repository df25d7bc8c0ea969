import { describe, expect, it } from 'vitest';
import { createProgressLine } from '../../../src/cli/progress.ts';
import { fakeEnvironment } from '../../support/run-cli.ts';

/** A clock that a test moves. */
function handClock(): { time: number; now: () => number } {
  const clock = { time: 0, now: () => clock.time };
  return clock;
}

describe('createProgressLine', () => {
  it('draws on a terminal after half a second and clears it', () => {
    const environment = fakeEnvironment({ isErrorTerminal: true });
    const line = createProgressLine(environment, false);
    line.report({ phase: 'reading', done: 1, total: 4 });
    line.clear();
    expect(environment.written).toEqual({ out: '', err: '\r\u001b[Kreading  25 %\r\u001b[K' });
  });

  it('counts where the total is not known', () => {
    const environment = fakeEnvironment({ isErrorTerminal: true });
    createProgressLine(environment, false).report({ phase: 'reading', done: 12_345, unit: 'objects' });
    expect(environment.written.err).toContain('reading  12,345 objects');
  });

  it('never shows more than 100 %', () => {
    const environment = fakeEnvironment({ isErrorTerminal: true });
    createProgressLine(environment, false).report({ phase: 'reading', done: 9, total: 4 });
    expect(environment.written.err).toContain('100 %');
  });

  it('says nothing about quick work, and clears nothing then', () => {
    const clock = handClock();
    const environment = fakeEnvironment({ isErrorTerminal: true, now: clock.now });
    const line = createProgressLine(environment, false);
    clock.time = 499;
    line.report({ phase: 'reading', done: 1 });
    line.clear();
    expect(environment.written.err).toBe('');
  });

  it('draws at most ten times a second', () => {
    const clock = handClock();
    const environment = fakeEnvironment({ isErrorTerminal: true, now: clock.now });
    const line = createProgressLine(environment, false);
    for (clock.time = 1000; clock.time < 2000; clock.time += 1) line.report({ phase: 'reading', done: clock.time });
    expect(environment.written.err.split('\r').length - 1).toBe(10);
  });

  it('stays on one line of a narrow terminal', () => {
    const environment = fakeEnvironment({ isErrorTerminal: true, columns: 30 });
    createProgressLine(environment, false).report({ phase: 'x'.repeat(80), done: 1 });
    expect(environment.written.err.replace('\r\u001b[K', '')).toHaveLength(29);
  });

  it.each([
    ['without a terminal', false, false],
    ['when quiet', true, true],
  ])('says nothing %s', (_what, isErrorTerminal, isQuiet) => {
    const environment = fakeEnvironment({ isErrorTerminal });
    const line = createProgressLine(environment, isQuiet);
    line.report({ phase: 'reading', done: 1 });
    line.clear();
    expect(environment.written.err).toBe('');
  });
});
