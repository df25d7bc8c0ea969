import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

/** A new folder that is removed when the current test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
