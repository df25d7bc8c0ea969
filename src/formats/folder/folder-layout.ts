import { collectionNames, type ObjectType, type RelationName } from '../../model/index.ts';

/** The file that makes a folder a tenant. */
export const headerFileName = 'tenant.yaml';

/** The version of the folder format that is read and written. */
export const formatVersion = 1;

/** The file formats of objects, preferred ones first. */
export const objectFormats = ['yaml', 'yml', 'json', 'ndjson'] as const;

export type ObjectFormat = (typeof objectFormats)[number];

/** From this many objects of a type on, new files are NDJSON, which is read piece by piece. */
export const mostYamlObjects = 2_000;

/** `users.yaml` and the like. */
export function objectFileName(type: ObjectType, format: ObjectFormat): string {
  return `${collectionNames[type]}.${format}`;
}

/** What the absence of a property means in the files of a type. */
export type AbsentMeans = 'notKnown' | 'null';

/** The keys of an object that are no properties: what its members and owners are. */
const linkKeys: Readonly<Partial<Record<ObjectType, Readonly<Record<string, RelationName>>>>> = {
  group: { members: 'groupMembers', exportedMembers: 'groupExportedMembers', owners: 'groupOwners' },
  administrativeUnit: { members: 'unitMembers', exportedMembers: 'unitExportedMembers' },
  licenseAssignment: { users: 'licenseAssignmentUsers' },
  servicePlanAssignment: { users: 'servicePlanUsers' },
};

/** The link keys of a type with their relations; empty for types without members. */
export function linkKeysOf(type: ObjectType): readonly (readonly [string, RelationName])[] {
  return Object.entries(linkKeys[type] ?? {});
}
