// Writes the conformance suite from the tables in scripts/conformance to fixtures/conformance.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { conformanceFiles } from './conformance/files.ts';

const root = join(import.meta.dirname, '..');
rmSync(join(root, 'fixtures/conformance'), { recursive: true, force: true });
for (const { path, text } of conformanceFiles()) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
