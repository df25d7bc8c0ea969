import { describe, expect, it } from 'vitest';
import { readTenantFolder } from '../../../src/formats/index.ts';
import { changesOf, labOf } from '../../../src/vitest/index.ts';
import { tenantFromData } from '../../../src/harness/index.ts';

const clinic = labOf(readTenantFolder('fixtures/tenants/northwind-clinic'));
const harbour = labOf(readTenantFolder('fixtures/tenants/harbour-licenses'));

/** A user of whom nobody knows the department, and a group that asks for it. */
const unclear = labOf(
  tenantFromData({
    clock: 0,
    objects: [
      {
        type: 'user',
        id: 'u1',
        properties: { userPrincipalName: 'u1@contoso.example', deletedDateTime: null },
        links: {},
      },
      {
        type: 'group',
        id: 'g1',
        properties: {
          displayName: 'Sales',
          groupTypes: ['DynamicMembership'],
          securityEnabled: true,
          membershipRule: 'user.department -eq "Sales"',
          membershipRuleProcessingState: 'On',
          deletedDateTime: null,
        },
        links: {},
      },
    ],
  }),
);

describe('toBeMemberOf', () => {
  it('passes for members and, with not, for others', () => {
    expect(clinic.user('tobias.lindqvist@contoso.com')).toBeMemberOf('Sales All');
    expect(clinic.user('linnea.dahl@contoso.com')).not.toBeMemberOf('sales-all');
  });

  it('fails with the rule and the value of its condition', () => {
    expect(() => expect(clinic.user('linnea.dahl@contoso.com')).toBeMemberOf('Sales All')).toThrow(
      /expected linnea\.dahl@contoso\.com to be a member of "Sales All"[\s\S]*user\.department -eq "Sales"[\s\S]*department = "Therapy"/,
    );
    expect(() => expect(clinic.user('tobias.lindqvist@contoso.com')).not.toBeMemberOf('Sales All')).toThrow(
      /not to be a member/,
    );
  });

  it('fails both ways when nobody can say', () => {
    expect(() => expect(unclear.user('u1')).toBeMemberOf('Sales')).toThrow(/^undecided/);
    expect(() => expect(unclear.user('u1')).not.toBeMemberOf('Sales')).toThrow(/^undecided[\s\S]*department/);
  });

  it('says what it needs when it gets something else', () => {
    expect(() => expect('ada').toBeMemberOf('Sales All')).toThrow(/toBeMemberOf needs a user or device of a lab/);
    expect(() => expect(clinic.group('Guests')).toBeMemberOf('Sales All')).toThrow(/needs a user or device/);
    expect(() => clinic.user('nobody@contoso.com')).toThrow(/No user is named "nobody@contoso.com"/);
  });
});

describe('toHaveMembers', () => {
  const names = ['ada@harbour.example', 'ben@harbour.example', 'CLEO@harbour.example'];

  it('compares whole sets, whatever order and case', () => {
    expect(harbour.group('License E3')).toHaveMembers(names.toReversed());
    expect(harbour.group('License E3')).not.toHaveMembers(names.slice(1));
    expect(harbour.group('License E3')).not.toHaveMembers([...names, 'dora@harbour.example']);
  });

  it('names who is missing, who is unexpected and who is unknown, with a reason', () => {
    expect(() =>
      expect(harbour.group('License E3')).toHaveMembers([
        'dora@harbour.example',
        'eve@harbour.example',
        ...names.slice(0, 2),
      ]),
    ).toThrow(
      /not there: dora@harbour\.example\n {2}unexpected: cleo@harbour\.example\n {2}not in the tenant: eve@harbour\.example\n {2}rule: user\.department -eq "Sales"[\s\S]*department = "Analytics"/,
    );
  });

  it('fails both ways when somebody is undecided', () => {
    expect(() => expect(unclear.group('Sales')).toHaveMembers([])).toThrow(/^undecided[\s\S]*undecided: u1@contoso/);
    expect(() => expect(unclear.group('Sales')).not.toHaveMembers([])).toThrow(/^undecided/);
  });
});

