import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const results = join(import.meta.dirname, '../results');

/** Writes a result to bench/results as the formatter of this project wants it, so that it can be committed as it is. */
export async function writeResult(name: string, document: object): Promise<void> {
  const file = join(results, `${name}.json`);
  const config = await resolveConfig(file);
  writeFileSync(file, await format(JSON.stringify(document), { ...config, parser: 'json' }));
}
