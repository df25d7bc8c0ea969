import { err, type JsonValue, ok, type Result } from '../base/index.ts';
import {
  type ChangeableType,
  emptyLinks,
  encodeValue,
  findProperty,
  isDynamicHolder,
  type MaybeKnown,
  objectTypes,
  type Semantics,
} from '../model/index.ts';
import { checkChangedGroup, checkNicknameIsFree, checkUniqueNameIsFree } from './check-group.ts';
import { checkNameIsFree, checkPrincipalName, checkUsageLocation } from './check-user.ts';
import { type DirectoryEvent, type Holder, membersLeft, type PropertyChange } from './directory-event.ts';
import { memberRelations } from './dynamic-holder.ts';
import { activeMembers } from './active-members.ts';
import type { Edit, Write } from './edit.ts';
import type { Fault } from './fault.ts';
import { ownedByExchange } from './graph-errors.ts';
import { groupKindOf, isExchangeKind } from './group-kind.ts';
import { legalAgeGroup } from './legal-age-group.ts';
import { checkAddressIsFree, withPrimaryAddress } from './mail-addresses.ts';
import type { Wanted } from './read-properties.ts';
import { resolveManager } from './resolve-manager.ts';
import { becomesDynamic, checkRuleChange, type RuleChange } from './rule-change.ts';
import { checkSynced } from './synced-object.ts';
import type { TenantReader } from './tenant-reader.ts';

type Values = (name: string) => MaybeKnown;

/**
 * Plans the update of one active object with values that were read by readProperties (spec tenant 2.4, 4.2, 8). An edit
 * without writes: everything is already as wanted. A group that becomes dynamic loses its members first (spec 4.3).
 */
export function updateObject(
  tenant: TenantReader,
  type: ChangeableType,
  row: number,
  wanted: Wanted,
  semantics: Semantics,
): Result<Edit, Fault> {
  const objects = tenant.population(type);
  const resolved =
    type === 'user' || type === 'orgContact' ? resolveManager(tenant, wanted, { type, row }) : ok(wanted);
  if (!resolved.ok) return resolved;
  const before: Values = (name) => objects.valueAt(row, name);
  const values = withDerived(type, resolved.value, before);
  const changes = changesOf(type, before, values);
  if (changes.length === 0) return ok({ writes: [], events: [] });
  const written = new Map(changes.map((change) => [change.name, change.after]));
  const after: Values = (name) => (written.has(name) ? written.get(name) : before(name));
  const rule = ruleChangeOf(tenant, type, row, before, after, values.has('membershipRule'));
  const fault =
    checkSynced(objects, row, written.keys()) ??
    checkByType(tenant, type, row, before, after, semantics) ??
    (rule === undefined ? undefined : checkRuleChange(tenant, rule, semantics));
  if (fault !== undefined) return err(fault);
  const emptied =
    rule !== undefined && becomesDynamic(rule) ? emptyHolder(tenant, { type: rule.owner.type, row }) : undefined;
  return ok({
    writes: [{ kind: 'set', type, row, changes }, ...(emptied?.writes ?? [])],
    events: [{ kind: 'propertiesChanged', type, row, changes }, ...(emptied?.events ?? [])],
  });
}

/** Adds what follows from the wanted values: proxy addresses, legal age group, processing of a rule. */
function withDerived(type: ChangeableType, wanted: Wanted, before: Values): Wanted {
  const values = new Map(wanted);
  const mail = wanted.get('mail');
  if (type === 'user' || type === 'orgContact') {
    const addresses = typeof mail === 'string' ? withPrimaryAddress(before('proxyAddresses'), mail) : undefined;
    if (addresses !== undefined) values.set('proxyAddresses', addresses);
  }
  if (type === 'user' && (wanted.has('ageGroup') || wanted.has('consentProvidedForMinor'))) {
    const pick = (name: string): MaybeKnown => (wanted.has(name) ? wanted.get(name) : before(name));
    const legal = legalAgeGroup(pick('ageGroup'), pick('consentProvidedForMinor'));
    if (legal !== undefined) values.set('legalAgeGroupClassification', legal);
  }
  if (isMadeDynamic(type, wanted, before) && (before('membershipRuleProcessingState') ?? null) === null) {
    if (!wanted.has('membershipRuleProcessingState')) values.set('membershipRuleProcessingState', 'On');
  }
  return values;
}

