import { deviceProperties } from './catalogue/device.ts';
import { groupProperties } from './catalogue/group.ts';
import {
  licenseAssignmentProperties,
  servicePlanAssignmentProperties,
  subscriptionProperties,
} from './catalogue/licensing.ts';
import {
  administrativeUnitProperties,
  domainProperties,
  organizationProperties,
  orgContactProperties,
} from './catalogue/other-objects.ts';
import { userProperties } from './catalogue/user.ts';
import type { ObjectType } from './object-type.ts';
import type { PropertyDefinition } from './property-definition.ts';

/**
 * Every property the program knows, by object type, in canonical order (`id` is not one of them: every object has it).
 * Store, formats, rules and plan all read this table, so that a new property is added in one place.
 */
export const propertyCatalogue: Readonly<Record<ObjectType, readonly PropertyDefinition[]>> = {
  organization: organizationProperties,
  domain: domainProperties,
  user: userProperties,
  device: deviceProperties,
  orgContact: orgContactProperties,
  group: groupProperties,
  administrativeUnit: administrativeUnitProperties,
  subscription: subscriptionProperties,
  licenseAssignment: licenseAssignmentProperties,
  servicePlanAssignment: servicePlanAssignmentProperties,
};

const definitionsByName = new Map(
  Object.entries(propertyCatalogue).map(([type, definitions]) => [
    type,
    new Map(definitions.map((definition) => [definition.name, definition])),
  ]),
);

const directoryExtensionPattern = /^extension_[0-9a-f]{32}_[A-Za-z0-9_]+$/i;

/** True for `extension_<app id without hyphens>_<name>`, the only open names that objects may carry (spec rules 5.1). */
export function isDirectoryExtension(name: string): boolean {
  return directoryExtensionPattern.test(name);
}

/**
 * The definition of a property in Graph's exact spelling, or undefined. Directory extensions are strings.
 * Names that are not in the catalogue stay with the object as additional data and cannot be seen by rules.
 */
export function findProperty(type: ObjectType, name: string): PropertyDefinition | undefined {
  const known = definitionsByName.get(type)?.get(name);
  if (known !== undefined) return known;
  return isDirectoryExtension(name) && (type === 'user' || type === 'device' || type === 'group')
    ? { name, type: 'string', maxLength: 256 }
    : undefined;
}
