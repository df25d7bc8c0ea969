import { existsSync } from 'node:fs';

/** Stops an end-to-end run early when there is no build: those tests start the command as a user does. */
export function setup(): void {
  const entry = new URL('../../dist/cli/main.js', import.meta.url);
  if (!existsSync(entry)) throw new Error('dist/cli/main.js is missing; run `npm run build` before the e2e tests.');
}