function isMadeDynamic(type: ChangeableType, wanted: Wanted, before: Values): boolean {
  if (type !== 'group' && type !== 'administrativeUnit') return false;
  const after: Values = (name) => (wanted.has(name) ? wanted.get(name) : before(name));
  return isDynamicHolder(type, after) && !isDynamicHolder(type, before);
}

function changesOf(type: ChangeableType, before: Values, wanted: Wanted): readonly PropertyChange[] {
  const changes: PropertyChange[] = [];
  for (const [name, value] of wanted) {
    const was = before(name);
    if (!isSame(type, name, was, value)) changes.push({ name, before: was, after: value });
  }
  return changes;
}

function isSame(type: ChangeableType, name: string, left: MaybeKnown, right: JsonValue): boolean {
  const definition = findProperty(type, name);
  if (left === undefined || definition === undefined) return false;
  return encodeValue(definition, left) === encodeValue(definition, right);
}

function checkByType(
  tenant: TenantReader,
  type: ChangeableType,
  row: number,
  before: Values,
  after: Values,
  semantics: Semantics,
): Fault | undefined {
  const mail = after('mail');
  const newMail = typeof mail === 'string' && mail !== before('mail') ? mail : undefined;
  switch (type) {
    case 'user': {
      const name = after('userPrincipalName');
      const isRenamed = typeof name === 'string' && name !== before('userPrincipalName');
      return (
        (isRenamed ? (checkPrincipalName(name) ?? checkNameIsFree(tenant, name, row)) : undefined) ??
        (newMail === undefined ? undefined : checkAddressIsFree(tenant, newMail, { type, row })) ??
        checkUsageLocation(before('usageLocation'), after('usageLocation'))
      );
    }
    case 'group':
      if (isExchangeKind(groupKindOf(tenant.population('group'), row))) {
        return { code: 'changes/exchange-group', error: ownedByExchange() };
      }
      return (
        checkChangedGroup(before, after) ??
        (before('mailNickname') === after('mailNickname')
          ? undefined
          : checkNicknameIsFree(tenant, after, semantics, row)) ??
        checkUniqueNameIsFree(tenant, after('uniqueName'), row)
      );
    case 'orgContact':
      return newMail === undefined ? undefined : checkAddressIsFree(tenant, newMail, { type, row });
    case 'device':
    case 'administrativeUnit':
      return undefined;
  }
}

function ruleChangeOf(
  tenant: TenantReader,
  type: ChangeableType,
  row: number,
  before: Values,
  after: Values,
  isRuleWritten: boolean,
): RuleChange | undefined {
  if (type !== 'group' && type !== 'administrativeUnit') return undefined;
  const isUnified = type === 'group' && groupKindOf(tenant.population('group'), row) === 'unified';
  return { owner: { type, row, isUnified }, before, after, isRuleWritten };
}

/** Removes all members; members that were not known become known to be none. */
function emptyHolder(
  tenant: TenantReader,
  holder: Holder,
): { writes: readonly Write[]; events: readonly DirectoryEvent[] } {
  const relation = memberRelations[holder.type];
  const before = tenant.links(relation, holder.row);
  const events: DirectoryEvent[] = [];
  for (const memberType of objectTypes) {
    const left = activeMembers(tenant.population(memberType), before);
    if (left.size > 0) events.push(membersLeft('emptied', holder, memberType, left));
  }
  return { writes: [{ kind: 'links', relation, holder: holder.row, before, after: emptyLinks }], events };
}
