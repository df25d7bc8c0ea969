export { normalizeHeader, planColumns } from './csv-columns.ts';
export type { CsvColumn } from './csv-columns.ts';
export { isTypeName, parseCell, trimBlanks } from './parse-cell.ts';
export { readCsvFile } from './read-csv-file.ts';
export type { CsvRow } from './read-csv-file.ts';
