import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../../src/plan/index.ts';
import { longestMarkdown, renderPlanMarkdown } from '../../../src/report/index.ts';
import { markdownCode, markdownText } from '../../../src/report/markdown-text.ts';
import { planOf, updateGroup, updateUser } from '../../support/plan-scene.ts';
import { richPlan } from '../../support/rich-plan.ts';

/** A plan in which `count` people leave one group and join another. */
function bigPlan(count: number, department = 'Sales'): PlanDocument {
  const users = Object.fromEntries(Array.from({ length: count }, (_, index) => [`user${index}`, { department }]));
  const groups = [
    { name: 'Old', rule: 'user.department -startsWith "S"' },
    { name: 'New', rule: 'user.department -eq "x"' },
  ];
  return planOf(
    { users, groups },
    [
      updateGroup('Old', { membershipRule: 'user.department -eq "x"' }),
      updateGroup('New', { membershipRule: 'user.department -startsWith "S"' }),
    ],
    { guardrails: { maxLeaves: 1 } },
  ).plan;
}

describe('renderPlanMarkdown', () => {
  it('never exceeds 60,000 characters and counts what it leaves out', () => {
    const text = renderPlanMarkdown(bigPlan(3000));
    expect(text.length).toBeLessThanOrEqual(longestMarkdown);
    expect(text.length).toBeGreaterThan(55_000);
    const shown = text.match(/^\| user\d+@contoso\.example \| "Old"/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(100);
    const left = new Intl.NumberFormat('en-US').format(3000 - shown);
    expect(text).toContain(`… ${left} more`);
    expect(text).toContain('… 3,000 more');
    expect(text).toContain('3,000 members gain something');
  });

  it('keeps the limit for names and values of any length', () => {
    const text = renderPlanMarkdown(bigPlan(400, `S${'|<&'.repeat(20)}`));
    expect(text.length).toBeLessThanOrEqual(longestMarkdown);
  });

  it('puts the worst first', () => {
    const text = renderPlanMarkdown(richPlan().plan);
    const positions = [
      '**Refused**',
      '**Guardrails**',
      'lose something (',
      'lose something for a moment|loses something for a moment',
      'undecided, of them',
      'gain something|gains something',
      'affected',
      'steps</summary>',
      '**Notes**',
    ].map((mark) => text.search(new RegExp(mark.replaceAll(/[*()]/g, '\\$&'))));
    expect(positions.filter((position) => position < 0)).toEqual([]);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  });

  it('closes every block that it opens', () => {
    for (const plan of [richPlan().plan, bigPlan(3000)]) {
      const text = renderPlanMarkdown(plan);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    }
  });

  it('says so when nothing changes', () => {
    const { plan } = planOf({ users: { ada: { department: 'HR' } } }, [updateUser('ada', { department: 'HR' })]);
    expect(renderPlanMarkdown(plan)).toMatch(/^### tenantlab: nothing would change\n/);
  });

  it('lets no name act: no table cell, tag, link, code, mention or new line', () => {
    const name = 'a|b<img src=x onerror=alert(1)>[l](http://x)`c`@team #77 **b** www.x.com\n# h';
    const { plan } = planOf(
      { users: { ada: { department: 'HR' } }, groups: [{ name, rule: 'user.department -eq "HR"' }] },
      [updateUser('ada', { department: name.slice(0, 60) })],
    );
    const text = renderPlanMarkdown(plan);
    for (const active of ['<img', '[l]', '`', '@team', '#77', '**b**', 'www.x', 'http://', 'a|b', '\n# h']) {
      expect(text).not.toContain(active);
    }
    const rows = text.split('\n').filter((line) => line.includes('ada@contoso.example'));
    for (const row of rows.filter((line) => line.startsWith('|'))) expect(row.match(/\|/g)).toHaveLength(4);
  });
});

describe('markdownText', () => {
  it.each([
    ['ada@contoso.example', 'ada@contoso.example'],
    ['@org/team', '&#64;<!-- -->org/team'],
    ['see #12', 'see &#35;<!-- -->12'],
    ['- item', '&#45; item'],
    ['1. item', '&#49;. item'],
    ['2026-10-01T00:00:00Z', '2026-10-01T00:00:00Z'],
    ['a_b*c*', 'a&#95;b&#42;c&#42;'],
    ['C:\\x', 'C:&#92;x'],
    ['\u202ex', '&#92;u202ex'],
  ])('of %s is %s', (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  it('cuts long texts, and not through a surrogate pair', () => {
    expect(markdownText('x'.repeat(500))).toBe(`${'x'.repeat(400)}…`);
    expect(markdownText(`${'x'.repeat(399)}👍👍`)).toBe(`${'x'.repeat(399)}…`);
  });

  it('cannot be left from inside code', () => {
    expect(markdownCode('a`</code>b')).toBe('<code>a&#96;&#60;/code&#62;b</code>');
  });
});
