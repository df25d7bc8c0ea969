import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintPages } from './docs/lint-pages.ts';

const root = join(import.meta.dirname, '..');
rmSync(join(root, 'docs/lint'), { recursive: true, force: true });
mkdirSync(join(root, 'docs/lint'));
for (const { path, text } of lintPages()) writeFileSync(join(root, path), text);
