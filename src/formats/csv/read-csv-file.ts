import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { ToolError } from '../../base/index.ts';
import { decodeFile, type DecodeOptions, importError } from '../input/index.ts';
import { type CsvPreface, readCsvPreface } from './csv-preface.ts';

/** A row of cells; `line` is where it begins in the file, from 1. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Longest row in bytes. */
const maxRowSize = 16 * 1024 * 1024;

/**
 * Reads a CSV file of any size: header first, then the rows. Comma, semicolon or tab; RFC 4180 quotes; UTF-8 or UTF-16; lines
 * above the header that PowerShell, Excel and the portal write are skipped, and so are blank rows and rows that begin with
 * `Example:`. Throws a ToolError (`import/invalid-csv` with the line, `import/truncated`, `import/nothing-to-import`).
 */
export async function readCsvFile(
  path: string,
  file: string,
  take: { onHeader(header: CsvRow): void; onRow(row: CsvRow): void },
  options: DecodeOptions = {},
): Promise<void> {
  const texts = decodeFile(path, options);
  const preface = await takePreface(texts);
  if (preface.text.trim() === '') throw importError('import/nothing-to-import', { file }, 'the file is empty.');
  let header: CsvRow | undefined;
  const rest = async function* (): AsyncGenerator<string, void, undefined> {
    yield preface.text;
    yield* texts;
  };
  const takeRows = async (rows: AsyncIterable<unknown>): Promise<void> => {
    for await (const next of rows as AsyncIterable<{
      readonly record: string[];
      readonly info: { readonly lines: number };
    }>) {
      const row = { cells: next.record, line: next.info.lines + preface.skippedLines };
      if (header === undefined) {
        header = row;
        take.onHeader(row);
      } else if (!isNoData(row)) take.onRow(row);
    }
  };
  try {
    await pipeline(rest, createParser(preface.delimiter), takeRows);
  } catch (cause) {
    throw explain(cause, file, preface.skippedLines);
  }
}

async function takePreface(texts: AsyncGenerator<string, void, undefined>): Promise<CsvPreface> {
  let start = '';
  for (;;) {
    const next = await texts.next();
    start += next.value ?? '';
    const preface = readCsvPreface(start, next.done === true);
    if (preface !== undefined) return preface;
  }
}

function createParser(delimiter: string): ReturnType<typeof parse> {
  return parse({ delimiter, info: true, skip_empty_lines: true, max_record_size: maxRowSize });
}

function isNoData(row: CsvRow): boolean {
  return /^\s*Example:/i.test(row.cells[0] ?? '') || row.cells.every((cell) => cell === '');
}

function explain(cause: unknown, file: string, skippedLines: number): unknown {
  if (cause instanceof ToolError || !(cause instanceof CsvError)) return cause;
  const lines = Number(cause['lines']);
  const place = { file, line: (Number.isFinite(lines) ? lines : 1) + skippedLines };
  if (cause.code === 'CSV_QUOTE_NOT_CLOSED') {
    return importError('import/truncated', place, 'a quotation mark is not closed before the end of the file.', {
      cause,
    });
  }
  const reason = new Map<string, string>([
    ['CSV_RECORD_INCONSISTENT_FIELDS_LENGTH', 'the row has more or fewer cells than the header'],
    ['CSV_INVALID_CLOSING_QUOTE', 'a quotation mark inside a quoted cell is not doubled'],
    ['INVALID_OPENING_QUOTE', 'a quotation mark stands inside an unquoted cell'],
    ['CSV_MAX_RECORD_SIZE', 'the row is too long'],
  ]).get(cause.code);
  return importError('import/invalid-csv', place, `${reason ?? 'the row cannot be read'}.`, { cause });
}
