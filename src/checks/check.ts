import type { EpochMilliseconds, RowSet } from '../base/index.ts';
import type { Diagnostic, DiagnosticCode } from '../diagnostics/index.ts';
import type { Population, Semantics, Tenant } from '../model/index.ts';
import type { CheckedRule, RuleNode, RuleProperty, RowVerdicts } from '../rules/index.ts';
import type { HeldValues } from './held-values.ts';

/** The people or devices of a tenant, for checks that count. */
export interface People {
  readonly tenant: Tenant;
  readonly population: Population;
  /** All active objects. */
  readonly active: RowSet;
  readonly now: EpochMilliseconds;
  /** Whom a condition lets in; asking again for the same node costs nothing. */
  evaluate(node: RuleNode): RowVerdicts;
  /** The values that active objects have; undefined for properties that are no single text, or known for nobody. */
  valuesOf(property: RuleProperty): HeldValues | undefined;
  /** The name of an object. */
  nameOf(row: number): string;
}

/** The group or administrative unit that has the rule. */
export interface RuleHolder {
  readonly type: 'group' | 'administrativeUnit';
  readonly row: number;
  readonly id: string;
  readonly displayName: string;
  readonly isPaused: boolean;
}

/** One rule under lint. */
export interface LintContext {
  readonly text: string;
  /** Undefined when the service would refuse the text. */
  readonly rule: CheckedRule | undefined;
  readonly semantics: Semantics;
  /** The tenant and the holder of the rule in it; undefined when no tenant is at hand. */
  readonly tenant: Tenant | undefined;
  readonly holder: RuleHolder | undefined;
  /** Objects of the kind that the rule is about; undefined without a tenant or for a refused rule. */
  readonly people: People | undefined;
}

/** What applying a fix does to the members: nothing, or what the author most likely wanted. */
export type FixEffect = 'keepsMeaning' | 'changesMeaning';

/** A check: an id, which is the code of its findings, and what it looks at. Title and severity stand in the catalogue of codes. */
export interface Check {
  readonly id: DiagnosticCode;
  /** True when it says nothing without a tenant. */
  readonly needsTenant: boolean;
  /** Set when its findings may carry a fix. */
  readonly fix?: FixEffect;
  /** Findings with spans in the text of the rule. */
  run(context: LintContext): readonly Diagnostic[];
}
