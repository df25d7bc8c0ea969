import { describe, expect, it } from 'vitest';
import { lineColumnAt } from '../../../src/base/index.ts';
import { readChangeSet } from '../../../src/formats/index.ts';
import { type ChangeStep, propertyCatalogue, purchaseKinds } from '../../../src/model/index.ts';

const frame = (text: string): string => `version: 1\nsteps:\n  - ${text}\n`;

/** The step without its places. */
function read(text: string): Omit<ChangeStep, 'span' | 'spans'> {
  const { span: _span, spans: _spans, ...rest } = readWhole(text);
  return rest;
}

function readWhole(text: string): ChangeStep {
  const result = readChangeSet({ name: 'changes.yaml', text: frame(text) });
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('\n'));
  const [step] = result.value.steps;
  if (step === undefined) throw new Error('no step');
  return step;
}

/** `column code: message` of every fault of a step on the third line. */
function faultsOf(text: string): readonly string[] {
  const whole = frame(text);
  const result = readChangeSet({ name: 'changes.yaml', text: whole });
  if (result.ok) return [];
  return result.error.map(({ code, span, message }) => {
    const { column } = lineColumnAt(whole, span?.start ?? 0);
    return `${column} ${code}: ${message}`;
  });
}

describe('steps that assign licenses', () => {
  it('reads a switch of a user as one step', () => {
    const text =
      '{ assignLicense: { user: anna@contoso.com, add: [{ sku: ENTERPRISEPACK, disabledPlans: [SWAY] }, EMS], remove: [STANDARDPACK] } }';
    expect(read(text)).toEqual({
      kind: 'assignLicense',
      user: 'anna@contoso.com',
      add: [
        { sku: 'ENTERPRISEPACK', disabledPlans: ['SWAY'] },
        { sku: 'EMS', disabledPlans: [] },
      ],
      remove: ['STANDARDPACK'],
    });
  });

  it('reads the short form as the long one', () => {
    const short = '{ assignLicense: { group: Sales, sku: ENTERPRISEPACK, disabledPlans: [SWAY], remove: [EMS] } }';
    const long =
      '{ assignLicense: { group: Sales, add: [{ sku: ENTERPRISEPACK, disabledPlans: [SWAY] }], remove: [EMS] } }';
    expect(read(short)).toEqual(read(long));
    expect(read('{ removeLicense: { user: a, sku: EMS } }')).toEqual(
      read('{ removeLicense: { user: a, skus: [EMS] } }'),
    );
    expect(read('{ removeLicense: { user: a, skus: [EMS, SWAY] } }')).toEqual({
      kind: 'removeLicense',
      user: 'a',
      add: [],
      remove: ['EMS', 'SWAY'],
    });
  });

  it('selects users by properties and by rule', () => {
    expect(read('{ assignLicense: { match: { employeeOrgData: { costCenter: "12" } }, sku: EMS } }')).toMatchObject({
      match: { costCenter: '12' },
    });
    expect(read('{ reprocess: { where: user.city -eq "Paris" } }')).toEqual({
      kind: 'reprocess',
      where: 'user.city -eq "Paris"',
    });
    expect(read('{ reprocess: { group: Sales } }')).toEqual({ kind: 'reprocess', group: 'Sales' });
  });

  it('takes a call without any change, which the service answers', () => {
    expect(read('{ assignLicense: { user: a, add: [], remove: [] } }')).toMatchObject({ add: [], remove: [] });
  });

  it.each([
    ['{ assignLicense: { user: a, add: [{ sku: S, disabledPlans: [P, Q] }, T] } }', 'add.0.disabledPlans.1', 'Q'],
    ['{ assignLicense: { user: a, add: [{ sku: S, disabledPlans: [P, Q] }, T] } }', 'add.1.sku', 'T'],
    ['{ assignLicense: { user: a, sku: S, disabledPlans: [P, Q] } }', 'add.0.sku', 'S'],
    ['{ assignLicense: { user: a, sku: S, disabledPlans: [P, Q] } }', 'add.0.disabledPlans.1', 'Q'],
    ['{ removeLicense: { user: a, sku: S } }', 'remove.0', 'S'],
    ['{ removeLicense: { user: a, skus: [S, T] } }', 'remove.1', 'T'],
    ['{ removeLicense: { where: user.city -eq "X", sku: S } }', 'where', 'user.city -eq "X"'],
    ['{ seats: { sku: S, set: 12 } }', 'set', '12'],
    ['{ restore: { user: b } }', 'user', 'b'],
  ])('knows where in %s %s stands', (text, path, expected) => {
    const span = readWhole(text).spans.get(path);
    expect(frame(text).slice(span?.start, span?.end)).toBe(expected);
  });

  it('reports every fault at its place', () => {
    expect(faultsOf('{ assignLicense: { user: a, group: b, sku: S } }')).toEqual([
      '33 changes/exactly-one: "assignLicense" needs exactly one of user, match, where and group, found user and group.',
    ]);
    expect(faultsOf('{ assignLicense: { sku: S } }')).toEqual([
      '7 changes/exactly-one: "assignLicense" needs exactly one of user, match, where and group, found none.',
    ]);
    expect(faultsOf('{ assignLicense: { user: a, sku: S, add: [T], remove: [U] } }')).toEqual([
      '41 changes/exactly-one: "assignLicense" needs one of sku and add, beside which remove may stand, found sku and add.',
    ]);
    expect(faultsOf('{ assignLicense: { user: a } }')).toEqual([
      '7 changes/exactly-one: "assignLicense" needs sku, add or remove, found none.',
    ]);
    expect(faultsOf('{ assignLicense: { group: a, add: [{ sku: S, disabledPlan: [P] }] } }')).toEqual([
      '50 changes/unknown-key: The key "disabledPlan" has no meaning here.',
    ]);
    expect(faultsOf('{ assignLicense: { group: a, add: [12] } }')).toEqual([
      '40 changes/wrong-type: Entry 1 of "add" must be a text or a mapping, found the number 12.',
    ]);
    expect(faultsOf('{ assignLicense: { group: a, add: [{ disabledPlans: [P] }] } }')).toEqual([
      '40 changes/missing-key: The key "sku" is missing.',
    ]);
    expect(faultsOf('{ assignLicense: a }')).toEqual([
      '22 changes/wrong-type: "assignLicense" must be a mapping, found the text "a".',
    ]);
    expect(faultsOf('{ removeLicense: { match: {}, sku: S } }')).toEqual([
      '31 changes/match-or-where: match must name at least one property.',
    ]);
    expect(faultsOf('{ removeLicense: { match: { departmen: x }, sku: S } }')).toEqual([
      '33 changes/unknown-key: The key "departmen" has no meaning here.',
    ]);
    expect(faultsOf('{ removeLicense: { user: a, remove: [S] } }').map((fault) => fault.split(':')[0])).toEqual([
      '7 changes/exactly-one',
      '33 changes/unknown-key',
    ]);
  });

  it('suggests what was probably meant', () => {
    const text = frame('{ assignLicense: { user: a, add: [{ sku: S, disabledPlan: [P] }] } }');
    const result = readChangeSet({ name: 'changes.yaml', text });
    expect(result.ok ? [] : result.error.map(({ hint }) => hint)).toEqual(['Did you mean "disabledPlans"?']);
  });
});

