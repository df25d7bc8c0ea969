import { describe, expect, it } from 'vitest';
import type { TestReport } from '../../../../src/harness/index.ts';
import { renderTestReport } from '../../../../src/report/index.ts';
import { sarifFaults } from '../../../support/sarif-schema.ts';
import { richReport } from '../../../support/test-reports.ts';

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: unknown }[];
  readonly relatedLocations?: readonly { readonly physicalLocation: unknown; readonly message: { text: string } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

function resultsOf(report: TestReport): readonly Result[] {
  const log = JSON.parse(renderTestReport(report, 'sarif')) as { readonly runs: readonly { results: Result[] }[] };
  expect(sarifFaults(log)).toEqual([]);
  return log.runs.flatMap(({ results }) => results);
}

/** The same run after lines were added on top of every file. */
function movedDown(report: TestReport, lines: number): TestReport {
  const text = JSON.stringify(report, (key, value: unknown) =>
    (key === 'line' || key === 'endLine') && typeof value === 'number' ? value + lines : value,
  );
  const moved = JSON.parse(text) as TestReport;
  const findings = report.findings.map((finding) => ({
    ...finding,
    source: { name: 'tests/quiet.yaml', text: `${'\n'.repeat(lines)}${finding.source?.text ?? ''}` },
    span: { start: (finding.span?.start ?? 0) + lines, end: (finding.span?.end ?? 0) + lines },
  }));
  return { ...moved, findings };
}

describe('SARIF', () => {
  it('holds only what has a position, with the columns of the conditions that decided', () => {
    const results = resultsOf(richReport('gus'));
    expect(results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      'lint/no-guard error',
      'lint/no-guard error',
      'lint/matches-nobody warning',
    ]);
    expect(results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'tests/sales.yaml' },
      region: { startLine: 11, startColumn: 5, endLine: 11, endColumn: 20 },
    });
    expect(results[0]?.relatedLocations?.[1]).toMatchObject({
      message: { text: 'rule of "gus", for gus: user.country -eq "DE" is true, country is "DE"' },
      physicalLocation: { region: { startLine: 41, startColumn: 57, endLine: 41, endColumn: 78 } },
    });
  });

  it('keeps fingerprints when lines move, and tells results of the same code apart', () => {
    const before = resultsOf(richReport('gus')).map(({ partialFingerprints }) => partialFingerprints);
    const after = resultsOf(movedDown(richReport('gus'), 7));
    expect(after.map(({ partialFingerprints }) => partialFingerprints)).toEqual(before);
    expect(after[0]?.locations[0]?.physicalLocation).toMatchObject({ region: { startLine: 18 } });
    expect(new Set(before.map((prints) => prints['primaryLocationLineHash'])).size).toBe(before.length);
  });

  it('makes no links and placeholders out of names', () => {
    const [first] = resultsOf(richReport('[x](y) {0}'));
    expect(first?.message.text).toContain(String.raw`\[x\](y) {{0}}`);
  });

  it.each([
    ['a folder/ä#1.yaml', 'a%20folder/%C3%A4%231.yaml'],
    ['C:\\repo\\x.yaml', 'file:///C:/repo/x.yaml'],
    ['/repo/x.yaml', 'file:///repo/x.yaml'],
    ['../x\ud800.yaml', '../x%EF%BF%BD.yaml'],
  ])('writes the path %j as a URI', (file, uri) => {
    const report = richReport('gus');
    const [suite] = report.suites;
    const entry = suite?.cases[1];
    if (suite === undefined || entry === undefined) throw new Error('no case');
    const failures = entry.failures.map((failure) => ({ ...failure, place: { file, line: 1, column: 1 } }));
    const [result] = resultsOf({ ...report, suites: [{ ...suite, cases: [{ ...entry, failures }] }] });
    expect(result?.locations[0]?.physicalLocation).toMatchObject({ artifactLocation: { uri } });
  });
});
