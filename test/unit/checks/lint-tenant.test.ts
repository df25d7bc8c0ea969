import { describe, expect, it } from 'vitest';
import { lintTenant } from '../../../src/checks/index.ts';
import { rowSetOf } from '../../../src/base/index.ts';
import { applyFix } from '../../../src/diagnostics/index.ts';
import { defaultSemantics } from '../../../src/model/index.ts';
import { settle } from '../../../src/simulation/index.ts';
import { addGroup, contoso, dynamicRule, groups, idOf, people } from '../../support/contoso.ts';
import {
  type Change,
  exampleTenant,
  findingsIn,
  findingsOf,
  messagesOf,
  set,
  tenantWithRule,
} from './example-tenant.ts';

const all =
  (...changes: readonly Change[]): Change =>
  (draft) => {
    for (const change of changes) change(draft);
  };

describe('lintTenant', () => {
  it('sorts by severity, then holder, and looks at dynamic groups and units only', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'B', dynamicRule('user.departement -eq "x"'));
      addGroup(draft, 'A', dynamicRule('user.department -ne "Sales"'));
      addGroup(draft, 'STATIC', { ...dynamicRule('user.nonsense -eq "x"'), groupTypes: [] }, []);
      const unit = { displayName: 'U', membershipType: 'Dynamic', membershipRule: 'user.nonsense -eq "x"' };
      draft.addObject('administrativeUnit', idOf(32), unit);
    });
    const found = lintTenant(tenant);
    expect(found[0]).toMatchObject({
      holder: { displayName: 'B' },
      diagnostic: { severity: 'error', source: { name: 'group "B"' } },
    });
    expect(found[1]?.diagnostic.source?.name).toBe('administrative unit "U"');
    expect(found.some(({ holder }) => holder.displayName === 'STATIC')).toBe(false);
    const ranks = found.map(({ diagnostic }) => ['error', 'warning', 'note'].indexOf(diagnostic.severity));
    expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
  });

  it('takes a settled tenant too', () => {
    const tenant = tenantWithRule('user.department -ne "Sales"');
    const settled = settle(tenant, { semantics: defaultSemantics });
    expect(lintTenant(settled)).toEqual(lintTenant(tenant));
  });

  it('reads a rule as its holder takes it', () => {
    const unified = { ...dynamicRule('device.displayName -eq "A"'), groupTypes: ['Unified', 'DynamicMembership'] };
    const tenant = contoso((draft) => {
      addGroup(draft, 'SUBJECT', { ...unified, mailEnabled: true });
    });
    expect(findingsIn(tenant).map(({ code }) => code)).toEqual(['rule/invalid-object-type', 'lint/failed-rule']);
  });

  it('says nothing that nobody asked for', () => {
    const tenant = tenantWithRule('user.department -ne "Sales"', set(3, { department: null }));
    expect(findingsIn(tenant, { only: ['lint/negative-on-null'] })).toHaveLength(1);
    expect(findingsIn(tenant, { skip: ['lint/negative-on-null'] }).map(({ code }) => code)).not.toContain(
      'lint/negative-on-null',
    );
  });

  it('reports progress and stops when it is told to', () => {
    const seen: number[] = [];
    lintTenant(contoso(), { onProgress: ({ done, total }) => seen.push(done, total) });
    expect(seen).toEqual([0, 1]);
    expect(() => lintTenant(contoso(), { signal: { aborted: true } })).toThrow('Interrupted.');
  });
});

