import { describe, expect, it } from 'vitest';
import { lintRule } from '../../../src/checks/index.ts';
import { applyFix, type Diagnostic } from '../../../src/diagnostics/index.ts';
import { defaultSemantics } from '../../../src/model/index.ts';
import { checkRule } from '../../../src/rules/index.ts';

function codesOf(text: string): readonly string[] {
  return lintRule(text).map(({ code }) => code);
}

function findingsOf(text: string, code: string): readonly Diagnostic[] {
  return lintRule(text).filter((finding) => finding.code === code);
}

/** The rule after the first fix of a code; undefined when there is no finding with a fix. */
function mended(text: string, code: string): string | undefined {
  const fix = findingsOf(text, code).find((finding) => finding.fix !== undefined)?.fix;
  return fix === undefined ? undefined : applyFix(text, fix);
}

/** The parts of the text that findings of a code point at. */
function marked(text: string, code: string): readonly string[] {
  return findingsOf(text, code).map(({ span }) => text.slice(span?.start, span?.end));
}

describe('lintRule', () => {
  it('reports what the service refuses, with its place', () => {
    const [first] = lintRule('user.departement -eq "Sales"');
    expect(first).toMatchObject({ code: 'rule/unsupported-property', severity: 'error', span: { start: 0, end: 16 } });
  });

  it.each([
    ['user.usertype -eq "Member"', 'rule/property-spelling'],
    ['user.companyName -eq "O\'Neil"', 'rule/lone-apostrophe'],
    ['user.department -eq `"Sales`"', 'rule/backtick-quotes'],
    ['user.employeeHireDate -ge system.now -minus P1M', 'rule/calendar-duration'],
    ["user.memberOf -any (group.objectId -in ['a'])", 'rule/member-of-retired'],
  ])('passes on what the rule language warns of in %s', (text, code) => {
    expect(codesOf(text)).toContain(code);
  });

  it('finds nothing in a rule without oddities', () => {
    expect(codesOf('user.department -eq "Sales" -and user.accountEnabled -eq true')).toEqual([]);
  });

  it('takes a checked rule as well as its text', () => {
    const check = checkRule('user.department -ne "Sales"');
    expect(check.ok ? lintRule(check.rule) : []).toEqual(lintRule('user.department -ne "Sales"'));
  });

  it('runs only, or all but, the checks that are named', () => {
    const text = 'user.city -ne "Oslo"';
    expect(lintRule(text, { only: ['lint/self-service'] }).map(({ code }) => code)).toEqual(['lint/self-service']);
    expect(lintRule(text, { skip: ['lint/self-service'] }).map(({ code }) => code)).not.toContain('lint/self-service');
  });

  it('leaves a fix out that would make the rule too long', () => {
    const filler = `user.jobTitle -eq "${'x'.repeat(3072 - 51)}"`;
    const text = `user.department -ne "S" -and ${filler}`;
    expect(text.length).toBeLessThanOrEqual(3072);
    expect(findingsOf(text, 'lint/negative-on-null')).toHaveLength(1);
    expect(mended(text, 'lint/negative-on-null')).toBeUndefined();
  });
});

describe('lint/mixed-and-or', () => {
  it.each([
    ['(user.department -eq "A" -and user.city -eq "B") -or user.city -eq "C"', false],
    ['user.department -eq "A" -or user.city -eq "B"', false],
    ['((user.department -eq "A" -and user.city -eq "B")) -or user.city -eq "C"', false],
    ['(user.department -eq "A") -and (user.city -eq "B") -or (user.city -eq "C")', true],
    ['-not (user.department -eq "A" -and user.city -eq "B" -or user.city -eq "C")', true],
    ['user.proxyAddresses -any (_ -startsWith "smtp:a" -and _ -endsWith "b" -or _ -contains "c")', true],
    ['user.proxyAddresses -any ((_ -startsWith "smtp:a" -and _ -endsWith "b") -or _ -contains "c")', false],
  ])('tells whether -and and -or are mixed in %s: %s', (text, isMixed) => {
    expect(codesOf(text).includes('lint/mixed-and-or')).toBe(isMixed);
  });

  it('adds parentheses at every part that lacks them', () => {
    const text =
      'user.city -eq "A" -and user.city -ne "B" -or user.city -eq "C" -or user.city -eq "D" -and user.city -ne "E"';
    expect(mended(text, 'lint/mixed-and-or')).toBe(
      '(user.city -eq "A" -and user.city -ne "B") -or user.city -eq "C" -or (user.city -eq "D" -and user.city -ne "E")',
    );
  });
});

