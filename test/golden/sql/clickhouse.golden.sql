-- user.department -eq "Straße" -and user.city -ne null
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(translateUTF8(s."department", 'aerst', 'AERST') = {p1:String}, FALSE)) AND (COALESCE(s."city", '') <> '');
-- parameters:
--   p1 = "STRAßE"

-- user.jobTitle -ne "CEO" -or -not user.companyName -notIn ["Contoso", "it''s"]
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (NOT (COALESCE(translateUTF8(s."jobTitle", 'ceo', 'CEO') = {p1:String}, FALSE))) OR (NOT (NOT (COALESCE(translateUTF8(s."companyName", 'cinost', 'CINOST') IN ({p2:String}, {p3:String}), FALSE))));
-- parameters:
--   p1 = "CEO"
--   p2 = "CONTOSO"
--   p3 = "IT'S"

-- user.displayName -startsWith "A" -and user.surname -endsWith "son" -and user.state -notContains "x"
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(startsWith(translateUTF8(s."displayName", 'a', 'A'), {p1:String}), FALSE)) AND (COALESCE(endsWith(translateUTF8(s."surname", 'nos', 'NOS'), {p2:String}), FALSE)) AND (NOT (COALESCE(position(translateUTF8(s."state", 'x', 'X'), {p3:String}) > 0, FALSE)));
-- parameters:
--   p1 = "A"
--   p2 = "SON"
--   p3 = "X"

-- user.mail -match "^.+@contoso.com$"
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE CASE WHEN s."mail" <> '' THEN match(s."mail", {p1:String}) ELSE FALSE END;
-- parameters:
--   p1 = "\\A[^\\n]+@[Cc][Oo][Nn][Tt][Oo][Ss][Oo][^\\n\\x{10000}-\\x{10FFFF}][Cc][Oo][Mm]\\n?\\z"

-- user.accountEnabled -eq true -and user.dirSyncEnabled -ne false
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(s."accountEnabled", FALSE)) AND (NOT (COALESCE(NOT s."onPremisesSyncEnabled", FALSE)));

-- user.employeeHireDate -ge system.now -minus P30D -and user.employeeHireDate -le 2026-12-31T00:00:00Z
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(toUnixTimestamp64Milli(toDateTime64(s."employeeHireDate", 3)) >= {p1:Int64} + (-2592000000), FALSE)) AND (COALESCE(toUnixTimestamp64Milli(toDateTime64(s."employeeHireDate", 3)) <= {p2:Int64}, FALSE));
-- parameters:
--   p1 = system.now, the time of evaluation (milliseconds since 1970, UTC)
--   p2 = 1798675200000 (2026-12-31T00:00:00Z)

-- user.proxyAddresses -contains "@contoso" -and user.otherMails -notEndsWith ".test"
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (arrayExists(e -> COALESCE(position(translateUTF8(e, 'cnost', 'CNOST'), {p1:String}) > 0, FALSE), s."proxyAddresses")) AND (NOT (arrayExists(e -> COALESCE(endsWith(translateUTF8(e, 'est', 'EST'), {p2:String}), FALSE), s."otherMails")));
-- parameters:
--   p1 = "@CONTOSO"
--   p2 = ".TEST"

-- user.assignedPlans -any (assignedPlan.service -eq "SCO" -and assignedPlan.capabilityStatus -eq "Enabled")
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE arrayExists(e -> (COALESCE(translateUTF8(tupleElement(e, 'service'), 'cos', 'COS') = {p1:String}, FALSE)) AND (COALESCE(translateUTF8(tupleElement(e, 'capabilityStatus'), 'abdeln', 'ABDELN') = {p2:String}, FALSE)), s."assignedPlans");
-- parameters:
--   p1 = "SCO"
--   p2 = "ENABLED"

-- user.proxyAddresses -all (_ -match "(a)\1")
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE NOT (CASE WHEN arrayExists(e -> COALESCE(NOT (CASE WHEN e <> '' THEN NULL ELSE FALSE END), FALSE), s."proxyAddresses") THEN TRUE WHEN arrayExists(e -> (NOT (CASE WHEN e <> '' THEN NULL ELSE FALSE END)) IS NULL, s."proxyAddresses") THEN NULL ELSE FALSE END);

-- user.telephoneNumber -startsWith "+41"
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(startsWith(s."businessPhones"[1], {p1:String}), FALSE);
-- parameters:
--   p1 = "+41"

-- user.extension_0123456789abcdef0123456789abcdef_Office -eq "Oslo"
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(translateUTF8(s."extension_0123456789abcdef0123456789abcdef_Office", 'los', 'LOS') = {p1:String}, FALSE);
-- parameters:
--   p1 = "OSLO"

-- user.memberOf -any (group.objectId -in ["00000000-0000-4000-8000-00000000000b"])
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE lower(s."id") IN (SELECT lower(m."memberId") FROM "group_members" AS m WHERE m."memberType" = 'user' AND m."memberId" IS NOT NULL AND lower(m."groupId") IN ({p1:String}));
-- parameters:
--   p1 = "00000000-0000-4000-8000-00000000000b"

-- Direct Reports for "00000000-0000-4000-8000-00000000000a"
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(translateUTF8(s."manager", 'a', 'A') = {p1:String}, FALSE);
-- parameters:
--   p1 = "00000000-0000-4000-8000-00000000000A"

-- device.deviceOSVersion -startsWith "10.0.2"
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "devices" AS s
WHERE COALESCE(startsWith(s."operatingSystemVersion", {p1:String}), FALSE);
-- parameters:
--   p1 = "10.0.2"

-- user.department -eq "Straße" -and user.city -ne null
-- undecided, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE ((CASE WHEN s."department" IS NOT NULL OR has(s."knownProperties", 'department') THEN COALESCE(translateUTF8(s."department", 'aerst', 'AERST') = {p1:String}, FALSE) END) AND (CASE WHEN s."city" IS NOT NULL OR has(s."knownProperties", 'city') THEN COALESCE(s."city", '') <> '' END)) IS NULL;
-- parameters:
--   p1 = "STRAßE"

-- user.employeeHireDate -ge system.now -minus P30D -and user.employeeHireDate -le 2026-12-31T00:00:00Z
-- members, clickhouse; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(toUnixTimestamp64Milli(toDateTime64(s."employeeHireDate", 3)) >= 1795392000000 + (-2592000000), FALSE)) AND (COALESCE(toUnixTimestamp64Milli(toDateTime64(s."employeeHireDate", 3)) <= 1798675200000, FALSE));
