import { type Diagnostic, renderCodeFrame } from '../diagnostics/index.ts';
import type { TextStyle } from './style.ts';
import { counted } from './words.ts';

/** Diagnostics with their code frames and one line of totals; empty text when there are none. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], style: TextStyle): string {
  if (diagnostics.length === 0) return '';
  const shown = diagnostics.slice(0, style.limit);
  const rest = diagnostics.length - shown.length;
  const blocks = shown.map((diagnostic) =>
    renderCodeFrame(diagnostic, { palette: style.palette, window: frameWindow(style) }),
  );
  const of = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const totals = (['error', 'warning', 'note'] as const).flatMap((severity) =>
    of(severity) === 0 ? [] : [counted(of(severity), severity)],
  );
  const more = rest === 0 ? '' : ` (${rest} not shown)`;
  return `${[...blocks, `${totals.join(', ')}${more}`].join('\n\n')}\n`;
}

/** Room for a source line beside the gutter of a frame. */
function frameWindow({ width }: TextStyle): number {
  return Math.max(40, width - 12);
}
