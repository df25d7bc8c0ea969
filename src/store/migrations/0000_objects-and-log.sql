CREATE TABLE `object_administrative_unit` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`known` integer NOT NULL,
	`additional` text,
	`displayName` text,
	`description` text,
	`visibility` text,
	`membershipType` text,
	`membershipRule` text,
	`membershipRuleProcessingState` text,
	`isMemberManagementRestricted` integer,
	`deletedDateTime` text,
	FOREIGN KEY (`known`) REFERENCES `known_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `object_administrative_unit_id_unique` ON `object_administrative_unit` (`id`);--> statement-breakpoint
CREATE TABLE `checkpoint` (
	`sequence` integer NOT NULL,
	`part` text NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`sequence`, `part`),
	FOREIGN KEY (`sequence`) REFERENCES `log`(`sequence`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `object_device` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`known` integer NOT NULL,
	`additional` text,
	`displayName` text,
	`deviceId` text,
	`accountEnabled` integer,
	`operatingSystem` text,
	`operatingSystemVersion` text,
	`manufacturer` text,
	`model` text,
	`trustType` text,
	`profileType` text,
	`deviceOwnership` text,
	`deviceCategory` text,
	`managementType` text,
	`mdmAppId` text,
	`enrollmentProfileName` text,
	`enrollmentType` text,
	`isCompliant` integer,
	`isManaged` integer,
	`isRooted` integer,
	`physicalIds` text,
	`systemLabels` text,
	`alternativeSecurityIds` text,
	`extensionAttribute1` text,
	`extensionAttribute2` text,
	`extensionAttribute3` text,
	`extensionAttribute4` text,
	`extensionAttribute5` text,
	`extensionAttribute6` text,
	`extensionAttribute7` text,
	`extensionAttribute8` text,
	`extensionAttribute9` text,
	`extensionAttribute10` text,
	`extensionAttribute11` text,
	`extensionAttribute12` text,
	`extensionAttribute13` text,
	`extensionAttribute14` text,
	`extensionAttribute15` text,
	`onPremisesSyncEnabled` integer,
	`registrationDateTime` text,
	`approximateLastSignInDateTime` text,
	`createdDateTime` text,
	`deletedDateTime` text,
	FOREIGN KEY (`known`) REFERENCES `known_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `object_device_id_unique` ON `object_device` (`id`);--> statement-breakpoint
CREATE TABLE `object_domain` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`known` integer NOT NULL,
	`additional` text,
	`isInitial` integer,
	`isDefault` integer,
	`isVerified` integer,
	`isAdminManaged` integer,
	`authenticationType` text,
	`passwordValidityPeriodInDays` integer,
	`passwordNotificationWindowInDays` integer,
	`supportedServices` text,
	`deletedDateTime` text,
	FOREIGN KEY (`known`) REFERENCES `known_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `object_domain_id_unique` ON `object_domain` (`id`);--> statement-breakpoint
CREATE TABLE `object_group` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`known` integer NOT NULL,
	`additional` text,
	`displayName` text,
	`description` text,
	`mailNickname` text,
	`mailEnabled` integer,
	`securityEnabled` integer,
	`groupTypes` text,
	`membershipRule` text,
	`membershipRuleProcessingState` text,
	`visibility` text,
	`isAssignableToRole` integer,
	`classification` text,
	`mail` text,
	`proxyAddresses` text,
	`preferredLanguage` text,
	`preferredDataLocation` text,
	`theme` text,
	`resourceBehaviorOptions` text,
	`resourceProvisioningOptions` text,
	`uniqueName` text,
	`allowExternalSenders` integer,
	`autoSubscribeNewMembers` integer,
	`hideFromAddressLists` integer,
	`hideFromOutlookClients` integer,
	`assignedLicenses` text,
	`licenseProcessingState` text,
	`onPremisesSyncEnabled` integer,
	`onPremisesSecurityIdentifier` text,
	`onPremisesSamAccountName` text,
	`onPremisesDomainName` text,
	`onPremisesLastSyncDateTime` text,
	`securityIdentifier` text,
	`createdDateTime` text,
	`renewedDateTime` text,
	`expirationDateTime` text,
	`deletedDateTime` text,
	FOREIGN KEY (`known`) REFERENCES `known_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `object_group_id_unique` ON `object_group` (`id`);--> statement-breakpoint
