DROP VIEW `group_exported_members`;--> statement-breakpoint
DROP VIEW `group_members`;--> statement-breakpoint
DROP VIEW `group_owners`;--> statement-breakpoint
DROP VIEW `administrative_unit_exported_members`;--> statement-breakpoint
DROP VIEW `administrative_unit_members`;--> statement-breakpoint
CREATE TABLE `column_state` (
	`type` text PRIMARY KEY NOT NULL,
	`stamp` integer NOT NULL,
	`is_stale` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `link_row` (
	`relation` text NOT NULL,
	`holder` integer NOT NULL,
	`member_type` text NOT NULL,
	`member` integer NOT NULL,
	PRIMARY KEY(`relation`, `holder`, `member_type`, `member`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `old_part` (
	`key` text NOT NULL,
	`since` integer NOT NULL,
	`until` integer NOT NULL,
	`checksum` text NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`key`, `since`, `until`)
);
--> statement-breakpoint
CREATE TABLE `part` (
	`key` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`checksum` text NOT NULL,
	`bytes` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `__new_link_rows` (
	`relation` text NOT NULL,
	`holder` integer NOT NULL,
	`member_type` text NOT NULL,
	`count` integer NOT NULL,
	`rows` blob NOT NULL,
	PRIMARY KEY(`relation`, `holder`, `member_type`),
	FOREIGN KEY (`relation`,`holder`) REFERENCES `link_holder`(`relation`,`holder`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_link_rows`("relation", "holder", "member_type", "count", "rows") SELECT "relation", "holder", "member_type", "count", "rows" FROM `link_rows`;--> statement-breakpoint
DROP TABLE `link_rows`;--> statement-breakpoint
ALTER TABLE `__new_link_rows` RENAME TO `link_rows`;--> statement-breakpoint
ALTER TABLE `link_holder` ADD `since` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE VIEW `group_exported_members` AS SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'organization' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupExportedMembers' AND "member_type" = 'organization') e ON e."holder" = h."row" JOIN object_organization m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'domain' AS "memberType", m."id" AS "memberId", m."id" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupExportedMembers' AND "member_type" = 'domain') e ON e."holder" = h."row" JOIN object_domain m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'user' AS "memberType", m."id" AS "memberId", m."userPrincipalName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupExportedMembers' AND "member_type" = 'user') e ON e."holder" = h."row" JOIN object_user m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'device' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupExportedMembers' AND "member_type" = 'device') e ON e."holder" = h."row" JOIN object_device m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'orgContact' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupExportedMembers' AND "member_type" = 'orgContact') e ON e."holder" = h."row" JOIN object_org_contact m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'group' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupExportedMembers' AND "member_type" = 'group') e ON e."holder" = h."row" JOIN object_group m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'administrativeUnit' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupExportedMembers' AND "member_type" = 'administrativeUnit') e ON e."holder" = h."row" JOIN object_administrative_unit m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", NULL AS "memberType", e."value" AS "memberId", NULL AS "memberName" FROM object_group h JOIN link_holder l ON l."relation" = 'groupExportedMembers' AND l."holder" = h."row" JOIN json_each(l."unresolved") e WHERE h."deletedDateTime" IS NULL;--> statement-breakpoint
CREATE VIEW `group_members` AS SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'organization' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupMembers' AND "member_type" = 'organization') e ON e."holder" = h."row" JOIN object_organization m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'domain' AS "memberType", m."id" AS "memberId", m."id" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupMembers' AND "member_type" = 'domain') e ON e."holder" = h."row" JOIN object_domain m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'user' AS "memberType", m."id" AS "memberId", m."userPrincipalName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupMembers' AND "member_type" = 'user') e ON e."holder" = h."row" JOIN object_user m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'device' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupMembers' AND "member_type" = 'device') e ON e."holder" = h."row" JOIN object_device m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'orgContact' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupMembers' AND "member_type" = 'orgContact') e ON e."holder" = h."row" JOIN object_org_contact m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'group' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupMembers' AND "member_type" = 'group') e ON e."holder" = h."row" JOIN object_group m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'administrativeUnit' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupMembers' AND "member_type" = 'administrativeUnit') e ON e."holder" = h."row" JOIN object_administrative_unit m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", NULL AS "memberType", e."value" AS "memberId", NULL AS "memberName" FROM object_group h JOIN link_holder l ON l."relation" = 'groupMembers' AND l."holder" = h."row" JOIN json_each(l."unresolved") e WHERE h."deletedDateTime" IS NULL;--> statement-breakpoint
CREATE VIEW `group_owners` AS SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'organization' AS "ownerType", m."id" AS "ownerId", m."displayName" AS "ownerName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupOwners' AND "member_type" = 'organization') e ON e."holder" = h."row" JOIN object_organization m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'domain' AS "ownerType", m."id" AS "ownerId", m."id" AS "ownerName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupOwners' AND "member_type" = 'domain') e ON e."holder" = h."row" JOIN object_domain m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'user' AS "ownerType", m."id" AS "ownerId", m."userPrincipalName" AS "ownerName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupOwners' AND "member_type" = 'user') e ON e."holder" = h."row" JOIN object_user m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'device' AS "ownerType", m."id" AS "ownerId", m."displayName" AS "ownerName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupOwners' AND "member_type" = 'device') e ON e."holder" = h."row" JOIN object_device m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'orgContact' AS "ownerType", m."id" AS "ownerId", m."displayName" AS "ownerName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupOwners' AND "member_type" = 'orgContact') e ON e."holder" = h."row" JOIN object_org_contact m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'group' AS "ownerType", m."id" AS "ownerId", m."displayName" AS "ownerName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupOwners' AND "member_type" = 'group') e ON e."holder" = h."row" JOIN object_group m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", 'administrativeUnit' AS "ownerType", m."id" AS "ownerId", m."displayName" AS "ownerName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_group h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'groupOwners' AND "member_type" = 'administrativeUnit') e ON e."holder" = h."row" JOIN object_administrative_unit m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "groupId", h."displayName" AS "groupName", NULL AS "ownerType", e."value" AS "ownerId", NULL AS "ownerName" FROM object_group h JOIN link_holder l ON l."relation" = 'groupOwners' AND l."holder" = h."row" JOIN json_each(l."unresolved") e WHERE h."deletedDateTime" IS NULL;--> statement-breakpoint
CREATE VIEW `administrative_unit_exported_members` AS SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'organization' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitExportedMembers' AND "member_type" = 'organization') e ON e."holder" = h."row" JOIN object_organization m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'domain' AS "memberType", m."id" AS "memberId", m."id" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitExportedMembers' AND "member_type" = 'domain') e ON e."holder" = h."row" JOIN object_domain m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'user' AS "memberType", m."id" AS "memberId", m."userPrincipalName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitExportedMembers' AND "member_type" = 'user') e ON e."holder" = h."row" JOIN object_user m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'device' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitExportedMembers' AND "member_type" = 'device') e ON e."holder" = h."row" JOIN object_device m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'orgContact' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitExportedMembers' AND "member_type" = 'orgContact') e ON e."holder" = h."row" JOIN object_org_contact m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'group' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitExportedMembers' AND "member_type" = 'group') e ON e."holder" = h."row" JOIN object_group m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'administrativeUnit' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitExportedMembers' AND "member_type" = 'administrativeUnit') e ON e."holder" = h."row" JOIN object_administrative_unit m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", NULL AS "memberType", e."value" AS "memberId", NULL AS "memberName" FROM object_administrative_unit h JOIN link_holder l ON l."relation" = 'unitExportedMembers' AND l."holder" = h."row" JOIN json_each(l."unresolved") e WHERE h."deletedDateTime" IS NULL;--> statement-breakpoint
CREATE VIEW `administrative_unit_members` AS SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'organization' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitMembers' AND "member_type" = 'organization') e ON e."holder" = h."row" JOIN object_organization m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'domain' AS "memberType", m."id" AS "memberId", m."id" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitMembers' AND "member_type" = 'domain') e ON e."holder" = h."row" JOIN object_domain m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'user' AS "memberType", m."id" AS "memberId", m."userPrincipalName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitMembers' AND "member_type" = 'user') e ON e."holder" = h."row" JOIN object_user m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'device' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitMembers' AND "member_type" = 'device') e ON e."holder" = h."row" JOIN object_device m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'orgContact' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitMembers' AND "member_type" = 'orgContact') e ON e."holder" = h."row" JOIN object_org_contact m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'group' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitMembers' AND "member_type" = 'group') e ON e."holder" = h."row" JOIN object_group m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", 'administrativeUnit' AS "memberType", m."id" AS "memberId", m."displayName" AS "memberName" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_administrative_unit h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'unitMembers' AND "member_type" = 'administrativeUnit') e ON e."holder" = h."row" JOIN object_administrative_unit m ON m."row" = e."value" WHERE h."deletedDateTime" IS NULL AND m."deletedDateTime" IS NULL UNION ALL SELECT h."id" AS "administrativeUnitId", h."displayName" AS "administrativeUnitName", NULL AS "memberType", e."value" AS "memberId", NULL AS "memberName" FROM object_administrative_unit h JOIN link_holder l ON l."relation" = 'unitMembers' AND l."holder" = h."row" JOIN json_each(l."unresolved") e WHERE h."deletedDateTime" IS NULL;
--> statement-breakpoint
CREATE TRIGGER `object_organization_insert` AFTER INSERT ON `object_organization`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'organization') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'organization';
END;
--> statement-breakpoint
CREATE TRIGGER `object_organization_update` AFTER UPDATE ON `object_organization`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'organization') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'organization';
END;
--> statement-breakpoint
CREATE TRIGGER `object_organization_delete` AFTER DELETE ON `object_organization`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'organization') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'organization';
END;
--> statement-breakpoint
CREATE TRIGGER `object_domain_insert` AFTER INSERT ON `object_domain`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'domain') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'domain';
END;
--> statement-breakpoint
CREATE TRIGGER `object_domain_update` AFTER UPDATE ON `object_domain`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'domain') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'domain';
END;
--> statement-breakpoint
CREATE TRIGGER `object_domain_delete` AFTER DELETE ON `object_domain`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'domain') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'domain';
END;
--> statement-breakpoint
CREATE TRIGGER `object_user_insert` AFTER INSERT ON `object_user`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'user') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'user';
END;
--> statement-breakpoint
CREATE TRIGGER `object_user_update` AFTER UPDATE ON `object_user`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'user') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'user';
END;
--> statement-breakpoint
CREATE TRIGGER `object_user_delete` AFTER DELETE ON `object_user`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'user') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'user';
END;
--> statement-breakpoint
CREATE TRIGGER `object_device_insert` AFTER INSERT ON `object_device`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'device') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'device';
END;
--> statement-breakpoint
CREATE TRIGGER `object_device_update` AFTER UPDATE ON `object_device`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'device') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'device';
END;
--> statement-breakpoint
CREATE TRIGGER `object_device_delete` AFTER DELETE ON `object_device`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'device') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'device';
END;
--> statement-breakpoint
CREATE TRIGGER `object_org_contact_insert` AFTER INSERT ON `object_org_contact`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'orgContact') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'orgContact';
END;
--> statement-breakpoint
CREATE TRIGGER `object_org_contact_update` AFTER UPDATE ON `object_org_contact`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'orgContact') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'orgContact';
END;
--> statement-breakpoint
CREATE TRIGGER `object_org_contact_delete` AFTER DELETE ON `object_org_contact`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'orgContact') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'orgContact';
END;
--> statement-breakpoint
CREATE TRIGGER `object_group_insert` AFTER INSERT ON `object_group`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'group') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'group';
END;
--> statement-breakpoint
CREATE TRIGGER `object_group_update` AFTER UPDATE ON `object_group`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'group') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'group';
END;
--> statement-breakpoint
CREATE TRIGGER `object_group_delete` AFTER DELETE ON `object_group`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'group') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'group';
END;
--> statement-breakpoint
CREATE TRIGGER `object_administrative_unit_insert` AFTER INSERT ON `object_administrative_unit`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'administrativeUnit') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'administrativeUnit';
END;
--> statement-breakpoint
CREATE TRIGGER `object_administrative_unit_update` AFTER UPDATE ON `object_administrative_unit`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'administrativeUnit') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'administrativeUnit';
END;
--> statement-breakpoint
CREATE TRIGGER `object_administrative_unit_delete` AFTER DELETE ON `object_administrative_unit`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'administrativeUnit') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'administrativeUnit';
END;
--> statement-breakpoint
CREATE TRIGGER `known_set_update` AFTER UPDATE ON `known_set`
BEGIN
  UPDATE `column_state` SET `is_stale` = 1;
END;
--> statement-breakpoint
CREATE TRIGGER `known_set_delete` AFTER DELETE ON `known_set`
BEGIN
  UPDATE `column_state` SET `is_stale` = 1;
END;
--> statement-breakpoint
PRAGMA user_version = 3;
