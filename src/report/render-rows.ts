import { invariant } from '../base/index.ts';
import { padNumber, padText, displayWidth } from './text-layout.ts';
import { visible } from './visible-text.ts';
import type { TextStyle } from './style.ts';

/** A value of a row: what SQLite can hold. */
export type CellValue = string | number | bigint | Uint8Array | null;

/** Rows of named columns; the rows are read while they are rendered. */
export interface RowTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly CellValue[]>;
}

/** Rows that decide the widths of a table: later ones may stick out, so that a long answer is shown while it comes. */
const rowsForWidths = 500;
/** Columns that one cell takes at most on a terminal. */
const widestCell = 60;

/** Aligned columns with a head line, and how many rows there were. `isCut`: long cells are shortened. */
export function* renderRowsTable({ columns, rows }: RowTable, style: TextStyle, isCut: boolean): Generator<string> {
  const iterator = rows[Symbol.iterator]();
  try {
    yield* renderTable(columns, iterator, style, isCut);
  } finally {
    // Rows that nobody wants to see are not read to their end, and whoever reads them has to know.
    iterator.return?.();
  }
}

function* renderTable(
  columns: readonly string[],
  iterator: Iterator<readonly CellValue[]>,
  style: TextStyle,
  isCut: boolean,
): Generator<string> {
  const heads = columns.map(visible);
  const first: Cell[][] = [];
  let next = iterator.next();
  for (; next.done !== true && first.length < rowsForWidths; next = iterator.next()) {
    first.push(next.value.map((value) => cellOf(value, isCut)));
  }
  const widths = heads.map((head, index) =>
    Math.max(displayWidth(head), ...first.map((row) => displayWidth(row[index]?.text ?? ''))),
  );
  const lineOf = (row: readonly Cell[]): string =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        const text = cell.isNumber ? padNumber(cell.text, width) : padText(cell.text, width);
        return cell.isNull ? style.palette.dim(text) : text;
      })
      .join('  ')
      .trimEnd();
  const isNumeric = (index: number): boolean => first[0]?.[index]?.isNumber === true;
  const head = heads.map((text, index) => ({ text, isNumber: isNumeric(index), isNull: false }));
  yield `${style.palette.strong(lineOf(head))}\n`;
  let count = 0;
  for (const row of first) {
    count++;
    yield `${lineOf(row)}\n`;
  }
  for (; next.done !== true; next = iterator.next()) {
    count++;
    yield `${lineOf(next.value.map((value) => cellOf(value, isCut)))}\n`;
  }
  yield `${style.palette.dim(`${count} ${count === 1 ? 'row' : 'rows'}`)}\n`;
}

/** The first name that two columns have. */
export function repeatedColumn(columns: readonly string[]): string | undefined {
  return columns.find((name, index) => columns.indexOf(name) < index);
}

/**
 * A JSON array of objects, their members in the order of the columns, which must have different names (see
 * {@link repeatedColumn}). Integers beyond 2^53, infinite numbers and bytes are texts.
 */
export function* renderRowsJson({ columns, rows }: RowTable): Generator<string> {
  invariant(repeatedColumn(columns) === undefined, 'columns of one name cannot stand in one JSON object');
  const names = columns.map((name) => JSON.stringify(name));
  let separator = '[\n';
  for (const row of rows) {
    const members = names.map((name, index) => `${name}:${JSON.stringify(jsonOf(row[index] ?? null))}`);
    yield `${separator}  {${members.join(',')}}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/** CSV (RFC 4180) with a head line. Null is an empty cell, an empty text is `""`. */
export function* renderRowsCsv({ columns, rows }: RowTable): Generator<string> {
  yield `${columns.map(csvText).join(',')}\r\n`;
  for (const row of rows) yield `${row.map(csvOf).join(',')}\r\n`;
}

interface Cell {
  readonly text: string;
  readonly isNumber: boolean;
  readonly isNull: boolean;
}

function cellOf(value: CellValue, isCut: boolean): Cell {
  if (value === null) return { text: 'NULL', isNumber: false, isNull: true };
  if (typeof value === 'number' || typeof value === 'bigint') {
    return { text: String(value), isNumber: true, isNull: false };
  }
  const text = visible(typeof value === 'string' ? value : hexOf(value));
  const isLong = isCut && text.length > widestCell;
  return { text: isLong ? `${text.slice(0, widestCell - 1)}…` : text, isNumber: false, isNull: false };
}

function jsonOf(value: CellValue): string | number | null {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return value instanceof Uint8Array ? hexOf(value) : value;
}

function csvOf(value: CellValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? csvText(value) : value instanceof Uint8Array ? hexOf(value) : String(value);
}

function csvText(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** As SQLite writes bytes. */
function hexOf(bytes: Uint8Array): string {
  return `X'${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}'`;
}
