import { describe, expect, it } from 'vitest';
import { fixRule } from '../../../src/checks/index.ts';

describe('fixRule', () => {
  it('applies every fix that keeps the meaning, one after the other', () => {
    const text =
      'user.usertype -eq "Member" -and user.mail -match "^adm" -or user.city -eq "A" -or user.city -eq "B" -or user.city -eq "a" -or user.city -eq "C"';
    const { text: mended, applied } = fixRule(text);
    expect(mended).toBe(
      '(user.userType -eq "Member" -and user.mail -startsWith "adm") -or user.city -in ["A", "B", "C"]',
    );
    expect(applied.map(({ code }) => code)).toEqual([
      'rule/property-spelling',
      'lint/mixed-and-or',
      'lint/duplicate-condition',
      'lint/costly-operator',
      'lint/or-to-in',
    ]);
  });

  it('leaves alone what would change the members, and rules that are refused', () => {
    for (const text of ['user.department -ne "A"', 'user.department -eq "null"', 'device.trustType -eq "AzureAD"'])
      expect(fixRule(text)).toEqual({ text, applied: [] });
  });

  it('applies the fixes of the chosen codes only', () => {
    const text = 'user.usertype -match "^G"';
    expect(fixRule(text, { only: ['rule/property-spelling'] }).text).toBe('user.userType -match "^G"');
    expect(fixRule(text, { skip: ['rule/property-spelling'] }).text).toBe('user.userType -startsWith "G"');
  });
});
