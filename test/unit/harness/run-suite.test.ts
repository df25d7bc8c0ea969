import { describe, expect, it } from 'vitest';
import { DiagnosticsError } from '../../../src/diagnostics/index.ts';
import { type DecidedRule, prepareSuite, type SeenLicense } from '../../../src/harness/index.ts';
import { createTenant, defaultSemantics, TenantDraft } from '../../../src/model/index.ts';
import { casesOf, sampleTenant, suiteFrom } from '../../support/suite-scene.ts';

const clinic = sampleTenant('northwind-clinic');
const harbour = sampleTenant('harbour-licenses');
const people = `people:
  rep: { department: Sales }
  guest: { department: 'Sales ', userType: Guest }
groups:
  Pilot: { members: [rep, guest] }
  Sellers: { membershipRule: user.department -startsWith "Sales" }
tests:
`;

/** What a single case comes to. */
function resultOf(lines: string, tenant = clinic) {
  const [first] = casesOf(`${people}  - name: a\n${lines}`, tenant);
  const failure = first?.failures[0];
  return { status: first?.status, code: failure?.code, message: failure?.message, failure };
}

/** A tenant in which one person's department was not exported. */
function partlyKnown() {
  const draft = new TenantDraft(createTenant(Date.UTC(2026, 11, 1)));
  draft.addObject('user', '10000000-0000-4000-8000-000000000001', {
    userPrincipalName: 'open@contoso.com',
    accountEnabled: true,
  });
  draft.addObject('user', '10000000-0000-4000-8000-000000000002', {
    userPrincipalName: 'sure@contoso.com',
    department: 'Sales',
  });
  draft.addObject('group', '20000000-0000-4000-8000-000000000001', {
    displayName: 'Sales',
    groupTypes: ['DynamicMembership'],
    membershipRule: 'user.department -eq "Sales"',
    membershipRuleProcessingState: 'On',
  });
  return draft.finish();
}

/** What keeps a suite from running. */
function faultsOf(text: string) {
  return prepareSuite(suiteFrom(text), clinic, { semantics: defaultSemantics }).faults;
}

