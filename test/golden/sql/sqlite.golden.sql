-- user.department -eq "Straße" -and user.city -ne null
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (CASE WHEN typeof(s."department") = 'text' OR (s."department" IS NULL AND instr(s."knownProperties", '"department"') > 0) THEN COALESCE(upper(s."department") = ?1, FALSE) END) AND (CASE WHEN typeof(s."city") = 'text' OR (s."city" IS NULL AND instr(s."knownProperties", '"city"') > 0) THEN COALESCE(s."city", '') <> '' END);
-- parameters:
--   ?1 = "STRAßE"

-- user.jobTitle -ne "CEO" -or -not user.companyName -notIn ["Contoso", "it''s"]
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (CASE WHEN typeof(s."jobTitle") = 'text' OR (s."jobTitle" IS NULL AND instr(s."knownProperties", '"jobTitle"') > 0) THEN NOT (COALESCE(upper(s."jobTitle") = ?1, FALSE)) END) OR (NOT (CASE WHEN typeof(s."companyName") = 'text' OR (s."companyName" IS NULL AND instr(s."knownProperties", '"companyName"') > 0) THEN NOT (COALESCE(upper(s."companyName") IN (?2, ?3), FALSE)) END));
-- parameters:
--   ?1 = "CEO"
--   ?2 = "CONTOSO"
--   ?3 = "IT'S"

-- user.displayName -startsWith "A" -and user.surname -endsWith "son" -and user.state -notContains "x"
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (CASE WHEN typeof(s."displayName") = 'text' OR (s."displayName" IS NULL AND instr(s."knownProperties", '"displayName"') > 0) THEN COALESCE(instr(upper(s."displayName"), ?1) = 1, FALSE) END) AND (CASE WHEN typeof(s."surname") = 'text' OR (s."surname" IS NULL AND instr(s."knownProperties", '"surname"') > 0) THEN COALESCE(substr(upper(s."surname"), -3) = ?2, FALSE) END) AND (CASE WHEN typeof(s."state") = 'text' OR (s."state" IS NULL AND instr(s."knownProperties", '"state"') > 0) THEN NOT (COALESCE(instr(upper(s."state"), ?3) > 0, FALSE)) END);
-- parameters:
--   ?1 = "A"
--   ?2 = "SON"
--   ?3 = "X"

-- user.mail -match "^.+@contoso.com$"
-- members, sqlite; tables and columns: docs/reference/sql-export.md
-- calls tenantlab_match, which "tenantlab sql" has
SELECT s."id"
FROM "users" AS s
WHERE CASE WHEN typeof(s."mail") = 'text' OR (s."mail" IS NULL AND instr(s."knownProperties", '"mail"') > 0) THEN CASE WHEN s."mail" <> '' THEN tenantlab_match(?1, s."mail") ELSE FALSE END END;
-- parameters:
--   ?1 = "^.+@contoso.com$"

-- user.accountEnabled -eq true -and user.dirSyncEnabled -ne false
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (CASE WHEN s."accountEnabled" IS NOT NULL OR instr(s."knownProperties", '"accountEnabled"') > 0 THEN COALESCE(s."accountEnabled", FALSE) END) AND (CASE WHEN s."onPremisesSyncEnabled" IS NOT NULL OR instr(s."knownProperties", '"onPremisesSyncEnabled"') > 0 THEN NOT (COALESCE(NOT s."onPremisesSyncEnabled", FALSE)) END);

-- user.employeeHireDate -ge system.now -minus P30D -and user.employeeHireDate -le 2026-12-31T00:00:00Z
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (CASE WHEN s."employeeHireDate" IS NOT NULL OR instr(s."knownProperties", '"employeeHireDate"') > 0 THEN COALESCE(unixepoch(s."employeeHireDate") * 1000 + CAST(substr(s."employeeHireDate", 21, 3) AS INTEGER) >= ?1 + (-2592000000), FALSE) END) AND (CASE WHEN s."employeeHireDate" IS NOT NULL OR instr(s."knownProperties", '"employeeHireDate"') > 0 THEN COALESCE(unixepoch(s."employeeHireDate") * 1000 + CAST(substr(s."employeeHireDate", 21, 3) AS INTEGER) <= ?2, FALSE) END);
-- parameters:
--   ?1 = system.now, the time of evaluation (milliseconds since 1970, UTC)
--   ?2 = 1798675200000 (2026-12-31T00:00:00Z)

-- user.proxyAddresses -contains "@contoso" -and user.otherMails -notEndsWith ".test"
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (CASE WHEN s."proxyAddresses" IS NOT NULL OR instr(s."knownProperties", '"proxyAddresses"') > 0 THEN EXISTS (SELECT 1 FROM json_each(s."proxyAddresses") AS e WHERE COALESCE(instr(upper(e."value"), ?1) > 0, FALSE)) END) AND (CASE WHEN s."otherMails" IS NOT NULL OR instr(s."knownProperties", '"otherMails"') > 0 THEN NOT (EXISTS (SELECT 1 FROM json_each(s."otherMails") AS e WHERE COALESCE(substr(upper(e."value"), -5) = ?2, FALSE))) END);
-- parameters:
--   ?1 = "@CONTOSO"
--   ?2 = ".TEST"

