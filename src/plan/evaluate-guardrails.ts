import { compareOrdinal } from '../base/index.ts';
import type { Outcome } from '../simulation/index.ts';
import { type Guardrails, limitNames, mostViolations, noUndecidedId } from './guardrails.ts';
import {
  evaluateCost,
  evaluateLicenseErrors,
  evaluateProtectedLicenses,
  evaluateSeatsLeft,
  type LicenseGuardrailInput,
} from './license-guardrails.ts';
import type { ObjectRefs } from './object-refs.ts';
import type { PlanGuardrail, PlanMembership } from './plan-document.ts';
import { findProtected } from './protected-objects.ts';
import { labelOfRef, valueText } from './value-text.ts';

/** What guardrails look at. */
export interface GuardrailInput {
  readonly outcome: Outcome;
  readonly refs: ObjectRefs;
  readonly memberships: readonly PlanMembership[];
  /** Undecided memberships. */
  readonly undecided: number;
  /** Objects for which a `where` is undecided. */
  readonly whereUndecided: number;
  readonly licenses: LicenseGuardrailInput;
}

/**
 * Holds a plan to its guardrails, in the order of {@link Guardrails} names. Transient joins and leaves count: they happen.
 * A protected user may gain or lose no membership and no property; a protected group no member and no property; neither may
 * be deleted.
 */
export function evaluateGuardrails(guardrails: Guardrails, input: GuardrailInput): readonly PlanGuardrail[] {
  const results: PlanGuardrail[] = [];
  for (const [id, name] of Object.entries(limitNames)) {
    const limit = guardrails[name];
    if (limit === undefined) continue;
    if (name === 'minSeatsLeft') results.push(evaluateSeatsLeft(id, limit, input.licenses));
    else if (name === 'maxCostIncrease') results.push(evaluateCost(id, limit, input.licenses));
    else results.push(evaluateLimit(id, limit, input.memberships));
  }
  if (guardrails.protectedUsers !== undefined)
    results.push(evaluateProtection('protected-users', 'user', guardrails.protectedUsers, input));
  if (guardrails.protectedGroups !== undefined)
    results.push(evaluateProtection('protected-groups', 'group', guardrails.protectedGroups, input));
  if (guardrails.protectedLicenses !== undefined)
    results.push(evaluateProtectedLicenses(guardrails.protectedLicenses, input.licenses));
  if (guardrails.noUndecided === true) results.push(evaluateUndecided(input));
  if (guardrails.noNewLicenseErrors === true) results.push(evaluateLicenseErrors(input.licenses));
  return results;
}

function evaluateLimit(id: string, limit: number, memberships: readonly PlanMembership[]): PlanGuardrail {
  const action = id.startsWith('max-joins') ? 'join' : 'leave';
  const counted = memberships.filter((entry) => entry.action === action);
  if (!id.endsWith('-per-group')) {
    const actual = counted.length;
    const message = `${actual} ${plural(action, actual)}, at most ${limit} allowed`;
    return { id, ok: actual <= limit, limit, actual, message, violations: [], warnings: [] };
  }
  const counts = countByGroup(counted);
  const actual = counts[0]?.count ?? 0;
  const over = counts.filter(({ count }) => count > limit);
  const message =
    over.length === 0
      ? `at most ${actual} ${plural(action, actual)} in any group, ${limit} allowed`
      : `${over.length} ${over.length === 1 ? 'group has' : 'groups have'} more than ${limit} ${plural(action, limit)}`;
  const violations = over.map(({ name, count, transient }) => {
    const passing = transient === 0 ? '' : `, ${transient} of them transient`;
    return `${name} has ${count} ${plural(action, count)}${passing}`;
  });
  return {
    id,
    ok: over.length === 0,
    limit,
    actual,
    message,
    violations: violations.slice(0, mostViolations),
    warnings: [],
  };
}

interface GroupCount {
  readonly name: string;
  readonly id: string;
  count: number;
  transient: number;
}

function countByGroup(memberships: readonly PlanMembership[]): readonly Readonly<GroupCount>[] {
  const counts = new Map<string, GroupCount>();
  for (const { group, transient } of memberships) {
    const name = valueText(labelOfRef(group));
    const entry = counts.get(group.id) ?? { name, id: group.id, count: 0, transient: 0 };
    entry.count++;
    if (transient) entry.transient++;
    counts.set(group.id, entry);
  }
  return [...counts.values()].toSorted(
    (a, b) => b.count - a.count || compareOrdinal(a.name, b.name) || compareOrdinal(a.id, b.id),
  );
}

function evaluateProtection(
  id: 'protected-users' | 'protected-groups',
  type: 'user' | 'group',
  patterns: readonly string[],
  { outcome, refs }: GuardrailInput,
): PlanGuardrail {
  const objects = findProtected(outcome, type, patterns);
  const touched = new Map<number, Set<string>>();
  const touch = (row: number, what: string): void => {
    if (touched.has(row) || objects.has(row)) touched.set(row, (touched.get(row) ?? new Set()).add(what));
  };
  for (const event of outcome.events) {
    if (event.kind === 'membersChanged') {
      if (type === 'group' && event.holder.type === 'group') touch(event.holder.row, memberWords(event));
      if (event.memberType !== type) continue;
      const holder = valueText(labelOfRef(refs.holder(event.holder)));
      event.joined.forEach((row) => touch(row, `joins ${holder}`));
      event.left.forEach((row) => touch(row, `leaves ${holder}`));
    } else if ('row' in event && event.type === type) {
      if (event.kind === 'objectDeleted') touch(event.row, 'is deleted');
      else if (event.kind === 'propertiesChanged')
        touch(event.row, `changes ${event.changes.map(({ name }) => name).join(', ')}`);
    }
  }
  const violations = [...touched]
    .map(([row, what]) => `${labelOfRef(refs.object(type, row))} ${[...what].join(', ')}`)
    .toSorted(compareOrdinal);
  const actual = violations.length;
  const nouns = `protected ${type}${actual === 1 ? '' : 's'}`;
  return {
    id,
    ok: actual === 0,
    limit: 0,
    actual,
    message: actual === 0 ? `${nouns} are not touched` : `${actual} ${nouns} would be touched`,
    violations: violations.slice(0, mostViolations),
    warnings: objects.unused.map((pattern) => `the pattern ${valueText(pattern)} names nobody`),
  };
}

function memberWords({ joined, left }: { readonly joined: { size: number }; readonly left: { size: number } }): string {
  return [
    ...(joined.size > 0 ? [`gains ${joined.size} ${joined.size === 1 ? 'member' : 'members'}`] : []),
    ...(left.size > 0 ? [`loses ${left.size} ${left.size === 1 ? 'member' : 'members'}`] : []),
  ].join(' and ');
}

function evaluateUndecided({ undecided, whereUndecided }: GuardrailInput): PlanGuardrail {
  const actual = undecided + whereUndecided;
  const found = [
    ...(undecided > 0 ? [`${undecided} undecided ${undecided === 1 ? 'membership' : 'memberships'}`] : []),
    ...(whereUndecided > 0 ? [`${whereUndecided} left alone by an undecided condition of a step`] : []),
  ];
  const message = actual === 0 ? 'everything is decided' : found.join(', ');
  return { id: noUndecidedId, ok: actual === 0, limit: 0, actual, message, violations: [], warnings: [] };
}

function plural(action: 'join' | 'leave', count: number): string {
  return count === 1 ? action : `${action}s`;
}
