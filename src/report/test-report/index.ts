export { renderFindings } from './render-findings.ts';
export type { FindingReportKind, FindingsReport, PlacedFinding } from './render-findings.ts';
export { findingReportKinds } from './render-findings.ts';
export { renderTestReport, testReportKinds } from './render-test-report.ts';
export type { TestReportKind, TestReportOptions } from './render-test-report.ts';
export { testReportSchema } from './test-report-schema.ts';
export { testSiteFiles } from './html/render-test-html.ts';
export type { PageFile } from './html/render-test-html.ts';
