import type { SourceText } from '../base/index.ts';
import type { LicenseDeps } from '../licensing/index.ts';
import type { Semantics } from '../model/index.ts';
import type { PredicateCache } from '../rules/index.ts';

/** What steps need besides the tenant. */
export interface StepDeps {
  readonly semantics: Semantics;
  readonly cache: PredicateCache;
  readonly licenses: LicenseDeps;
  /** The change set's text: diagnostics point into it, and ids of new objects are drawn from it. */
  readonly source: SourceText;
}
