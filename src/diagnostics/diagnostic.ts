import type { SourceText, Span } from '../base/index.ts';
import type { DiagnosticCode } from './catalogue.ts';
import type { Consequence, RuleErrorKind, Severity } from './vocabulary.ts';

/** A further place that explains the diagnostic, such as the parenthesis that was opened. */
export interface RelatedSpan {
  readonly message: string;
  readonly span: Span;
}

/** A change of text that mends the fault. Edits do not overlap and are sorted by position. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
}

/** Something wrong or remarkable in a text of the user, as data. Offsets are UTF-16 code units of `source` (or of the text at hand). */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly kind?: RuleErrorKind;
  readonly span?: Span;
  readonly source?: SourceText;
  readonly hint?: string;
  readonly related?: readonly RelatedSpan[];
  readonly fix?: Fix;
  readonly consequence?: Consequence;
}
