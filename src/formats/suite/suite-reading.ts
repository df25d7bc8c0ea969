import type { SourceText, Span } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode } from '../../diagnostics/index.ts';
import type { ParsedYaml, ValuePath } from '../yaml/index.ts';
import type { SuiteFiles } from './suite-files.ts';

/** Codes that faults of structure are reported with. */
export const suiteIssueCodes = {
  syntax: 'suite/syntax',
  duplicateKey: 'suite/duplicate-key',
  tooComplex: 'suite/too-complex',
  unknownKey: 'suite/unknown-key',
  missingKey: 'suite/missing-key',
  wrongType: 'suite/wrong-type',
} as const satisfies Readonly<Record<string, DiagnosticCode>>;

/** One file of a suite while it is read. */
export interface FileReading {
  readonly source: SourceText;
  /** Absolute. */
  readonly path: string;
  readonly document: ParsedYaml;
  readonly files: SuiteFiles;
  /** All faults of the suite. */
  readonly faults: Diagnostic[];
  /** Absolute paths of everything that was read. */
  readonly read: Set<string>;
}

/** Reports a fault at the value of a path. */
export function report(
  reading: FileReading,
  code: DiagnosticCode,
  path: ValuePath,
  message: string,
  hint?: string,
): void {
  reportAt(reading, code, reading.document.spanAt(path), message, hint);
}

/** Reports a fault at the last key of a path. */
export function reportKey(
  reading: FileReading,
  code: DiagnosticCode,
  path: ValuePath,
  message: string,
  hint?: string,
): void {
  reportAt(reading, code, reading.document.keySpanAt(path), message, hint);
}

/** Reports a fault at a place. */
export function reportAt(
  { source, faults }: FileReading,
  code: DiagnosticCode,
  span: Span,
  message: string,
  hint?: string,
): void {
  faults.push(createDiagnostic(code, { message, source, span, ...(hint === undefined ? {} : { hint }) }));
}

/** A text of another file that a file names; undefined after reporting why not. */
export function openNamed(
  reading: FileReading,
  path: ValuePath,
  name: string,
): { readonly absolute: string; readonly source: SourceText } | undefined {
  const found = reading.files.resolve(name, reading.path);
  if (found.kind === 'outside') {
    const message = `"${name}" leads out of ${found.folder}.`;
    report(reading, 'suite/outside-folder', path, message, 'Move the file, or run with --allow-external.');
    return undefined;
  }
  if (found.kind === 'missing') {
    report(reading, 'suite/unreadable-file', path, `"${name}" cannot be read: ${found.reason}.`);
    return undefined;
  }
  reading.read.add(found.absolute);
  const text = reading.files.read(found.absolute);
  if (text.ok) return { absolute: found.absolute, source: text.source };
  report(reading, 'suite/unreadable-file', path, `"${name}" cannot be read: ${text.reason}.`);
  return undefined;
}