describe('lint/negative-on-null', () => {
  const code = 'lint/negative-on-null';

  it.each([
    'user.department -ne "A"',
    'user.department -notIn ["A"]',
    'user.department -notContains "A"',
    '-not (user.department -eq "A")',
    '-not (user.department -startsWith "A" -or user.jobTitle -eq null)',
    'user.employeeHireDate -ne 2025-01-01',
    'user.department -ne "A" -or user.department -eq "B"',
    'user.jobTitle -eq "x" -or (user.department -ne "A" -and user.jobTitle -ne null)',
  ])('sees that %s lets objects without a value in', (text) => {
    expect(codesOf(text)).toContain(code);
  });

  it.each([
    'user.department -eq "A"',
    '-not (user.department -ne "A")',
    'user.department -ne null',
    'user.displayName -ne "A"',
    'user.accountEnabled -ne true',
    'user.department -ne null -and user.department -ne "A"',
    'user.department -startsWith "B" -and user.department -ne "BA"',
    'user.department -ne null -and (user.jobTitle -eq "x" -or user.department -ne "A")',
    '-not (user.department -eq "A" -or user.department -eq null)',
    '-not (user.department -eq null) -and user.department -ne "A"',
    'user.department -ne "A" -or user.department -eq null',
    'user.proxyAddresses -notContains "x"',
  ])('accepts %s', (text) => {
    expect(codesOf(text)).not.toContain(code);
  });

  it('reports one cause once', () => {
    expect(marked('user.department -ne "A" -and user.department -ne "B"', code)).toEqual(['user.department -ne "A"']);
    expect(marked('user.department -ne "A" -or user.department -ne "B"', code)).toHaveLength(2);
  });

  it('follows the reading of negative operators', () => {
    const semantics = { ...defaultSemantics, 'null-negative-operators': 'no-match' };
    const codes = (text: string): readonly string[] =>
      lintRule(text, { semantics, only: [code] }).map((found) => found.code);
    expect(codes('user.department -notContains "A"')).toEqual([]);
    expect(codes('-not (user.department -notContains "A")')).toEqual([code]);
    expect(codes('user.department -ne "A"')).toEqual([code]);
  });

  it('mends both forms', () => {
    expect(mended('user.department -ne "A"', code)).toBe('(user.department -ne "A" -and user.department -ne null)');
    expect(mended('-not (user.department -eq "A")', code)).toBe(
      '-not (user.department -eq "A" -or user.department -eq null)',
    );
  });
});

describe('lint/unguarded-or', () => {
  const code = 'lint/unguarded-or';

  it.each([
    ['(user.city -eq "A" -and user.accountEnabled -eq true) -or user.city -eq "B"', ['user.city -eq "B"']],
    ['(user.city -eq "A" -and user.userType -ne "Guest") -or user.city -eq "B"', ['user.city -eq "B"']],
    ['(user.city -eq "A" -and -not (user.accountEnabled -eq false)) -or user.city -eq "B"', ['user.city -eq "B"']],
    [
      '((user.city -eq "A" -and user.accountEnabled -eq true) -or user.city -eq "B") -and user.accountEnabled -eq true',
      [],
    ],
    ['(user.city -eq "A" -and user.userType -eq "Guest") -or user.city -eq "B"', []],
    ['(user.city -eq "A" -and user.accountEnabled -eq true) -or user.accountEnabled -eq false', []],
    ['user.accountEnabled -eq true -or user.city -eq "B"', []],
    ['-not ((user.city -eq "A" -and user.accountEnabled -eq true) -or user.city -eq "B")', []],
  ])('marks the open branches of %s', (text, branches) => {
    expect(marked(text, code)).toEqual(branches);
  });

  it('does not take a guard of another branch for one around both', () => {
    const text =
      '((user.city -eq "A" -and user.accountEnabled -eq true) -or user.city -eq "B") -and (user.jobTitle -eq "C" -or user.accountEnabled -eq true)';
    expect(marked(text, code)).toEqual(['user.city -eq "B"']);
  });
});