describe('devices of one name', () => {
  const device = (id: string, department: string) => ({
    type: 'device' as const,
    id,
    properties: { displayName: 'Laptop', deviceOwnership: department, deletedDateTime: null },
    links: {},
  });
  const lab = labOf(
    tenantFromData({
      clock: 0,
      objects: [
        device('40000000-0000-4000-8000-000000000001', 'Company'),
        device('40000000-0000-4000-8000-000000000002', 'Company'),
        device('40000000-0000-4000-8000-000000000003', 'Personal'),
        {
          type: 'group',
          id: '20000000-0000-4000-8000-000000000001',
          properties: {
            displayName: 'Company devices',
            groupTypes: ['DynamicMembership'],
            membershipRule: 'device.deviceOwnership -eq "Company"',
            membershipRuleProcessingState: 'On',
            deletedDateTime: null,
          },
          links: {},
        },
      ],
    }),
  );
  const members = (...numbers: readonly number[]): readonly string[] =>
    numbers.map((number) => `40000000-0000-4000-8000-00000000000${number}`);

  it('are told apart, and an ambiguous name is an error of the test', () => {
    const group = lab.group('Company devices');
    expect(group).toHaveMembers(members(1, 2));
    expect(group).not.toHaveMembers(members(1));
    expect(group).not.toHaveMembers(members(1, 3));
    expect(() => expect(group).toHaveMembers(['Laptop'])).toThrow(/Laptop/);
    expect(() => expect(group).not.toHaveMembers(['Laptop'])).toThrow(/Laptop/);
  });
});

describe('toHaveLicense', () => {
  it('looks at what somebody holds, by name or at all', () => {
    expect(harbour.user('ada@harbour.example')).toHaveLicense('SPE_E3');
    expect(harbour.user('ada@harbour.example')).toHaveLicense();
    expect(harbour.user('ada@harbour.example')).not.toHaveLicense('SPE_E5');
  });

  it('shows by which path when it fails', () => {
    expect(() => expect(harbour.user('ada@harbour.example')).toHaveLicense('SPE_E5')).toThrow(
      /to hold SPE_E5\n {2}SPE_E3 by "License E3": Active/,
    );
    expect(() => expect(harbour.user('ada@harbour.example')).toHaveLicense('NO_SUCH')).toThrow(/no license "NO_SUCH"/);
  });

  it('fails both ways when licenses are not known', () => {
    expect(() => expect(unclear.user('u1')).toHaveLicense()).toThrow(/^undecided/);
    expect(() => expect(unclear.user('u1')).not.toHaveLicense()).toThrow(/^undecided/);
  });
});

describe('toPlan', () => {
  const move = `
version: 1
steps:
  - update: user
    match: { userPrincipalName: ada@harbour.example }
    set: { department: Analytics }
`;

  it('counts what a plan does', async () => {
    const changes = await changesOf(move);
    expect(harbour).toPlan(changes, { joins: 1, leaves: 1, licensesGained: 1, licensesLost: { max: 1 }, refusals: 0 });
    expect(harbour).not.toPlan(changes, { joins: { min: 2 } });
  });

  it('fails both ways when a membership stays undecided, unless it is told how many may', async () => {
    const changes = await changesOf(
      'version: 1\nsteps:\n  - update: user\n    match: { id: u1 }\n    set: { city: Oslo }\n',
    );
    expect(() => expect(unclear).toPlan(changes, { joins: 0 })).toThrow(/^undecided[\s\S]*1 memberships are undecided/);
    expect(() => expect(unclear).not.toPlan(changes, { joins: 0 })).toThrow(/^undecided/);
    expect(unclear).toPlan(changes, { joins: 0, undecided: 1 });
  });

  it('shows the plan and each number that differs', async () => {
    const changes = await changesOf(move);
    expect(() => expect(harbour).toPlan(changes, { joins: 0, leaves: { min: 2, max: 3 } })).toThrow(
      /joins: expected 0, found 1\n {2}leaves: expected 2 to 3, found 1\n[\s\S]*ada@harbour\.example/,
    );
    expect(() => expect('x').toPlan(changes, {})).toThrow(/needs a lab/);
  });
});
