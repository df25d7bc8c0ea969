import type { EpochMilliseconds } from '../base/index.ts';
import type { OutputOptions, TenantOptions } from './options.ts';

/** Options of `tenantlab plan`. */
export interface PlanCommandOptions extends TenantOptions, OutputOptions {
  readonly changes: string;
  readonly format?: 'text' | 'json' | 'markdown';
  readonly out?: string;
  readonly save?: string;
  readonly guardrail: readonly string[];
  /** Files that extend the license catalogue. */
  readonly catalogue: readonly string[];
  readonly detailedExitcode?: boolean;
  readonly forbidUndecided?: boolean;
  readonly all?: boolean;
}

/** Options of `tenantlab apply`. */
export interface ApplyCommandOptions extends OutputOptions {
  readonly tenant?: string;
  readonly config?: string;
  readonly who?: string;
  /** Files that extend the license catalogue: those of the plan. */
  readonly catalogue: readonly string[];
  readonly allowRefusals?: boolean;
  readonly allowFailedGuardrails?: boolean;
}

/** Options of `tenantlab why` and `why-not`. */
export interface WhyCommandOptions extends TenantOptions, OutputOptions {
  readonly plan?: string;
  /** Files that extend the license catalogue. */
  readonly catalogue: readonly string[];
}

/** Options of `tenantlab lint`. */
export interface LintCommandOptions extends TenantOptions, OutputOptions {
  readonly rule: readonly string[];
  readonly check: readonly string[];
  readonly skip: readonly string[];
  /** Files that extend the license catalogue. */
  readonly catalogue: readonly string[];
  readonly report: readonly string[];
  readonly failOn: 'error' | 'warning' | 'note' | 'never';
  readonly list?: boolean;
}

/** Options of `tenantlab fuzz`. */
export interface FuzzCommandOptions extends TenantOptions, OutputOptions {
  readonly runs: number;
  readonly seed?: number;
  readonly path?: string;
  readonly ops?: string;
  readonly scope?: 'present' | 'near' | 'changes';
  readonly people?: number;
  readonly changes?: number;
  /** Seconds. */
  readonly maxTime?: number;
  readonly filter?: string;
  readonly forbidUndecided?: boolean;
  readonly allowExternal?: boolean;
  /** Commander's `--no-save`: false when given. */
  readonly save: boolean;
  readonly report: readonly string[];
  /** Files that extend the license catalogue. */
  readonly catalogue: readonly string[];
  readonly verbose?: boolean;
}

/** Options of `tenantlab test`. */
export interface TestCommandOptions extends TenantOptions, OutputOptions {
  /** `-t`: a regular expression over the names of cases. */
  readonly testNamePattern?: string;
  readonly tag: readonly string[];
  readonly shard?: { readonly index: number; readonly count: number };
  readonly bail?: boolean;
  readonly update?: boolean;
  readonly watch?: boolean;
  readonly allowExternal?: boolean;
  readonly forbidUndecided?: boolean;
  readonly passWithNoTests?: boolean;
  /** Files that extend the license catalogue. */
  readonly catalogue: readonly string[];
  readonly report: readonly string[];
  readonly verbose?: boolean;
  readonly all?: boolean;
  readonly coverage?: boolean;
  /** Least leaf coverage in percent. */
  readonly threshold?: number;
  readonly coverageHtml?: string;
}

/** Options of `tenantlab mutate`. */
export interface MutateCommandOptions extends TenantOptions, OutputOptions {
  readonly group: readonly string[];
  readonly maxMutants: number;
  readonly seed: number;
  /** Least score in percent. */
  readonly threshold: number;
  readonly allowExternal?: boolean;
  /** Files that extend the license catalogue. */
  readonly catalogue: readonly string[];
  readonly report: readonly string[];
  readonly verbose?: boolean;
  readonly all?: boolean;
}

/** Options of `tenantlab import`. */
export interface ImportCommandOptions extends OutputOptions {
  readonly into: string;
  readonly clock?: EpochMilliseconds;
}

/** Options of `tenantlab export`. */
export interface ExportCommandOptions extends TenantOptions, OutputOptions {
  readonly out: string;
  readonly format: 'tenant' | 'graph';
  /** Files that extend the license catalogue. */
  readonly catalogue: readonly string[];
  readonly at?: number;
}

/** Options of `tenantlab generate`. */
export interface GenerateCommandOptions extends OutputOptions {
  readonly users: number;
  readonly seed: number;
  readonly dirt: number;
  readonly groups?: number;
  readonly out: string;
  readonly clock?: EpochMilliseconds;
}

/** Options of `tenantlab diff`. */
export interface DiffCommandOptions extends TenantOptions, OutputOptions {
  readonly all?: boolean;
}

/** Options of `tenantlab history`. */
export interface HistoryCommandOptions extends OutputOptions {
  readonly tenant?: string;
  readonly config?: string;
  readonly limit: number;
}

/** Options of `tenantlab init`. */
export interface InitCommandOptions extends OutputOptions {
  readonly empty?: boolean;
}

/** Options of `tenantlab sql`. */
export interface SqlCommandOptions extends OutputOptions {
  readonly tenant?: string;
  readonly config?: string;
  readonly file?: string;
  readonly format?: 'table' | 'json' | 'csv';
  readonly csv?: boolean;
  readonly writeRows?: boolean;
}

/** Options of `tenantlab license catalog`. */
export interface LicenseCatalogOptions extends OutputOptions {
  readonly catalogue: readonly string[];
  readonly clock?: EpochMilliseconds;
  readonly config?: string;
  readonly all?: boolean;
}

/** Options of commands about the licenses of a tenant. */
export interface LicenseCommandOptions extends TenantOptions, OutputOptions {
  readonly catalogue: readonly string[];
  readonly all?: boolean;
}

/** Options of `license forecast`. */
export interface LicenseForecastOptions extends LicenseCommandOptions {
  readonly days?: number;
  readonly until?: EpochMilliseconds;
}
