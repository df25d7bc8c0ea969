export { diagnosticCatalogue, diagnosticCodes, findDefinition } from './catalogue.ts';
export type { DiagnosticCode } from './catalogue.ts';
export { createDiagnostic } from './create-diagnostic.ts';
export type { DiagnosticDetails } from './create-diagnostic.ts';
export type { DiagnosticDefinition } from './definition.ts';
export type { Diagnostic, Fix, RelatedSpan } from './diagnostic.ts';
export { didYouMean, nearestNames } from './suggestions.ts';
export type { Consequence, RuleErrorKind, Severity } from './vocabulary.ts';
