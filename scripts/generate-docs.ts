import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { conformancePage } from './docs/conformance-page.ts';
import { generatedFiles } from './docs/generated-files.ts';

const root = join(import.meta.dirname, '..');
for (const name of readdirSync(join(root, 'docs/diagnostics'), { withFileTypes: true }).map((entry) => entry.name)) {
  rmSync(join(root, 'docs/diagnostics', name));
}
for (const { path, text } of [...generatedFiles(root), await conformancePage(root)]) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
