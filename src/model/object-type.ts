/**
 * The kinds of object, in Graph's singular spelling. Order is the order in which they are loaded, saved and listed. The last two
 * are no objects of the service: each stands for one thing that many users have alike (a path by which a license reaches them, a
 * service plan on them), and holds these users as links. Its id follows from its properties (docs/adr/0010).
 */
export const objectTypes = [
  'organization',
  'domain',
  'user',
  'device',
  'orgContact',
  'group',
  'administrativeUnit',
  'subscription',
  'licenseAssignment',
  'servicePlanAssignment',
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
  subscription: 'subscriptions',
  licenseAssignment: 'licenseAssignments',
  servicePlanAssignment: 'servicePlanAssignments',
};
