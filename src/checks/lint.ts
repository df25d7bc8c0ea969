import { compareOrdinal, rowSetOfSorted, ToolError } from '../base/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { defaultSemantics, type Population, type Semantics, type Tenant } from '../model/index.ts';
import { checkRule, compileRule, createPredicateCache, evaluateRows, type PredicateCache } from '../rules/index.ts';
import type { Check, LintContext, People } from './check.ts';
import { checks as allChecks } from './registry.ts';

/** How to lint. */
export interface LintOptions {
  readonly semantics?: Semantics;
  /** Only these codes; default all. */
  readonly only?: readonly string[];
  /** None of these codes. */
  readonly skip?: readonly string[];
  readonly cache?: PredicateCache;
  readonly onProgress?: (progress: {
    readonly phase: string;
    readonly done: number;
    readonly total: number;
    readonly unit: string;
  }) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** A finding about the rule of one group or administrative unit. */
export interface LintFinding {
  readonly holder: { readonly type: 'group' | 'administrativeUnit'; readonly id: string; readonly displayName: string };
  readonly diagnostic: Diagnostic;
}

/** What the service would refuse about a rule, its warnings, and the findings of every check that needs no tenant. */
export function lintRule(text: string, options: LintOptions = {}): readonly Diagnostic[] {
  return lintText(text, undefined, options);
}

/**
 * Lints the rule of every active dynamic group and administrative unit, with numbers of real people. Sorted by severity, then
 * by the holder's name and id, then by position. O(rules * people), with conditions shared.
 */
export function lintTenant(tenant: Tenant, options: LintOptions = {}): readonly LintFinding[] {
  const cache = options.cache ?? createPredicateCache();
  const semantics = options.semantics ?? defaultSemantics;
  const people = {
    user: peopleOf(tenant, 'user', semantics, cache),
    device: peopleOf(tenant, 'device', semantics, cache),
  };
  const rules = [...rulesOf(tenant, 'group'), ...rulesOf(tenant, 'administrativeUnit')];
  const findings: LintFinding[] = [];
  for (const [index, { holder, text }] of rules.entries()) {
    if (options.signal?.aborted === true)
      throw new ToolError({ code: 'work/interrupted', message: 'Interrupted.', exitCode: 130 });
    options.onProgress?.({ phase: 'checking rules', done: index, total: rules.length, unit: 'rules' });
    const name = `${holder.type === 'group' ? 'group' : 'administrative unit'} "${holder.displayName}"`;
    for (const diagnostic of lintText(text, people, options))
      findings.push({ holder, diagnostic: { ...diagnostic, source: { name, text } } });
  }
  return findings.toSorted(compareFindings);
}

function lintText(
  text: string,
  people: Readonly<Record<'user' | 'device', People>> | undefined,
  options: LintOptions,
): readonly Diagnostic[] {
  const check = checkRule(text, { semantics: options.semantics ?? defaultSemantics });
  const rule = check.ok ? check.rule : undefined;
  const context: LintContext = { text, rule, people: rule === undefined ? undefined : people?.[rule.object] };
  const isWanted = ({ id }: Pick<Check, 'id'>): boolean => {
    const { only = [], skip = [] } = options;
    return (only.length === 0 || only.includes(id)) && !skip.includes(id);
  };
  const own = [...(check.ok ? [] : check.errors), ...check.warnings];
  const found = allChecks
    .filter((entry) => !entry.needsTenant || context.people !== undefined)
    .flatMap((entry) => entry.run(context));
  return [...own, ...found].filter(({ code }) => isWanted({ id: code }));
}

function peopleOf(tenant: Tenant, type: 'user' | 'device', semantics: Semantics, cache: PredicateCache): People {
  const population = tenant.populations[type];
  const active: number[] = [];
  for (let row = 0; row < population.size; row++) if (population.isActive(row)) active.push(row);
  const context = {
    population,
    now: tenant.clock,
    cache,
    membersOf: () => ({ known: rowSetOfSorted(new Uint32Array(0)), isComplete: true }),
  };
  return {
    tenant,
    population,
    active: rowSetOfSorted(Uint32Array.from(active)),
    now: tenant.clock,
    evaluate: (root) => evaluateRows(compileRule({ text: '', object: type, root }, semantics), context),
    nameOf: (row) => nameOf(population, row),
  };
}

function nameOf(population: Population, row: number): string {
  return population.textAt(row, 'userPrincipalName') ?? population.textAt(row, 'displayName') ?? population.idAt(row);
}

function* rulesOf(
  tenant: Tenant,
  type: 'group' | 'administrativeUnit',
): Generator<{ readonly holder: LintFinding['holder']; readonly text: string }> {
  const holders = tenant.populations[type];
  for (let row = 0; row < holders.size; row++) {
    const text = holders.textAt(row, 'membershipRule');
    const groupTypes = holders.valueAt(row, 'groupTypes');
    const isDynamic =
      type === 'administrativeUnit' || (Array.isArray(groupTypes) && groupTypes.includes('DynamicMembership'));
    if (text === undefined || !isDynamic || !holders.isActive(row)) continue;
    yield {
      holder: { type, id: holders.idAt(row), displayName: holders.textAt(row, 'displayName') ?? holders.idAt(row) },
      text,
    };
  }
}

const severityOrder = { error: 0, warning: 1, note: 2 } as const;

function compareFindings(a: LintFinding, b: LintFinding): number {
  return (
    severityOrder[a.diagnostic.severity] - severityOrder[b.diagnostic.severity] ||
    compareOrdinal(a.holder.displayName, b.holder.displayName) ||
    compareOrdinal(a.holder.id, b.holder.id) ||
    (a.diagnostic.span?.start ?? 0) - (b.diagnostic.span?.start ?? 0) ||
    compareOrdinal(a.diagnostic.code, b.diagnostic.code)
  );
}