describe('lint/contradiction and lint/always-true', () => {
  it.each([
    ['user.city -eq "A" -and user.city -eq "B"', true],
    ['user.city -eq "A" -and user.city -eq "a"', false],
    ['user.city -eq "A" -and user.city -in ["B", "C"]', true],
    ['user.city -in ["A", "B"] -and user.city -in ["B", "C"]', false],
    ['user.city -eq "A" -and user.city -ne "A"', true],
    ['user.city -eq null -and user.city -ne null', true],
    ['user.city -eq null -and user.city -startsWith "A"', true],
    ['user.city -eq "Oslo" -and user.city -startsWith "B"', true],
    ['user.city -eq "Oslo" -and user.city -contains "SL"', false],
    ['user.city -eq "Oslo" -and user.city -match "B"', false],
    ['user.accountEnabled -eq true -and user.accountEnabled -ne true', true],
    ['user.city -ne "A" -and user.city -ne "B"', false],
    ['user.city -eq "A" -and user.state -eq "B"', false],
  ])('%s is a contradiction: %s', (text, isFound) => {
    expect(codesOf(text).includes('lint/contradiction')).toBe(isFound);
  });

  it.each([
    ['user.city -ne "A" -or user.city -ne "B"', true],
    ['user.city -ne "A" -or user.city -ne "a"', false],
    ['user.city -notIn ["A", "B"] -or user.city -ne "C"', true],
    ['user.city -notIn ["A", "B"] -or user.city -eq "A"', false],
    ['user.city -eq null -or user.city -ne null', true],
    ['user.city -eq "A" -or user.city -ne "A"', true],
    ['user.accountEnabled -eq true -or user.accountEnabled -eq false', false],
    ['user.city -ne "A" -or user.state -ne "B"', false],
    ['user.city -ne "A" -and user.city -ne "B"', false],
  ])('%s always holds: %s', (text, isFound) => {
    expect(codesOf(text).includes('lint/always-true')).toBe(isFound);
  });

  it('takes -notIn to leave null out where negative operators do not match it', () => {
    const semantics = { ...defaultSemantics, 'null-negative-operators': 'no-match' };
    const text = 'user.city -notIn ["A"] -or user.city -notIn ["B"]';
    expect(codesOf(text)).toContain('lint/always-true');
    expect(lintRule(text, { semantics }).map(({ code }) => code)).not.toContain('lint/always-true');
  });

  it('proposes what was meant where the list holds nothing else', () => {
    expect(mended('user.city -eq "A" -and user.city -eq "B"', 'lint/contradiction')).toBe('user.city -in ["A", "B"]');
    expect(mended('user.city -ne "A" -or user.city -ne "B"', 'lint/always-true')).toBe(
      'user.city -ne "A" -and user.city -ne "B"',
    );
    expect(
      mended('user.city -eq "A" -and user.city -eq "B" -and user.state -eq "C"', 'lint/contradiction'),
    ).toBeUndefined();
  });
});

