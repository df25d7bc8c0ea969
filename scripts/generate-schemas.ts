// Writes the JSON Schemas that editors use to schema/. With --check nothing is written: exit code 1 if a file is out of date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { changeSetJsonSchema, licenseCatalogueJsonSchema, suiteJsonSchema } from '../src/formats/index.ts';
import { testReportSchema } from '../src/report/index.ts';

const schemas = {
  'change-set.schema.json': changeSetJsonSchema(),
  'license-catalogue.schema.json': licenseCatalogueJsonSchema(),
  'suite.schema.json': suiteJsonSchema(),
  'test-report.schema.json': testReportSchema,
};
const isCheck = process.argv.includes('--check');
const folder = new URL('../schema/', import.meta.url);

mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas)) {
  const file = new URL(name, folder);
  const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });
  if (!isCheck) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`schema/${name} is out of date; run npm run schemas.`);
    process.exitCode = 1;
  }
}
