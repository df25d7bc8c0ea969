import { expect, it } from 'vitest';

/** Set where every engine is expected to be there (.ci/run sets it once it has installed them): a missing one then fails. */
const required = 'TENANTLAB_REQUIRE_SQL_ENGINES';

/**
 * A test that shows as skipped, with the reason in its name and on the console, so that nobody takes a missing engine for a passed
 * test.
 */
export function skipLoudly(what: string, reason: string): void {
  console.warn(`SKIPPED: ${what}: ${reason}`);
  it(`${what} (skipped: ${reason})`, ({ skip }) => {
    expect(process.env[required]).not.toBe('1');
    skip(reason);
  });
}