describe('lint/duplicate-condition and lint/redundant-branch', () => {
  it.each([
    ['user.city -eq "A" -or user.city -eq "a"', 'user.city -eq "A"'],
    ['(user.city -eq "A") -or (user.city -eq "A")', '(user.city -eq "A")'],
    ['user.city -in ["A","B"] -and user.city -in ["b","a"]', 'user.city -in ["A","B"]'],
    [
      'user.city -eq "A" -and (user.city -eq "A" -and user.state -eq "B")',
      'user.city -eq "A" -and (user.state -eq "B")',
    ],
    ['user.city -match "\\d" -or user.city -match "\\D"', undefined],
    ['user.city -eq "A" -or user.state -eq "A"', undefined],
  ])('%s repeats itself: %s', (text, better) => {
    expect(mended(text, 'lint/duplicate-condition')).toBe(better);
  });

  it.each([
    ['user.city -eq "A" -or (user.city -eq "a" -and user.state -eq "B")', 'user.city -eq "A"'],
    ['(user.state -eq "B" -and user.city -eq "A") -or user.city -eq "A"', 'user.city -eq "A"'],
    ['user.city -eq "A" -and (user.city -eq "A" -or user.state -eq "B")', 'user.city -eq "A"'],
    [
      '(user.city -eq "A" -and user.state -eq "B") -or (user.state -eq "B" -and user.city -eq "A" -and user.jobTitle -eq "C")',
      '(user.city -eq "A" -and user.state -eq "B")',
    ],
    ['user.city -eq "A" -or (user.city -eq "B" -and user.state -eq "B")', undefined],
  ])('%s has a needless part: %s', (text, better) => {
    expect(mended(text, 'lint/redundant-branch')).toBe(better);
  });
});

describe('lint/costly-operator', () => {
  it.each([
    ['user.mail -match "^adm"', 'user.mail -startsWith "adm"'],
    ['user.mail -match "^adm.*"', 'user.mail -startsWith "adm"'],
    ['user.mail -match "^adm.*$"', 'user.mail -startsWith "adm"'],
    ['user.mail -match ".*@contoso.*"', 'user.mail -contains "@contoso"'],
    ['user.mail -match "^.*@x\\.y$"', 'user.mail -endsWith "@x.y"'],
    ['user.mail -notMatch "@x\\.y$"', 'user.mail -notEndsWith "@x.y"'],
    ['user.mail -match "^a@b\\.c$"', 'user.mail -eq "a@b.c"'],
    ['user.mail -match "abc"', 'user.mail -contains "abc"'],
    ['user.mail -match "a\\$"', 'user.mail -contains "a$"'],
    ['user.proxyAddresses -any (_ -match "^SMTP:a")', 'user.proxyAddresses -any (_ -startsWith "SMTP:a")'],
    ['user.proxyAddresses -match "^SMTP:a"', 'user.proxyAddresses -startsWith "SMTP:a"'],
    ['user.proxyAddresses -match "^SMTP:a$"', undefined],
    ['user.mail -match "a.c"', undefined],
    ['user.mail -match "a|b"', undefined],
    ['user.mail -match "^[0-9]"', undefined],
    ['user.mail -match "^"', undefined],
  ])('proposes a plain operator for %s: %s', (text, better) => {
    expect(mended(text, 'lint/costly-operator')).toBe(better);
  });

  it('does not propose -ne for -notMatch where they differ about null', () => {
    const semantics = { ...defaultSemantics, 'null-negative-operators': 'no-match' };
    const codes = (text: string): readonly string[] =>
      lintRule(text, { semantics, only: ['lint/costly-operator'] }).map(({ code }) => code);
    expect(codes('user.mail -notMatch "^a$"')).toEqual([]);
    expect(codes('user.mail -notMatch "^a"')).toEqual(['lint/costly-operator']);
  });
});

