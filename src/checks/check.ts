import type { EpochMilliseconds, RowSet } from '../base/index.ts';
import type { Diagnostic, DiagnosticCode } from '../diagnostics/index.ts';
import type { Population, Tenant } from '../model/index.ts';
import type { CheckedRule, RuleNode, RowVerdicts } from '../rules/index.ts';

/** The people or devices of a tenant, for checks that count. */
export interface People {
  readonly tenant: Tenant;
  readonly population: Population;
  /** All active objects. */
  readonly active: RowSet;
  readonly now: EpochMilliseconds;
  /** Whom a condition lets in. */
  evaluate(node: RuleNode): RowVerdicts;
  /** The name of an object. */
  nameOf(row: number): string;
}

/** One rule under lint. */
export interface LintContext {
  readonly text: string;
  /** Undefined when the service would refuse the text. */
  readonly rule: CheckedRule | undefined;
  /** Undefined when no tenant is at hand. */
  readonly people: People | undefined;
}

/** A check: an id, which is the code of its findings, and what it looks at. */
export interface Check {
  readonly id: DiagnosticCode;
  /** True when it says nothing without a tenant. */
  readonly needsTenant: boolean;
  /** Findings with spans in the text of the rule. */
  run(context: LintContext): readonly Diagnostic[];
}
