export { writeGraphExport } from './write-graph-export.ts';
export type { GraphExportOptions } from './write-graph-export.ts';