describe('steps that change what was bought', () => {
  it.each([
    ['{ seats: { sku: EMS, set: 120 } }', { change: { kind: 'set', seats: 120 } }],
    ['{ seats: { sku: EMS, set: 0 } }', { change: { kind: 'set', seats: 0 } }],
    [
      '{ seats: { sku: EMS, add: 10, purchasedAs: enterpriseAgreement } }',
      { change: { kind: 'add', seats: 10 }, purchasedAs: 'enterpriseAgreement' },
    ],
    [
      '{ seats: { sku: EMS, subscription: s1, remove: 5 } }',
      { change: { kind: 'remove', seats: 5 }, subscription: 's1' },
    ],
    ['{ seats: { sku: EMS, action: expire } }', { change: { kind: 'expire' } }],
    ['{ seats: { sku: EMS, action: suspend } }', { change: { kind: 'suspend' } }],
    ['{ seats: { sku: EMS, action: renew } }', { change: { kind: 'renew' } }],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual({ kind: 'seats', sku: 'EMS', ...expected });
  });

  it.each([
    ['{ seats: { sku: EMS, set: 1, add: 2 } }', '34 changes/exactly-one'],
    ['{ seats: { sku: EMS } }', '7 changes/exactly-one'],
    ['{ seats: { sku: EMS, set: -1 } }', '31 changes/wrong-type'],
    ['{ seats: { sku: EMS, add: 0 } }', '31 changes/wrong-type'],
    ['{ seats: { sku: EMS, add: 1.5 } }', '31 changes/wrong-type'],
    ['{ seats: { sku: EMS, action: lapse } }', '34 changes/wrong-type'],
    ['{ seats: { sku: EMS, add: 1, purchasedAs: gift } }', '47 changes/wrong-type'],
    ['{ seats: { set: 1 } }', '7 changes/missing-key'],
  ])('refuses %s', (text, expected) => {
    expect(faultsOf(text).map((fault) => fault.split(':')[0])).toEqual([expected]);
  });

  it('says how many seats there can be', () => {
    for (const seats of ['99999999999999999999', '2147483648'])
      expect(faultsOf(`{ seats: { sku: EMS, add: ${seats} } }`)).toEqual([
        expect.stringMatching(/^31 changes\/wrong-type: "add" must be at most \d+, found the number/),
      ]);
    expect(read('{ seats: { sku: EMS, set: 2147483647 } }')).toMatchObject({ change: { seats: 2_147_483_647 } });
  });

  it('knows the kinds of purchase that subscriptions have', () => {
    const definition = propertyCatalogue.subscription.find(({ name }) => name === 'purchasedAs');
    expect(definition?.allowedValues).toEqual(purchaseKinds);
  });
});

describe('steps about users', () => {
  it('restores a deleted user', () => {
    expect(read('{ restore: { user: anna@contoso.com } }')).toEqual({ kind: 'restore', user: 'anna@contoso.com' });
    expect(faultsOf('{ restore: { name: a } }').map((fault) => fault.split(':')[0])).toEqual([
      '7 changes/missing-key',
      '18 changes/unknown-key',
    ]);
  });

  it('sets and clears the usage location by an ordinary update', () => {
    const text = (value: string): string => `{ update: user, match: { id: x }, set: { usageLocation: ${value} } }`;
    expect(read(text('DE'))).toMatchObject({ set: { usageLocation: 'DE' } });
    expect(read(text('null'))).toMatchObject({ set: { usageLocation: null } });
  });
});