describe('lint/or-to-in and lint/pattern-matches-all', () => {
  it.each([
    ['user.city -eq "A" -or user.city -eq "B" -or user.city -eq "C"', 'user.city -in ["A", "B", "C"]'],
    [
      '(user.city -eq "A") -or (user.city -in ["B", "C"]) -or (user.city -eq "D")',
      'user.city -in ["A", "B", "C", "D"]',
    ],
    [
      'user.city -eq "A" -or user.state -eq "X" -or user.city -eq "B" -or user.city -eq "C"',
      'user.city -in ["A", "B", "C"] -or user.state -eq "X"',
    ],
    ['user.city -eq "A" -or user.city -eq "B" -or user.city -eq "b"', 'user.city -in ["A", "B"]'],
    ['user.city -eq "A" -or user.city -eq "B"', undefined],
    ['user.city -eq "A" -or user.city -eq null -or user.city -eq "B"', undefined],
  ])('turns %s into a list: %s', (text, better) => {
    expect(mended(text, 'lint/or-to-in')).toBe(better);
  });

  it.each([
    ['user.city -match ".*"', 'user.city -ne null'],
    ['user.city -match "^.+$"', 'user.city -ne null'],
    ['user.city -notMatch ".*"', 'user.city -eq null'],
    ['user.proxyAddresses -match ".*"', undefined],
  ])('says what %s means: %s', (text, better) => {
    expect(codesOf(text)).toContain('lint/pattern-matches-all');
    expect(mended(text, 'lint/pattern-matches-all')).toBe(better);
  });
});

describe('checks of values', () => {
  it.each([
    ['device.devicePhysicalIds -any (_ -eq "[ZTDId]")', 'device.devicePhysicalIds -any (_ -startsWith "[ZTDId]")'],
    [
      'device.devicePhysicalIds -all (_ -ne "[OrderID]:")',
      'device.devicePhysicalIds -all (_ -notStartsWith "[OrderID]:")',
    ],
    ['user.proxyAddresses -any (_ -eq "a@b.c")', 'user.proxyAddresses -any (_ -eq "smtp:a@b.c")'],
    ['user.proxyAddresses -any (_ -startsWith "contoso")', 'user.proxyAddresses -any (_ -startsWith "smtp:contoso")'],
    ['user.proxyAddresses -any (_ -in ["smtp:a", "b@c"])', 'user.proxyAddresses -any (_ -in ["smtp:a", "smtp:b@c"])'],
    ['user.proxyAddresses -any (_ -startsWith "sm")', undefined],
    ['user.proxyAddresses -any (_ -startsWith "SIP:x")', undefined],
    ['user.proxyAddresses -any (_ -contains "contoso")', undefined],
    ['device.devicePhysicalIds -any (_ -contains "[ZTDId]")', undefined],
    ['device.devicePhysicalIds -any (_ -eq "[OrderID]:x")', undefined],
    ['user.otherMails -any (_ -eq "a@b.c")', undefined],
  ])('reads the whole element in %s', (text, better) => {
    expect(mended(text, 'lint/whole-element')).toBe(better);
  });

  it.each([
    ['device.deviceOwnership -eq "corporate"', 'device.deviceOwnership -eq "Company"'],
    ["device.deviceTrustType -eq 'Azure AD joined'", 'device.deviceTrustType -eq "AzureAD"'],
    [
      'device.deviceTrustType -in ["AzureAD","Hybrid Azure AD joined"]',
      'device.deviceTrustType -in ["AzureAD","ServerAD"]',
    ],
    ['device.deviceOwnership -eq "Company"', undefined],
    ['device.displayName -eq "Corporate"', undefined],
  ])('knows the words of the directory in %s', (text, better) => {
    expect(mended(text, 'lint/device-value')).toBe(better);
  });

  it.each([
    ['user.userType -eq "External"', ['"External"']],
    ['user.userType -in ["Member", "Gest"]', ['"Gest"']],
    ['user.userType -eq "guest"', []],
    ['user.userType -startsWith "M"', []],
    [
      'user.assignedPlans -any (assignedPlan.service -eq "x" -and assignedPlan.capabilityStatus -eq "Active")',
      ['"Active"'],
    ],
    ['user.department -eq "External"', []],
  ])('knows the closed lists in %s', (text, places) => {
    expect(marked(text, 'lint/closed-list-value')).toEqual(places);
  });

  it.each([
    ['user.department -ne "null"', 'user.department -ne null'],
    ["user.department -eq '$null'", 'user.department -eq null'],
    ['user.department -in ["A", "null"]', undefined],
  ])('takes quoted null for a mistake in %s', (text, better) => {
    expect(codesOf(text)).toContain('lint/quoted-null');
    expect(mended(text, 'lint/quoted-null')).toBe(better);
  });
});

