import { describe, expect, it } from 'vitest';
import { createLintReport, lintTenant } from '../../../src/checks/index.ts';
import { addGroup, contoso, dynamicRule } from '../../support/contoso.ts';

describe('createLintReport', () => {
  it('counts by severity, by code, and the holders with a finding', () => {
    const tenant = contoso((draft) => {
      addGroup(draft, 'A', dynamicRule('user.nonsense -eq "x"'));
      addGroup(draft, 'B', dynamicRule('user.department -eq "Ops"'));
    });
    const report = createLintReport(lintTenant(tenant));
    expect(report.findings).toHaveLength(4);
    expect(report.counts).toEqual({
      bySeverity: { error: 1, warning: 3, note: 0 },
      byCode: {
        'lint/failed-rule': 1,
        'lint/matches-nobody': 1,
        'lint/unknown-value': 1,
        'rule/unsupported-property': 1,
      },
      holders: 2,
    });
    expect(Object.keys(report.counts.byCode)).toEqual(Object.keys(report.counts.byCode).toSorted());
  });
});
