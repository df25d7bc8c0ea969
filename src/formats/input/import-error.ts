import { ToolError } from '../../base/index.ts';
import type { DiagnosticCode } from '../../diagnostics/index.ts';

/** Where in a source something stands. Lines, columns and records count from 1; byte offsets from 0. */
export interface InputPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly record?: number;
  readonly byteOffset?: number;
}

/** Makes the error that stops an import: `file:line:column: record n: message`. */
export function importError(
  code: DiagnosticCode,
  place: InputPlace,
  message: string,
  more: { readonly hint?: string; readonly cause?: unknown } = {},
): ToolError {
  return new ToolError({ code, message: `${describePlace(place)}: ${message}`, ...more });
}

/** `file:line:column: record n, byte m`, as far as known. */
function describePlace(place: InputPlace): string {
  const position = [place.file, place.line, place.line === undefined ? undefined : place.column];
  const details = [
    place.record === undefined ? '' : `record ${place.record}`,
    place.byteOffset === undefined ? '' : `byte ${place.byteOffset}`,
  ].filter((detail) => detail !== '');
  const head = position.filter((part) => part !== undefined).join(':');
  return details.length === 0 ? head : `${head}: ${details.join(', ')}`;
}
