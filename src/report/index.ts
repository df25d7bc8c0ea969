export { renderDiagnostics } from './render-diagnostics.ts';
export { renderMembership, renderMembershipChange } from './render-membership.ts';
export { planJsonPieces, renderPlanJson } from './render-plan-json.ts';
export { longestMarkdown, renderPlanMarkdown } from './render-plan-markdown.ts';
export { renderPlanText } from './render-plan-text.ts';
export type { PlanTextOptions } from './render-plan-text.ts';
export { renderSqlExport, renderSqlExportJson } from './sql-export.ts';
export type { SqlExport } from './sql-export.ts';
export { shownShellWord } from './shown-shell-word.ts';
export { plainPalette, plainStyle } from './style.ts';
export type { Palette, TextStyle } from './style.ts';
export { hangText, displayWidth, padText, wrapText } from './text-layout.ts';
export { quoted, visible } from './visible-text.ts';
export { counted, formatCount } from './words.ts';
export { renderCatalogue } from './render-license-catalogue.ts';
export { renderImportReport } from './render-import-report.ts';
export type { ImportSummary } from './render-import-report.ts';
export { planTotals } from './plan-totals.ts';
export { renderLicenseDifferences } from './render-license-differences.ts';
export { renderMemberLists, renderObjectDifferences } from './render-differences.ts';
export type { DifferingObject, MemberLists } from './render-differences.ts';
export { renderRowsCsv, renderRowsJson, renderRowsTable, repeatedColumn } from './render-rows.ts';
export {
  renderForecast,
  renderGroupLicenses,
  renderLicenseStatements,
  renderSkuOverviews,
  renderUserLicenses,
} from './render-licenses.ts';
export {
  findingReportKinds,
  renderFindings,
  renderTestReport,
  testReportKinds,
  testReportSchema,
  testSiteFiles,
} from './test-report/index.ts';
export type {
  FindingReportKind,
  FindingsReport,
  PageFile,
  PlacedFinding,
  TestReportKind,
  TestReportOptions,
} from './test-report/index.ts';
