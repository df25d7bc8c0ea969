import type { Span } from '../base/index.ts';
import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticDetails,
} from '../diagnostics/index.ts';
import type { Semantics } from '../model/index.ts';
import type { RuleObject } from './rule-properties.ts';

/** What the checker carries through the tree. */
export interface CheckContext {
  readonly text: string;
  readonly semantics: Semantics;
  readonly errors: Diagnostic[];
  readonly warnings: Diagnostic[];
  /** What the rule is about, once something has shown it. */
  object: RuleObject | undefined;
}

/** Notes an error (or a warning, by its code's severity). Returns undefined, the value of a node that could not be made. */
export function report(
  context: CheckContext,
  code: DiagnosticCode,
  span: Span,
  message: string,
  details: Partial<DiagnosticDetails> = {},
): undefined {
  const diagnostic = createDiagnostic(code, { message, span, ...details });
  if (diagnostic.severity === 'error') context.errors.push(diagnostic);
  else context.warnings.push(diagnostic);
  return undefined;
}

/** `Invalid operands found for operator -eq`, the service's words, with what was expected and found. */
export function operandMessage(operator: string, detail: string): string {
  return `Invalid operands found for operator -${operator}: ${detail}`;
}
