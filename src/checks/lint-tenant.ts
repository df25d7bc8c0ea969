import { compareOrdinal, ToolError } from '../base/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import {
  groupKindOf,
  isPaused,
  listDynamicHolders,
  readHolderRule,
  readTenant,
  type TenantReader,
} from '../directory/index.ts';
import { defaultSemantics, type Tenant } from '../model/index.ts';
import { createPredicateCache } from '../rules/index.ts';
import type { Holder, Settled } from '../simulation/index.ts';
import type { RuleHolder } from './check.ts';
import { lintLicenses } from './licenses/index.ts';
import type { LintFinding } from './lint-finding.ts';
import type { LintOptions } from './lint-options.ts';
import { peopleOf } from './people.ts';
import { runChecks } from './run-checks.ts';

/**
 * Lints the rule of every active dynamic group and administrative unit, with numbers of real people, and the licenses (spec licensing 18). Sorted by severity, then
 * by the holder's name and id, then by position. Numbers of stored members are those of the tenant as it is given: settle it
 * first for the ones that its rules lead to. O(rules * people), with conditions shared.
 * @throws ToolError `work/interrupted` once `options.signal` is given.
 */
export function lintTenant(subject: Tenant | Settled, options: LintOptions = {}): readonly LintFinding[] {
  const tenant = 'tenant' in subject ? subject.tenant : subject;
  const semantics = options.semantics ?? defaultSemantics;
  const deps = { semantics, cache: options.cache ?? createPredicateCache() };
  const people = { user: peopleOf(tenant, 'user', deps), device: peopleOf(tenant, 'device', deps) };
  const reader = readTenant(tenant);
  const holders = listDynamicHolders(reader);
  const findings: LintFinding[] = [];
  for (const [index, { type, row }] of holders.entries()) {
    if (options.signal?.aborted === true)
      throw new ToolError({ code: 'work/interrupted', message: 'Interrupted.', exitCode: 130 });
    options.onProgress?.({ phase: 'checking rules', done: index, total: holders.length, unit: 'rules' });
    const text = tenant.populations[type].textAt(row, 'membershipRule');
    if (text === undefined) continue;
    const isUnified = type === 'group' && groupKindOf(reader.population(type), row) === 'unified';
    const check = readHolderRule(text, { type, isUnified }, semantics);
    const rule = check.ok ? check.rule : undefined;
    const holder = holderAt(reader, { type, row });
    const context = { text, rule, semantics, tenant, holder, people: rule && people[rule.object] };
    for (const diagnostic of runChecks(context, check, options)) findings.push(findingOf(holder, diagnostic, text));
  }
  return [...findings, ...lintLicenses(tenant, options)].toSorted(compareFindings);
}

function holderAt(reader: TenantReader, { type, row }: Holder): RuleHolder {
  const objects = reader.population(type);
  const id = objects.idAt(row);
  return {
    type,
    row,
    id,
    displayName: objects.textAt(row, 'displayName') ?? id,
    isPaused: isPaused(objects.valueAt(row, 'membershipRuleProcessingState')),
  };
}

function findingOf({ type, id, displayName }: RuleHolder, diagnostic: Diagnostic, text: string): LintFinding {
  const name = `${type === 'group' ? 'group' : 'administrative unit'} "${displayName}"`;
  return { holder: { type, id, displayName }, diagnostic: { ...diagnostic, source: { name, text } } };
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
