CREATE TABLE `object_license_assignment` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`known` integer NOT NULL,
	`additional` text,
	`skuId` text,
	`assignedByGroup` text,
	`disabledPlans` text,
	`state` text,
	`error` text,
	`lastUpdatedDateTime` text,
	`deletedDateTime` text,
	FOREIGN KEY (`known`) REFERENCES `known_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `object_license_assignment_id_unique` ON `object_license_assignment` (`id`);--> statement-breakpoint
CREATE TABLE `object_service_plan_assignment` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`known` integer NOT NULL,
	`additional` text,
	`servicePlanId` text,
	`service` text,
	`capabilityStatus` text,
	`assignedDateTime` text,
	`deletedDateTime` text,
	FOREIGN KEY (`known`) REFERENCES `known_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `object_service_plan_assignment_id_unique` ON `object_service_plan_assignment` (`id`);--> statement-breakpoint
CREATE TABLE `object_subscription` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`known` integer NOT NULL,
	`additional` text,
	`skuId` text,
	`skuPartNumber` text,
	`commerceSubscriptionId` text,
	`totalLicenses` integer,
	`status` text,
	`isTrial` integer,
	`createdDateTime` text,
	`nextLifecycleDateTime` text,
	`ownerId` text,
	`ownerTenantId` text,
	`ownerType` text,
	`serviceStatus` text,
	`purchasedAs` text,
	`deletedDateTime` text,
	FOREIGN KEY (`known`) REFERENCES `known_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `object_subscription_id_unique` ON `object_subscription` (`id`);--> statement-breakpoint
CREATE VIEW `assigned_plans` AS SELECT u."id" AS "userId", u."userPrincipalName", h."servicePlanId", h."service", h."capabilityStatus", h."assignedDateTime" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_service_plan_assignment h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'servicePlanUsers' AND "member_type" = 'user') e ON e."holder" = h."row" JOIN object_user u ON u."row" = e."value" WHERE h."servicePlanId" IS NOT NULL AND u."deletedDateTime" IS NULL;--> statement-breakpoint
CREATE VIEW `license_assignments` AS SELECT u."id" AS "userId", u."userPrincipalName", h."skuId", h."assignedByGroup", h."disabledPlans", h."state", h."error", h."lastUpdatedDateTime" FROM json_each(CASE WHEN (SELECT "value" FROM meta WHERE "key" = 'rowsWrittenAt') = (SELECT max("sequence") FROM log) THEN '[1]' ELSE json_extract('{}', 'members are stored packed: ask with "tenantlab sql", or write them as rows with "tenantlab sql --write-rows"') END) g CROSS JOIN object_license_assignment h JOIN (SELECT "holder", "member" AS "value" FROM link_row WHERE "relation" = 'licenseAssignmentUsers' AND "member_type" = 'user') e ON e."holder" = h."row" JOIN object_user u ON u."row" = e."value" WHERE h."skuId" IS NOT NULL AND u."deletedDateTime" IS NULL;--> statement-breakpoint
CREATE VIEW `subscriptions` AS SELECT o."row", o."id", o."skuId", o."skuPartNumber", o."commerceSubscriptionId", o."totalLicenses", o."status", o."isTrial", o."createdDateTime", o."nextLifecycleDateTime", o."ownerId", o."ownerTenantId", o."ownerType", o."serviceStatus", o."purchasedAs", o."deletedDateTime", o."additional", k."names" AS "knownProperties" FROM object_subscription o JOIN known_set k ON k."id" = o."known" WHERE o."deletedDateTime" IS NULL;
--> statement-breakpoint
CREATE TRIGGER `object_subscription_insert` AFTER INSERT ON `object_subscription`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'subscription') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'subscription';
END;
--> statement-breakpoint
CREATE TRIGGER `object_subscription_update` AFTER UPDATE ON `object_subscription`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'subscription') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'subscription';
END;
--> statement-breakpoint
CREATE TRIGGER `object_subscription_delete` AFTER DELETE ON `object_subscription`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'subscription') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'subscription';
END;
--> statement-breakpoint
CREATE TRIGGER `object_license_assignment_insert` AFTER INSERT ON `object_license_assignment`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'licenseAssignment') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'licenseAssignment';
END;
--> statement-breakpoint
CREATE TRIGGER `object_license_assignment_update` AFTER UPDATE ON `object_license_assignment`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'licenseAssignment') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'licenseAssignment';
END;
--> statement-breakpoint
CREATE TRIGGER `object_license_assignment_delete` AFTER DELETE ON `object_license_assignment`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'licenseAssignment') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'licenseAssignment';
END;
--> statement-breakpoint
CREATE TRIGGER `object_service_plan_assignment_insert` AFTER INSERT ON `object_service_plan_assignment`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'servicePlanAssignment') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'servicePlanAssignment';
END;
--> statement-breakpoint
CREATE TRIGGER `object_service_plan_assignment_update` AFTER UPDATE ON `object_service_plan_assignment`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'servicePlanAssignment') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'servicePlanAssignment';
END;
--> statement-breakpoint
CREATE TRIGGER `object_service_plan_assignment_delete` AFTER DELETE ON `object_service_plan_assignment`
WHEN (SELECT `is_stale` FROM `column_state` WHERE `type` = 'servicePlanAssignment') = 0
BEGIN
  UPDATE `column_state` SET `is_stale` = 1 WHERE `type` = 'servicePlanAssignment';
END;
--> statement-breakpoint
INSERT INTO `part` ("key", "since", "checksum", "bytes")
SELECT "value", 1, '5883532d303aebda', CAST('{"size":0,"ids":0,"high":0,"low":0,"columns":{}}' AS BLOB)
FROM json_each('["subscription","licenseAssignment","servicePlanAssignment"]');
--> statement-breakpoint
INSERT INTO `column_state` ("type", "stamp", "is_stale")
SELECT "value", 1, 0 FROM json_each('["subscription","licenseAssignment","servicePlanAssignment"]');
--> statement-breakpoint
PRAGMA user_version = 4;
