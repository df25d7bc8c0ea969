export { renderTestReport, testReportKinds } from './render-test-report.ts';
export type { TestReportKind, TestReportOptions } from './render-test-report.ts';
