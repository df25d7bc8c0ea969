import { it } from 'vitest';

/** A test that shows as skipped, with the reason in its name and on the console: nobody takes a missing engine for a passed test. */
export function skipLoudly(what: string, reason: string): void {
  console.warn(`SKIPPED: ${what}: ${reason}`);
  it.skip(`${what} (skipped: ${reason})`, () => undefined);
}
