import { symbolsOf, type TextStyle } from './style.ts';
import { hangText } from './text-layout.ts';
import { visible } from './visible-text.ts';
import { counted, formatCount } from './words.ts';

/** What is rendered of an import: the plain data that the importer reports. */
export interface ImportSummary {
  readonly objects: Readonly<Record<string, number>>;
  readonly properties: Readonly<
    Record<
      string,
      { readonly seen: readonly string[]; readonly notExported: readonly string[]; readonly hint?: string } | undefined
    >
  >;
  readonly findings: readonly {
    readonly code: string;
    readonly severity: 'error' | 'warning' | 'note';
    readonly message: string;
    readonly file?: string;
    readonly line?: number;
    readonly count: number;
    readonly samples: readonly string[];
    readonly hint?: string;
  }[];
}

/** What an import brought: objects, which properties are not known for whom, and what is odd, worst first. */
export function renderImportReport(report: ImportSummary, style: TextStyle): string {
  return `${[...objectLines(report, style), ...findingLines(report, style)].join('\n')}\n`;
}

function objectLines(report: ImportSummary, style: TextStyle): readonly string[] {
  const lines = [style.palette.strong('Objects')];
  for (const [type, count] of Object.entries(report.objects)) {
    if (count === 0) continue;
    lines.push(`  ${type.padEnd(20)} ${formatCount(count).padStart(9)}`);
    const coverage = report.properties[type];
    if (coverage === undefined) continue;
    const missing = coverage.notExported.length === 0 ? 'nothing' : coverage.notExported.join(', ');
    lines.push(...hangText(`not known (not exported): ${missing}`, style.width, '    ', '      '));
    if (coverage.hint !== undefined)
      lines.push(...hangText(`to export more: ${coverage.hint}`, style.width, '    ', '      '));
  }
  return lines;
}

function findingLines(report: ImportSummary, style: TextStyle): readonly string[] {
  const { palette } = style;
  const { more } = symbolsOf(style);
  if (report.findings.length === 0) return ['', palette.good('Nothing odd was found.')];
  const shown = report.findings.slice(0, style.limit);
  const lines = ['', palette.strong(counted(report.findings.length, 'finding'))];
  for (const { severity, code, message, file, line, count, samples, hint } of shown) {
    const paint = severity === 'error' ? palette.bad : severity === 'warning' ? palette.warn : palette.note;
    const place = file === undefined ? '' : ` (${visible(file)}${line === undefined ? '' : `:${line}`})`;
    const times = count === 1 ? '' : ` [${formatCount(count)} times]`;
    lines.push(
      ...hangText(`${paint(severity)} ${code}  ${visible(message)}${place}${times}`, style.width, '  ', '      '),
    );
    if (samples.length > 0) {
      const rest = count > samples.length ? ` ${more}` : '';
      lines.push(
        ...hangText(`e.g. ${samples.slice(0, 5).map(visible).join(', ')}${rest}`, style.width, '      ', '      '),
      );
    }
    if (hint !== undefined) lines.push(...hangText(`hint: ${visible(hint)}`, style.width, '      ', '      '));
  }
  if (report.findings.length > shown.length)
    lines.push(`  ${more} and ${report.findings.length - shown.length} more (--json shows all)`);
  return lines;
}
