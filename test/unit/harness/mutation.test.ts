import { describe, expect, it } from 'vitest';
import { type Mutant, type MutantResult } from '../../../src/harness/index.ts';
import {
  compareRules,
  createMutantTester,
  listMutants,
  mutateRule,
  mutationSuites,
  sampleMutants,
  summarizeMutants,
} from '../../../src/harness/generating.ts';
import { defaultSemantics, type Tenant } from '../../../src/model/index.ts';
import { printNode } from '../../../src/rules/index.ts';
import { type Scene, tenantOf } from '../../support/plan-scene.ts';
import { accepted } from '../../support/rule-checks.ts';

const semantics = defaultSemantics;
const clock = Date.parse('2026-10-01T00:00:00Z');
const pool = { valuesOf: (name: string) => (name === 'department' ? ['HR', 'Sales'] : []) };

function mutantsOf(text: string): readonly string[] {
  return mutateRule(accepted(text).root, pool).map(({ root }) => printNode(root));
}

function compare(before: string, after: string): ReturnType<typeof compareRules> {
  return compareRules(accepted(before), accepted(after), { semantics, clock, valuesOf: () => [] });
}

describe('mutateRule', () => {
  it('changes one thing at a time', () => {
    expect(mutantsOf('user.department -eq "Sales" -and user.accountEnabled -eq true')).toEqual([
      'user.department -eq "Sales" -or user.accountEnabled -eq true',
      '-not (user.department -eq "Sales" -and user.accountEnabled -eq true)',
      'user.accountEnabled -eq true',
      'user.department -ne "Sales" -and user.accountEnabled -eq true',
      'user.department -startsWith "Sales" -and user.accountEnabled -eq true',
      'user.department -contains "Sales" -and user.accountEnabled -eq true',
      'user.department -eq "HR" -and user.accountEnabled -eq true',
      'user.department -eq "Sale" -and user.accountEnabled -eq true',
      'user.department -eq "Sales"',
      'user.department -eq "Sales" -and user.accountEnabled -ne true',
      'user.department -eq "Sales" -and user.accountEnabled -eq false',
    ]);
  });

  it('widens patterns, shortens and lengthens lists, moves dates, and turns quantifiers', () => {
    expect(mutantsOf(String.raw`user.mail -match "^a[0-9]+\.b$"`)).toEqual(
      expect.arrayContaining([
        String.raw`user.mail -match "a[0-9]+\.b$"`,
        String.raw`user.mail -match "^a[0-9]+\.b"`,
        String.raw`user.mail -match "^a.+\.b$"`,
        'user.mail -match "^a[0-9]+.b$"',
        String.raw`user.mail -match "^a[0-9]*\.b$"`,
      ]),
    );
    expect(mutantsOf('user.department -in ["Sales", "IT"]')).toEqual([
      'user.department -notIn ["Sales", "IT"]',
      'user.department -in ["IT"]',
      'user.department -in ["Sales"]',
      'user.department -in ["Sales", "IT", "HR"]',
    ]);
    expect(mutantsOf('user.employeeHireDate -le 2026-10-01T00:00:00Z')).toContain(
      'user.employeeHireDate -le 2026-10-02T00:00:00Z',
    );
    expect(mutantsOf('user.proxyAddresses -any (_ -contains "x")')).toContain(
      'user.proxyAddresses -all (_ -contains "x")',
    );
  });
});