CREATE TABLE `known_set` (
	`id` integer PRIMARY KEY NOT NULL,
	`names` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `known_set_names_unique` ON `known_set` (`names`);--> statement-breakpoint
CREATE TABLE `link_holder` (
	`relation` text NOT NULL,
	`holder` integer NOT NULL,
	`unresolved` text,
	PRIMARY KEY(`relation`, `holder`)
);
--> statement-breakpoint
CREATE TABLE `link_rows` (
	`relation` text NOT NULL,
	`holder` integer NOT NULL,
	`member_type` text NOT NULL,
	`count` integer NOT NULL,
	`rows` text NOT NULL,
	PRIMARY KEY(`relation`, `holder`, `member_type`),
	FOREIGN KEY (`relation`,`holder`) REFERENCES `link_holder`(`relation`,`holder`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `log` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`parent` integer,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`what` text NOT NULL,
	`mutations` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `log_mutation` (
	`sequence` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`cause` text NOT NULL,
	`mutation` text NOT NULL,
	PRIMARY KEY(`sequence`, `ordinal`),
	FOREIGN KEY (`sequence`) REFERENCES `log`(`sequence`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `object_org_contact` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`known` integer NOT NULL,
	`additional` text,
	`displayName` text,
	`givenName` text,
	`surname` text,
	`companyName` text,
	`department` text,
	`jobTitle` text,
	`mail` text,
	`mailNickname` text,
	`proxyAddresses` text,
	`addresses` text,
	`phones` text,
	`manager` text,
	`onPremisesSyncEnabled` integer,
	`deletedDateTime` text,
	FOREIGN KEY (`known`) REFERENCES `known_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `object_org_contact_id_unique` ON `object_org_contact` (`id`);--> statement-breakpoint
CREATE TABLE `object_organization` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`known` integer NOT NULL,
	`additional` text,
	`displayName` text,
	`countryLetterCode` text,
	`preferredLanguage` text,
	`defaultUsageLocation` text,
	`tenantType` text,
	`technicalNotificationMails` text,
	`verifiedDomains` text,
	`companySubscriptions` text,
	`onPremisesSyncEnabled` integer,
	`createdDateTime` text,
	`deletedDateTime` text,
	FOREIGN KEY (`known`) REFERENCES `known_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `object_organization_id_unique` ON `object_organization` (`id`);--> statement-breakpoint
CREATE TABLE `object_user` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`known` integer NOT NULL,
	`additional` text,
	`userPrincipalName` text,
	`displayName` text,
	`givenName` text,
	`surname` text,
	`mail` text,
	`mailNickname` text,
	`accountEnabled` integer,
	`userType` text,
	`creationType` text,
	`externalUserState` text,
	`externalUserStateChangeDateTime` text,
	`department` text,
	`jobTitle` text,
	`companyName` text,
	`employeeId` text,
	`employeeType` text,
	`employeeHireDate` text,
	`employeeLeaveDateTime` text,
	`division` text,
	`costCenter` text,
	`manager` text,
	`usageLocation` text,
	`officeLocation` text,
	`streetAddress` text,
	`city` text,
	`state` text,
	`postalCode` text,
	`country` text,
	`businessPhones` text,
	`mobilePhone` text,
	`faxNumber` text,
	`preferredLanguage` text,
	`preferredDataLocation` text,
	`otherMails` text,
	`proxyAddresses` text,
	`imAddresses` text,
	`identities` text,
	`passwordPolicies` text,
	`ageGroup` text,
	`consentProvidedForMinor` text,
	`legalAgeGroupClassification` text,
	`showInAddressList` integer,
	`isResourceAccount` integer,
	`extensionAttribute1` text,
	`extensionAttribute2` text,
	`extensionAttribute3` text,
	`extensionAttribute4` text,
	`extensionAttribute5` text,
	`extensionAttribute6` text,
	`extensionAttribute7` text,
	`extensionAttribute8` text,
	`extensionAttribute9` text,
	`extensionAttribute10` text,
	`extensionAttribute11` text,
	`extensionAttribute12` text,
	`extensionAttribute13` text,
	`extensionAttribute14` text,
	`extensionAttribute15` text,
	`onPremisesSyncEnabled` integer,
	`onPremisesImmutableId` text,
	`onPremisesDistinguishedName` text,
	`onPremisesSecurityIdentifier` text,
	`onPremisesSamAccountName` text,
	`onPremisesUserPrincipalName` text,
	`onPremisesDomainName` text,
	`onPremisesLastSyncDateTime` text,
	`securityIdentifier` text,
	`assignedPlans` text,
	`assignedLicenses` text,
	`licenseAssignmentStates` text,
	`provisionedPlans` text,
	`createdDateTime` text,
	`deletedDateTime` text,
	`lastPasswordChangeDateTime` text,
	`signInSessionsValidFromDateTime` text,
	FOREIGN KEY (`known`) REFERENCES `known_set`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `object_user_id_unique` ON `object_user` (`id`);