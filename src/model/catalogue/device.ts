import type { PropertyDefinition } from '../property-definition.ts';
import { extensionAttributes } from './extension-attributes.ts';

/** Properties of a device in Graph's names; rules use others (spec rules 5.2). */
export const deviceProperties: readonly PropertyDefinition[] = [
  { name: 'displayName', type: 'string', isRequired: true, maxLength: 256 },
  { name: 'deviceId', type: 'string' },
  { name: 'accountEnabled', type: 'boolean', isRequired: true },
  { name: 'operatingSystem', type: 'string' },
  { name: 'operatingSystemVersion', type: 'string' },
  { name: 'manufacturer', type: 'string' },
  { name: 'model', type: 'string' },
  { name: 'trustType', type: 'string' },
  { name: 'profileType', type: 'string' },
  { name: 'deviceOwnership', type: 'string' },
  { name: 'deviceCategory', type: 'string' },
  { name: 'managementType', type: 'string' },
  { name: 'mdmAppId', type: 'string' },
  { name: 'enrollmentProfileName', type: 'string' },
  { name: 'enrollmentType', type: 'string' },
  { name: 'isCompliant', type: 'boolean' },
  { name: 'isManaged', type: 'boolean' },
  { name: 'isRooted', type: 'boolean' },
  { name: 'physicalIds', type: 'stringCollection' },
  { name: 'systemLabels', type: 'stringCollection' },
  { name: 'alternativeSecurityIds', type: 'objectCollection' },
  ...extensionAttributes('extensionAttributes'),
  { name: 'onPremisesSyncEnabled', type: 'boolean', isReadOnly: true },
  { name: 'registrationDateTime', type: 'dateTime', isReadOnly: true },
  { name: 'approximateLastSignInDateTime', type: 'dateTime', isReadOnly: true },
  { name: 'createdDateTime', type: 'dateTime', isReadOnly: true },
  { name: 'deletedDateTime', type: 'dateTime', isReadOnly: true },
];
