import type { Fault } from './fault.ts';
import { assumedMessages, badRequest } from './graph-errors.ts';
import type { ObjectReader } from './tenant-reader.ts';

/** Properties of a synced object that the cloud still writes. Assumed (spec tenant 1.1 names none). */
const cloudProperties: readonly string[] = [
  'usageLocation',
  'passwordPolicies',
  'preferredDataLocation',
  'ageGroup',
  'consentProvidedForMinor',
  'showInAddressList',
];

/**
 * Refuses a write to an object whose source of authority is on-premises (`onPremisesSyncEnabled` true; spec tenant 1.1,
 * assumed). `names`: the properties to be written; undefined for its members or its end.
 */
export function checkSynced(objects: ObjectReader, row: number, names?: Iterable<string>): Fault | undefined {
  if (objects.valueAt(row, 'onPremisesSyncEnabled') !== true) return undefined;
  for (const name of names ?? ['']) {
    if (isCloudProperty(objects, name)) continue;
    return {
      code: 'changes/synced-object',
      error: badRequest(assumedMessages.synced),
      object: { type: objects.type, row },
      ...(name === '' ? {} : { place: name }),
      hint: 'Change it in the on-premises directory: the next synchronisation brings it here.',
    };
  }
  return undefined;
}

function isCloudProperty(objects: ObjectReader, name: string): boolean {
  return cloudProperties.includes(name) || (objects.type === 'device' && name.startsWith('extensionAttribute'));
}
