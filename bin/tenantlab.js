#!/usr/bin/env node
import { existsSync } from 'node:fs';

const entry = new URL('../dist/cli/main.js', import.meta.url);

if (existsSync(entry)) {
  await import(entry.href);
} else {
  process.stderr.write('tenantlab: dist/cli/main.js is missing; run `npm run build` first.\n');
  process.exitCode = 70;
}
