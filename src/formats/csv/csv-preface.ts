/** The beginning of a CSV file without what stands above its header. */
export interface CsvPreface {
  /** The text from the header line on. */
  readonly text: string;
  /** Number of lines that were removed. */
  readonly skippedLines: number;
  readonly delimiter: ',' | ';' | '\t';
}

const prefaceLine = /^\s*(?:#TYPE\b.*|"?version:.*|"?sep=.*|)\s*$/i;

/**
 * Removes what stands above the header: `#TYPE …` (Windows PowerShell), `version:v1.0,,,` (templates of the portal), `sep=;`
 * (Excel) and blank lines; and tells the delimiter from the header. Undefined while the header line is not complete, unless
 * `isEnd`.
 */
export function readCsvPreface(text: string, isEnd: boolean): CsvPreface | undefined {
  let start = 0;
  let skippedLines = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end < 0 && !isEnd) return undefined;
    const line = text.slice(start, end < 0 ? text.length : end);
    if (end < 0 || !prefaceLine.test(line)) {
      return { text: text.slice(start), skippedLines, delimiter: delimiterOf(line) };
    }
    start = end + 1;
    skippedLines++;
  }
}

function delimiterOf(header: string): ',' | ';' | '\t' {
  const outsideQuotes = header.replaceAll(/"[^"]*"/g, '');
  const count = (sign: string): number => outsideQuotes.split(sign).length - 1;
  if (count('\t') > count(',') && count('\t') > count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}
