import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../src/base/index.ts';
import { evaluateEverywhere, verdictEverywhere } from '../../../support/evaluate-everywhere.ts';

const exchange = {
  servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0',
  service: 'exchange',
  capabilityStatus: 'Enabled',
};
const teams = {
  servicePlanId: '57ff2da0-773e-42df-b2af-ffb7a2317929',
  service: 'TeamspaceAPI',
  capabilityStatus: 'Deleted',
};

const mails = (rule: string, proxyAddresses: JsonValue): string =>
  verdictEverywhere(`user.proxyAddresses ${rule}`, { attributes: { proxyAddresses } });
const plans = (rule: string, assignedPlans: JsonValue): string =>
  verdictEverywhere(`user.assignedPlans ${rule}`, { attributes: { assignedPlans } });

describe('-any', () => {
  it('is false over nothing [rules/6-any-empty]', () => {
    expect(mails('-any (_ -ne "x")', [])).toBe('notMember');
    expect(mails('-any (_ -ne "x")', null)).toBe('notMember');
  });

  it('needs one element that satisfies the body', () => {
    expect(mails('-any (_ -startsWith "smtp:")', ['x', 'SMTP:a'])).toBe('member');
    expect(mails('-any (_ -startsWith "smtp:")', ['x'])).toBe('notMember');
  });

  it('means something else than the plain negative operator', () => {
    const both = ['a@contoso.com', 'a@outlook.com'];
    expect(mails('-any (_ -notEndsWith "@outlook.com")', both)).toBe('member');
    expect(mails('-notEndsWith "@outlook.com"', both)).toBe('notMember');
  });
});

describe('-all', () => {
  it('is true over nothing [rules/6-all-empty]', () => {
    expect(mails('-all (_ -eq "x")', [])).toBe('member');
    expect(mails('-all (_ -eq "x")', null)).toBe('member');
  });

  it('needs every element', () => {
    expect(mails('-all (_ -contains "@")', ['a@b', 'c@d'])).toBe('member');
    expect(mails('-all (_ -contains "@")', ['a@b', 'c'])).toBe('notMember');
  });
});

describe('a body', () => {
  it('looks at the same element in all its parts [rules/6-same-element]', () => {
    const rule = '-any (assignedPlan.service -eq "TeamspaceAPI" -and assignedPlan.capabilityStatus -eq "Enabled")';
    expect(plans(rule, [exchange, teams])).toBe('notMember');
    expect(plans(rule, [exchange, { ...teams, capabilityStatus: 'enabled' }])).toBe('member');
  });

  it('reads a missing field of a plan as null', () => {
    const partial = [{ service: 'exchange' }];
    expect(plans('-any (assignedPlan.capabilityStatus -eq null)', partial)).toBe('member');
    expect(plans('-any (assignedPlan.capabilityStatus -ne "Enabled")', partial)).toBe('member');
    expect(plans('-any (assignedPlan.capabilityStatus -contains "E")', partial)).toBe('notMember');
  });

  it('takes and, or, not', () => {
    const rule =
      '-all (not (assignedPlan.service -eq "exchange") -or assignedPlan.capabilityStatus -in ["Enabled", "Warning"])';
    expect(plans(rule, [exchange, teams])).toBe('member');
    expect(plans(rule, [{ ...exchange, capabilityStatus: 'Deleted' }])).toBe('notMember');
  });

  it('reads an empty element as null', () => {
    expect(mails('-any (_ -eq null)', ['a', ''])).toBe('member');
    expect(mails('-any (_ -eq null)', ['a'])).toBe('notMember');
  });
});

describe('a collection that is not known', () => {
  it('leaves both quantifiers undecided', () => {
    for (const mode of ['any', 'all']) {
      const rule = `user.proxyAddresses -${mode} (_ -eq "x")`;
      expect(evaluateEverywhere(rule, { unknown: ['proxyAddresses'] })).toEqual({
        verdict: 'undecided',
        needs: ['proxyAddresses'],
      });
    }
  });
});

describe('an element that cannot be decided', () => {
  it('does not matter when another one settles the answer', () => {
    const rule = '-any (_ -match "(a)\\1" -or _ -eq "x")';
    expect(mails(rule, ['aa'])).toBe('undecided');
    expect(mails(rule, ['aa', 'x'])).toBe('member');
  });
});

describe('special forms', () => {
  it('find direct reports by the manager, in any case [rules/8.1-direct-reports] [rules/8.1-unknown-manager]', () => {
    const id = 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb';
    const rule = `Direct Reports for "${id}"`;
    expect(verdictEverywhere(rule, { attributes: { manager: id.toUpperCase() } })).toBe('member');
    expect(verdictEverywhere(rule, { attributes: { manager: id.replace('a', 'b') } })).toBe('notMember');
    expect(verdictEverywhere(rule)).toBe('notMember');
    expect(evaluateEverywhere(rule, { unknown: ['manager'] })).toEqual({ verdict: 'undecided', needs: ['manager'] });
  });

  it('look for direct membership of a group [rules/8.2-direct-members]', () => {
    const rule = "user.memberOf -any (group.objectId -in ['G1', 'g2'])";
    const semantics = { 'member-of-mode': 'preview' } as const;
    expect(verdictEverywhere(rule, { attributes: { memberOf: ['x', 'g1'] }, semantics })).toBe('member');
    expect(verdictEverywhere(rule, { attributes: { memberOf: ['nested-in-g1'] }, semantics })).toBe('notMember');
    expect(verdictEverywhere(rule, { semantics })).toBe('notMember');
    expect(evaluateEverywhere(rule, { unknown: ['memberOf'], semantics })).toEqual({
      verdict: 'undecided',
      needs: ['memberOf'],
    });
  });

  it('take everybody, guests and disabled accounts included [rules/8.3-everybody] [rules/10-disabled-and-guests]', () => {
    const attributes = { userType: 'Guest', accountEnabled: false };
    expect(verdictEverywhere('user.objectId -ne null', { attributes })).toBe('member');
    expect(verdictEverywhere('device.objectId -ne null')).toBe('member');
    expect(verdictEverywhere('user.objectId -eq null')).toBe('notMember');
  });
});

describe('needs', () => {
  it('leave out what is settled whatever the value', () => {
    const rule =
      'user.department -eq "a" and (user.city -eq "b" or user.country -eq "c") and (user.state -eq "d" or user.mail -ne null)';
    const unknown = ['department', 'city', 'state', 'mail'];
    expect(evaluateEverywhere(rule, { unknown, attributes: { country: 'c' } })).toEqual({
      verdict: 'undecided',
      needs: ['department', 'mail', 'state'],
    });
    expect(evaluateEverywhere(rule, { unknown: ['department'], attributes: { country: 'x' } })).toEqual({
      verdict: 'notMember',
      needs: [],
    });
  });

  it('are in documented spelling, sorted, each once', () => {
    const rule = 'user.STATE -eq "a" or user.City -eq "b" or user.state -eq "c"';
    expect(evaluateEverywhere(rule, { unknown: ['state', 'city'] }).needs).toEqual(['city', 'state']);
  });
});
