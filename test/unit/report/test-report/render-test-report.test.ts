import { describe, expect, it } from 'vitest';
import { type CaseReport, summarize, type TestReport } from '../../../../src/harness/index.ts';
import { plainStyle, renderTestReport } from '../../../../src/report/index.ts';
import { casesOf, parseXml } from '../../../support/junit-structure.ts';
import { richFailure, richReport } from '../../../support/test-reports.ts';

function reportOf(cases: readonly CaseReport[]): TestReport {
  const suites = [{ name: 'big', file: 'tests/big.yaml', cases }];
  const { coverage: _coverage, ...rest } = richReport('gus');
  return { ...rest, suites, findings: [], summary: summarize(suites) };
}

function failed(count: number): readonly CaseReport[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `case ${index}`,
    status: 'failed',
    tags: [],
    failures: [richFailure('gus')],
  }));
}

describe('text', () => {
  it('shows one line for each file when all is well, and cases only with --verbose', () => {
    const report = reportOf([{ name: 'ada joins', status: 'passed', tags: [], failures: [] }]);
    const quiet = renderTestReport(report, 'text');
    expect(quiet).toBe(
      ' ✓ tests/big.yaml   1 case\n Cases 1 passed   seed 20261001   semantics null-negative-operators=match\n',
    );
    expect(renderTestReport(report, 'text', { isVerbose: true })).toContain('ada joins');
  });

  it('puts a missed threshold into one line, with detail only when asked', () => {
    const text = renderTestReport(richReport('gus'), 'text');
    const line = ' ✗ leaf coverage 50.0 % < 90 %   1 leaf never decided a case both ways   tenantlab test --coverage';
    expect(text.split('\n').filter((candidate) => candidate.includes('coverage'))).toEqual([line]);
    const detail = renderTestReport(richReport('gus'), 'text', { isCoverageShown: true });
    expect(detail).toContain('user.country -eq "DE"   never decided as false (1 time as true)');
    expect(detail).toContain('ENTERPRISEPACK by "gus"');
  });

  it('counts the failures that it leaves out', () => {
    const report = reportOf(failed(30));
    expect(renderTestReport(report, 'text')).toContain('… and 10 more (--all)');
    const all = { ...plainStyle, limit: Number.POSITIVE_INFINITY };
    expect(renderTestReport(report, 'text', { style: all })).not.toContain('(--all)');
  });

  it('says when a run was stopped', () => {
    expect(renderTestReport({ ...richReport('gus'), complete: false }, 'text')).toContain('Stopped before the end');
  });
});

describe('markdown', () => {
  it('stays within 60,000 characters and says how many failures it left out', () => {
    const text = renderTestReport(reportOf(failed(500)), 'markdown');
    expect(text.length).toBeLessThanOrEqual(60_000);
    const shown = text.match(/<summary>case /g)?.length ?? 0;
    expect(shown).toBeGreaterThan(10);
    expect(text).toContain(`… ${500 - shown} more`);
  });
});

describe('JUnit', () => {
  it('gives each case its file, subject and outcome; undecided is an error', () => {
    const root = parseXml(renderTestReport(richReport('gus'), 'junit'));
    expect(root.children.map(({ attributes }) => attributes['name'])).toEqual([
      'tests/sales.yaml',
      'tests/quiet.yaml',
      'coverage',
    ]);
    const outcomes = casesOf(root).map(({ attributes, children }) => [attributes['classname'], children[0]?.name]);
    expect(outcomes.slice(0, 5)).toEqual([
      ['Sales EMEA', undefined],
      ['gus', 'failure'],
      ['Sales of gus', 'error'],
      ['Sales of gus', 'skipped'],
      ['Sales of gus', 'skipped'],
    ]);
  });
});
