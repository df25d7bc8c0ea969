import type { Diagnostic } from '../diagnostics/index.ts';

/** A finding about the rule of one group or administrative unit, or about licenses of a group or of the tenant as a whole. */
export interface LintFinding {
  readonly holder: {
    readonly type: 'group' | 'administrativeUnit' | 'organization';
    readonly id: string;
    readonly displayName: string;
  };
  readonly diagnostic: Diagnostic;
}
