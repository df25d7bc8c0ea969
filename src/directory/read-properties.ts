import { err, foldOrdinal, isGuid, isJsonObject, type JsonValue, ok, type Result } from '../base/index.ts';
import { didYouMean } from '../diagnostics/index.ts';
import {
  type ChangeableType,
  encodeValue,
  findProperty,
  propertyCatalogue,
  type PropertyDefinition,
  type WantedProperties,
} from '../model/index.ts';
import { checkValue } from './check-value.ts';
import type { Fault } from './fault.ts';
import { readOnlyProperty, unknownProperty } from './graph-errors.ts';

/** Wanted values by property name in the catalogue's spelling, of the right type and length; `""` has become null. */
export type Wanted = ReadonlyMap<string, JsonValue>;

export type Intent = 'create' | 'update';

/**
 * Properties that the service takes and that have no value to read back. Passwords are not modelled: a request may carry
 * one, nothing is checked or stored.
 */
const writeOnlyProperties: Readonly<Partial<Record<ChangeableType, readonly string[]>>> = { user: ['passwordProfile'] };

/** Properties of a group that can be set only after it exists (spec tenant 4.2). */
const updateOnlyProperties: readonly string[] = [
  'allowExternalSenders',
  'autoSubscribeNewMembers',
  'hideFromAddressLists',
  'hideFromOutlookClients',
];

/**
 * Reads the properties of a request: names in any case as clients send them, complex properties taken apart, every value
 * checked on its own (spec tenant 2.1, 4.2). Values of several properties together are checked by object type.
 */
export function readProperties(
  type: ChangeableType,
  properties: WantedProperties,
  intent: Intent,
): Result<Wanted, Fault> {
  const wanted = new Map<string, JsonValue>();
  for (const [written, value] of flatten(type, properties)) {
    if (writeOnlyProperties[type]?.some((name) => sameName(name, written)) === true) continue;
    if (sameName(written, 'id')) {
      const fault = checkId(type, written, value, intent);
      if (fault !== undefined) return err(fault);
      wanted.set('id', value);
      continue;
    }
    const definition = findByWrittenName(type, written);
    if (definition === undefined) return err(unknownName(type, written));
    const normal = normalise(definition, value);
    const fault = checkAccess(type, definition, intent) ?? checkValue(type, definition, normal);
    if (fault !== undefined) return err({ ...fault, place: written });
    wanted.set(definition.name, normal);
  }
  return ok(wanted);
}

/** A definition by a name in any case. */
export function findByWrittenName(type: ChangeableType, written: string): PropertyDefinition | undefined {
  return findProperty(type, written) ?? propertyCatalogue[type].find(({ name }) => sameName(name, written));
}

/** The fault of a name that the type does not have, with the nearest names. */
export function unknownName(type: ChangeableType, written: string): Fault {
  const hint =
    didYouMean(written, ['id', ...propertyCatalogue[type].map(({ name }) => name)]) ??
    (/members|owners/i.test(written) ? 'Members are changed by addMembers and removeMembers steps.' : undefined);
  return {
    code: 'changes/unknown-property',
    error: unknownProperty(type, written),
    place: written,
    detail: `Expected a property of ${type}, found "${written}".`,
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Takes `onPremisesExtensionAttributes: { … }` and the like apart; null clears every part. */
export function* flatten(type: ChangeableType, properties: WantedProperties): Generator<[string, JsonValue]> {
  for (const [name, value] of Object.entries(properties)) {
    const parts = propertyCatalogue[type].filter(
      ({ graphPath }) => graphPath !== undefined && sameName(graphPath[0] ?? '', name),
    );
    if (parts.length === 0 || (value !== null && !isJsonObject(value))) yield [name, value];
    else if (value === null) for (const part of parts) yield [part.name, null];
    else yield* Object.entries(value);
  }
}

/** The form in which values are compared and stored: empty text is null, an empty collection is no null. */
function normalise(definition: PropertyDefinition, value: JsonValue): JsonValue {
  if (definition.type === 'stringCollection' || definition.type === 'objectCollection') return value ?? [];
  if (definition.name === 'membershipRuleProcessingState' && typeof value === 'string') {
    return definition.allowedValues?.find((allowed) => sameName(allowed, value)) ?? value;
  }
  if (definition.type === 'dateTime' || definition.type === 'reference')
    return encodeValue(definition, value) ?? (value === '' ? null : value);
  return value === '' ? null : value;
}

function checkAccess(type: ChangeableType, definition: PropertyDefinition, intent: Intent): Fault | undefined {
  const { name } = definition;
  const isLocked =
    definition.isReadOnly === true ||
    (intent === 'update' && definition.isCreateOnly === true) ||
    (intent === 'create' && type === 'group' && updateOnlyProperties.includes(name));
  if (!isLocked) return undefined;
  const when =
    definition.isReadOnly === true
      ? 'only the service writes it'
      : intent === 'update'
        ? 'it is set once, at creation'
        : 'it can be set only once the group exists';
  return {
    code: 'changes/read-only-property',
    error: readOnlyProperty(type, name),
    detail: `${name} of a ${type} cannot be set here: ${when}.`,
  };
}

function checkId(type: ChangeableType, written: string, value: JsonValue, intent: Intent): Fault | undefined {
  if (intent === 'update') {
    return { code: 'changes/read-only-property', error: readOnlyProperty(type, 'id'), place: written };
  }
  if (typeof value === 'string' && isGuid(value)) return undefined;
  return {
    code: 'changes/invalid-value',
    error: {
      status: 400,
      code: 'Request_BadRequest',
      message: `Invalid object identifier '${typeof value === 'string' ? value : JSON.stringify(value)}'.`,
      target: 'id',
    },
    place: written,
    hint: 'An object id looks like aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb.',
  };
}

function sameName(left: string, right: string): boolean {
  return foldOrdinal(left) === foldOrdinal(right);
}
