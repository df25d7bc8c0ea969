import { describe, expect, it } from 'vitest';
import { displayWidth, plainPalette, plainStyle, renderPlanText, type TextStyle } from '../../../src/report/index.ts';
import { planOf, type Scene, updateGroup, updateUser } from '../../support/plan-scene.ts';
import { richPlan } from '../../support/rich-plan.ts';

const ascii: TextStyle = { ...plainStyle, unicode: false };

describe('renderPlanText', () => {
  it('ends with one line of totals and the exit code with a next command', () => {
    const lines = renderPlanText(richPlan().plan, plainStyle).trimEnd().split('\n');
    expect(lines.at(-2)).toMatch(/^Plan: 5 objects to change; .* 3 guardrails failed\.$/);
    expect(lines.at(-1)).toMatch(/^exit 1 \(2 refusals, 3 guardrails failed\) {3}next: tenantlab why \S+ in .+$/);
    expect(lines.filter((line) => line.startsWith('Plan:'))).toHaveLength(1);
  });

  it('takes the exit code and the saved plan from the command', () => {
    const { plan } = planOf({ users: { ada: { department: 'HR' } } }, [updateUser('ada', { city: 'Bonn' })]);
    const text = renderPlanText(plan, plainStyle, { exitCode: 2, savedAs: 'my plan.json' });
    expect(text).toContain('exit 2 (there are changes)   next: tenantlab apply "my plan.json"');
    expect(renderPlanText(plan, plainStyle)).toContain('exit 0 (fine)');
    expect(renderPlanText(plan, plainStyle, { exitCode: 5 })).toContain('exit 5 (undecided results are forbidden)');
  });

  it('says so when nothing would change', () => {
    const text = renderPlanText(planOf({ users: {} }, []).plan, plainStyle);
    expect(text).toContain('The change set has no steps.');
    expect(text).toContain('Memberships   no change');
    expect(text).toContain('exit 0 (nothing would change)');
  });

  it.each([40, 60, 80, 140])('keeps within %i columns, but for totals and commands', (width) => {
    const lines = renderPlanText(richPlan().plan, { ...plainStyle, width }).split('\n');
    const long = lines.filter((line) => displayWidth(line) > width && !/^(Plan:|next:|exit )/.test(line));
    expect(long).toEqual([]);
  });

  it('uses ASCII symbols only where asked', () => {
    const text = renderPlanText(richPlan().plan, ascii);
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text).toContain('"DE" -> "CH"');
    expect(renderPlanText(richPlan().plan, plainStyle)).toContain('"DE" → "CH"');
  });

  it('lists as many as the limit says and counts the rest', () => {
    const users = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`u${index}`, { department: 'HR' }]));
    const scene: Scene = { users, groups: [{ name: 'HR', rule: 'user.department -eq "HR"' }] };
    const { plan } = planOf(scene, [updateGroup('HR', { membershipRule: 'user.department -eq "x"' })]);
    const text = renderPlanText(plan, plainStyle);
    expect(text).toContain('Who loses (20 of 25)');
    expect(text).toContain('… and 5 more (--all)');
    expect(text.match(/^ {4}- u\d+@/gm)).toHaveLength(20);
    expect(renderPlanText(plan, { ...plainStyle, limit: Infinity }).match(/^ {4}- u\d+@/gm)).toHaveLength(25);
  });

  it('says whether a new rule is stricter on the people of today', () => {
    const scene: Scene = {
      users: { ada: { department: 'HR' }, lin: { department: 'IT' } },
      groups: [{ name: 'G', rule: 'user.department -eq "HR"' }],
    };
    const strictness = (membershipRule: string): string =>
      /on the people of today: (.*)/.exec(
        renderPlanText(planOf(scene, [updateGroup('G', { membershipRule })]).plan, plainStyle),
      )?.[1] ?? '';
    expect(strictness('user.department -eq "x"')).toBe('stricter (nobody joins, 1 leave)');
    expect(strictness('user.department -in ["HR","IT"]')).toBe('looser (1 join, nobody leaves)');
    expect(strictness('user.department -eq "IT"')).toBe('neither stricter nor looser (1 join, 1 leave)');
    expect(strictness('user.department -eq "hr"')).toBe('nobody joins, nobody leaves');
  });

  it('passes nothing of the tenant to the terminal that acts on it', () => {
    const evil = 'x\u001b]0;pwned\u0007\u202e\r\n\u009b2J';
    const { plan } = planOf(
      {
        users: { ada: { department: 'HR', displayName: evil } },
        groups: [{ name: evil, rule: 'user.department -eq "HR"' }],
      },
      [
        updateUser('ada', { department: evil, userPrincipalName: `${evil}@contoso.example` }),
        { kind: 'update', type: 'user', where: `user.city -eq "${evil}"`, set: { city: evil } },
      ],
      { guardrails: { protectedGroups: [evil, `${evil}*`], maxLeavesPerGroup: 0 } },
    );
    const text = renderPlanText({ ...plan, changes: { ...plan.changes, name: evil } }, plainStyle);
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(text).toContain('\\u001b]0;pwned');
  });

  it('colours through the palette only', () => {
    const tagged: TextStyle = {
      ...plainStyle,
      palette: { ...plainPalette, bad: (text) => `<bad>${text}</bad>`, good: (text) => `<good>${text}</good>` },
    };
    const text = renderPlanText(richPlan().plan, tagged);
    expect(text).toContain('<bad>    - lin@contoso.example');
    expect(text.replaceAll(/<\/?(?:bad|good)>/g, '')).toBe(renderPlanText(richPlan().plan, plainStyle));
  });
});
