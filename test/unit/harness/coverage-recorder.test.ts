import { describe, expect, it } from 'vitest';
import { type CoverageRecorder, createCoverageRecorder } from '../../../src/harness/index.ts';
import { defaultSemantics } from '../../../src/model/index.ts';
import { idOf, tenantOf } from '../../support/plan-scene.ts';
import { explanationOf } from '../../support/test-reports.ts';

const rule = '(user.department -eq "Sales") -and (user.country -eq "DE" -or -not (user.city -eq "Oslo"))';
const sku = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const holder = { id: idOf('group', 1) };

function recorder(): CoverageRecorder {
  const made = createCoverageRecorder();
  const tenant = tenantOf({
    users: { ada: {} },
    groups: [
      { name: 'Sales', rule },
      { name: 'Licensed', properties: { assignedLicenses: [{ skuId: sku, disabledPlans: [] }] } },
      { name: 'Plain' },
    ],
  });
  made.addTenant(tenant, { semantics: defaultSemantics });
  made.addTenant(tenant, { semantics: defaultSemantics });
  return made;
}

function decide(made: CoverageRecorder, attributes: Readonly<Record<string, string | undefined>>): void {
  made.onDecided({ holder, rule, explanation: explanationOf(rule, attributes) });
}

function leavesOf(made: CoverageRecorder): readonly string[] {
  return made
    .report()
    .rules.flatMap(({ leaves }) =>
      leaves.map(
        ({ span, decidedTrue, decidedFalse }) => `${rule.slice(span.start, span.end)} ${decidedTrue}/${decidedFalse}`,
      ),
    );
}

describe('createCoverageRecorder', () => {
  it('counts only the conditions that made the verdict what it is', () => {
    const made = recorder();
    decide(made, { department: 'Sales', country: 'DE', city: 'Oslo' });
    decide(made, { department: 'HR', country: 'DE', city: 'Oslo' });
    decide(made, { department: 'Sales', country: 'CH', city: 'Oslo' });
    expect(leavesOf(made)).toEqual([
      'user.department -eq "Sales" 1/1',
      'user.country -eq "DE" 1/1',
      'user.city -eq "Oslo" 1/0',
    ]);
    expect(made.report().leaves).toEqual({ covered: 2, total: 3 });
  });

  it('does not count conditions that could not be decided', () => {
    const made = recorder();
    decide(made, { department: undefined });
    expect(leavesOf(made).every((leaf) => leaf.endsWith('0/0'))).toBe(true);
  });

  it('leaves out decisions of a rule that a plan has changed, and groups that are no policies', () => {
    const made = recorder();
    const other = 'user.department -eq "Sales"';
    made.onDecided({ holder, rule: other, explanation: explanationOf(other, { department: 'Sales' }) });
    made.onHolder({ id: 'a group of the suite' });
    expect(made.report().leaves.covered).toBe(0);
    expect(made.report().groups).toEqual({ covered: 1, total: 2 });
  });

  it('tells which groups and group licenses nobody looked at', () => {
    const made = recorder();
    expect(made.report()).toMatchObject({
      untouchedGroups: ['Licensed', 'Sales'],
      untouchedLicenses: ['ENTERPRISEPACK by "Licensed"'],
    });
    made.onLicense({ skuId: sku, group: null });
    expect(made.report().licenses.covered).toBe(0);
    made.onLicense({ skuId: sku, group: { id: idOf('group', 2) } });
    expect(made.report()).toMatchObject({ licenses: { covered: 1, total: 1 }, untouchedGroups: ['Sales'] });
  });

  it('compares what was reached with the limits', () => {
    const made = recorder();
    made.onHolder(holder);
    expect(made.report({ groups: 50, leaves: 1 }).thresholds).toEqual([
      { what: 'leaves', least: 1, reached: 0, ok: false },
      { what: 'groups', least: 50, reached: 50, ok: true },
    ]);
    expect(createCoverageRecorder().report({ leaves: 100 }).thresholds).toEqual([
      { what: 'leaves', least: 100, reached: 100, ok: true },
    ]);
  });
});
