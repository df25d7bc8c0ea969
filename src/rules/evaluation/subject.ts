import {
  err,
  isGuid,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ok,
  parseInstant,
  type Result,
} from '../../base/index.ts';
import type { MaybeKnown } from '../../model/index.ts';
import { findRuleProperty, managerRuleProperty, type RuleObject, type RuleProperty } from '../rule-properties.ts';

/** One object as a rule sees it: values by rule property, three-valued. */
export interface Subject {
  readonly object: RuleObject;
  /** A value, null, or undefined when not known. Scalars, arrays of strings, or arrays of assignedPlans. */
  value(property: RuleProperty): MaybeKnown;
  /** Ids of the groups of which it is a direct member, lower case; undefined when not known. */
  memberOf(): readonly string[] | undefined;
}

/**
 * A subject out of plain attributes named as in rules, in any case. An absent attribute is null, one listed in `unknown` is
 * not known, names that rules do not know are ignored. An empty string is null.
 * Fails with a sentence when a value has the wrong type for its attribute.
 */
export function createSubject(
  object: RuleObject,
  attributes: JsonObject,
  unknown: readonly string[] = [],
): Result<Subject, string> {
  const values = new Map<string, MaybeKnown>();
  let groups: readonly string[] | undefined = [];
  for (const [name, value] of Object.entries(attributes)) {
    const property = findAttribute(object, name);
    if (property === undefined) continue;
    const read = readAttribute(property, value);
    if (!read.ok) return read;
    if (property.type === 'memberOf') groups = (read.value ?? []) as readonly string[];
    else values.set(property.name.toLowerCase(), read.value);
  }
  for (const name of unknown) {
    const property = findAttribute(object, name);
    if (property?.type === 'memberOf') groups = undefined;
    else if (property !== undefined) values.set(property.name.toLowerCase(), undefined);
  }
  const memberOf = groups?.map((id) => id.toLowerCase());
  return ok({
    object,
    value: (property) => {
      const key = property.name.toLowerCase();
      return property.isAlwaysNull !== true && values.has(key) ? values.get(key) : null;
    },
    memberOf: () => memberOf,
  });
}

function findAttribute(object: RuleObject, name: string): RuleProperty | undefined {
  if (object === 'user' && name.toLowerCase() === 'manager') return managerRuleProperty;
  return findRuleProperty(object, name);
}

function readAttribute(property: RuleProperty, value: JsonValue): Result<MaybeKnown, string> {
  const { name, type } = property;
  if (value === null || value === '') return ok(null);
  const wrong = (expected: string): Result<MaybeKnown, string> =>
    err(`The value of ${name} must be ${expected} or null.`);
  if (property === managerRuleProperty && !(typeof value === 'string' && isGuid(value))) return wrong('a GUID');
  switch (type) {
    case 'string':
      return typeof value === 'string' ? ok(value) : wrong('a string');
    case 'boolean':
      return typeof value === 'boolean' ? ok(value) : wrong('true or false');
    case 'dateTime':
      return typeof value === 'string' && parseInstant(value) !== undefined
        ? ok(value)
        : wrong('an ISO 8601 date-time string');
    case 'stringCollection':
    case 'memberOf':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? ok(value)
        : wrong('an array of strings');
    case 'objectCollection':
      return Array.isArray(value) && value.every(isPlan)
        ? ok(value)
        : wrong('an array of {servicePlanId, service, capabilityStatus}');
  }
}

function isPlan(value: JsonValue): boolean {
  if (!isJsonObject(value)) return false;
  return ['servicePlanId', 'service', 'capabilityStatus'].every((field) => {
    const part = Object.hasOwn(value, field) ? value[field] : null;
    return part === null || typeof part === 'string';
  });
}