describe('compareRules', () => {
  it('proves nothing where it cannot go through everything that conditions can say', () => {
    const all = Array.from({ length: 11 }, (_, index) => `user.city -contains "part${index}"`).join(' -and ');
    expect(compare(all, `${all} -and user.city -contains "more"`)).toEqual({ kind: 'unknown' });
  });

  it.each([
    ['user.city -eq "Oslo"', 'user.city -eq "OSLO"'],
    ['user.city -in ["Oslo", "Bonn"]', 'user.city -eq "Bonn" -or user.city -eq "Oslo"'],
    ['user.city -eq "Oslo"', 'user.city -eq "Oslo" -and -not (user.city -eq "Bonn")'],
    ['user.city -startsWith "Os"', 'user.city -startsWith "Os" -or user.city -startsWith "Oslo"'],
    ['user.city -contains "slo"', 'user.city -contains "slo" -or user.city -eq "Oslo"'],
    ['user.accountEnabled -eq true', '-not (user.accountEnabled -ne true)'],
    [
      'user.department -eq "A" -and (user.city -eq "X" -or user.city -eq "Y")',
      '(user.department -eq "A" -and user.city -eq "X") -or (user.department -eq "A" -and user.city -eq "Y")',
    ],
    [
      'user.employeeHireDate -ge 2026-01-01T00:00:00Z',
      'user.employeeHireDate -ge 2026-01-01T00:00:00Z -or user.employeeHireDate -ge 2026-06-01T00:00:00Z',
    ],
  ])('proves that %s and %s mean the same', (before, after) => {
    expect(compare(before, after)).toMatchObject({ kind: 'equal' });
  });

  it.each([
    ['user.city -eq "Oslo"', 'user.city -startsWith "Oslo"', { city: 'Oslo x' }, 'false', 'true'],
    ['user.city -ne "Oslo"', 'user.city -ne "Oslo" -and user.city -ne null', { city: null }, 'true', 'false'],
    [
      'user.employeeHireDate -le system.now -minus P14D',
      'user.employeeHireDate -le system.now -minus P13D',
      { employeeHireDate: '2026-09-17T00:00:01Z' },
      'false',
      'true',
    ],
  ])('finds somebody for whom %s and %s differ', (before, after, attributes, said, says) => {
    expect(compare(before, after)).toEqual({
      kind: 'differ',
      subject: { attributes, unknown: [] },
      before: said,
      after: says,
    });
  });

  it('claims nothing about patterns that it cannot tell apart', () => {
    const pattern = String.raw`user.mail -match "^[a-z]{31}\d$"`;
    expect(compare(pattern, String.raw`user.mail -match "^[a-z]{31}[0-9]$"`)).toEqual({ kind: 'unknown' });
  });
});

const scene: Scene = {
  users: {
    ada: { department: 'Sales', country: 'DE' },
    gus: { department: 'Sales', country: 'CH' },
  },
  groups: [
    { name: 'Sales DE', rule: 'user.department -eq "Sales" -and user.country -eq "DE"' },
    { name: 'Either', rule: 'user.city -eq "Oslo" -or user.city -in ["Oslo", "Bonn"]' },
  ],
};

/** What a suite with one case about `Sales DE` would say of a tenant. */
function ruleOf(tenant: Tenant, row: number): string | undefined {
  return tenant.populations.group.textAt(row, 'membershipRule');
}

function testAll(test: (tenant: Tenant) => string | undefined): readonly MutantResult[] {
  const tenant = tenantOf(scene);
  const tester = createMutantTester(tenant, { semantics, test });
  return listMutants(tenant, { semantics }).map((mutant) => tester.test(mutant));
}

function resultOf(results: readonly MutantResult[], after: string): MutantResult | undefined {
  return results.find(({ mutant }) => mutant.after === after);
}

