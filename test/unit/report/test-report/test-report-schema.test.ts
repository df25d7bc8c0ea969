import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testReportSchema } from '../../../../src/report/index.ts';

describe('testReportSchema', () => {
  it('is what schema/test-report.schema.json says (npm run docs)', () => {
    const file = join(import.meta.dirname, '../../../../schema/test-report.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(testReportSchema);
  });
});
