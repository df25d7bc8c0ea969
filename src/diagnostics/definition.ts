import type { Consequence, RuleErrorKind, Severity } from './vocabulary.ts';

/** What is written down once for each code: shown by `explain-code` and in `docs/diagnostics/`. */
export interface DiagnosticDefinition {
  readonly severity: Severity;
  /** One line, no full stop. */
  readonly title: string;
  /** What it means and what to do, a few sentences. */
  readonly explanation: string;
  readonly kind?: RuleErrorKind;
  readonly consequence?: Consequence;
  /** A text that gives this diagnostic; for rules, a rule. */
  readonly wrong?: string;
  /** The mended text. */
  readonly right?: string;
}