describe('createMutantTester', () => {
  it('names the case that killed a mutant', () => {
    const results = testAll((tenant) => (ruleOf(tenant, 0)?.includes('-or') === true ? 'gus stays out' : undefined));
    expect(resultOf(results, 'user.department -eq "Sales" -or user.country -eq "DE"')).toMatchObject({
      kind: 'killed',
      by: 'gus stays out',
    });
  });

  it('names somebody of the tenant for whom a survivor differs, with both verdicts', () => {
    const results = testAll(() => undefined);
    expect(resultOf(results, 'user.department -eq "Sales"')).toMatchObject({
      kind: 'survived',
      witness: { person: 'gus@contoso.example', before: 'notMember', after: 'member' },
    });
  });

  it('tells apart what makes a difference only for people who are not there', () => {
    const results = testAll(() => undefined);
    expect(resultOf(results, 'user.country -eq "DE"')).toMatchObject({
      kind: 'onlyHereEqual',
      madeUp: {
        subject: { attributes: { department: 'something else', country: 'DE' } },
        before: 'false',
        after: 'true',
      },
    });
  });

  it('does not count what is proved to mean the same', () => {
    const results = testAll(() => undefined);
    expect(resultOf(results, 'user.city -in ["Oslo", "Bonn"]')).toMatchObject({ kind: 'equivalent' });
    const summary = summarizeMutants(results, results.length + 3, 80);
    expect(summary.equivalent).toBeGreaterThan(0);
    expect(summary).toMatchObject({ killed: 0, score: 0, notRun: 3, least: 80, ok: false });
    expect(summary.survived + summary.onlyHereEqual + summary.equivalent).toBe(results.length);
  });

  it('gives every mutant a tenant in which only its policy is another', () => {
    const tenant = tenantOf(scene);
    for (const mutant of listMutants(tenant, { semantics })) {
      const changed = mutant.apply();
      const differing = [0, 1].filter((row) => ruleOf(changed, row) !== ruleOf(tenant, row));
      expect(differing).toHaveLength(1);
    }
  });
});

describe('mutationSuites', () => {
  it('shows a case that would notice, and skips what means the same', () => {
    const results = testAll(() => undefined);
    const suites = mutationSuites(results);
    expect(suites.map(({ name }) => name)).toEqual(['Sales DE', 'Either']);
    const dropped = suites[0]?.cases.find(({ name }) => name.endsWith('user.country -eq "DE" was left out'));
    expect(dropped?.failures[0]).toMatchObject({
      code: 'mutate/survivor',
      because: ['gus@contoso.example is no member by the policy, and is a member by the changed one'],
      details: expect.arrayContaining(['    expect: { member: false }']) as unknown,
    });
    expect(
      suites[1]?.cases.some(
        ({ status, reason }) => status === 'skipped' && reason?.startsWith('means the same') === true,
      ),
    ).toBe(true);
  });
});

describe('sampleMutants', () => {
  const mutants = listMutants(tenantOf(scene), { semantics });
  const indexes = (list: readonly Mutant[]): readonly number[] => list.map((mutant) => mutants.indexOf(mutant));

  it('draws the same ones for the same seed, in their order', () => {
    const drawn = indexes(sampleMutants(mutants, 6, 42));
    expect(drawn).toHaveLength(6);
    expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
    expect(indexes(sampleMutants(mutants, 6, 42))).toEqual(drawn);
    expect(indexes(sampleMutants(mutants, 6, 43))).not.toEqual(drawn);
    expect(indexes(sampleMutants(mutants, 1000, 42))).toEqual(indexes(mutants));
  });
});

describe('mutants of licenses', () => {
  const e3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';
  const exchange = 'efb87545-963c-4e0d-99df-69c6916d9eb0';

  it('take a license away, enable what is disabled, and disable one more plan', () => {
    const tenant = tenantOf({
      groups: [{ name: 'Licensed', properties: { assignedLicenses: [{ skuId: e3, disabledPlans: [exchange] }] } }],
    });
    const mutants = listMutants(tenant, { semantics });
    expect(mutants.map(({ what, after }) => `${what}: ${after}`)).toEqual([
      'the license ENTERPRISEPACK was removed: no licenses',
      'EXCHANGE_S_ENTERPRISE of ENTERPRISEPACK was enabled: ENTERPRISEPACK',
      expect.stringMatching(
        /^\w+ of ENTERPRISEPACK was disabled: ENTERPRISEPACK without EXCHANGE_S_ENTERPRISE, \w+$/,
      ) as unknown,
    ]);
    expect(mutants[0]?.apply().populations.group.valueAt(0, 'assignedLicenses')).toEqual([]);
  });

  it('of a group without members make no difference here', () => {
    const tenant = tenantOf({
      groups: [{ name: 'Licensed', properties: { assignedLicenses: [{ skuId: e3, disabledPlans: [] }] } }],
    });
    const tester = createMutantTester(tenant, { semantics, test: () => undefined });
    const [first] = listMutants(tenant, { semantics });
    expect(first && tester.test(first).kind).toBe('onlyHereEqual');
  });
});
