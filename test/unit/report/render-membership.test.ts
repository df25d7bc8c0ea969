import { describe, expect, it } from 'vitest';
import { defaultSemantics } from '../../../src/model/index.ts';
import { explainMembership } from '../../../src/plan/index.ts';
import { plainStyle, renderMembership, renderMembershipChange, type TextStyle } from '../../../src/report/index.ts';
import { settle } from '../../../src/simulation/index.ts';
import { planOf, type Scene, tenantOf, updateUser } from '../../support/plan-scene.ts';

const deps = { semantics: defaultSemantics };
const scene: Scene = {
  users: { ada: { department: 'Sales', country: 'CH' }, eva: { country: 'DE' } },
  groups: [
    { name: 'Sales DE', rule: '(user.department -eq "Sales") -and (user.country -eq "DE")' },
    { name: 'Outer', members: ['Inner'] },
    { name: 'Inner', members: ['ada'] },
    {
      name: 'Old',
      rule: 'user.country -eq "DE"',
      exported: ['eva'],
      properties: { membershipRuleProcessingState: 'Paused' },
    },
  ],
};

function text(user: 'ada' | 'eva', group: number, style: TextStyle = plainStyle, tenant: Scene = scene): string {
  const settled = settle(tenantOf(tenant), deps);
  const row = user === 'ada' ? 0 : 1;
  return renderMembership(explainMembership(settled, 'user', row, { type: 'group', row: group }, deps), style);
}

describe('renderMembership', () => {
  it('puts the value of each condition under the rule', () => {
    expect(text('ada', 0)).toBe(
      [
        'ada@contoso.example is not a member of "Sales DE"',
        '  dynamic group, evaluated at 2026-10-01T00:00:00Z',
        '',
        '    (user.department -eq "Sales") -and (user.country -eq "DE")',
        '     |                                  |',
        '     |                                  false   country = "CH"',
        '     true   department = "Sales"',
        '',
        '  decided by:',
        '    user.country -eq "DE" is false (country is "CH")',
        '  nearest miss, to be in this would have to change:',
        '    user.country -eq "DE" would have to be true (country is "CH")',
        '',
      ].join('\n'),
    );
  });

  it('says that stored members differ from what the rule computes, without a reason of the service', () => {
    const settled = settle(tenantOf(scene), deps);
    const explanation = explainMembership(settled, 'user', 0, { type: 'group', row: 0 }, deps);
    const shown = renderMembership({ ...explanation, verdict: 'member', differsFromRule: true }, plainStyle);
    expect(shown).toContain('the rule alone would decide by:\n');
    expect(shown.replaceAll(/\s+/g, ' ')).toContain(
      'The rule gives no member here, but the members that are stored have one: the stored membership differs from what the rule computes.',
    );
    expect(shown).not.toContain('memberOf');
  });

  it('draws a tree where the rule does not fit', () => {
    const narrow = text('ada', 0, { ...plainStyle, width: 50, unicode: false });
    expect(narrow).toContain('    x all of these: false\n');
    expect(narrow).toContain('      v user.department -eq "Sales"\n          true   department = "Sales"\n');
    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  it('says what is not known', () => {
    const shown = text('eva', 0);
    expect(shown).toContain('eva@contoso.example cannot be said to be a member of "Sales DE"');
    expect(shown).toContain('undecided   department is not known');
    expect(shown).toContain('left open by:');
    expect(shown).toContain('  not known: department');
  });

  it('names the nested groups', () => {
    expect(text('ada', 1)).toContain('assigned group, through nested groups: "Outer" > "Inner"');
    expect(text('ada', 2)).toContain('assigned group, a direct member');
    expect(text('eva', 2)).toContain('assigned group, neither directly nor through nested groups');
  });

  it('says that a paused group goes by its last members', () => {
    const shown = text('ada', 3);
    expect(shown).toContain('the rule is paused: the last known members count');
    expect(shown).toContain('the rule alone would decide by:');
    expect(shown).toContain('note dynamic/paused');
  });

  it('writes out hidden characters of rules and values', () => {
    const evil: Scene = {
      users: { ada: { department: 'a\u001b[2J\u202e' } },
      groups: [{ name: 'a\u001b[2J', rule: 'user.department -contains "\u001b[2J"\n-or user.city -eq "x"' }],
    };
    const shown = text('ada', 0, plainStyle, evil);
    expect(shown).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(shown).toContain('\\u001b[2J');
  });
});

describe('renderMembershipChange', () => {
  it('shows before, after, and what the plan says', () => {
    const { plan, outcome } = planOf(scene, [updateUser('ada', { country: 'DE' })]);
    const holder = { type: 'group', row: 0 } as const;
    const shown = renderMembershipChange(
      explainMembership(outcome.before, 'user', 0, holder, deps),
      explainMembership(outcome.after, 'user', 0, holder, deps),
      plan.effects.memberships,
      plainStyle,
    );
    expect(shown.indexOf('is not a member of')).toBeGreaterThan(shown.indexOf('Before'));
    expect(shown.indexOf('is a member of')).toBeGreaterThan(shown.indexOf('After'));
    expect(shown).toMatch(
      /joins: user\.country -eq "DE" is true: country is "DE" ← country changes from "CH" to "DE" ← step\s+1, line 3/,
    );
  });

  it('says so when the plan leaves the membership alone', () => {
    const { outcome } = planOf(scene, [updateUser('eva', { city: 'Bonn' })]);
    const same = explainMembership(outcome.after, 'user', 0, { type: 'group', row: 2 }, deps);
    expect(renderMembershipChange(same, same, [], plainStyle)).toContain('the plan does not change this membership');
  });
});
