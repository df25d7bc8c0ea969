import type { Diagnostic } from '../diagnostics/index.ts';

/** A finding about the rule of one group or administrative unit, or about licenses; an empty id stands for the tenant. */
export interface LintFinding {
  readonly holder: { readonly type: 'group' | 'administrativeUnit'; readonly id: string; readonly displayName: string };
  readonly diagnostic: Diagnostic;
}
