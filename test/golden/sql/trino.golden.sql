-- user.department -eq "Straße" -and user.city -ne null
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(translate(s."department", 'aerst', 'AERST') = ?, FALSE)) AND (COALESCE(s."city", '') <> '');
-- parameters:
--   1 = "STRAßE"

-- user.jobTitle -ne "CEO" -or -not user.companyName -notIn ["Contoso", "it''s"]
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (NOT (COALESCE(translate(s."jobTitle", 'ceo', 'CEO') = ?, FALSE))) OR (NOT (NOT (COALESCE(translate(s."companyName", 'cinost', 'CINOST') IN (?, ?), FALSE))));
-- parameters:
--   1 = "CEO"
--   2 = "CONTOSO"
--   3 = "IT'S"

-- user.displayName -startsWith "A" -and user.surname -endsWith "son" -and user.state -notContains "x"
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(starts_with(translate(s."displayName", 'a', 'A'), ?), FALSE)) AND (COALESCE(substr(translate(s."surname", 'nos', 'NOS'), -3) = ?, FALSE)) AND (NOT (COALESCE(strpos(translate(s."state", 'x', 'X'), ?) > 0, FALSE)));
-- parameters:
--   1 = "A"
--   2 = "SON"
--   3 = "X"

-- user.mail -match "^.+@contoso.com$"
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE CASE WHEN s."mail" <> '' THEN regexp_like(s."mail", ?) ELSE FALSE END;
-- parameters:
--   1 = "\\A[^\\n]+@[Cc][Oo][Nn][Tt][Oo][Ss][Oo][^\\n𐀀-􏿿][Cc][Oo][Mm]\\n?\\z"

-- user.accountEnabled -eq true -and user.dirSyncEnabled -ne false
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(s."accountEnabled", FALSE)) AND (NOT (COALESCE(NOT s."onPremisesSyncEnabled", FALSE)));

-- user.employeeHireDate -ge system.now -minus P30D -and user.employeeHireDate -le 2026-12-31T00:00:00Z
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(date_trunc('millisecond', s."employeeHireDate") >= date_add('millisecond', -2592000000, from_iso8601_timestamp(?)), FALSE)) AND (COALESCE(date_trunc('millisecond', s."employeeHireDate") <= from_iso8601_timestamp(?), FALSE));
-- parameters:
--   1 = system.now, the time of evaluation (ISO 8601, UTC)
--   2 = "2026-12-31T00:00:00Z"

-- user.proxyAddresses -contains "@contoso" -and user.otherMails -notEndsWith ".test"
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(any_match(s."proxyAddresses", e -> COALESCE(strpos(translate(e, 'cnost', 'CNOST'), ?) > 0, FALSE)), FALSE)) AND (NOT (COALESCE(any_match(s."otherMails", e -> COALESCE(substr(translate(e, 'est', 'EST'), -5) = ?, FALSE)), FALSE)));
-- parameters:
--   1 = "@CONTOSO"
--   2 = ".TEST"

-- user.assignedPlans -any (assignedPlan.service -eq "SCO" -and assignedPlan.capabilityStatus -eq "Enabled")
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(any_match(s."assignedPlans", e -> (COALESCE(translate(e."service", 'cos', 'COS') = ?, FALSE)) AND (COALESCE(translate(e."capabilityStatus", 'abdeln', 'ABDELN') = ?, FALSE))), FALSE);
-- parameters:
--   1 = "SCO"
--   2 = "ENABLED"

-- user.proxyAddresses -all (_ -match "(a)\1")
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE NOT (CASE WHEN COALESCE(any_match(s."proxyAddresses", e -> COALESCE(NOT (CASE WHEN e <> '' THEN NULL ELSE FALSE END), FALSE)), FALSE) THEN TRUE WHEN COALESCE(any_match(s."proxyAddresses", e -> (NOT (CASE WHEN e <> '' THEN NULL ELSE FALSE END)) IS NULL), FALSE) THEN NULL ELSE FALSE END);

-- user.telephoneNumber -startsWith "+41"
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(starts_with(element_at(s."businessPhones", 1), ?), FALSE);
-- parameters:
--   1 = "+41"

-- user.extension_0123456789abcdef0123456789abcdef_Office -eq "Oslo"
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(translate(s."extension_0123456789abcdef0123456789abcdef_Office", 'los', 'LOS') = ?, FALSE);
-- parameters:
--   1 = "OSLO"

-- user.memberOf -any (group.objectId -in ["00000000-0000-4000-8000-00000000000b"])
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE lower(s."id") IN (SELECT lower(m."memberId") FROM "group_members" AS m WHERE m."memberType" = 'user' AND m."memberId" IS NOT NULL AND lower(m."groupId") IN (?));
-- parameters:
--   1 = "00000000-0000-4000-8000-00000000000b"

-- Direct Reports for "00000000-0000-4000-8000-00000000000a"
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE COALESCE(translate(s."manager", 'a', 'A') = ?, FALSE);
-- parameters:
--   1 = "00000000-0000-4000-8000-00000000000A"

-- device.deviceOSVersion -startsWith "10.0.2"
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "devices" AS s
WHERE COALESCE(starts_with(s."operatingSystemVersion", ?), FALSE);
-- parameters:
--   1 = "10.0.2"

-- user.department -eq "Straße" -and user.city -ne null
-- undecided, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE ((CASE WHEN s."department" IS NOT NULL OR contains(s."knownProperties", 'department') THEN COALESCE(translate(s."department", 'aerst', 'AERST') = ?, FALSE) END) AND (CASE WHEN s."city" IS NOT NULL OR contains(s."knownProperties", 'city') THEN COALESCE(s."city", '') <> '' END)) IS NULL;
-- parameters:
--   1 = "STRAßE"

-- user.employeeHireDate -ge system.now -minus P30D -and user.employeeHireDate -le 2026-12-31T00:00:00Z
-- members, trino; tables and columns: docs/reference/sql-export.md
-- this dialect is written from its documentation and not run by tenantlab's tests
SELECT s."id"
FROM "users" AS s
WHERE (COALESCE(date_trunc('millisecond', s."employeeHireDate") >= date_add('millisecond', -2592000000, from_iso8601_timestamp('2026-11-23T00:00:00Z')), FALSE)) AND (COALESCE(date_trunc('millisecond', s."employeeHireDate") <= from_iso8601_timestamp('2026-12-31T00:00:00Z'), FALSE));