describe('counts of people', () => {
  it('tell for whom the two readings of -and and -or differ', () => {
    const rule = 'user.accountEnabled -eq true -and user.department -eq "Engineering" -or user.userType -eq "Guest"';
    const code = 'lint/mixed-and-or';
    expect(messagesOf(rule, code)).toEqual([
      '-and and -or are mixed without parentheses; -and binds tighter; the two readings differ for nobody.',
    ]);
    expect(messagesOf(rule, code, set(4, { accountEnabled: false }))).toEqual([
      '-and and -or are mixed without parentheses; -and binds tighter; the two readings differ for 1 person (eve_fabrikam.com#EXT#@contoso.onmicrosoft.com).',
    ]);
    expect(messagesOf(rule, code, set(4, { accountEnabled: undefined }))[0]).toContain(
      'differ for nobody, and for 1 person it cannot be decided.',
    );
  });

  it('tell it for conditions on one element too', () => {
    const rule = 'user.proxyAddresses -any (_ -startsWith "SMTP:" -and _ -contains "eve" -or _ -contains "x@")';
    // dan has an smtp: address with x@, which both readings let in; bob's only the first one.
    const withX: Change = (draft) => {
      draft.population('user').setValue(1, 'proxyAddresses', ['sip:x@contoso.com']);
    };
    expect(messagesOf(rule, 'lint/mixed-and-or', withX)[0]).toContain('differ for 1 person (bob@contoso.com).');
  });

  it('tell whom a negative operator lets in without a value, other ways in aside', () => {
    const clear = all(set(3, { department: null, jobTitle: 'Chef' }), set(4, { department: 'Ops' }));
    const code = 'lint/negative-on-null';
    expect(messagesOf('user.department -ne "Sales"', code, clear)).toEqual([
      '-ne is also true for objects without department; it lets in 1 person (dan@contoso.com) that way.',
    ]);
    const otherWay = 'user.department -ne "Sales" -or user.jobTitle -eq "Chef"';
    expect(findingsOf(otherWay, code, clear)[0]).toMatchObject({
      severity: 'note',
      message: '-ne is also true for objects without department; it lets in nobody that way.',
    });
    expect(messagesOf('-not (user.department -eq "Sales")', code, clear)[0]).toContain('1 person (dan@contoso.com)');
    const unknown = all(clear, set(3, { department: undefined }));
    expect(messagesOf('user.department -ne "Sales"', code, unknown)[0]).toContain(
      'lets in nobody, and for 1 person it cannot be decided',
    );
  });

  it('tell whom a branch without the guard lets in', () => {
    const rule =
      '(user.department -eq "Engineering" -and user.accountEnabled -eq true) -or user.department -eq "Sales"';
    const code = 'lint/unguarded-or';
    expect(findingsOf(rule, code)[0]?.severity).toBe('note');
    expect(findingsOf(rule, code, set(0, { accountEnabled: false }))[0]).toMatchObject({
      severity: 'warning',
      message:
        'This branch does not test accountEnabled, which another branch does; it lets in disabled accounts: 1 person (ann@contoso.com).',
    });
  });

  it('tell which guests and disabled accounts a rule without a guard lets in', () => {
    const code = 'lint/no-guard';
    expect(messagesOf('user.department -eq "Sales"', code)).toEqual([]);
    expect(messagesOf('user.department -eq "Sales"', code, set(0, { accountEnabled: false }))).toEqual([
      'The rule also lets in disabled accounts: 1 person (ann@contoso.com).',
    ]);
    const both = all(set(0, { accountEnabled: false, userType: 'Guest' }), set(1, { userType: undefined }));
    expect(messagesOf('user.department -eq "Sales"', code, both)).toEqual([
      'The rule also lets in disabled accounts: 1 person (ann@contoso.com); guests: 1 person (ann@contoso.com), and for 1 person it cannot be decided.',
    ]);
  });

  it('tell who keeps a group by a plan that was taken away', () => {
    const plans = (capabilityStatus: string) => [{ servicePlanId: 'p', service: 'exchange', capabilityStatus }];
    const change: Change = (draft) => {
      for (const [row, status] of ['Enabled', 'Deleted'].entries())
        draft.population('user').setValue(row, 'assignedPlans', plans(status));
      for (const row of [2, 3, 4]) draft.population('user').setValue(row, 'assignedPlans', []);
    };
    const rule = 'user.assignedPlans -any (assignedPlan.service -eq "exchange")';
    expect(messagesOf(rule, 'lint/plan-status', change)[0]).toContain('it lets in 1 person (bob@contoso.com).');
  });

  it('tell how many a rule matches when that is nobody, everybody, or not certain', () => {
    expect(messagesOf('user.displayName -eq "Nobody"', 'lint/matches-nobody')).toEqual([
      'None of 5 people satisfies the rule.',
    ]);
    expect(findingsOf('user.objectId -ne null', 'lint/matches-everybody')).toMatchObject([
      { message: 'All 5 people satisfy the rule.', severity: 'note' },
    ]);
    expect(findingsOf('user.displayName -ne "Nobody"', 'lint/matches-everybody')).toMatchObject([
      { severity: 'warning' },
    ]);
    expect(messagesOf('device.displayName -ne null', 'lint/matches-everybody')).toEqual([
      'The only device satisfies the rule.',
    ]);
    expect(messagesOf('device.displayName -eq "x"', 'lint/matches-nobody')).toEqual([
      'None of 1 device satisfies the rule.',
    ]);
    expect(messagesOf('user.employeeId -eq "1"', 'lint/matches-nobody')).toEqual([]);
    const [open] = findingsOf('user.employeeId -eq "1"', 'lint/undecided-people');
    expect(open?.message).toContain('for 5 people (ann@contoso.com');
    expect(open?.hint).toBe('Not in the export for all of them: employeeId.');
    expect(findingsOf('user.displayName -match "(a)\\1"', 'lint/undecided-people')).toMatchObject([
      { hint: 'A pattern of the rule cannot be evaluated here.' },
    ]);
  });

  it('tells that the manager does not exist', () => {
    const [finding] = findingsOf(`Direct Reports for "${idOf(99)}"`, 'lint/matches-nobody');
    expect(finding?.hint).toBe('No user has this object id.');
    expect(findingsOf(`Direct Reports for "${people.bob}"`, 'lint/matches-nobody')).toEqual([]);
  });
});

