import type { Severity } from '../../diagnostics/index.ts';
import type { Place } from '../../harness/index.ts';

/** One thing that is wrong, for reports that are lists of such things: SARIF, annotations. Texts are raw. */
export interface Problem {
  /** A code of the catalogue. */
  readonly code: string;
  readonly severity: Severity;
  /** One line that says what is wrong, and of what. */
  readonly message: string;
  /** Further lines. */
  readonly detail: readonly string[];
  readonly place?: Place;
  /** Places that explain it. */
  readonly related: readonly { readonly message: string; readonly place: Place }[];
  /** What makes it the same problem tomorrow, although lines have moved: names, not positions. */
  readonly identity: readonly string[];
}
