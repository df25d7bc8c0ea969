import { describe, expect, it } from 'vitest';
import { checkChangeSet } from '../../../src/directory/index.ts';
import { type ChangeStep, defaultSemantics } from '../../../src/model/index.ts';
import { addUser, contoso, contosoClock, idOf, people } from '../../support/contoso.ts';
import { playSteps, refusalOf } from '../../support/play-step.ts';
import { addMembers, advance, changeSetOf, remove, update, updateUser } from '../../support/steps.ts';

const set = { jobTitle: 'Chosen' };

describe('match', () => {
  it('finds one object by several properties, in any case', () => {
    const match = { department: 'sales', jobTitle: 'SALES MANAGER', accountEnabled: true };
    expect(playSteps(contoso(), [update('user', { match }, set)]).result.changed).toEqual([{ type: 'user', row: 1 }]);
  });

  it('finds an empty property by null, and not one that is not known', () => {
    const tenant = contoso((draft) => draft.population('user').setValue(4, 'department', undefined));
    const { result } = playSteps(tenant, [update('user', { match: { department: null } }, set)]);
    expect(result.changed).toEqual([{ type: 'user', row: 3 }]);
  });

  it('refuses none with 404', () => {
    const refusal = refusalOf(contoso(), update('user', { match: { userPrincipalName: 'nobody@contoso.com' } }, set));
    expect(refusal).toMatchObject({
      status: 404,
      code: 'Request_ResourceNotFound',
      diagnostic: { code: 'changes/match-none' },
    });
  });

  it('refuses several and lists them', () => {
    const refusal = refusalOf(contoso(), update('user', { match: { department: 'Sales' } }, set));
    expect(refusal.diagnostic?.code).toBe('changes/match-several');
    expect(refusal.diagnostic?.hint).toContain(
      `ann@contoso.com (user ${people.ann}); bob@contoso.com (user ${people.bob})`,
    );
  });

  it('refuses a property that does not exist', () => {
    expect(refusalOf(contoso(), update('user', { match: { dept: 'Sales' } }, set)).diagnostic?.code).toBe(
      'changes/unknown-property',
    );
  });

  it('sees what earlier steps did', () => {
    const { result } = playSteps(contoso(), [
      updateUser(people.ann, { displayName: 'Anna' }),
      update('user', { match: { displayName: 'Anna' } }, set),
    ]);
    expect(result.changed).toEqual([{ type: 'user', row: 0 }]);
  });
});

describe('precedence', () => {
  it('reports a missing target before a wrong value [tenant/0.2-precedence]', () => {
    const step = update('user', { match: { id: idOf(77) } }, { employeeId: 'x'.repeat(17) });
    expect(refusalOf(contoso(), step).status).toBe(404);
  });
});

describe('where', () => {
  it('selects members only, and lists whoever is undecided', () => {
    const tenant = contoso((draft) => draft.population('user').setValue(3, 'department', undefined));
    const { result } = playSteps(tenant, [update('user', { where: 'user.department -eq "Sales"' }, set)]);
    expect(result.changed).toEqual([
      { type: 'user', row: 0 },
      { type: 'user', row: 1 },
    ]);
    expect(result.undecided).toEqual([{ type: 'user', row: 3 }]);
  });

  it('sees what earlier steps did', () => {
    const { result } = playSteps(contoso(), [
      updateUser(people.dan, { department: 'Sales' }),
      remove('user', { match: { id: people.ann } }),
      update('user', { where: 'user.department -eq "Sales"' }, set),
    ]);
    expect(result.changed.map(({ row }) => row)).toEqual([1, 3]);
  });

  it('reads direct members of groups', () => {
    const where = `user.memberOf -any (group.objectId -in ['${idOf(11)}', '${idOf(77)}'])`;
    const { result } = playSteps(contoso(), [addMembers('SG-Sales', people.cid), update('user', { where }, set)]);
    expect(result.changed.map(({ row }) => row)).toEqual([0, 1, 2]);
  });

  it('changes nobody when the step is refused for one of them', () => {
    const tenant = contoso((draft) => {
      const row = addUser(draft, idOf(50), 'synced', { department: 'Sales' });
      draft.population('user').setValue(row, 'onPremisesSyncEnabled', true);
    });
    const played = playSteps(tenant, [update('user', { where: 'user.department -eq "Sales"' }, set)]);
    expect(played.result.refusal?.object).toEqual({ type: 'user', row: 5 });
    expect(played.tenant.populations.user.valueAt(0, 'jobTitle')).toBeNull();
  });

  it('deletes everybody selected and says who was lost once for each holder', () => {
    const { result } = playSteps(contoso(), [remove('user', { where: 'user.department -eq "Sales"' })]);
    expect(result.events.map(({ kind }) => kind)).toEqual([
      'objectDeleted',
      'objectDeleted',
      'membersChanged',
      'membersChanged',
    ]);
  });
});

describe('checkChangeSet', () => {
  const options = { semantics: defaultSemantics, clock: contosoClock };

  it('finds nothing in a good change set', () => {
    expect(checkChangeSet(changeSetOf([update('user', { where: 'user.city -eq "Oslo"' }, set)]), options)).toEqual([]);
  });

  it('points at the fault of a where in the file when the rule stands there letter by letter', () => {
    const text = `where: 'user.citty -eq "x"'`;
    const step: ChangeStep = {
      kind: 'update',
      type: 'user',
      where: 'user.citty -eq "x"',
      set,
      span: { start: 0, end: text.length },
      spans: new Map([['where', { start: 7, end: text.length }]]),
    };
    const [diagnostic] = checkChangeSet({ version: 1, steps: [step], source: { name: 'f', text } }, options);
    expect(diagnostic).toMatchObject({ code: 'rule/unsupported-property', source: { name: 'f' } });
    expect(text.slice(diagnostic?.span?.start, diagnostic?.span?.end)).toBe('user.citty');
  });

  it('points into the rule when the file spells it otherwise', () => {
    const [diagnostic] = checkChangeSet(changeSetOf([update('user', { where: 'user.citty -eq "x"' }, set)]), options);
    expect(diagnostic?.source).toEqual({ name: 'where', text: 'user.citty -eq "x"' });
  });

  it('refuses a rule about devices for users, and any rule for groups', () => {
    const steps = [
      update('user', { where: 'device.isRooted -eq true' }, set),
      remove('group', { where: 'user.city -eq "Oslo"' }),
    ];
    expect(checkChangeSet(changeSetOf(steps), options).map(({ code }) => code)).toEqual([
      'changes/where-rule',
      'changes/where-rule',
    ]);
    expect(refusalOf(contoso(), steps[1] ?? steps[0] ?? addMembers('')).diagnostic?.code).toBe('changes/where-rule');
  });

  it('refuses a clock before that of the tenant', () => {
    expect(checkChangeSet(changeSetOf([], contosoClock - 1), options).map(({ code }) => code)).toEqual([
      'changes/clock-in-the-past',
    ]);
    expect(checkChangeSet(changeSetOf([], contosoClock), options)).toEqual([]);
  });

  it('refuses time that goes on past the year 9999, all steps together', () => {
    const steps = [advance('P4000Y'), advance('P3900Y')];
    expect(checkChangeSet(changeSetOf(steps), options)).toEqual([]);
    expect(checkChangeSet(changeSetOf([...steps, advance('P400Y')]), options)).toMatchObject([
      { code: 'changes/invalid-duration', message: 'After P400Y the clock would be past 9999-12-31T23:59:59.999Z.' },
    ]);
    expect(checkChangeSet(changeSetOf([advance('P99999999D')]), options)).toHaveLength(1);
  });
});
