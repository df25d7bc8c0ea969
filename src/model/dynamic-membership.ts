import { equalsOrdinalIgnoreCase } from '../base/index.ts';
import type { MaybeKnown } from './property-value.ts';

/**
 * Whether the members of a group or administrative unit come from a rule: groupTypes says so for a group, membershipType for
 * a unit, in any case (claims `rules/1-dynamic-group`, `rules/1-administrative-units`). Where that is not known, or says
 * nothing for a unit, a rule that stands there does. The one place that decides it: what an import files as exported members
 * and what a simulation computes must be the same holders.
 */
export function isDynamicHolder(type: 'group' | 'administrativeUnit', values: (name: string) => MaybeKnown): boolean {
  const hasRule = typeof values('membershipRule') === 'string';
  if (type === 'group') {
    const groupTypes = values('groupTypes');
    if (groupTypes === undefined) return hasRule;
    return Array.isArray(groupTypes) && groupTypes.some(isDynamicType);
  }
  const membershipType = values('membershipType');
  if (typeof membershipType === 'string') return equalsOrdinalIgnoreCase(membershipType, 'Dynamic');
  return hasRule && typeof values('membershipRuleProcessingState') === 'string';
}

function isDynamicType(entry: unknown): boolean {
  return typeof entry === 'string' && equalsOrdinalIgnoreCase(entry, 'DynamicMembership');
}