describe('values of the tenant', () => {
  it('names values near one that nobody has, with the number of those who have them', () => {
    expect(findingsOf('user.department -eq "Saless"', 'lint/unknown-value')).toMatchObject([
      { message: 'No active user has department "Saless".', hint: 'Did you mean "Sales" (2 people)?' },
    ]);
    expect(messagesOf('user.department -eq "sales"', 'lint/unknown-value')).toEqual([]);
    expect(messagesOf('user.employeeId -eq "1"', 'lint/unknown-value')).toEqual([]);
    expect(messagesOf('user.department -notIn ["Sales", "Ops"]', 'lint/unknown-value')).toEqual([
      'No active user has department "Ops".',
    ]);
    expect(messagesOf('user.department -eq "Ops"', 'lint/unknown-value', set(3, { department: undefined }))).toEqual([
      'No active user has department "Ops"; department is not known for 1 person.',
    ]);
    expect(messagesOf(`user.objectId -eq "${idOf(99)}"`, 'lint/unknown-value')).toEqual([]);
  });

  it('counts active people only', () => {
    const gone: Change = (draft) => {
      draft.population('user').setValue(2, 'deletedDateTime', '2026-03-01T00:00:00Z');
    };
    expect(messagesOf('user.department -eq "Engineering"', 'lint/unknown-value', gone)).toEqual([
      'No active user has department "Engineering".',
    ]);
  });

  it('proposes the one value that looks the same', () => {
    const rule = 'user.department -in ["Sales", "R & D"]';
    const [finding] = findingsOf(rule, 'lint/unknown-value', set(3, { department: 'R &  D ' }));
    expect(finding?.fix === undefined ? '' : applyFix(rule, finding.fix)).toBe(
      'user.department -in ["Sales", "R &  D "]',
    );
  });

  it('counts people with a value that only looks the same', () => {
    expect(messagesOf('user.department -eq "Sales"', 'lint/value-variants')).toEqual([]);
    expect(messagesOf('user.department -eq "Sales"', 'lint/value-variants', exampleTenant)).toEqual([
      '1 person has a department that looks like "Sales" but is not equal to it: "Sales " (1).',
    ]);
    expect(messagesOf('user.department -in ["Sales", "sales "]', 'lint/value-variants', exampleTenant)).toEqual([]);
    expect(
      messagesOf('user.department -eq "Salés"', 'lint/value-variants', set(0, { department: 'Sale\u0301s' })),
    ).toEqual([]);
    const accents = all(set(0, { department: 'Sale\u0301s' }), set(1, { department: 'Salés' }));
    expect(messagesOf('user.department -eq "Salés"', 'lint/value-variants', accents)).toHaveLength(1);
  });

  it('proposes a cheaper operator where it gives the same people', () => {
    expect(messagesOf('user.department -contains "Sal"', 'lint/contains-anchor')).toEqual([
      '-contains finds the same 2 as -startsWith does today, and costs more.',
    ]);
    expect(messagesOf('user.department -contains "sales"', 'lint/contains-anchor')).toEqual([
      '-contains finds the same 2 as -eq does today, and costs more.',
    ]);
    expect(messagesOf('user.department -contains "nginee"', 'lint/contains-anchor')).toEqual([]);
    expect(messagesOf('user.department -contains "zzz"', 'lint/contains-anchor')).toEqual([]);
  });
});