-- user.assignedPlans -any (assignedPlan.service -eq "SCO" -and assignedPlan.capabilityStatus -eq "Enabled")
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE CASE WHEN s."assignedPlans" IS NOT NULL OR instr(s."knownProperties", '"assignedPlans"') > 0 THEN EXISTS (SELECT 1 FROM json_each(s."assignedPlans") AS e WHERE (COALESCE(upper((e."value" ->> 'service')) = ?1, FALSE)) AND (COALESCE(upper((e."value" ->> 'capabilityStatus')) = ?2, FALSE))) END;
-- parameters:
--   ?1 = "SCO"
--   ?2 = "ENABLED"

-- user.proxyAddresses -all (_ -match "(a)\1")
-- members, sqlite; tables and columns: docs/reference/sql-export.md
-- calls tenantlab_match, which "tenantlab sql" has
SELECT s."id"
FROM "users" AS s
WHERE CASE WHEN s."proxyAddresses" IS NOT NULL OR instr(s."knownProperties", '"proxyAddresses"') > 0 THEN NOT (CASE WHEN EXISTS (SELECT 1 FROM json_each(s."proxyAddresses") AS e WHERE COALESCE(NOT (CASE WHEN e."value" <> '' THEN tenantlab_match(?1, e."value") ELSE FALSE END), FALSE)) THEN TRUE WHEN EXISTS (SELECT 1 FROM json_each(s."proxyAddresses") AS e WHERE (NOT (CASE WHEN e."value" <> '' THEN tenantlab_match(?1, e."value") ELSE FALSE END)) IS NULL) THEN NULL ELSE FALSE END) END;
-- parameters:
--   ?1 = "(a)\\1"

-- user.telephoneNumber -startsWith "+41"
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE CASE WHEN s."businessPhones" IS NOT NULL OR instr(s."knownProperties", '"businessPhones"') > 0 THEN COALESCE(instr((s."businessPhones" ->> 0), ?1) = 1, FALSE) END;
-- parameters:
--   ?1 = "+41"

-- user.extension_0123456789abcdef0123456789abcdef_Office -eq "Oslo"
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (SELECT COALESCE(upper(a."value") = ?1, FALSE) FROM json_each(s."additional") AS a WHERE upper(a."key") = 'EXTENSION_0123456789ABCDEF0123456789ABCDEF_OFFICE' LIMIT 1);
-- parameters:
--   ?1 = "OSLO"

-- user.memberOf -any (group.objectId -in ["00000000-0000-4000-8000-00000000000b"])
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE CASE WHEN s."id" IN (SELECT m."memberId" FROM "group_members" AS m WHERE m."memberType" = 'user' AND m."memberId" IS NOT NULL AND m."groupId" IN (?1)) THEN TRUE WHEN EXISTS (SELECT 1 FROM "groups" AS g WHERE g."id" IN (?1) AND NOT EXISTS (SELECT 1 FROM link_holder AS h WHERE h."relation" = 'groupMembers' AND h."holder" = g."row")) THEN NULL ELSE FALSE END;
-- parameters:
--   ?1 = "00000000-0000-4000-8000-00000000000b"

-- Direct Reports for "00000000-0000-4000-8000-00000000000a"
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE CASE WHEN typeof(s."manager") = 'text' OR (s."manager" IS NULL AND instr(s."knownProperties", '"manager"') > 0) THEN COALESCE(upper(s."manager") = ?1, FALSE) END;
-- parameters:
--   ?1 = "00000000-0000-4000-8000-00000000000A"

-- device.deviceOSVersion -startsWith "10.0.2"
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "devices" AS s
WHERE CASE WHEN typeof(s."operatingSystemVersion") = 'text' OR (s."operatingSystemVersion" IS NULL AND instr(s."knownProperties", '"operatingSystemVersion"') > 0) THEN COALESCE(instr(s."operatingSystemVersion", ?1) = 1, FALSE) END;
-- parameters:
--   ?1 = "10.0.2"

-- user.department -eq "Straße" -and user.city -ne null
-- undecided, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE ((CASE WHEN typeof(s."department") = 'text' OR (s."department" IS NULL AND instr(s."knownProperties", '"department"') > 0) THEN COALESCE(upper(s."department") = ?1, FALSE) END) AND (CASE WHEN typeof(s."city") = 'text' OR (s."city" IS NULL AND instr(s."knownProperties", '"city"') > 0) THEN COALESCE(s."city", '') <> '' END)) IS NULL;
-- parameters:
--   ?1 = "STRAßE"

-- user.employeeHireDate -ge system.now -minus P30D -and user.employeeHireDate -le 2026-12-31T00:00:00Z
-- members, sqlite; tables and columns: docs/reference/sql-export.md
SELECT s."id"
FROM "users" AS s
WHERE (CASE WHEN s."employeeHireDate" IS NOT NULL OR instr(s."knownProperties", '"employeeHireDate"') > 0 THEN COALESCE(unixepoch(s."employeeHireDate") * 1000 + CAST(substr(s."employeeHireDate", 21, 3) AS INTEGER) >= 1795392000000 + (-2592000000), FALSE) END) AND (CASE WHEN s."employeeHireDate" IS NOT NULL OR instr(s."knownProperties", '"employeeHireDate"') > 0 THEN COALESCE(unixepoch(s."employeeHireDate") * 1000 + CAST(substr(s."employeeHireDate", 21, 3) AS INTEGER) <= 1798675200000, FALSE) END);
