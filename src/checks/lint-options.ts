import type { LicenseCatalogue } from '../licensing/index.ts';
import type { Semantics } from '../model/index.ts';
import type { PredicateCache } from '../rules/index.ts';
import type { Check } from './check.ts';
import { checks } from './registry.ts';

/** How to lint. */
export interface LintOptions {
  readonly semantics?: Semantics;
  /** Only these codes; default all. */
  readonly only?: readonly string[];
  /** None of these codes. */
  readonly skip?: readonly string[];
  /** Truth tables to share with other work on the same tenant. */
  readonly cache?: PredicateCache;
  /** What licenses consist of; the standard catalogue when absent. */
  readonly catalogue?: LicenseCatalogue;
  readonly onProgress?: (progress: {
    readonly phase: string;
    readonly done: number;
    readonly total: number;
    readonly unit: string;
  }) => void;
  readonly signal?: { readonly aborted: boolean };
}

type Choice = Pick<LintOptions, 'only' | 'skip'>;

/** True when findings of the code are asked for. */
export function isWanted(code: string, { only = [], skip = [] }: Choice): boolean {
  return (only.length === 0 || only.includes(code)) && !skip.includes(code);
}

/** The checks whose findings are asked for. */
export function chosenChecks(choice: Choice): readonly Check[] {
  return checks.filter(({ id }) => isWanted(id, choice));
}
