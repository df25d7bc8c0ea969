import { type DiagnosticCode, diagnosticCatalogue } from './catalogue.ts';
import type { DiagnosticDefinition } from './definition.ts';
import type { Diagnostic } from './diagnostic.ts';

/** What the place that reports knows; severity, kind and consequence come from the catalogue unless given. */
export type DiagnosticDetails = Partial<Omit<Diagnostic, 'code'>> & Pick<Diagnostic, 'message'>;

/** Makes a diagnostic of a known code. `message` is a full sentence that says what was expected and what was found. */
export function createDiagnostic(code: DiagnosticCode, details: DiagnosticDetails): Diagnostic {
  const { severity, kind, consequence }: DiagnosticDefinition = diagnosticCatalogue[code];
  return {
    code,
    severity,
    ...(kind === undefined ? {} : { kind }),
    ...(consequence === undefined ? {} : { consequence }),
    ...details,
  };
}
