import { describe, expect, it } from 'vitest';

import { createFormulaBook } from '../../../src/engine/formula-book.ts';
import { EngineCache, RuleEngine } from '../../../src/engine/index.ts';
import { narrowVerdicts } from '../../../src/engine/narrow-rule.ts';
import { type Tenant, TenantDraft } from '../../../src/model/index.ts';
import { compileRule, type RowVerdicts } from '../../../src/rules/index.ts';
import { generateTenant } from '../../../src/synth/index.ts';
import { checkedRule } from '../../support/evaluate-everywhere.ts';

const tenant = generateTenant({ users: 20_000, groups: 10, seed: 5, clock: Date.UTC(2026, 10, 23) });
const population = tenant.populations.user;
const context = { population, now: tenant.clock };

function listsOf(verdicts: RowVerdicts | undefined) {
  return verdicts === undefined
    ? undefined
    : { members: [...verdicts.members.toArray()], undecided: [...verdicts.undecided.toArray()] };
}

/** What the rule says when all values are searched, as they are for several rules. */
function searched(text: string) {
  const programs = [text, 'user.accountEnabled -eq true'].map((each) => compileRule(checkedRule(each)));
  return listsOf(new RuleEngine(programs, new EngineCache()).evaluateAll(context)[0]);
}

function narrowed(text: string) {
  const book = createFormulaBook([compileRule(checkedRule(text))]);
  return listsOf(narrowVerdicts(book, context, new EngineCache()));
}

const people = [17, 4242, 12_345, 19_999].map((row) => ({
  principal: population.textAt(row, 'userPrincipalName') ?? '',
  name: population.textAt(row, 'displayName') ?? '',
}));

describe('a rule of which one condition leaves few people', () => {
  it('says of them what it says when all values are searched', () => {
    let members = 0;
    for (const { principal, name } of people) {
      const part = name.slice(1, 4);
      for (const condition of [
        `user.displayName -contains "${part}"`,
        `user.displayName -notContains "${part}"`,
        `user.displayName -match "${part.replaceAll(/\W/g, '.')}.*"`,
        `(user.mail -startsWith "${principal.slice(0, 3)}" -or user.displayName -contains "${part}")`,
        `user.displayName -contains "${part}" -and user.accountEnabled -eq true`,
        `user.displayName -contains "${part}" -and user.employeeId -ne null`,
      ]) {
        const text = `user.userPrincipalName -eq "${principal}" -and ${condition}`;
        const found = narrowed(text);
        expect([text, found]).toEqual([text, searched(text)]);
        members += found?.members.length ?? 0;
      }
    }
    expect(members).toBeGreaterThan(10);
  });

  it('can be watched and stopped', () => {
    const text = `user.userPrincipalName -eq "${people[0]?.principal}" -and user.displayName -contains "a"`;
    const engine = new RuleEngine([compileRule(checkedRule(text))], new EngineCache());
    const steps: (readonly [number, number])[] = [];
    engine.evaluateAll(context, { onStep: (_phase, done, total) => steps.push([done, total]) });
    expect(steps).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it('leaves out who was deleted', () => {
    const [row, principal] = [17, people[0]?.principal];
    const draft = new TenantDraft(tenant);
    draft.population('user').setValue(row, 'deletedDateTime', '2026-11-01T00:00:00Z');
    const after = draft.finish();
    const text = `user.userPrincipalName -eq "${principal}" -and user.displayName -notContains "qqq"`;
    const askedOf = ({ populations, clock }: Tenant) =>
      new RuleEngine([compileRule(checkedRule(text))], new EngineCache())
        .evaluateAll({ population: populations.user, now: clock })
        .map(listsOf);
    expect(askedOf(tenant)).toEqual([{ members: [row], undecided: [] }]);
    expect(askedOf(after)).toEqual([{ members: [], undecided: [] }]);
  });

  it.each([
    ['nothing has to be searched', 'user.accountEnabled -eq true -and user.userType -eq "Member"'],
    ['no condition leaves few', 'user.accountEnabled -eq true -and user.displayName -contains "an"'],
    ['the conditions are alternatives', 'user.employeeId -eq "1" -or user.displayName -contains "an"'],
  ])('is left to the search where %s', (_case, text) => {
    expect(narrowed(text)).toBeUndefined();
  });
});
