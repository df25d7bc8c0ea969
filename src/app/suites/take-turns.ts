import { setImmediate as nextTurn } from 'node:timers/promises';
import { systemClock } from '../../base/index.ts';
import type { Steps } from '../../harness/index.ts';

/** Steps, and milliseconds, after which signals are let in: often enough for Ctrl-C, too seldom to be felt. */
const mostSteps = 32;
const mostMilliseconds = 50;

/**
 * Goes through long work and lets signals in from time to time.
 * @returns its value; undefined when `stop` was aborted before its end.
 */
export async function takeTurns<Value>(steps: Steps<Value>, stop: AbortSignal | undefined): Promise<Value | undefined>;
/** The same for work that ends by itself when it is to be stopped. */
export async function takeTurns<Value>(steps: Steps<Value>): Promise<Value>;
export async function takeTurns<Value>(steps: Steps<Value>, stop?: AbortSignal): Promise<Value | undefined> {
  let [count, since] = [0, systemClock()];
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (++count < mostSteps && systemClock() - since < mostMilliseconds) continue;
    await nextTurn();
    if (stop?.aborted === true) return undefined;
    [count, since] = [0, systemClock()];
  }
}
