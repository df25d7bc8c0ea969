import { describe, expect, it } from 'vitest';
import { createCheckHandler, createEvalHandler } from '../../../src/rules/index.ts';

type Answer = Readonly<Record<string, unknown>>;

const evalLine = createEvalHandler();
const checkLine = createCheckHandler();

const evaluate = (request: object): Answer => JSON.parse(evalLine(JSON.stringify(request))) as Answer;
const check = (request: object): Answer => JSON.parse(checkLine(JSON.stringify(request))) as Answer;
const verdict = (rule: string, attributes: object = {}, more: object = {}): unknown =>
  evaluate({ rule, attributes, ...more })['verdict'];

const anyMessage = expect.any(String) as string;
const protocolError = { kind: 'Protocol', message: anyMessage };
const groupId = '9c000002-0000-4000-8000-000000000001';
const planId = 'efb87545-963c-4e0d-99df-69c6916d9eb0';
const salesRule = 'user.department -eq "Sales"';

describe('createEvalHandler', () => {
  it.each([
    ['a string', 'request 7', 'request 7'],
    ['an empty string', '', ''],
    ['a number', 7, 7],
    ['zero', 0, 0],
    ['null', null, null],
    ['nothing', undefined, null],
  ])('echoes %s as id', (_what, id, expected) => {
    expect(evaluate({ id, rule: salesRule })).toEqual({ id: expected, verdict: 'notMember' });
    expect(evaluate({ id })).toEqual({ id: expected, error: protocolError });
  });

  it('needs nothing but a rule; absent attributes are null', () => {
    expect(evaluate({ rule: 'user.department -eq null' })).toEqual({ id: null, verdict: 'member' });
  });

  it('reads attribute names in any case, by their names in rules', () => {
    expect(verdict(salesRule, { DEPARTMENT: 'sales' })).toBe('member');
    expect(verdict('user.mailNickname -eq "ada"', { mailnickname: 'ada' })).toBe('member');
    expect(verdict('user.mobile -eq "1"', { mobile: '1' })).toBe('member');
    expect(verdict('user.mobile -eq "1"', { mobilePhone: '1' })).toBe('notMember');
    expect(verdict('user.physicalDeliveryOfficeName -eq "1"', { physicalDeliveryOfficeName: '1' })).toBe('member');
    expect(verdict('user.physicalDeliveryOfficeName -eq "1"', { officeLocation: '1' })).toBe('notMember');
  });

  it('reads an empty string as null', () => {
    expect(verdict('user.city -eq null', { city: '' })).toBe('member');
  });

  it.each([
    ['boolean', 'user.accountEnabled -eq true', { accountEnabled: true }],
    ['array of strings', 'user.otherMails -any (_ -endsWith "@contoso.com")', { otherMails: ['a@contoso.com'] }],
    ['date-time', 'user.employeeHireDate -le 2026-11-23T00:00:00Z', { employeeHireDate: '2026-11-22T23:59:59+00:00' }],
    [
      'assignedPlans',
      `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${planId}" -and assignedPlan.capabilityStatus -eq "Enabled")`,
      { assignedPlans: [{ servicePlanId: planId, service: 'exchange', capabilityStatus: 'Enabled' }] },
    ],
    ['manager', `Direct Reports for "${groupId}"`, { manager: groupId.toUpperCase() }],
    ['device attribute', 'device.deviceOSType -eq "Windows"', { deviceOSType: 'windows' }],
  ])('reads a %s', (_what, rule, attributes) => {
    expect(verdict(rule, attributes)).toBe('member');
    expect(verdict(rule)).toBe('notMember');
  });

  it('compares at 2026-11-23 unless the request has a clock', () => {
    const rule = 'user.employeeHireDate -ge system.now';
    const attributes = { employeeHireDate: '2026-11-23T00:00:00Z' };
    expect(verdict(rule, attributes)).toBe('member');
    expect(verdict(rule, attributes, { clock: null })).toBe('member');
    expect(verdict(rule, attributes, { clock: '2026-11-23T00:00:01Z' })).toBe('notMember');
    expect(verdict(rule, { employeeHireDate: '2026-11-22T23:59:59Z' })).toBe('notMember');
  });

  it.each([undefined, '2020-01-01T00:00:00Z', '2027-01-01T00:00:00Z'])(
    'evaluates memberOf with clock %s, by direct membership in groups of any id',
    (clock) => {
      const rule = `user.memberOf -any (group.objectId -in ["${groupId}"])`;
      expect(verdict(rule, { memberOf: [groupId.toUpperCase(), 'some group'] }, { clock })).toBe('member');
      expect(verdict(rule, { memberOf: ['some group'] }, { clock })).toBe('notMember');
      expect(evaluate({ rule, unknown: ['MEMBEROF'], clock })).toMatchObject({ needs: ['memberOf'] });
    },
  );

  it('names what is needed sorted, in the documented spelling, however it was written', () => {
    const rule = 'user.mailnickname -eq "x" -or user.CITY -ne null -or user.accountenabled -eq true';
    expect(evaluate({ id: 1, rule, unknown: ['MAILNICKNAME', 'city', 'AccountEnabled', 'nonsense'] })).toEqual({
      id: 1,
      verdict: 'undecided',
      needs: ['accountEnabled', 'city', 'mailNickName'],
    });
  });

  it('needs only what could still change the answer, and decides when nothing could', () => {
    const unknown = ['city', 'country'];
    const both = 'user.city -eq "Oslo" -and user.country -eq "NO"';
    expect(evaluate({ rule: both, attributes: { city: 'Bergen' }, unknown: ['country'] })).toEqual({
      id: null,
      verdict: 'notMember',
    });
    expect(evaluate({ rule: `(${both}) -or ${salesRule}`, attributes: { department: 'Sales' }, unknown })).toEqual({
      id: null,
      verdict: 'member',
    });
    expect(evaluate({ rule: both, attributes: { city: 'Oslo' }, unknown: ['country'] })).toMatchObject({
      needs: ['country'],
    });
  });

  it('takes an attribute that is given and unknown at once as unknown', () => {
    expect(verdict(salesRule, { department: 'Sales' }, { unknown: ['Department'] })).toBe('undecided');
  });

  it('answers a refused rule with kind, code, message and place of the leftmost error', () => {
    const answer = evaluate({ id: 'r', rule: 'user.nonsense -eq "x" -and user.city -eq Oslo' });
    expect(answer).toMatchObject({
      id: 'r',
      error: { kind: 'UnsupportedProperty', code: 'rule/unsupported-property', start: 0, end: 13 },
    });
    expect(answer).not.toHaveProperty('verdict');
    expect((answer['error'] as Answer)['message']).toEqual(anyMessage);
  });

  it('counts places in UTF-16 units', () => {
    expect(evaluate({ rule: 'user.city -eq "😀" -and user.city -eq Oslo' })).toMatchObject({
      error: { kind: 'Operands', start: 38, end: 42 },
    });
  });

  it.each([
    ['bad JSON', '{"id":1,'],
    ['a word', 'hello'],
    ['an array', '[{"rule":"user.city -eq null"}]'],
    ['a string', '"user.city -eq null"'],
    ['a number', '7'],
    ['null', 'null'],
    ['an id that is an object', '{"id":{},"rule":"user.city -eq null"}'],
    ['an id that is a boolean', '{"id":true,"rule":"user.city -eq null"}'],
  ])('answers %s with a Protocol error without an id', (_what, line) => {
    expect(JSON.parse(evalLine(line))).toEqual({ id: null, error: protocolError });
    expect(JSON.parse(checkLine(line))).toEqual({ id: null, error: protocolError });
  });

  it.each([
    ['no rule', {}],
    ['a rule that is no string', { rule: 7 }],
    ['a rule that is null', { rule: null }],
    ['a clock that is no instant', { rule: salesRule, clock: 'soon' }],
    ['a clock that is a number', { rule: salesRule, clock: 1_795_392_000_000 }],
    ['a kind that is none', { rule: salesRule, kind: 'group' }],
    ['attributes in an array', { rule: salesRule, attributes: [] }],
    ['attributes in a string', { rule: salesRule, attributes: 'department' }],
    ['unknown that is no array', { rule: salesRule, unknown: 'department' }],
    ['unknown with a number', { rule: salesRule, unknown: [1] }],
    ['a number for a string', { rule: salesRule, attributes: { department: 7 } }],
    ['a boolean for a string', { rule: salesRule, attributes: { department: true } }],
    ['an array for a string', { rule: salesRule, attributes: { department: ['Sales'] } }],
    ['an object for a string', { rule: salesRule, attributes: { department: {} } }],
    ['a string for a boolean', { rule: salesRule, attributes: { accountEnabled: 'true' } }],
    ['a number for a date', { rule: salesRule, attributes: { employeeHireDate: 0 } }],
    ['words for a date', { rule: salesRule, attributes: { employeeHireDate: 'yesterday' } }],
    ['a string for an array', { rule: salesRule, attributes: { otherMails: 'a@contoso.com' } }],
    ['a number in an array', { rule: salesRule, attributes: { proxyAddresses: [1] } }],
    ['a string for assignedPlans', { rule: salesRule, attributes: { assignedPlans: planId } }],
    ['strings in assignedPlans', { rule: salesRule, attributes: { assignedPlans: [planId] } }],
    ['a number in a plan', { rule: salesRule, attributes: { assignedPlans: [{ servicePlanId: 1 }] } }],
    ['a string for memberOf', { rule: salesRule, attributes: { memberOf: groupId } }],
    ['a number for manager', { rule: salesRule, attributes: { manager: 7 } }],
    ['a manager that is no GUID', { rule: salesRule, attributes: { manager: 'Ada' } }],
  ])('answers %s with a Protocol error', (_what, request) => {
    expect(evaluate({ id: 9, ...request })).toEqual({ id: 9, error: protocolError });
  });

  it('goes on after a Protocol error', () => {
    evalLine('nonsense');
    expect(verdict(salesRule, { department: 'Sales' })).toBe('member');
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('is not misled by the key %s', (key) => {
    const attributes = `{"${key}":{"department":"Sales"},"city":"Oslo"}`;
    const line = `{"id":1,"rule":"user.department -eq \\"Sales\\"","attributes":${attributes},"unknown":["${key}"]}`;
    expect(JSON.parse(evalLine(line))).toEqual({ id: 1, verdict: 'notMember' });
    expect(JSON.parse(evalLine(`{"${key}":{"rule":"user.city -eq null"}}`))).toEqual({
      id: null,
      error: protocolError,
    });
    expect(evaluate({ rule: `user.${key} -eq "x"` })).toHaveProperty('error');
  });

  it('answers with one line whatever the request holds', () => {
    const answer = evalLine(JSON.stringify({ id: 'a\nb\u2028', rule: 'user.city\n-eq Oslo' }));
    expect(answer).not.toContain('\n');
    expect(JSON.parse(answer)).toMatchObject({ id: 'a\nb\u2028', error: { kind: 'Operands' } });
  });

  it('keeps giving right answers when it has seen more rules than it remembers', () => {
    for (let number = 0; number < 1100; number++) verdict(`user.city -eq "${number}"`);
    expect(verdict('user.city -eq "3"', { city: '3' })).toBe('member');
  });
});

describe('createCheckHandler', () => {
  it('says what a rule is about, its canonical form and its warnings', () => {
    expect(check({ id: 1, rule: '(User.City  EQ "Oslo")' })).toMatchObject({
      id: 1,
      ok: true,
      kind: 'user',
      canonical: 'user.city -eq "Oslo"',
    });
    expect(check({ rule: 'device.deviceOSType -eq "Windows"' })).toEqual({
      id: null,
      ok: true,
      kind: 'device',
      canonical: expect.any(String) as string,
      warnings: [],
    });
    expect(check({ rule: salesRule })).not.toHaveProperty('errors');
  });

  it('places its warnings', () => {
    const { warnings } = check({ rule: 'user.memberof -any (group.objectId -in ["x"])' });
    for (const warning of warnings as readonly Answer[]) {
      expect(warning).toMatchObject({ code: expect.stringMatching(/^rule\/[a-z-]+$/) as string, message: anyMessage });
      expect(warning['start']).toBeLessThan(Number(warning['end']));
    }
    expect(warnings).not.toHaveLength(0);
  });

  it.each([
    'user.city -eq Oslo -and user.nonsense -eq "x"',
    'user.nonsense -eq "x" -and user.city -eq Oslo',
    'user.nonsense -eq "x" -and (user.city -eq "x"',
    'user.city',
    '',
    '   ',
    'user.accountEnabled -contains "x"',
    'user.city -eq "x" -and device.deviceOSType -eq "y"',
    'Direct Reports for "nobody"',
    'user.city -match "("',
    `user.memberOf -any (group.displayName -in ["x"])`,
    `user.memberOf -any (group.objectId -in ["${groupId}"]) -and user.city -eq "x"`,
    `user.city -eq "${'x'.repeat(3100)}"`,
  ])('gives first the error that eval gives: %s', (rule) => {
    const checked = check({ id: 1, rule });
    expect(checked).toMatchObject({ id: 1, ok: false });
    const [first] = checked['errors'] as readonly Answer[];
    const { hint: _hint, ...decisive } = first ?? {};
    expect(decisive).toEqual(evaluate({ rule })['error']);
    expect(first).toMatchObject({ kind: anyMessage, code: anyMessage, message: anyMessage });
    expect(checked).not.toHaveProperty('canonical');
    expect(checked['warnings']).toBeInstanceOf(Array);
  });

  it.each([
    "((User.City EQ 'Oslo'))",
    'user.city -eq "a" -or user.city -eq "b" -and -not (user.city -eq "c" -or user.country -eq null)',
    'user.city -in ["a", "b"] -and user.accountEnabled -ne TRUE',
    'user.city -eq "say `"hi`""',
    'user.city -match "^a+(b|c)$"',
    'user.otherMails -any (_ -contains "x" -or _ -eq "y")',
    `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${planId}" -and assignedPlan.capabilityStatus -eq "Enabled")`,
    `Direct reports for "${groupId}"`,
    `user.memberof -any (group.objectId -in ['${groupId}'])`,
    'user.employeeHireDate -ge system.now -plus P1D',
  ])('gives a canonical form that is its own: %s', (rule) => {
    const once = check({ rule });
    expect(once).toMatchObject({ ok: true });
    const again = check({ rule: once['canonical'] });
    expect(again).toMatchObject({ ok: true, kind: once['kind'], canonical: once['canonical'] });
  });

  it.each([{ rule: 7 }, {}])('answers a missing rule with a Protocol error: %j', (request) => {
    expect(check({ id: 'x', ...request })).toEqual({ id: 'x', error: protocolError });
  });
});
