import { lineColumnAt } from '../base/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { markdownText } from './markdown-text.ts';
import { counted } from './words.ts';

/** Rows of the table; the rest is counted. Keeps the text far below what pull request comments take. */
const mostRows = 200;

/** Findings as a Markdown table, worst first as given. */
export function renderFindingsMarkdown(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '### No findings\n';
  const rows = diagnostics.slice(0, mostRows).map(({ severity, code, message, source, span }) => {
    const { line, column } = lineColumnAt(source?.text ?? '', span?.start ?? 0);
    return `| ${severity} | \`${code}\` | ${markdownText(source?.name ?? '')}:${line}:${column} | ${markdownText(message)} |`;
  });
  const rest = diagnostics.length - rows.length;
  return [
    `### ${counted(diagnostics.length, 'finding')}`,
    '',
    '| severity | code | where | message |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...(rest > 0 ? ['', `… ${rest} more`] : []),
    '',
  ].join('\n');
}
