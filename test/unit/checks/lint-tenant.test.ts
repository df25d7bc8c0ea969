import { describe, expect, it } from 'vitest';
import { lintTenant } from '../../../src/checks/index.ts';
import type { TenantDraft } from '../../../src/model/index.ts';
import { addGroup, contoso, dynamicRule } from '../../support/contoso.ts';

function messagesOf(
  rule: string,
  code: string,
  more: (draft: TenantDraft) => void = () => undefined,
): readonly string[] {
  const tenant = contoso((draft) => {
    addGroup(draft, 'SUBJECT', dynamicRule(rule));
    more(draft);
  });
  return lintTenant(tenant)
    .filter(({ holder, diagnostic }) => holder.displayName === 'SUBJECT' && diagnostic.code === code)
    .map(({ diagnostic }) => diagnostic.message);
}

describe('lintTenant', () => {
  it('counts the people for whom the two readings of -and and -or differ', () => {
    const rule = 'user.accountEnabled -eq true -and user.department -eq "Engineering" -or user.userType -eq "Guest"';
    const disabledGuest = (draft: TenantDraft): void => {
      draft.population('user').setValue(4, 'accountEnabled', false);
    };
    expect(messagesOf(rule, 'lint/mixed-and-or')).toEqual([
      '-and and -or are mixed without parentheses; -and binds tighter; the two readings differ for nobody.',
    ]);
    expect(messagesOf(rule, 'lint/mixed-and-or', disabledGuest)[0]).toContain(
      'differ for 1 person (eve_fabrikam.com#EXT#@contoso.onmicrosoft.com)',
    );
  });

  it('counts the people without a value that a negative operator lets in', () => {
    const clear = (draft: TenantDraft): void => {
      draft.population('user').setValue(3, 'department', null);
      draft.population('user').setValue(4, 'department', 'Ops');
    };
    expect(messagesOf('user.department -ne "Sales"', 'lint/negative-on-null', clear)[0]).toContain(
      'it lets in 1 person (dan@contoso.com) that way',
    );
  });

  it('proposes a cheaper operator where it gives the same people', () => {
    expect(messagesOf('user.department -contains "Sal"', 'lint/contains-anchor')).toEqual([
      '-contains finds the same 2 as -startsWith does today, and costs more.',
    ]);
    expect(messagesOf('user.department -contains "nginee"', 'lint/contains-anchor')).toEqual([]);
  });

  it('names values near one that nobody has', () => {
    expect(messagesOf('user.department -eq "Saless"', 'lint/unknown-value')).toEqual([
      'No active user has department "Saless".',
    ]);
    expect(messagesOf('user.department -eq "sales"', 'lint/unknown-value')).toEqual([]);
    expect(messagesOf('user.employeeId -eq "1"', 'lint/unknown-value')).toEqual([]);
  });

  it('tells rules that match nobody, everybody, and people that cannot be decided', () => {
    expect(messagesOf('user.displayName -eq "Nobody"', 'lint/matches-nobody')).toEqual([
      'None of 5 people satisfies the rule.',
    ]);
    expect(messagesOf('user.objectId -ne null', 'lint/matches-everybody')).toEqual(['All 5 people satisfy the rule.']);
    expect(messagesOf('user.employeeId -eq "1"', 'lint/matches-nobody')).toEqual([]);
    expect(messagesOf('user.employeeId -eq "1"', 'lint/undecided-people')[0]).toContain('for 5 people');
  });

  it('counts guests and disabled accounts that a rule without a guard lets in', () => {
    const disable = (draft: TenantDraft): void => {
      draft.population('user').setValue(0, 'accountEnabled', false);
    };
    expect(messagesOf('user.department -eq "Sales"', 'lint/no-guard')).toEqual([]);
    expect(messagesOf('user.department -eq "Sales"', 'lint/no-guard', disable)[0]).toContain(
      '1 person (ann@contoso.com)',
    );
  });

  it('[rules/8.2-preview-ended] tells that memberOf rules are frozen from 3 November 2026 on', () => {
    const rule = "user.memberOf -any (group.objectId -in ['x'])";
    expect(messagesOf(rule, 'lint/member-of-frozen')).toEqual([]);
    const later = (draft: TenantDraft): void => {
      draft.clock = Date.UTC(2026, 10, 3);
    };
    expect(messagesOf(rule, 'lint/member-of-frozen', later)).toHaveLength(1);
  });

  it('sorts by severity, then holder, and looks at dynamic groups and units only', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'B', dynamicRule('user.departement -eq "x"'));
      addGroup(draft, 'A', dynamicRule('user.department -ne "Sales"'));
      addGroup(draft, 'STATIC', { ...dynamicRule('user.nonsense -eq "x"'), groupTypes: [] }, []);
    });
    const found = lintTenant(tenant);
    expect(found[0]).toMatchObject({
      holder: { displayName: 'B' },
      diagnostic: { severity: 'error', source: { name: 'group "B"' } },
    });
    expect(found.some(({ holder }) => holder.displayName === 'STATIC')).toBe(false);
  });

  it('stops when it is told to', () => {
    expect(() => lintTenant(contoso(), { signal: { aborted: true } })).toThrow('Interrupted.');
  });
});
