import { findProperty, type ObjectType, propertyCatalogue, type PropertyDefinition } from '../../model/index.ts';

/** What a column of a CSV file is for. */
export type CsvColumn =
  | { readonly kind: 'id' }
  | { readonly kind: 'property'; readonly definition: PropertyDefinition; readonly isBlockSignIn: boolean }
  /** `Security` or `Microsoft 365` in the portal's list of groups. */
  | { readonly kind: 'groupType' }
  /** `Assigned` or `Dynamic` in the portal's list of groups. */
  | { readonly kind: 'membershipType' }
  | { readonly kind: 'secret' }
  | { readonly kind: 'unknown'; readonly name: string };

/** Names that the portal and older tools use for Graph's properties, by {@link normalizeHeader}. */
const aliases = new Map<string, string>([
  ['objectid', 'id'],
  ['memberobjectidorupn', 'id'],
  ['upn', 'userPrincipalName'],
  ['username', 'userPrincipalName'],
  ['name', 'displayName'],
  ['mobile', 'mobilePhone'],
  ['telephonenumber', 'businessPhones'],
  ['physicaldeliveryofficename', 'officeLocation'],
  ['office', 'officeLocation'],
  ['alternateemailaddress', 'otherMails'],
  ['email', 'mail'],
  ['directorysynced', 'onPremisesSyncEnabled'],
  ['dirsyncenabled', 'onPremisesSyncEnabled'],
  ['invitationstate', 'externalUserState'],
  ['firstname', 'givenName'],
  ['lastname', 'surname'],
  ['os', 'operatingSystem'],
  ['osversion', 'operatingSystemVersion'],
]);

const namesByType = new Map(
  Object.entries(propertyCatalogue).map(([type, definitions]) => [
    type,
    new Map(definitions.map((definition) => [definition.name.toLowerCase(), definition])),
  ]),
);

/**
 * The key of a header cell: the text in `[...]` if there is one (`Name [displayName] Required`), else the whole; in lower
 * case, without blanks and signs.
 */
export function normalizeHeader(cell: string): string {
  const key = /\[([^\]]+)\]/.exec(cell)?.[1] ?? cell;
  return key.toLowerCase().replaceAll(/[^a-z0-9_]/g, '');
}

/** What each header cell stands for in a file about `type`. */
export function planColumns(type: ObjectType, header: readonly string[]): readonly CsvColumn[] {
  return header.map((cell) => planColumn(type, cell));
}

function planColumn(type: ObjectType, cell: string): CsvColumn {
  const key = normalizeHeader(cell);
  if (key === 'passwordprofile' || key === 'password') return { kind: 'secret' };
  if (type === 'group' && key === 'grouptype') return { kind: 'groupType' };
  if (type === 'group' && key === 'membershiptype') return { kind: 'membershipType' };
  const name = aliases.get(key) ?? key;
  if (name === 'id') return { kind: 'id' };
  const definition = namesByType.get(type)?.get(name.toLowerCase()) ?? findProperty(type, cell.trim());
  if (definition === undefined) return { kind: 'unknown', name: cell.trim() };
  return { kind: 'property', definition, isBlockSignIn: /block\s*sign[\s-]?in/i.test(cell) };
}
