import { lineColumnAt, ToolError } from '../base/index.ts';
import type { Diagnostic } from './diagnostic.ts';

/** A {@link ToolError} that knows every fault of the texts at hand, for places that can show code frames. */
export class DiagnosticsError extends ToolError {
  /** At least one, the decisive one first. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(first: Diagnostic, more: readonly Diagnostic[] = []) {
    const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
    super({
      code: first.code,
      message: `${placeOf(first)}${first.message}${rest}`,
      ...(first.hint === undefined ? {} : { hint: first.hint }),
    });
    this.diagnostics = [first, ...more];
  }
}

function placeOf({ source, span }: Diagnostic): string {
  if (source === undefined) return '';
  if (span === undefined) return `${source.name}: `;
  const { line, column } = lineColumnAt(source.text, span.start);
  return `${source.name}:${line}:${column}: `;
}
