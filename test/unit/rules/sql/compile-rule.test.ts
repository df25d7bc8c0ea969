import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../src/base/index.ts';
import { createTenant, defaultSemantics, emptyLinks, TenantDraft } from '../../../../src/model/index.ts';
import {
  checkRule,
  compileRuleToSql,
  sqlDialectNames,
  type SqlOptions,
  type SqlRule,
} from '../../../../src/rules/index.ts';
import { checkedRuleArbitrary } from '../../../support/arbitraries/checked-rules.ts';
import { testClock } from '../../../support/population-of.ts';
import { seeded } from '../../../support/seed.ts';
import { queryIds } from '../../../support/sql/sqlite-engine.ts';
import { openTenantFile } from '../../../support/sql/tenant-file.ts';

const lenient = { ...defaultSemantics, 'organizational-unit': 'null', 'text-order-operators': 'accept' };

function compiled(text: string, options: SqlOptions = { dialect: 'sqlite' }): SqlRule {
  const check = checkRule(text, { semantics: lenient });
  if (!check.ok) throw new Error(check.errors[0]?.message);
  const result = compileRuleToSql(check.rule, options);
  if (!result.ok) throw new Error(result.error[0]?.message);
  return result.value;
}

function refusal(text: string, options: SqlOptions): unknown {
  const check = checkRule(text, { semantics: lenient });
  if (!check.ok) throw new Error(check.errors[0]?.message);
  const result = compileRuleToSql(check.rule, options);
  return result.ok ? 'no refusal' : result.error.map(({ code, span }) => [code, span?.start]);
}

/** What SQLite answers for one user of a tenant file: `setUp` gives the user its properties. */
function answer(text: string, setUp: (draft: TenantDraft, row: number) => void): string {
  const draft = new TenantDraft(createTenant(testClock));
  const row = draft.population('user').addRow('00000000-0000-4000-8000-000000000001');
  setUp(draft, row);
  const database = openTenantFile(draft.finish());
  const rule = compiled(text);
  const isIn = (form: 'members' | 'undecided'): boolean => queryIds(database, rule, form, testClock).length > 0;
  const found = isIn('members') ? 'member' : isIn('undecided') ? 'undecided' : 'notMember';
  database.close();
  return found;
}

const set =
  (name: string, value: JsonValue) =>
  (draft: TenantDraft, row: number): void => {
    expect(draft.population('user').setValue(row, name, value)).toBe(true);
  };

const extension = 'extension_0123456789abcdef0123456789abcdef_Office';

describe('rules over the views of a tenant file', () => {
  it('leave deleted objects out', () => {
    const text = 'user.objectId -ne null';
    expect(answer(text, () => undefined)).toBe('member');
    expect(answer(text, set('deletedDateTime', '2026-01-01T00:00:00Z'))).toBe('notMember');
  });

  it('leave a text that SQLite keeps as bytes undecided', () => {
    expect(answer('user.department -startsWith "S"', set('department', 'S\ud83d'))).toBe('undecided');
  });

  it('find directory extensions in any case, and tell null from not known', () => {
    const text = `user.${extension.toUpperCase().replace('EXTENSION', 'extension')} -ne "Oslo"`;
    expect(answer(text, set(extension, 'OSLO'))).toBe('notMember');
    expect(answer(text, set(extension, null))).toBe('member');
    expect(answer(text, () => undefined)).toBe('undecided');
  });

  it('know nobody in a group whose members are not known', () => {
    const id = '00000000-0000-4000-8000-00000000000b';
    const text = `user.memberOf -any (group.objectId -in ['${id}'])`;
    const addGroup = (draft: TenantDraft): number => draft.population('group').addRow(id);
    expect(answer(text, () => undefined)).toBe('notMember');
    expect(answer(text, (draft) => void addGroup(draft))).toBe('undecided');
    expect(answer(text, (draft) => draft.setLinks('groupMembers', addGroup(draft), emptyLinks))).toBe('notMember');
  });

  it('read the first phone and the first address', () => {
    expect(answer('user.telephoneNumber -eq "1"', set('businessPhones', ['1', '2']))).toBe('member');
    expect(answer('user.telephoneNumber -eq "2"', set('businessPhones', ['1', '2']))).toBe('notMember');
    expect(answer('user.sipProxyAddress -eq null', set('imAddresses', []))).toBe('member');
  });
});

describe('the SQL of a rule', () => {
  it('has a constant for a property that never has a value', () => {
    const { text } = compiled('device.organizationalUnit -ne "x"').query('members');
    expect(text).toBe('SELECT s."id"\nFROM "devices" AS s\nWHERE TRUE');
  });

  it('quotes the name of the table', () => {
    const { text } = compiled('user.city -eq "x"', { dialect: 'postgresql', table: 'hr.us"ers; DROP' }).query(
      'members',
    );
    expect(text).toContain('FROM "hr"."us""ers; DROP" AS s');
  });

  it('takes equal values once where parameters have numbers', () => {
    const text = 'user.city -eq "x" -or user.state -eq "X"';
    expect(compiled(text, { dialect: 'duckdb' }).query('members').parameters).toHaveLength(1);
    expect(compiled(text, { dialect: 'trino' }).query('members').parameters).toHaveLength(2);
  });

  it('never holds a value of the rule', () => {
    const mark = 'Qz7';
    const texts = ['-eq', '-ne', '-startsWith', '-notEndsWith', '-contains', '-match'].map(
      (operator) => `user.city ${operator} "${mark}"`,
    );
    const others = [
      `user.city -in ["${mark}"]`,
      `user.otherMails -any (_ -contains "${mark}")`,
      `user.assignedPlans -all (assignedPlan.service -ne "${mark}")`,
    ];
    for (const dialect of sqlDialectNames) {
      for (const text of [...texts, ...others]) {
        const rule = compiled(text, { dialect });
        expect(rule.query('members').text.toLowerCase()).not.toContain('qz7');
        expect(rule.query('undecided').parameters.length).toBeGreaterThan(0);
      }
    }
  });

  it('has as many placeholders as parameters', () => {
    fc.assert(
      fc.property(checkedRuleArbitrary('user'), (rule) => {
        for (const dialect of ['postgresql', 'clickhouse', 'trino'] as const) {
          const result = compileRuleToSql(rule, { dialect, checksKnown: true });
          if (!result.ok) continue;
          const { text, parameters } = result.value.query('undecided');
          const found = text.match(/\$\d+|\{p\d+:\w+\}|\?/g) ?? [];
          expect(new Set(found.map((place, index) => (place === '?' ? index : place))).size).toBe(parameters.length);
        }
      }),
      seeded(200),
    );
  });

  it('names the functions that it calls, in SQLite only', () => {
    expect(compiled('user.city -match "x" -and user.state -ge "a"').functions).toEqual([
      'tenantlab_match',
      'tenantlab_order',
    ]);
    expect(compiled('user.city -match "x"', { dialect: 'duckdb' }).functions).toEqual([]);
  });

  it('does not exist where a dialect would say something else', () => {
    expect(refusal('user.city -eq "x" -or user.city -ge "a"', { dialect: 'duckdb' })).toEqual([['sql/text-order', 22]]);
    expect(refusal('user.city -match "\\bx"', { dialect: 'postgresql' })).toEqual([['sql/pattern', 0]]);
    expect(refusal('user.city -eq "\ud83d"', { dialect: 'sqlite' })).toEqual([['sql/text', 0]]);
    expect(refusal('user.city -eq "\0"', { dialect: 'trino' })).toEqual([['sql/text', 0]]);
  });
});
