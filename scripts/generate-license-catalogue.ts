// Writes the license catalogue of the project (src/licensing/catalogue/data) anew from the reference material beside the project.
// With --check nothing is written: exit code 1 if a file is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueFiles } from './licensing/catalogue-files.ts';
import { hasFacts, readFacts } from './licensing/read-facts.ts';

const root = join(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');

if (!hasFacts) {
  console.error('NOTE: the reference material is not here; the license catalogue was neither made nor checked.');
} else {
  for (const { path, text } of await catalogueFiles(readFacts())) {
    const file = join(root, path);
    if (!isCheck) writeFileSync(file, text);
    else if (readFileSync(file, 'utf8') !== text) {
      console.error(`${path} is out of date; run npm run facts.`);
      process.exitCode = 1;
    }
  }
}
