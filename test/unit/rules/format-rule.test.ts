import { describe, expect, it } from 'vitest';
import { formatRule } from '../../../src/rules/index.ts';
import { accepted, treeOf } from '../../support/rule-checks.ts';

function formatted(text: string, width?: number): string {
  const result = formatRule(text, width === undefined ? {} : { width });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const long =
  'user.department -eq "Sales" and (user.city -eq "Oslo" or user.city -eq "Bergen" or not (user.accountEnabled -eq true and user.mail -eq null)) and user.userType -eq "Member"';

describe('formatRule', () => {
  it('writes a short rule on one line', () => {
    expect(formatted('(user.city eq  "Oslo")')).toBe('user.city -eq "Oslo"');
  });

  it('breaks a long rule before its connectors, deeper where parentheses open', () => {
    expect(formatted(long, 60)).toBe(
      [
        'user.department -eq "Sales"',
        '-and (',
        '  user.city -eq "Oslo"',
        '  -or user.city -eq "Bergen"',
        '  -or -not (',
        '    user.accountEnabled -eq true -and user.mail -eq null',
        '  )',
        ')',
        '-and user.userType -eq "Member"',
      ].join('\n'),
    );
  });

  it.each([20, 40, 60, 80, 200])('keeps the meaning and is stable at %i columns', (width) => {
    const once = formatted(long, width);
    expect(treeOf(accepted(once))).toBe(treeOf(accepted(long)));
    expect(formatted(once, width)).toBe(once);
  });

  it('straightens typographic quotation marks', () => {
    expect(formatted('user.city -eq “Oslo” -or user.city –eq ‘Bergen’')).toBe(
      'user.city -eq "Oslo" -or user.city -eq "Bergen"',
    );
  });

  it('gives the errors of a rule that is wrong in another way', () => {
    const result = formatRule('user.city -eq “Oslo” -and user.nope -eq (1');
    expect(result.ok ? [] : result.error.map(({ kind }) => kind)).toContain('Syntax');
  });

  it('keeps a rule on one line that would be too long with line breaks', () => {
    const text = Array.from({ length: 120 }, (_, index) => `user.city -eq "${index}"`).join(' -or ');
    const room = 3072 - text.length;
    const full = text.replace('"0"', `"${'x'.repeat(room + 1)}"`);
    expect(full).toHaveLength(3072);
    expect(formatted(full).length).toBeLessThanOrEqual(3072);
  });
});
