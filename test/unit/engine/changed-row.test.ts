import { describe, expect, it } from 'vitest';

import { emptyRowSet, rowSetOf } from '../../../src/base/index.ts';
import { EngineCache, RuleEngine } from '../../../src/engine/index.ts';
import { TenantDraft } from '../../../src/model/index.ts';
import { compileRule } from '../../../src/rules/index.ts';
import { checkedRule } from '../../support/evaluate-everywhere.ts';
import { manyUsers } from '../../support/many-users.ts';

const tenant = manyUsers(80);
const programs = [
  'user.department -eq "Department 3" -and user.accountEnabled -eq true',
  'user.department -eq "Department 4" -and user.accountEnabled -eq true',
  'user.department -ne "Department 3" -and user.accountEnabled -eq true',
  'user.accountEnabled -eq true',
].map((text) => compileRule(checkedRule(text)));

/** Verdicts of the rules that a change of one person can have touched. */
function changed(row: number, values: Readonly<Record<string, string | boolean | null>>) {
  const cache = new EngineCache();
  const engine = new RuleEngine(programs, cache);
  const before = { population: tenant.populations.user, now: tenant.clock };
  engine.evaluateAll(before);
  const draft = new TenantDraft(tenant);
  for (const [name, value] of Object.entries(values)) draft.population('user').setValue(row, name, value);
  const after = { population: draft.finish().populations.user, now: tenant.clock };
  const byProperty = new Map(Object.keys(values).map((name) => [name, rowSetOf([row])]));
  return engine
    .evaluateChanged(before, after, { newOrGone: emptyRowSet, byProperty }, cache.branch())
    .map(({ program, verdicts }) => ({
      program,
      members: [...verdicts.members.toArray()],
      undecided: [...verdicts.undecided.toArray()],
    }));
}

describe('a change of one person', () => {
  it('touches no rule that another condition rules out', () => {
    expect(changed(3, { accountEnabled: false })).toEqual([
      { program: 0, members: [], undecided: [] },
      { program: 3, members: [], undecided: [] },
    ]);
  });

  it('touches rules on a value that differs from the one they name in its case', () => {
    expect(changed(66, { accountEnabled: true, department: 'DEPARTMENT 3' })).toEqual([
      { program: 0, members: [66], undecided: [] },
      { program: 3, members: [66], undecided: [] },
    ]);
  });

  it('touches rules on a value that is gone', () => {
    expect(changed(3, { accountEnabled: false, department: null })).toEqual([
      { program: 0, members: [], undecided: [] },
      { program: 2, members: [], undecided: [] },
      { program: 3, members: [], undecided: [] },
    ]);
  });
});
