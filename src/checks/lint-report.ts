import type { Severity } from '../diagnostics/index.ts';
import type { LintFinding } from './lint-finding.ts';

/** Findings with their numbers. */
export interface LintReport {
  readonly findings: readonly LintFinding[];
  readonly counts: {
    readonly bySeverity: Readonly<Record<Severity, number>>;
    /** In ordinal order of the code. */
    readonly byCode: Readonly<Record<string, number>>;
    /** Groups and administrative units with a finding. */
    readonly holders: number;
  };
}

/** Counts the findings of a tenant. O(findings). */
export function createLintReport(findings: readonly LintFinding[]): LintReport {
  const bySeverity = { error: 0, warning: 0, note: 0 };
  const byCode = new Map<string, number>();
  for (const { diagnostic } of findings) {
    bySeverity[diagnostic.severity]++;
    byCode.set(diagnostic.code, (byCode.get(diagnostic.code) ?? 0) + 1);
  }
  const codes = [...byCode].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const holders = new Set(findings.map(({ holder }) => `${holder.type} ${holder.id}`)).size;
  return { findings, counts: { bySeverity, byCode: Object.fromEntries(codes), holders } };
}
