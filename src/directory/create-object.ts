import { err, invariant, type JsonObject, ok, type Random, type Result } from '../base/index.ts';
import {
  type ChangeableType,
  emptyLinks,
  type MaybeKnown,
  propertyCatalogue,
  type Semantics,
  type WantedProperties,
} from '../model/index.ts';
import { checkNewGroup, checkNicknameIsFree, checkUniqueNameIsFree } from './check-group.ts';
import { checkNewUnit } from './check-unit.ts';
import { checkNameIsFree, checkPrincipalName } from './check-user.ts';
import type { ObjectRef } from './directory-event.ts';
import { memberRelations } from './dynamic-holder.ts';
import type { Edit, Write } from './edit.ts';
import type { Fault } from './fault.ts';
import { objectConflict, requiredValue } from './graph-errors.ts';
import { hasGroupType } from './group-kind.ts';
import { checkAddressIsFree } from './mail-addresses.ts';
import { resolveManager } from './resolve-manager.ts';
import { newObjectProperties } from './new-object-defaults.ts';
import { readProperties, type Wanted } from './read-properties.ts';
import { checkRuleChange } from './rule-change.ts';
import type { TenantReader } from './tenant-reader.ts';

/** What a write to the directory needs besides the tenant. */
export interface DirectoryDeps {
  readonly semantics: Semantics;
  /** Where ids of new objects come from. */
  readonly random: Random;
}

/** What creating would do, and the object that it would make. */
export interface CreatedObject extends Edit {
  readonly object: ObjectRef;
}

/**
 * Plans the creation of an object (spec tenant 2.4, 4.1, 4.2, 8). Checks in the order of spec 0.2: required, format,
 * uniqueness, state rules. Passwords are not modelled: a passwordProfile is neither needed nor stored. The id is drawn
 * from `deps.random` unless `properties.id` names a free one.
 */
export function createObject(
  tenant: TenantReader,
  type: ChangeableType,
  properties: WantedProperties,
  deps: DirectoryDeps,
): Result<CreatedObject, Fault> {
  const read = readProperties(type, properties, 'create');
  if (!read.ok) return read;
  const missing = checkRequired(type, read.value);
  if (missing !== undefined) return err(missing);
  const manager = resolveManager(tenant, read.value);
  if (!manager.ok) return manager;
  const wanted = manager.value;
  const full = newObjectProperties(tenant, type, wanted);
  const fault = checkNewObject(tenant, type, full, wanted, deps.semantics);
  if (fault !== undefined) return err(fault);
  const id = newId(tenant, type, wanted, deps.random);
  if (!id.ok) return id;
  const row = tenant.population(type).size;
  return ok({
    object: { type, row },
    writes: [{ kind: 'add', type, id: id.value, properties: full }, ...emptyMembers(type, row)],
    events: [{ kind: 'objectCreated', type, row }],
  });
}

function checkRequired(type: ChangeableType, wanted: Wanted): Fault | undefined {
  const definitions = propertyCatalogue[type].filter(({ isRequired }) => isRequired === true);
  const missing = definitions.find(({ name }) => (wanted.get(name) ?? null) === null)?.name;
  const name = missing ?? (type === 'orgContact' && (wanted.get('mail') ?? null) === null ? 'mail' : undefined);
  if (name === undefined) return undefined;
  return {
    code: 'changes/required-property',
    error: requiredValue(type, name),
    detail: `A new ${type} needs ${name}.`,
  };
}

function checkNewObject(
  tenant: TenantReader,
  type: ChangeableType,
  full: JsonObject,
  wanted: Wanted,
  semantics: Semantics,
): Fault | undefined {
  const after = (name: string): MaybeKnown => full[name];
  const isRuleWritten = wanted.has('membershipRule');
  switch (type) {
    case 'user':
      return checkNewUser(tenant, wanted);
    case 'group': {
      const isUnified = hasGroupType(after('groupTypes'), 'Unified');
      const change = { owner: { type, isUnified }, before: () => null, after, isRuleWritten };
      return (
        checkNewGroup(after) ??
        checkNicknameIsFree(tenant, after, semantics) ??
        checkUniqueNameIsFree(tenant, full['uniqueName']) ??
        checkRuleChange(tenant, change, semantics)
      );
    }
    case 'administrativeUnit': {
      const change = { owner: { type, isUnified: false }, before: () => null, after, isRuleWritten };
      return checkNewUnit(tenant, after) ?? checkRuleChange(tenant, change, semantics);
    }
    case 'orgContact':
      return checkMail(tenant, wanted);
    case 'device':
      return undefined;
  }
}

function checkNewUser(tenant: TenantReader, wanted: Wanted): Fault | undefined {
  const name = wanted.get('userPrincipalName');
  invariant(typeof name === 'string', 'a new user has a userPrincipalName');
  return checkPrincipalName(name) ?? checkNameIsFree(tenant, name) ?? checkMail(tenant, wanted);
}

function checkMail(tenant: TenantReader, wanted: Wanted): Fault | undefined {
  const mail = wanted.get('mail');
  return typeof mail === 'string' ? checkAddressIsFree(tenant, mail) : undefined;
}

function newId(tenant: TenantReader, type: ChangeableType, wanted: Wanted, random: Random): Result<string, Fault> {
  const given = wanted.get('id');
  const objects = tenant.population(type);
  if (typeof given === 'string') {
    if (objects.rowOf(given) === undefined) return ok(given.toLowerCase());
    return err({ code: 'changes/conflict', error: objectConflict('id'), place: 'id' });
  }
  let id = random.guid();
  while (objects.rowOf(id) !== undefined) id = random.guid();
  return ok(id);
}

/** A new holder is known to be empty, which is not the same as not known. */
function emptyMembers(type: ChangeableType, row: number): readonly Write[] {
  if (type !== 'group' && type !== 'administrativeUnit') return [];
  const relations = type === 'group' ? ([memberRelations.group, 'groupOwners'] as const) : [memberRelations[type]];
  return relations.map((relation) => ({ kind: 'links', relation, holder: row, before: undefined, after: emptyLinks }));
}
