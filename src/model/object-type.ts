/** The kinds of directory object, in Graph's singular spelling. Order is the order in which they are loaded, saved and listed. */
export const objectTypes = [
  'organization',
  'domain',
  'user',
  'device',
  'orgContact',
  'group',
  'administrativeUnit',
] as const;

export type ObjectType = (typeof objectTypes)[number];

/** Graph's collection name (`users`, `orgContacts`…), used for files, tables and addresses. */
export const collectionNames: Readonly<Record<ObjectType, string>> = {
  organization: 'organization',
  domain: 'domains',
  user: 'users',
  device: 'devices',
  orgContact: 'contacts',
  group: 'groups',
  administrativeUnit: 'administrativeUnits',
};
