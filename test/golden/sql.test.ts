import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderSqlExport, renderSqlExportJson, type SqlExport } from '../../src/report/index.ts';
import { compileRuleToSql, type SqlDialectName, sqlDialectNames, type SqlForm } from '../../src/rules/index.ts';
import { checkedRule } from '../support/evaluate-everywhere.ts';
import { testClock } from '../support/population-of.ts';

/** Every kind of condition once. */
const rules = [
  'user.department -eq "Straße" -and user.city -ne null',
  'user.jobTitle -ne "CEO" -or -not (user.companyName -notIn ["Contoso", "it\'\'s"])',
  'user.displayName -startsWith "A" -and user.surname -endsWith "son" -and user.state -notContains "x"',
  'user.mail -match "^.+@contoso.com$"',
  'user.accountEnabled -eq true -and user.dirSyncEnabled -ne false',
  'user.employeeHireDate -ge system.now -minus p30d -and user.employeeHireDate -le 2026-12-31T00:00:00Z',
  'user.proxyAddresses -contains "@contoso" -and user.otherMails -notEndsWith ".test"',
  'user.assignedPlans -any (assignedPlan.service -eq "SCO" -and assignedPlan.capabilityStatus -eq "Enabled")',
  'user.proxyAddresses -all (_ -match "(a)\\1")',
  'user.telephoneNumber -startsWith "+41"',
  'user.extension_0123456789abcdef0123456789abcdef_Office -eq "Oslo"',
  "user.memberOf -any (group.objectId -in ['00000000-0000-4000-8000-00000000000b'])",
  'Direct Reports for "00000000-0000-4000-8000-00000000000A"',
  'device.deviceOSVersion -startsWith "10.0.2"',
];

function exported(text: string, dialect: SqlDialectName, form: SqlForm, others: Partial<SqlExport> = {}): SqlExport {
  const rule = checkedRule(text);
  const compiled = compileRuleToSql(rule, { dialect, checksKnown: form === 'undecided' });
  if (!compiled.ok) throw new Error(compiled.error[0]?.message);
  return { rule, sql: compiled.value, form, isLiteral: false, ...others };
}

describe('SQL of rules (npx vitest run test/golden -u writes it anew)', () => {
  it.each(sqlDialectNames)('%s is as committed', async (dialect) => {
    const members = rules.map((text) => renderSqlExport(exported(text, dialect, 'members')));
    const undecided = rules.slice(0, 1).map((text) => renderSqlExport(exported(text, dialect, 'undecided')));
    const literals = renderSqlExport(
      exported(rules[5] ?? '', dialect, 'members', { isLiteral: true, clock: testClock }),
    );
    const text = [...members, ...undecided, literals].join('\n');
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'sql', `${dialect}.golden.sql`));
  });

  it('the JSON document is as committed', async () => {
    const text = renderSqlExportJson(exported(rules[5] ?? '', 'postgresql', 'members', { clock: testClock }));
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'sql', 'export.golden.json'));
  });

  it('no value leaves its comment', () => {
    const hostile = 'user.city -eq "x\n; DROP TABLE users; --\r\u2028y\u202e"';
    const lines = renderSqlExport(exported(hostile, 'postgresql', 'members')).split('\n');
    expect(lines.filter((line) => line.includes('DROP')).every((line) => line.startsWith('--'))).toBe(true);
    expect(lines.join('')).not.toMatch(/[\r\u2028\u202e]/);
  });
});
