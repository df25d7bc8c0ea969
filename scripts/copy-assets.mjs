// Copies what tsc leaves behind (SQL migrations and their journal) from src to dist.
import { cpSync, existsSync } from 'node:fs';

const assetFolders = ['store/migrations'];

for (const folder of assetFolders) {
  const from = new URL(`../src/${folder}/`, import.meta.url);
  const to = new URL(`../dist/${folder}/`, import.meta.url);
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}
