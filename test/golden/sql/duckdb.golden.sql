-- user.department -eq "Straße" -and user.city -ne null
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(translate(s."department", 'aerst', 'AERST') = CAST($1 AS VARCHAR), FALSE)) AND (COALESCE(s."city", '') <> '');
-- parameters:
--   $1 = "STRAßE"

-- user.jobTitle -ne "CEO" -or -not user.companyName -notIn ["Contoso", "it''s"]
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (NOT (COALESCE(translate(s."jobTitle", 'ceo', 'CEO') = CAST($1 AS VARCHAR), FALSE))) OR (NOT (NOT (COALESCE(translate(s."companyName", 'cinost', 'CINOST') IN (CAST($2 AS VARCHAR), CAST($3 AS VARCHAR)), FALSE))));
-- parameters:
--   $1 = "CEO"
--   $2 = "CONTOSO"
--   $3 = "IT'S"

-- user.displayName -startsWith "A" -and user.surname -endsWith "son" -and user.state -notContains "x"
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(starts_with(translate(s."displayName", 'a', 'A'), CAST($1 AS VARCHAR)), FALSE)) AND (COALESCE(ends_with(translate(s."surname", 'nos', 'NOS'), CAST($2 AS VARCHAR)), FALSE)) AND (NOT (COALESCE(contains(translate(s."state", 'x', 'X'), CAST($3 AS VARCHAR)), FALSE)));
-- parameters:
--   $1 = "A"
--   $2 = "SON"
--   $3 = "X"

-- user.mail -match "^.+@contoso.com$"
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE CASE WHEN s."mail" <> '' THEN regexp_matches(s."mail", CAST($1 AS VARCHAR)) ELSE FALSE END;
-- parameters:
--   $1 = "(\\A[^\\n]+@[Cc][Oo][Nn][Tt][Oo][Ss][Oo][^\\n\\x{10000}-\\x{10FFFF}][Cc][Oo][Mm]\\n?\\z)"

-- user.accountEnabled -eq true -and user.dirSyncEnabled -ne false
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(s."accountEnabled", FALSE)) AND (NOT (COALESCE(NOT s."onPremisesSyncEnabled", FALSE)));

-- user.employeeHireDate -ge system.now -minus P30D -and user.employeeHireDate -le 2026-12-31T00:00:00Z
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(epoch_ms(s."employeeHireDate") >= CAST($1 AS BIGINT) + (-2592000000), FALSE)) AND (COALESCE(epoch_ms(s."employeeHireDate") <= CAST($2 AS BIGINT), FALSE));
-- parameters:
--   $1 = system.now, the time of evaluation (milliseconds since 1970, UTC)
--   $2 = 1798675200000 (2026-12-31T00:00:00Z)

-- user.proxyAddresses -contains "@contoso" -and user.otherMails -notEndsWith ".test"
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (EXISTS (SELECT 1 FROM (SELECT unnest(s."proxyAddresses") AS "value") AS e WHERE COALESCE(contains(translate(e."value", 'cnost', 'CNOST'), CAST($1 AS VARCHAR)), FALSE))) AND (NOT (EXISTS (SELECT 1 FROM (SELECT unnest(s."otherMails") AS "value") AS e WHERE COALESCE(ends_with(translate(e."value", 'est', 'EST'), CAST($2 AS VARCHAR)), FALSE))));
-- parameters:
--   $1 = "@CONTOSO"
--   $2 = ".TEST"

-- user.assignedPlans -any (assignedPlan.service -eq "SCO" -and assignedPlan.capabilityStatus -eq "Enabled")
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE EXISTS (SELECT 1 FROM (SELECT unnest(s."assignedPlans") AS "value") AS e WHERE (COALESCE(translate(struct_extract(e."value", 'service'), 'cos', 'COS') = CAST($1 AS VARCHAR), FALSE)) AND (COALESCE(translate(struct_extract(e."value", 'capabilityStatus'), 'abdeln', 'ABDELN') = CAST($2 AS VARCHAR), FALSE)));
-- parameters:
--   $1 = "SCO"
--   $2 = "ENABLED"

-- user.proxyAddresses -all (_ -match "(a)\1")
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE NOT (CASE WHEN EXISTS (SELECT 1 FROM (SELECT unnest(s."proxyAddresses") AS "value") AS e WHERE COALESCE(NOT (CASE WHEN e."value" <> '' THEN NULL ELSE FALSE END), FALSE)) THEN TRUE WHEN EXISTS (SELECT 1 FROM (SELECT unnest(s."proxyAddresses") AS "value") AS e WHERE (NOT (CASE WHEN e."value" <> '' THEN NULL ELSE FALSE END)) IS NULL) THEN NULL ELSE FALSE END);

-- user.telephoneNumber -startsWith "+41"
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(starts_with(s."businessPhones"[1], CAST($1 AS VARCHAR)), FALSE);
-- parameters:
--   $1 = "+41"

-- user.extension_0123456789abcdef0123456789abcdef_Office -eq "Oslo"
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(translate(s."extension_0123456789abcdef0123456789abcdef_Office", 'los', 'LOS') = CAST($1 AS VARCHAR), FALSE);
-- parameters:
--   $1 = "OSLO"

-- user.memberOf -any (group.objectId -in ["00000000-0000-4000-8000-00000000000b"])
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE lower(s."id") IN (SELECT lower(m."memberId") FROM "group_members" AS m WHERE m."memberType" = 'user' AND m."memberId" IS NOT NULL AND lower(m."groupId") IN (CAST($1 AS VARCHAR)));
-- parameters:
--   $1 = "00000000-0000-4000-8000-00000000000b"

-- Direct Reports for "00000000-0000-4000-8000-00000000000a"
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(translate(s."manager", 'a', 'A') = CAST($1 AS VARCHAR), FALSE);
-- parameters:
--   $1 = "00000000-0000-4000-8000-00000000000A"

-- device.deviceOSVersion -startsWith "10.0.2"
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "devices" AS s
WHERE COALESCE(starts_with(s."operatingSystemVersion", CAST($1 AS VARCHAR)), FALSE);
-- parameters:
--   $1 = "10.0.2"

-- user.department -eq "Straße" -and user.city -ne null
-- undecided, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE ((CASE WHEN s."department" IS NOT NULL OR list_contains(s."knownProperties", 'department') THEN COALESCE(translate(s."department", 'aerst', 'AERST') = CAST($1 AS VARCHAR), FALSE) END) AND (CASE WHEN s."city" IS NOT NULL OR list_contains(s."knownProperties", 'city') THEN COALESCE(s."city", '') <> '' END)) IS NULL;
-- parameters:
--   $1 = "STRAßE"

-- user.employeeHireDate -ge system.now -minus P30D -and user.employeeHireDate -le 2026-12-31T00:00:00Z
-- members, duckdb; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(epoch_ms(s."employeeHireDate") >= 1795392000000 + (-2592000000), FALSE)) AND (COALESCE(epoch_ms(s."employeeHireDate") <= 1798675200000, FALSE));