describe('states of the holder', () => {
  it('tells how many members a failing rule freezes', () => {
    expect(messagesOf('user.nonsense -eq "x"', 'lint/failed-rule')).toEqual([
      'Processing is on but fails: 2 members stay as they were.',
    ]);
    const paused = tenantWithRule('user.nonsense -eq "x"', undefined, 'Paused');
    expect(findingsIn(paused).map(({ code }) => code)).toEqual(['rule/unsupported-property', 'lint/paused-rule']);
  });

  it('tells what switching a paused rule on would do', () => {
    const paused = tenantWithRule('user.department -eq "Sales"', undefined, 'Paused');
    const found = findingsIn(paused, { only: ['lint/paused-rule'] });
    expect(found).toMatchObject([
      {
        message: 'Processing is paused: 2 members stay as they were.',
        hint: 'Switched on, it would add 1 person (bob@contoso.com) and remove 1 person (cid@contoso.com).',
      },
    ]);
    const refused = tenantWithRule('user.nonsense -eq "x"', undefined, 'Paused');
    expect(findingsIn(refused, { only: ['lint/paused-rule'] })).toMatchObject([
      { hint: 'Switched on, it would fail.' },
    ]);
    const undecided = tenantWithRule('user.department -eq "Sales"', set(2, { department: undefined }), 'Paused');
    expect(findingsIn(undecided, { only: ['lint/paused-rule'] })[0]?.hint).toBe(
      'Switched on, it would add 1 person (bob@contoso.com) and remove nobody; it cannot be decided for 1 person.',
    );
  });

  it('[rules/8.2-preview-ended] tells by the clock of the tenant whether a memberOf rule still updates', () => {
    const rule = `user.memberOf -any (group.objectId -in ['${groups['SG-Sales']}'])`;
    const code = 'lint/member-of-frozen';
    expect(findingsOf(rule, code)).toMatchObject([
      { severity: 'note', message: 'This rule stops updating on 3 November 2026.' },
    ]);
    const later: Change = (draft) => {
      draft.clock = Date.UTC(2026, 10, 3);
      const subject = draft.population('group').size - 1;
      addGroup(draft, 'AROUND', dynamicRule('user.city -eq "x"', 'Paused'));
      draft.setLinks('groupMembers', subject + 1, { rows: { group: rowSetOf([subject]) }, unresolved: [] });
    };
    expect(findingsOf(rule, code, later)).toMatchObject([
      {
        severity: 'warning',
        message:
          'This rule no longer updates: 2 members stay, whatever happens to the source groups; 1 group contains it.',
      },
    ]);
    expect(findingsOf(rule, 'rule/member-of-retired', later)).toEqual([]);
    const reading = (mode: string): readonly string[] =>
      findingsIn(tenantWithRule(rule), {
        semantics: { ...defaultSemantics, 'member-of-mode': mode },
        only: [code],
      }).map(({ severity }) => severity);
    expect(reading('preview')).toEqual([]);
    expect(reading('frozen')).toEqual(['warning']);
  });

  it.each([
    [idOf(99), `No group has the id "${idOf(99)}".`],
    [idOf(1006), 'The rule reads the members of its own group.'],
    [idOf(1007), 'The group "OTHER" has a memberOf rule itself and cannot be a source of another.'],
    [groups['SG-Parent'], 'The group "SG-Parent" is deleted.'],
    [groups['SG-Sales'], undefined],
    [groups['DYN-Eng'], undefined],
  ])('looks at the source %s of a memberOf rule: %s', (id, message) => {
    const rule = `user.memberOf -any (group.objectId -in ['${id}'])`;
    const change: Change = (draft) => {
      addGroup(draft, 'OTHER', dynamicRule(`user.memberOf -any (group.objectId -in ['${groups['SG-Sales']}'])`));
      draft.population('group').setValue(1, 'deletedDateTime', '2026-03-01T00:00:00Z');
    };
    expect(messagesOf(rule, 'lint/member-of-source', change)).toEqual(message === undefined ? [] : [message]);
  });
});
