import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainStyle, renderTestReport, type TestReportKind } from '../../src/report/index.ts';
import { richReport } from '../support/test-reports.ts';

const hostile = 'Évil \u001b[31m]]>|`x`| <b>@all</b>\n::error::\u202e"q" 東京';

const endings: Readonly<Record<TestReportKind, string>> = {
  text: 'txt',
  json: 'json',
  junit: 'junit.xml',
  sarif: 'sarif',
  markdown: 'md',
  tap: 'tap',
  github: 'github.txt',
  html: 'html',
};

const cases = (Object.keys(endings) as TestReportKind[]).flatMap((kind) => [
  [`run.golden.${endings[kind]}`, () => renderTestReport(richReport('gus'), kind)] as const,
  [`hostile-run.golden.${endings[kind]}`, () => renderTestReport(richReport(hostile), kind)] as const,
]);

describe('reports of runs (npx vitest run test/golden -u writes them anew)', () => {
  it.each(cases)('%s is as committed', async (name, render) => {
    await expect(render()).toMatchFileSnapshot(join(import.meta.dirname, 'test-reports', name));
  });

  it('run-narrow.golden.txt is as committed', async () => {
    const style = { ...plainStyle, unicode: false, width: 60, limit: 1 };
    const text = renderTestReport(richReport('gus'), 'text', { style, isVerbose: true, isCoverageShown: true });
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'test-reports/run-narrow.golden.txt'));
  });
});
