import { createDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Semantics } from '../model/index.ts';
import { type CheckedRule, checkRule } from '../rules/index.ts';
import type { Holder } from './directory-event.ts';
import { isDynamic, listDynamicHolders } from './dynamic-holder.ts';
import type { Fault } from './fault.ts';
import { ruleRefused } from './graph-errors.ts';
import type { TenantReader } from './tenant-reader.ts';

/** Most groups with a memberOf rule in a tenant (spec rules 8.2, 11). */
const mostMemberOfRules = 500;

/** Whose rule is checked; `row` is absent for a holder that is being created. */
export interface RuleOwner {
  readonly type: Holder['type'];
  readonly row?: number;
  readonly isUnified: boolean;
}

/** A rule that was read for a holder, or why the service would refuse it. */
export type HolderRuleCheck =
  | { readonly ok: true; readonly rule: CheckedRule; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly errors: readonly Diagnostic[]; readonly warnings: readonly Diagnostic[] };

/**
 * Reads a rule as the holder takes it: a Microsoft 365 group takes user rules only (spec rules 8.4), a unit no memberOf
 * (spec tenant 8, assumed). Says nothing about limits of the tenant. O(length).
 */
export function readHolderRule(text: string, owner: Omit<RuleOwner, 'row'>, semantics: Semantics): HolderRuleCheck {
  const check = checkRule(text, { semantics, ...(owner.isUnified ? { allowedObjects: ['user'] } : {}) });
  if (!check.ok || owner.type === 'group' || check.rule.root.kind !== 'memberOf') return check;
  const unsupported = createDiagnostic('rule/unsupported-property', {
    message: "Unsupported property 'memberOf'",
    span: check.rule.root.span,
    hint: 'Rules of administrative units cannot read groups.',
  });
  return { ok: false, errors: [unsupported], warnings: check.warnings };
}

/**
 * Validates a rule that is saved with processing On: HTTP 400 `DynamicGroupQueryParseError` with the message of the
 * deciding error (spec rules 9). A rule saved with processing Paused is not validated at all; do not call this then.
 */
export function checkMembershipRule(
  tenant: TenantReader,
  owner: RuleOwner,
  text: string,
  semantics: Semantics,
): Fault | undefined {
  const check = readHolderRule(text, owner, semantics);
  if (!check.ok) {
    const message = check.errors[0]?.message ?? 'Query compilation error';
    return {
      code: 'changes/rule-refused',
      error: ruleRefused(message),
      place: 'membershipRule',
      rule: { text, diagnostics: check.errors },
    };
  }
  return check.rule.root.kind === 'memberOf' ? checkMemberOfRule(tenant, owner, check.rule, semantics) : undefined;
}

/** Spec rules 11: `Dynamic group policies max allowed groups count reached`. Call for a holder that becomes dynamic. O(groups). */
export function checkDynamicLimit(tenant: TenantReader, semantics: Semantics): Fault | undefined {
  const limit = Number(semantics['dynamic-group-limit']);
  if (listDynamicHolders(tenant).length < limit) return undefined;
  return {
    code: 'changes/limit',
    error: ruleRefused('Dynamic group policies max allowed groups count reached'),
    detail: `The tenant already has ${limit} dynamic groups and administrative units, which is the limit.`,
  };
}

/** Spec rules 8.2: at most 500 such groups, and none may be a source of another. O(groups). */
function checkMemberOfRule(
  tenant: TenantReader,
  owner: RuleOwner,
  rule: CheckedRule,
  semantics: Semantics,
): Fault | undefined {
  const groups = tenant.population('group');
  const others = memberOfGroups(tenant, semantics).filter(({ row }) => row !== owner.row);
  if (others.length >= mostMemberOfRules) {
    return memberOfFault(rule, 'changes/limit', `A tenant may have ${mostMemberOfRules} groups with a memberOf rule`);
  }
  const sources = rule.root.kind === 'memberOf' ? rule.root.groupIds : [];
  const source = sources.find((id) => others.some(({ row }) => row === groups.rowOf(id)));
  if (source !== undefined) {
    return memberOfFault(
      rule,
      'changes/rule-refused',
      `Group '${source}' has a memberOf rule itself and cannot be a source of another`,
    );
  }
  const ownId = owner.row === undefined ? undefined : groups.idAt(owner.row);
  const reader = others.find(({ groupIds }) => ownId !== undefined && groupIds.includes(ownId));
  if (reader === undefined) return undefined;
  return memberOfFault(
    rule,
    'changes/rule-refused',
    `Group '${ownId ?? ''}' is a source of the memberOf rule of group '${groups.idAt(reader.row)}' and cannot have one itself`,
  );
}

function memberOfFault(rule: CheckedRule, code: Fault['code'], message: string): Fault {
  return { code, error: ruleRefused(message), place: 'membershipRule', rule: { text: rule.text, diagnostics: [] } };
}

/** Active dynamic groups with a memberOf rule, with the ids they read. */
function memberOfGroups(
  tenant: TenantReader,
  semantics: Semantics,
): readonly { readonly row: number; readonly groupIds: readonly string[] }[] {
  const groups = tenant.population('group');
  const found: { row: number; groupIds: readonly string[] }[] = [];
  for (let row = 0; row < groups.size; row++) {
    const text = groups.textAt(row, 'membershipRule');
    if (text === undefined || !/memberof/i.test(text) || !groups.isActive(row) || !isDynamic(groups, row)) continue;
    const check = checkRule(text, { semantics });
    if (check.ok && check.rule.root.kind === 'memberOf') {
      found.push({ row, groupIds: check.rule.root.groupIds.map((id) => id.toLowerCase()) });
    }
  }
  return found;
}
