import type { EpochMilliseconds } from './instant.ts';

/** The real time. Only edges may ask for it; everything else is given a time. */
export function systemClock(): EpochMilliseconds {
  return Date.now();
}
