import { relationHolders, type RelationName } from '../../model/index.ts';
import { memberTableList, type ObjectTable, objectTables, quoteName } from './table-layout.ts';

/** Where the members of a view come from: what stands before the holders `h`, and what joins a target `e."value"` to them. */
export interface MemberSource {
  readonly first: string;
  targets(relation: RelationName, memberType: string): string;
}

/** The views over relations: name, relation, and how holder and target are called in the columns. */
export const linkViews: readonly (readonly [string, RelationName, string, string])[] = [
  ['group_members', 'groupMembers', 'group', 'member'],
  ['group_exported_members', 'groupExportedMembers', 'group', 'member'],
  ['group_owners', 'groupOwners', 'group', 'owner'],
  ['administrative_unit_exported_members', 'unitExportedMembers', 'administrativeUnit', 'member'],
  ['administrative_unit_members', 'unitMembers', 'administrativeUnit', 'member'],
];

/**
 * Plain rows, which any program can read once they were written. SQLite has no way to fail with a message in a view, but it
 * repeats a path that is none: so whoever asks before, or after a later change, is told what to do instead of "no members".
 */
export const plainRows: MemberSource = {
  first:
    `json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) ` +
    `THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", ` +
    `or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN `,
  targets: (relation, memberType) =>
    `JOIN (SELECT "holder", "member" AS "value" FROM link_row ` +
    `WHERE "relation" = '${relation}' AND "member_type" = '${memberType}') e ON e."holder" = h."row"`,
};

/** The table-valued function that unpacks rows. */
export const packedRowsName = 'packed_rows';

/** Packed rows, by a table-valued function that only our own connections have. */
export const packedRowsSource: MemberSource = {
  first: '',
  targets: (relation, memberType) =>
    `JOIN link_rows l ON l."relation" = '${relation}' AND l."holder" = h."row" AND l."member_type" = '${memberType}' ` +
    `JOIN ${packedRowsName}(l."rows") e`,
};

/** The SELECT of a view over a relation. */
export function linkViewSql(source: MemberSource, relation: RelationName, holder: string, member: string): string {
  const holders = objectTables[relationHolders[relation]].name;
  const holderColumns = `h."id" AS "${holder}Id", h."displayName" AS "${holder}Name"`;
  const resolved = memberTableList.map(
    (table) =>
      `SELECT ${holderColumns}, '${table.type}' AS "${member}Type", m."id" AS "${member}Id", ` +
      `${labelOf(table, 'm.')} AS "${member}Name" FROM ${source.first}${holders} h ` +
      `${source.targets(relation, table.type)} JOIN ${table.name} m ON m."row" = e."value" ` +
      `WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL`,
  );
  const unresolved =
    `SELECT ${holderColumns}, NULL AS "${member}Type", e."value" AS "${member}Id", NULL AS "${member}Name" ` +
    `FROM ${holders} h JOIN link_holder l ON l."relation" = '${relation}' AND l."holder" = h."row" ` +
    `JOIN json_each(l."unresolved") e WHERE h."deletedDateTime" IS NULL`;
  return [...resolved, unresolved].join(' UNION ALL ');
}

/** The views over what users have alike: name, relation, and the columns that say what it is. */
export const userViews: readonly (readonly [name: string, relation: RelationName, columns: readonly string[]])[] = [
  [
    'license_assignments',
    'licenseAssignmentUsers',
    ['skuId', 'assignedByGroup', 'disabledPlans', 'state', 'error', 'lastUpdatedDateTime'],
  ],
  ['assigned_plans', 'servicePlanUsers', ['servicePlanId', 'service', 'capabilityStatus', 'assignedDateTime']],
];

/** The SELECT of a view with one row for each user and thing that the user has alike with others. */
export function userViewSql(source: MemberSource, relation: RelationName, columns: readonly string[]): string {
  const holders = objectTables[relationHolders[relation]].name;
  const [first = ''] = columns;
  return (
    `SELECT u."id" AS "userId", u."userPrincipalName", ${columns.map((name) => `h.${quoteName(name)}`).join(', ')} ` +
    `FROM ${source.first}${holders} h ${source.targets(relation, 'user')} ` +
    `JOIN ${objectTables.user.name} u ON u."row" = e."value" ` +
    `WHERE h.${quoteName(first)} IS NOT NULL AND u."deletedDateTime" IS NULL`
  );
}

/** What an object is called: a user principal name for people, else a display name, else the id. */
export function labelOf(table: ObjectTable, prefix: string): string {
  const names = ['userPrincipalName', 'displayName'];
  const name = names.find((candidate) => table.columns.some(({ definition }) => definition.name === candidate));
  return prefix + quoteName(name ?? 'id');
}
