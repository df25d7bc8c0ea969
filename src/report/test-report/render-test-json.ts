import type { Diagnostic } from '../../diagnostics/index.ts';
import { type Place, placeAt, type TestReport } from '../../harness/index.ts';

/**
 * A run as JSON, whole: schema/test-report.schema.json describes it. Findings carry a place instead of the text of their file.
 */
export function renderTestJson(report: TestReport): string {
  const findings = report.findings.map((finding) => {
    const { code, severity, message, hint } = finding;
    const place = placeOfDiagnostic(finding);
    return {
      code,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(place === undefined ? {} : { place }),
    };
  });
  return `${JSON.stringify({ ...report, findings }, undefined, 2)}\n`;
}

/** Where a diagnostic of a file points to; undefined without a source or position. */
export function placeOfDiagnostic({ source, span }: Diagnostic): Place | undefined {
  return source === undefined || span === undefined ? undefined : placeAt(source, span);
}