describe('runSuite', () => {
  it.each([
    ['member', '    person: guest\n    group: Sellers\n    expect: { member: false }', 'test/member'],
    ['member', '    person: guest\n    group: Sales All\n    expect: { member: true }', 'test/member'],
    ['members', '    group: Pilot\n    expect: { members: [rep] }', 'test/members'],
    ['members', '    group: Pilot\n    expect: { members: [rep, guest, freya.castellan@contoso.com] }', 'test/members'],
    ['contains', '    group: Sales All\n    expect: { contains: [guest] }', 'test/members'],
    ['excludes', '    group: Sales All\n    expect: { excludes: [rep] }', 'test/members'],
    ['count', '    group: Pilot\n    expect: { count: 3 }', 'test/count'],
    ['count', '    group: Pilot\n    expect: { count: { max: 1 } }', 'test/count'],
    ['all', '    group: Pilot\n    expect: { all: user.department -eq "Sales" }', 'test/rule'],
    ['none', '    group: Pilot\n    expect: { none: user.userType -eq "Guest" }', 'test/rule'],
    ['joins', '    plan: ../changes/reorganisation.yaml\n    expect: { joins: 0 }', 'test/plan'],
    ['removed', '    plan: ../changes/reorganisation.yaml\n    expect: { removed: [] }', 'test/plan'],
    [
      'unchanged',
      "    plan: ../changes/reorganisation.yaml\n    expect: { unchanged: { people: ['freya*'] } }",
      'test/guardrail',
    ],
    [
      'guardrails',
      '    plan: ../changes/reorganisation.yaml\n    expect: { guardrails: { max-leaves: 1 } }',
      'test/guardrail',
    ],
    ['no refusals', '    plan: ../changes/refused.yaml\n    expect: { joins: 0 }', 'test/refusal'],
    [
      'refusals',
      '    plan: ../changes/harmless.yaml\n    expect: { refusals: [changes/rule-refused] }',
      'test/refusal',
    ],
    ['snapshot', '    group: Pilot\n    expect: { snapshot: none }', 'test/snapshot'],
  ])('fails an expectation of %s that does not hold', (_what, lines, code) => {
    expect(resultOf(lines)).toMatchObject({ status: 'failed', code });
  });

  it.each([
    ['SKUs', '    person: ada@harbour.example\n    expect: { licenses: { exact: [SPE_E5] } }', 'test/license'],
    ['no SKU', '    person: ada@harbour.example\n    expect: { licenses: { excludes: [SPE_E3] } }', 'test/license'],
    [
      'plans',
      '    person: ada@harbour.example\n    expect: { licenses: { plans: { excludes: [EXCHANGE_S_ENTERPRISE] } } }',
      'test/license',
    ],
    [
      'errors',
      '    person: ada@harbour.example\n    expect: { licenses: { errors: [CountViolation] } }',
      'test/license',
    ],
    ['seats', '    expect: { seats: { SPE_E3: { min: 1 } } }', 'test/seats'],
    ['cost', '    plan: ../changes/move-to-analytics.yaml\n    expect: { cost: { max: 0 } }', 'test/plan'],
    ['lost licenses', '    plan: ../changes/move-to-analytics.yaml\n    expect: { licenseLosses: 0 }', 'test/plan'],
  ])('fails an expectation of %s that does not hold', (_what, lines, code) => {
    expect(resultOf(lines, harbour)).toMatchObject({ status: 'failed', code });
  });

  it('says in a failure what was expected, what is there, why, where and how to see it again', () => {
    const { failure } = resultOf('    person: guest\n    group: Sellers\n    expect: { member: false }');
    expect(failure).toMatchObject({
      expected: false,
      got: true,
      because: ['user.department -startsWith "Sales" is true: department is "Sales "'],
      place: { file: 's.tenantlab.yaml', line: 11, column: 23 },
      reproduce: "tenantlab test s.tenantlab.yaml -t '^a$'",
    });
    expect(failure?.hint).toContain('were false');
    expect(failure?.rules).toMatchObject([
      {
        title: 'rule of "Sellers"',
        subject: 'guest@contoso.com',
        place: { line: 6, column: 30 },
        explanation: { verdict: 'true' },
      },
    ]);
  });

  it('tells of a plan the causes from the membership back to the step', () => {
    const { failure } = resultOf(
      '    person: freya.castellan@contoso.com\n    group: CRM Users\n    plan: ../changes/reorganisation.yaml\n    expect: { member: true }',
    );
    expect(failure?.because.join('\n')).toMatch(/department changes from "Sales" to "Commercial"\nstep \d+/);
  });

  it('lays local values over a person of the tenant, as facts, and leaves the tenant alone', () => {
    const text = 'people: { freya: { is: freya.castellan@contoso.com, department: Nursing } }\ntests:\n';
    const [there] = casesOf(`${text}  - { name: a, person: freya, group: Nurses, expect: { member: true } }\n`, clinic);
    const [before] = casesOf(
      'tests:\n  - { name: a, person: freya.castellan@contoso.com, group: Nurses, expect: { member: false } }\n',
      clinic,
    );
    expect([there?.status, before?.status]).toEqual(['passed', 'passed']);
  });

  it('gives local groups their licenses', () => {
    const text =
      'people: { cook: { department: Kitchen, usageLocation: US } }\ngroups: { Kitchen: { membershipRule: user.department -eq "Kitchen", licenses: [SPE_E5] } }\n';
    const lines =
      '  - { name: a, person: cook, expect: { licenses: { exact: [SPE_E5], errors: [] }, seats: { SPE_E5: 1 } } }\n';
    expect(casesOf(`${text}tests:\n${lines}`, harbour)[0]?.failures).toEqual([]);
  });

  it('plays the changes of the suite before the cases, and plans on top of them', () => {
    const changes =
      'changes:\n  - update: user\n    match: { userPrincipalName: freya.castellan@contoso.com }\n    set: { department: Nursing }\n';
    const lines =
      '  - { name: a, person: freya.castellan@contoso.com, group: Nurses, expect: { member: true } }\n' +
      '  - name: b\n    group: Nurses\n    plan:\n      - update: user\n        match: { userPrincipalName: freya.castellan@contoso.com }\n        set: { department: Sales }\n    expect: { removed: [freya.castellan@contoso.com] }\n';
    expect(casesOf(`${changes}tests:\n${lines}`, clinic).map(({ status }) => status)).toEqual(['passed', 'passed']);
  });

  it.each([
    ['a short key', 'set: { department: Legal }', 'removed: [rep]', 'passed'],
    ['a display name', 'set: { department: Legal }', 'leaves: [Rep of the suite]', 'passed'],
    ['the name after a plan that renames', 'set: { department: Legal, displayName: New }', 'removed: [New]', 'passed'],
    ['the name before it', 'set: { department: Legal, displayName: New }', 'removed: [Rep of the suite]', 'passed'],
    ['somebody else', 'set: { department: Legal }', 'removed: [freya.castellan@contoso.com]', 'failed'],
    ['one who stays', 'set: { city: Oslo }', 'removed: [rep]', 'failed'],
  ])('knows who moves by %s', (_what, step, expected, status) => {
    const text =
      'people: { rep: { department: Sales, displayName: Rep of the suite } }\ntests:\n' +
      '  - name: a\n    group: Sales All\n    plan:\n' +
      `      - { update: user, match: { userPrincipalName: rep@contoso.com }, ${step} }\n    expect: { ${expected} }\n`;
    expect(casesOf(text, clinic).map((one) => one.status)).toEqual([status]);
  });

  it('knows who is deleted by a plan, and does not know a name that nobody ever had', () => {
    const text = (name: string) =>
      'tests:\n  - name: a\n    group: Sales All\n    plan:\n' +
      `      - { delete: user, match: { userPrincipalName: freya.castellan@contoso.com } }\n    expect: { removed: [${name}] }\n`;
    expect(casesOf(text('freya.castellan@contoso.com'), clinic).map(({ status }) => status)).toEqual(['passed']);
    expect(faultsOf(text('freja.castellan@contoso.com')).map(({ code }) => code)).toEqual(['suite/unknown-name']);
  });

  it.each([
    ['people: [rep]', 'failed'],
    ["people: ['Rep of*']", 'failed'],
    ['people: [freya.castellan@contoso.com]', 'passed'],
    ['groups: [Sales All]', 'failed'],
    ['groups: [Nurses]', 'passed'],
  ])('sees whether a plan leaves { %s } alone', (names, status) => {
    const text =
      'people: { rep: { is: tobias.lindqvist@contoso.com, displayName: Rep of the suite } }\ntests:\n  - name: a\n    plan:\n' +
      '      - { update: user, match: { userPrincipalName: tobias.lindqvist@contoso.com }, set: { department: Legal } }\n' +
      `    expect: { unchanged: { ${names} } }\n`;
    expect(casesOf(text, clinic).map((one) => one.status)).toEqual([status]);
  });

  it.each(["people: ['brekglass*']", 'people: [nobody@contoso.com]', "groups: ['Slaes*']"])(
    'does not hold { %s } to be unchanged because nobody is called so',
    (names) => {
      const text = `tests:\n  - name: a\n    plan: [{ advance: P1D }]\n    expect: { unchanged: { ${names} } }\n`;
      expect(faultsOf(text).map(({ code }) => code)).toEqual(['suite/unknown-name']);
    },
  );

  it('looks at the clock that the suite sets', () => {
    const text = (clock: string) =>
      `clock: ${clock}\npeople: { kim: { employeeHireDate: 2026-10-01T00:00:00Z } }\ntests:\n  - { name: a, person: kim, group: Newcomers, expect: { member: true } }\n`;
    expect(casesOf(text('2026-10-02'), clinic)[0]?.status).toBe('passed');
    expect(casesOf(text('2026-12-02'), clinic)[0]?.status).toBe('failed');
  });

  it('lets the clock of the command win over that of the suite', () => {
    const text =
      'clock: 2026-10-02\npeople: { kim: { employeeHireDate: 2026-10-01T00:00:00Z } }\ntests:\n  - { name: a, person: kim, group: Newcomers, expect: { member: true } }\n';
    expect(casesOf(text, clinic, { clock: Date.UTC(2026, 11, 2) })[0]?.status).toBe('failed');
  });

  it('counts what moves in the group that a case names, in that one alone', () => {
    const plan = '    plan: ../changes/reorganisation.yaml\n';
    const leaves = (where: string): unknown =>
      casesOf(`tests:\n  - name: a\n${where}${plan}    expect: { leaves: 0, joins: 0 }\n`, clinic)[0]?.status;
    expect(leaves('')).toBe('failed');
    expect(leaves('    group: Nurses\n')).toBe('passed');
  });

  it('counts no membership that a plan gives and takes again', () => {
    const steps = ['Nursing', 'Sales'].map(
      (department) =>
        `      - { update: user, match: { userPrincipalName: freya.castellan@contoso.com }, set: { department: ${department} } }\n`,
    );
    const text = `tests:\n  - name: a\n    plan:\n${steps.join('      - advance: P1D\n')}    expect: { joins: 0, leaves: 0, added: [], snapshot: none }\n`;
    const [found] = casesOf(text, clinic);
    expect(found?.failures.map(({ code, got }) => [code, got])).toEqual([['test/snapshot', {}]]);
  });

  it('keeps in the snapshot of a plan only what the plan makes undecided', () => {
    const draft = new TenantDraft(partlyKnown());
    draft.addObject('group', '20000000-0000-4000-8000-000000000002', {
      displayName: 'Late',
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.department -eq "Late" -or user.displayName -eq "x"',
      membershipRuleProcessingState: 'On',
    });
    const text =
      'tests:\n  - name: a\n    plan: [{ update: user, match: { id: 10000000-0000-4000-8000-000000000001 }, set: { city: Oslo } }]\n    expect: { snapshot: none }\n';
    const [found] = casesOf(text, draft.finish());
    expect(found?.failures[0]?.got).toEqual({});
  });

  it('makes a local group with members alone an assigned one, also where the tenant has a rule for it', () => {
    const text =
      'people: { cook: { department: Kitchen } }\ngroups: { Own: { is: Sales All, members: [cook] } }\ntests:\n  - { name: a, group: Sales All, expect: { members: [cook] } }\n';
    expect(casesOf(text, clinic)[0]?.failures).toEqual([]);
  });

  it.each([
    ['person: open@contoso.com, group: Sales, expect: { member: true }', 'undecided'],
    ['person: open@contoso.com, group: Sales, expect: { member: undecided }', 'passed'],
    ['person: sure@contoso.com, group: Sales, expect: { member: undecided }', 'failed'],
    ['group: Sales, expect: { members: [sure@contoso.com] }', 'undecided'],
    ['group: Sales, expect: { members: [] }', 'failed'],
    ['group: Sales, expect: { contains: [sure@contoso.com] }', 'passed'],
    ['group: Sales, expect: { excludes: [open@contoso.com] }', 'undecided'],
    ['group: Sales, expect: { count: { min: 1, max: 2 } }', 'passed'],
    ['group: Sales, expect: { count: 1 }', 'undecided'],
    ['group: Sales, expect: { count: 3 }', 'failed'],
    ["group: Sales, expect: { all: 'user.accountEnabled -eq true' }", 'undecided'],
    ['group: Sales, expect: { none: \'user.city -eq "Oslo"\' }', 'undecided'],
    ['person: sure@contoso.com, expect: { licenses: { exact: [] } }', 'undecided'],
    ['person: sure@contoso.com, expect: { licenses: { errors: [] } }', 'undecided'],
    ['expect: { seats: { SPE_E3: 0 } }', 'undecided'],
  ])('answers %s with %s where something was not exported', (line, status) => {
    expect(casesOf(`tests:\n  - { name: a, ${line} }\n`, partlyKnown())[0]?.status).toBe(status);
  });

  it('fails what is undecided if it is told to', () => {
    const text = 'tests:\n  - { name: a, person: open@contoso.com, group: Sales, expect: { member: true } }\n';
    expect(casesOf(text, partlyKnown(), { undecided: 'fail' })[0]?.status).toBe('failed');
  });

  it('skips cases with their reasons', () => {
    const text = `${people}  - { name: a, skip: later, group: Pilot, expect: { count: 0 } }\n  - { name: b, todo: write it }\n`;
    expect(casesOf(text, clinic)).toMatchObject([
      { status: 'skipped', reason: 'later', failures: [] },
      { status: 'todo', reason: 'write it', failures: [] },
    ]);
  });

  it.each([
    [
      'person',
      'person: freya.castelan@contoso.com, group: Sales All, expect: { member: true }',
      'suite/unknown-name',
      'freya.castellan@contoso.com',
    ],
    ['group', 'group: Sales Al, expect: { count: 1 }', 'suite/unknown-name', 'Sales All'],
    ['member', 'group: Sales All, expect: { contains: [nobody-of-that-name] }', 'suite/unknown-name', ''],
    ['SKU', 'expect: { seats: { SPE_E33: 1 } }', 'suite/unknown-name', 'SPE_E3'],
    [
      'rule',
      'group: Sales All, expect: { all: \'user.departement -eq "x"\' }',
      'rule/unsupported-property',
      'department',
    ],
    [
      'object of a plan',
      'plan: [{ delete: user, match: { userPrincipalName: x@y.z } }], expect: { joins: 0 }',
      'changes/match-none',
      '',
    ],
  ])('refuses to run with an unknown %s and says what is near', (_what, line, code, near) => {
    const [first] = faultsOf(`tests:\n  - { name: a, ${line} }\n`);
    expect(first?.code).toBe(code);
    expect(first?.hint ?? '').toContain(near);
    expect(first?.span?.start).toBeGreaterThan(0);
  });

  it('refuses a local rule and a change of the suite that the service would refuse', () => {
    expect(() =>
      casesOf(
        'groups: { G: { membershipRule: user.department } }\ntests:\n  - { name: a, group: G, expect: { count: 0 } }\n',
        clinic,
      ),
    ).toThrow(DiagnosticsError);
    expect(() =>
      casesOf(
        'changes: ../changes/refused.yaml\ntests:\n  - { name: a, group: Nurses, expect: { count: 0 } }\n',
        clinic,
      ),
    ).toThrow(/refused|Request|rule/i);
  });

  it('shows an observer what expectations look at, whether they hold or not, and explains nothing without one', () => {
    const decided: DecidedRule[] = [];
    const licenses: SeenLicense[] = [];
    const text = `${people}  - { name: a, person: rep, group: Sellers, expect: { member: true } }\n  - { name: b, group: Pilot, expect: { count: 2 } }\n`;
    const holders: string[] = [];
    casesOf(text, clinic, {
      observer: {
        onDecided: (one) => decided.push(one),
        onHolder: ({ displayName }) => holders.push(displayName ?? ''),
      },
    });
    expect(decided).toMatchObject([
      { rule: 'user.department -startsWith "Sales"', verdict: 'member', person: 'rep@contoso.com', caseName: 'a' },
    ]);
    expect(holders).toEqual(['Sellers', 'Pilot']);
    casesOf(
      'tests:\n  - { name: a, person: ada@harbour.example, expect: { licenses: { includes: [SPE_E3] } } }\n',
      harbour,
      {
        observer: { onLicense: (one) => licenses.push(one) },
      },
    );
    expect(licenses).toMatchObject([{ group: { displayName: 'License E3' }, person: 'ada@harbour.example' }]);
  });

  it('stops when it is told to', () => {
    const text = `${people}  - { name: a, group: Pilot, expect: { count: 2 } }\n  - { name: b, group: Pilot, expect: { count: 2 } }\n`;
    expect(casesOf(text, clinic, { onCase: () => false }).map(({ name }) => name)).toEqual(['a']);
  });
});