describe('checks of plans', () => {
  const id = 'assignedPlan.servicePlanId -ne "a"';
  const status = 'assignedPlan.capabilityStatus -ne "Enabled"';

  it.each([
    `user.assignedPlans -all (${id} -and ${status})`,
    `user.assignedPlans -any (${id} -and ${status})`,
    `user.assignedPlans -any (${id} -or ${status})`,
  ])('%s is the published mistake', (text) => {
    expect(mended(text, 'lint/without-plan')).toBe(`user.assignedPlans -all (${id} -or ${status})`);
  });

  it.each([
    `user.assignedPlans -all (${id} -or ${status})`,
    `-not (user.assignedPlans -any (${id} -and ${status}))`,
    'user.assignedPlans -all (assignedPlan.service -ne "a")',
    'user.assignedPlans -any (assignedPlan.servicePlanId -ne null -and assignedPlan.capabilityStatus -ne "Enabled")',
  ])('%s is not the published mistake', (text) => {
    expect(codesOf(text)).not.toContain('lint/without-plan');
  });

  it.each([
    [
      'user.assignedPlans -any (assignedPlan.service -eq "a")',
      'user.assignedPlans -any (assignedPlan.service -eq "a" -and assignedPlan.capabilityStatus -eq "Enabled")',
    ],
    [
      'user.assignedPlans -any (assignedPlan.service -eq "a" -or assignedPlan.service -eq "b")',
      'user.assignedPlans -any ((assignedPlan.service -eq "a" -or assignedPlan.service -eq "b") -and assignedPlan.capabilityStatus -eq "Enabled")',
    ],
    [
      'user.assignedPlans -any (assignedPlan.service -eq "a" -and assignedPlan.capabilityStatus -ne "Deleted")',
      undefined,
    ],
    ['-not (user.assignedPlans -any (assignedPlan.service -eq "a"))', undefined],
    ['user.assignedPlans -all (assignedPlan.service -ne "a")', undefined],
  ])('asks %s for the status', (text, better) => {
    expect(mended(text, 'lint/plan-status')).toBe(better);
  });
});

describe('lint/device-filter', () => {
  it('names filter properties beside the refusal, also where the syntax is wrong, but not inside texts', () => {
    expect(marked('device.isCompliant -eq True -or device.trustType -eq "ServerAD"', 'lint/device-filter')).toEqual([
      'isCompliant',
      'trustType',
    ]);
    expect(marked('device.osVersion -gt "10"', 'lint/device-filter')).toEqual(['osVersion']);
    expect(marked('device.nonsense -eq "device.model"', 'lint/device-filter')).toEqual([]);
    expect(codesOf('device.displayName -eq "device.model"')).toEqual([]);
  });
});

describe('lint/no-guard and lint/self-service', () => {
  it.each([
    ['user.department -eq "A"', true],
    ['user.department -eq "A" -and user.userType -eq "Guest"', false],
    ['device.displayName -eq "A"', false],
    ['Direct Reports for "aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb"', false],
  ])('%s keeps neither guests nor disabled accounts out: %s', (text, isFound) => {
    expect(findingsOf(text, 'lint/no-guard').map(({ severity }) => severity)).toEqual(isFound ? ['note'] : []);
  });

  it('names each attribute of the own profile once', () => {
    const text = 'user.city -eq "A" -or user.mobile -eq "1" -or user.city -eq "B" -or user.department -eq "C"';
    expect(marked(text, 'lint/self-service')).toEqual(['user.city -eq "A"', 'user.mobile -eq "1"']);
  });
});
