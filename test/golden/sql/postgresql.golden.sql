-- user.department -eq "Straße" -and user.city -ne null
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(translate(s."department", 'aerst', 'AERST') COLLATE "C" = CAST($1 AS text), FALSE)) AND (COALESCE(s."city", '') <> '');
-- parameters:
--   $1 = "STRAßE"

-- user.jobTitle -ne "CEO" -or -not user.companyName -notIn ["Contoso", "it''s"]
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (NOT (COALESCE(translate(s."jobTitle", 'ceo', 'CEO') COLLATE "C" = CAST($1 AS text), FALSE))) OR (NOT (NOT (COALESCE(translate(s."companyName", 'cinost', 'CINOST') COLLATE "C" IN (CAST($2 AS text), CAST($3 AS text)), FALSE))));
-- parameters:
--   $1 = "CEO"
--   $2 = "CONTOSO"
--   $3 = "IT'S"

-- user.displayName -startsWith "A" -and user.surname -endsWith "son" -and user.state -notContains "x"
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(starts_with(translate(s."displayName", 'a', 'A'), CAST($1 AS text)), FALSE)) AND (COALESCE(right(translate(s."surname", 'nos', 'NOS'), 3) COLLATE "C" = CAST($2 AS text), FALSE)) AND (NOT (COALESCE(strpos(translate(s."state", 'x', 'X') COLLATE "C", CAST($3 AS text)) > 0, FALSE)));
-- parameters:
--   $1 = "A"
--   $2 = "SON"
--   $3 = "X"

-- user.mail -match "^.+@contoso.com$"
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE CASE WHEN s."mail" <> '' THEN s."mail" COLLATE "C" ~ CAST($1 AS text) ELSE FALSE END;
-- parameters:
--   $1 = "\\A[^\\n]+@[Cc][Oo][Nn][Tt][Oo][Ss][Oo][^\\n\\U00010000-\\U0010FFFF][Cc][Oo][Mm](?=\\n?\\Z)"

-- user.accountEnabled -eq true -and user.dirSyncEnabled -ne false
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(s."accountEnabled", FALSE)) AND (NOT (COALESCE(NOT s."onPremisesSyncEnabled", FALSE)));

-- user.employeeHireDate -ge system.now -minus P30D -and user.employeeHireDate -le 2026-12-31T00:00:00Z
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(date_trunc('milliseconds', s."employeeHireDate") >= CAST($1 AS timestamptz) + INTERVAL '-2592000000 milliseconds', FALSE)) AND (COALESCE(date_trunc('milliseconds', s."employeeHireDate") <= CAST($2 AS timestamptz), FALSE));
-- parameters:
--   $1 = system.now, the time of evaluation (ISO 8601, UTC)
--   $2 = "2026-12-31T00:00:00Z"

-- user.proxyAddresses -contains "@contoso" -and user.otherMails -notEndsWith ".test"
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (EXISTS (SELECT 1 FROM unnest(s."proxyAddresses") AS e("value") WHERE COALESCE(strpos(translate(e."value", 'cnost', 'CNOST') COLLATE "C", CAST($1 AS text)) > 0, FALSE))) AND (NOT (EXISTS (SELECT 1 FROM unnest(s."otherMails") AS e("value") WHERE COALESCE(right(translate(e."value", 'est', 'EST'), 5) COLLATE "C" = CAST($2 AS text), FALSE))));
-- parameters:
--   $1 = "@CONTOSO"
--   $2 = ".TEST"

-- user.assignedPlans -any (assignedPlan.service -eq "SCO" -and assignedPlan.capabilityStatus -eq "Enabled")
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(s."assignedPlans") AS e("value") WHERE (COALESCE(translate((e."value" ->> 'service'), 'cos', 'COS') COLLATE "C" = CAST($1 AS text), FALSE)) AND (COALESCE(translate((e."value" ->> 'capabilityStatus'), 'abdeln', 'ABDELN') COLLATE "C" = CAST($2 AS text), FALSE)));
-- parameters:
--   $1 = "SCO"
--   $2 = "ENABLED"

-- user.proxyAddresses -all (_ -match "(a)\1")
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE NOT (CASE WHEN EXISTS (SELECT 1 FROM unnest(s."proxyAddresses") AS e("value") WHERE COALESCE(NOT (CASE WHEN e."value" <> '' THEN NULL ELSE FALSE END), FALSE)) THEN TRUE WHEN EXISTS (SELECT 1 FROM unnest(s."proxyAddresses") AS e("value") WHERE (NOT (CASE WHEN e."value" <> '' THEN NULL ELSE FALSE END)) IS NULL) THEN NULL ELSE FALSE END);

-- user.telephoneNumber -startsWith "+41"
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(starts_with((s."businessPhones")[1], CAST($1 AS text)), FALSE);
-- parameters:
--   $1 = "+41"

-- user.extension_0123456789abcdef0123456789abcdef_Office -eq "Oslo"
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(translate(s."extension_0123456789abcdef0123456789abcdef_Office", 'los', 'LOS') COLLATE "C" = CAST($1 AS text), FALSE);
-- parameters:
--   $1 = "OSLO"

-- user.memberOf -any (group.objectId -in ["00000000-0000-4000-8000-00000000000b"])
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE lower(s."id") IN (SELECT lower(m."memberId") FROM "group_members" AS m WHERE m."memberType" = 'user' AND m."memberId" IS NOT NULL AND lower(m."groupId") IN (CAST($1 AS text)));
-- parameters:
--   $1 = "00000000-0000-4000-8000-00000000000b"

-- Direct Reports for "00000000-0000-4000-8000-00000000000a"
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(translate(s."manager", 'a', 'A') COLLATE "C" = CAST($1 AS text), FALSE);
-- parameters:
--   $1 = "00000000-0000-4000-8000-00000000000A"

-- device.deviceOSVersion -startsWith "10.0.2"
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "devices" AS s
WHERE COALESCE(starts_with(s."operatingSystemVersion", CAST($1 AS text)), FALSE);
-- parameters:
--   $1 = "10.0.2"

-- user.department -eq "Straße" -and user.city -ne null
-- undecided, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE ((CASE WHEN s."department" IS NOT NULL OR 'department' = ANY(s."knownProperties") THEN COALESCE(translate(s."department", 'aerst', 'AERST') COLLATE "C" = CAST($1 AS text), FALSE) END) AND (CASE WHEN s."city" IS NOT NULL OR 'city' = ANY(s."knownProperties") THEN COALESCE(s."city", '') <> '' END)) IS NULL;
-- parameters:
--   $1 = "STRAßE"

-- user.employeeHireDate -ge system.now -minus P30D -and user.employeeHireDate -le 2026-12-31T00:00:00Z
-- members, postgresql; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(date_trunc('milliseconds', s."employeeHireDate") >= CAST('2026-11-23T00:00:00Z' AS timestamptz) + INTERVAL '-2592000000 milliseconds', FALSE)) AND (COALESCE(date_trunc('milliseconds', s."employeeHireDate") <= CAST('2026-12-31T00:00:00Z' AS timestamptz), FALSE));
