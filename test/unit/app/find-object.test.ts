import { describe, expect, it } from 'vitest';
import { findObject } from '../../../src/app/index.ts';
import { addGroup, addUser, contoso, groups, idOf, people } from '../../support/contoso.ts';
import { expectToolError } from '../../support/expect-tool-error.ts';

const security = { mailEnabled: false, securityEnabled: true, groupTypes: [] };

const tenant = contoso((draft) => {
  addUser(draft, idOf(61), 'fay', { mail: 'bob@contoso.com' });
  addUser(draft, idOf(62), 'gus', { mail: 'shared@contoso.com' });
  addUser(draft, idOf(63), 'hal', { mail: 'Shared@contoso.com' });
  addUser(draft, idOf(64), 'ivy', { deletedDateTime: '2026-03-01T00:00:00Z' });
  addGroup(draft, 'twin-a', { ...security, displayName: 'Twin' });
  addGroup(draft, 'twin-b', { ...security, displayName: 'TWIN' });
  addGroup(draft, 'Twin', { ...security, displayName: 'Other', mailNickname: 'single' });
});

describe('findObject', () => {
  it.each([
    ['id', people.ann],
    ['id in upper case', people.ann.toUpperCase()],
    ['userPrincipalName', 'ann@contoso.com'],
    ['userPrincipalName in another case', 'ANN@Contoso.com'],
  ])('finds a user by %s', (_what, name) => {
    expect(findObject(tenant, ['user'], name)).toEqual({ type: 'user', row: 0 });
  });

  it('finds a user by mail, and a group by displayName or mailNickname', () => {
    expect(tenant.populations.user.idAt(findObject(tenant, ['user'], 'eve@fabrikam.com').row)).toBe(people.eve);
    expect(tenant.populations.group.idAt(findObject(tenant, ['group'], 'sg-sales').row)).toBe(groups['SG-Sales']);
    expect(findObject(tenant, ['group'], 'single')).toMatchObject({ type: 'group' });
  });

  it('lets a userPrincipalName win over the mail of somebody else', () => {
    expect(tenant.populations.user.idAt(findObject(tenant, ['user'], 'bob@contoso.com').row)).toBe(people.bob);
  });

  it('lists the candidates of an ambiguous name', () => {
    const mail = expectToolError('name/ambiguous', () => findObject(tenant, ['user'], 'shared@contoso.com'));
    expect(mail.exitCode).toBe(4);
    expect(mail.hint).toContain(`gus@contoso.com (user ${idOf(62)}); hal@contoso.com (user ${idOf(63)})`);
    const twins = expectToolError('name/ambiguous', () => findObject(tenant, ['group'], 'twin'));
    expect(twins.hint).toContain('Twin (group ');
    expect(twins.hint).toContain('TWIN (group ');
  });

  it('lists names near an unknown one, or says what would be a name', () => {
    const near = expectToolError('name/unknown', () => findObject(tenant, ['user'], 'an@contoso.com'));
    expect(near).toMatchObject({ exitCode: 4, hint: expect.stringContaining('ann@contoso.com') as string });
    const far = expectToolError('name/unknown', () => findObject(tenant, ['user'], 'somebody quite different'));
    expect(far.hint).toBe('Give id, userPrincipalName, mail.');
  });

  it('finds deleted objects only when asked', () => {
    expectToolError('name/unknown', () => findObject(tenant, ['user'], 'ivy@contoso.com'));
    expectToolError('name/unknown', () => findObject(tenant, ['user'], idOf(64)));
    expect(findObject(tenant, ['user'], 'ivy@contoso.com', true)).toEqual(findObject(tenant, ['user'], idOf(64), true));
  });

  it('looks only at the types it is given', () => {
    expectToolError('name/unknown', () => findObject(tenant, ['group'], 'ann@contoso.com'));
    expectToolError('name/unknown', () => findObject(tenant, ['user'], groups['SG-Sales']));
  });
});
