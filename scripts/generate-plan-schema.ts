// Writes schema/plan.schema.json from the schema that the program itself checks saved plans with.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { planSchema } from '../src/plan/index.ts';

const folder = join(import.meta.dirname, '../schema');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'plan.schema.json'),
  await format(JSON.stringify(planSchema), { parser: 'json', printWidth: 120 }),
);
