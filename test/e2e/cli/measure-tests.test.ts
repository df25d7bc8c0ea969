import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestReport } from '../../../src/harness/index.ts';
import { junitFaults, parseXml } from '../../support/junit-structure.ts';
import { startTool } from '../../support/run-cli.ts';
import { sarifFaults } from '../../support/sarif-schema.ts';
import { projectRoot } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A folder with the sample tenants, their changes and suites. */
function samples(): string {
  const cwd = tempFolder();
  for (const name of ['tenants', 'changes', 'suites'])
    cpSync(join(projectRoot, 'fixtures', name), join(cwd, name), { recursive: true });
  return cwd;
}

describe('the suites of the sample tenants', () => {
  it('are measured by mutation: whatever they do not notice comes with somebody who would show it', async () => {
    const cwd = samples();
    const argv = ['mutate', 'suites', '--threshold', '1', '--report', 'json=mutants.json'];
    const { code, err } = await startTool(cwd, argv).finished;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(readFileSync(join(cwd, 'mutants.json'), 'utf8')) as TestReport;
    const { mutation, suites } = report;
    expect(mutation?.killed).toBeGreaterThan(20);
    const unnoticed = suites.flatMap(({ cases }) => cases).filter(({ status }) => status === 'failed');
    expect(unnoticed.length).toBe((mutation?.survived ?? 0) + (mutation?.onlyHereEqual ?? 0));
    for (const { failures } of unnoticed)
      expect(failures.every(({ because, hint }) => because.length > 0 || hint !== undefined)).toBe(true);
  });

  it('write every report at once, and fail in one line below a threshold', async () => {
    const cwd = samples();
    const kinds = ['junit=r.xml', 'sarif=r.sarif', 'markdown=r.md', 'tap=r.tap', 'html=r.html', 'text'];
    const argv = ['test', 'suites', '--threshold', '100', ...kinds.flatMap((kind) => ['--report', kind])];
    const { code, out } = await startTool(cwd, argv).finished;
    expect(code).toBe(1);
    expect(out.match(/leaf coverage \d/g)).toHaveLength(1);
    const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
    expect(junitFaults(parseXml(read('r.xml')))).toEqual([]);
    expect(sarifFaults(JSON.parse(read('r.sarif')))).toEqual([]);
    expect(read('r.tap')).toMatch(/^TAP version 14\n/);
    expect(read('r.html')).toContain('<mark class=');
    expect(read('r.md').length).toBeLessThanOrEqual(60_000);
  });
});
