import { describe, expect, it } from 'vitest';
import { contoso, idOf, people } from '../../support/contoso.ts';
import { playSteps, refusalOf } from '../../support/play-step.ts';
import { create, remove, update, updateUser } from '../../support/steps.ts';

const fay = { accountEnabled: true, displayName: 'Fay', mailNickname: 'fay', userPrincipalName: 'fay@contoso.com' };
const fayId = idOf(99);

function createFay(changes: Record<string, unknown> = {}) {
  return create('user', { ...fay, ...(changes as Record<string, string>) });
}

describe('creating a user', () => {
  it('gives the documented defaults and knows every property (A01) [tenant/2.4-create-defaults]', () => {
    const { tenant, result } = playSteps(contoso(), [createFay({ id: fayId })]);
    const users = tenant.populations.user;
    const row = users.rowOf(fayId) ?? -1;
    expect(result.events).toEqual([{ kind: 'objectCreated', type: 'user', row }]);
    expect(users.valueAt(row, 'userType')).toBe('Member');
    expect(users.valueAt(row, 'creationType')).toBeNull();
    expect(users.valueAt(row, 'mail')).toBeNull();
    expect(users.valueAt(row, 'department')).toBeNull();
    expect(users.valueAt(row, 'assignedPlans')).toEqual([]);
    expect(users.valueAt(row, 'lastPasswordChangeDateTime')).toBe('2026-03-02T09:00:00Z');
    expect(users.valueAt(row, 'securityIdentifier')).toBeUndefined();
  });

  it('accepts a passwordProfile and stores nothing of it', () => {
    const { result } = playSteps(contoso(), [create('user', { ...fay, passwordProfile: { password: 'x' } })]);
    expect(result.refusal).toBeUndefined();
    expect(JSON.stringify(result.mutations)).not.toContain('password":"x');
  });

  it('draws the same id for the same change set, another one for another step', () => {
    const first = playSteps(contoso(), [createFay()]).result.mutations;
    expect(playSteps(contoso(), [createFay()]).result.mutations).toEqual(first);
    const second = playSteps(contoso(), [createFay({ userPrincipalName: 'fay2@contoso.com' }), createFay()]).result;
    expect(second.mutations).not.toEqual(first);
  });

  it.each(['mailNickname', 'accountEnabled', 'displayName', 'userPrincipalName'])(
    'refuses one without %s (A02) [tenant/0.2-required-value]',
    (name) => {
      const { [name as keyof typeof fay]: _, ...rest } = fay;
      const refusal = refusalOf(contoso(), create('user', rest));
      expect(refusal).toMatchObject({
        status: 400,
        code: 'Request_BadRequest',
        message: `A value is required for property '${name}' of resource 'User'.`,
      });
    },
  );

  it.each(['ann@contoso.com', 'ANN@CONTOSO.COM'])(
    'refuses the taken name %s (A04, A05) [tenant/0.2-conflict-details] [tenant/0.3-ignore-case]',
    (userPrincipalName) => {
      expect(refusalOf(contoso(), createFay({ userPrincipalName }))).toMatchObject({
        status: 400,
        message: 'Another object with the same value for property userPrincipalName already exists.',
        details: [{ code: 'ObjectConflict', target: 'userPrincipalName' }],
      });
    },
  );

  it('refuses a name that is a proxy address of somebody (A 2.4)', () => {
    const refusal = refusalOf(contoso(), createFay({ userPrincipalName: 'x@contoso.com' }));
    expect(refusal.details?.[0]?.target).toBe('userPrincipalName');
  });

  it('refuses a domain that is not verified (A06) [tenant/1.2-verified-domain]', () => {
    const refusal = refusalOf(contoso(), createFay({ userPrincipalName: 'x@fabrikam.com' }));
    expect(refusal.message).toMatch(/^The domain portion of the userPrincipalName property is invalid\./);
    expect(refusal.diagnostic?.hint).toContain('contoso.com');
  });

  it('does not refuse a domain when the tenant does not say its domains, and says so', () => {
    const bare = { ...contoso(), populations: { ...contoso().populations } };
    const empty = { ...bare, populations: { ...bare.populations, domain: bare.populations.organization } };
    const { result } = playSteps(empty, [createFay({ userPrincipalName: 'x@fabrikam.com' })]);
    expect(result.refusal).toBeUndefined();
    expect(result.notes.map(({ code }) => code)).toEqual(['changes/domains-not-known']);
  });

  it.each([
    ['lhzc226#lhzc.cn', 'One or more properties contains invalid values.'],
    ['fay.@contoso.com', 'Property userPrincipalName is invalid.'],
    ['zoë@contoso.com', 'Property userPrincipalName is invalid.'],
    [`${'a'.repeat(65)}@contoso.com`, 'Property userPrincipalName is invalid.'],
    [`a@${'b'.repeat(45)}.com`, 'Property userPrincipalName is invalid.'],
    ['a@b@contoso.com', 'One or more properties contains invalid values.'],
  ])(
    'refuses the name %s (A07 to A10) [tenant/2.1-principal-name-form] [tenant/0.2-invalid-form]',
    (userPrincipalName, message) => {
      expect(refusalOf(contoso(), createFay({ userPrincipalName }))).toMatchObject({ status: 400, message });
    },
  );

  it.each(["o'neil_x-1!#^~@contoso.com", `${'a'.repeat(64)}@contoso.com`])('accepts %s (A10, A11, D S2)', (name) => {
    expect(playSteps(contoso(), [createFay({ userPrincipalName: name })]).result.refusal).toBeUndefined();
  });

  it('refuses a displayName of 257 characters (A12) [tenant/2.1-lengths]', () => {
    const refusal = refusalOf(contoso(), createFay({ displayName: 'x'.repeat(257) }));
    expect(refusal.message).toBe("Invalid value specified for property 'displayName' of resource 'User'.");
  });

  it('accepts the same employeeId twice (A16) [tenant/2.1-employee-id-shared]', () => {
    const second = createFay({ userPrincipalName: 'fay2@contoso.com', employeeId: '7' });
    expect(playSteps(contoso(), [createFay({ employeeId: '7' }), second]).result.refusal).toBeUndefined();
  });

  it('takes the name of a deleted user (A22) [tenant/2.4-name-is-freed]', () => {
    const { result } = playSteps(contoso(), [
      remove('user', { match: { id: people.ann } }),
      createFay({ userPrincipalName: 'ann@contoso.com' }),
    ]);
    expect(result.refusal).toBeUndefined();
  });

  it('refuses an id that is in use or no id', () => {
    expect(refusalOf(contoso(), createFay({ id: people.ann })).details?.[0]?.target).toBe('id');
    expect(refusalOf(contoso(), createFay({ id: 'fay' })).message).toBe("Invalid object identifier 'fay'.");
  });
});

describe('updating a user', () => {
  it('writes what changed, with what stood there before', () => {
    const { result } = playSteps(contoso(), [updateUser(people.ann, { department: 'Legal', displayName: 'ann' })]);
    expect(result.mutations).toEqual([
      {
        kind: 'setProperties',
        type: 'user',
        id: people.ann,
        before: { department: 'Sales' },
        after: { department: 'Legal' },
      },
    ]);
  });

  it('changes nothing when everything is as wanted, the empty text being null', () => {
    const { result } = playSteps(contoso(), [updateUser(people.ann, { department: 'Sales', jobTitle: '' })]);
    expect(result).toMatchObject({ mutations: [], events: [], changed: [] });
  });

  it('keeps "not known" out of the record of what was before', () => {
    const { result } = playSteps(contoso(), [updateUser(people.ann, { city: 'Oslo' })]);
    expect(result.mutations[0]).toMatchObject({ before: {}, after: { city: 'Oslo' } });
  });

  it('refuses to clear displayName (A13) [tenant/2.4-display-name-stays]', () => {
    expect(refusalOf(contoso(), updateUser(people.ann, { displayName: null })).message).toBe(
      "A value is required for property 'displayName' of resource 'User'.",
    );
  });

  it('refuses two business phones (A14) [tenant/2.1-one-business-phone]', () => {
    expect(refusalOf(contoso(), updateUser(people.ann, { businessPhones: ['1', '2'] })).diagnostic?.message).toBe(
      'Expected one element at most for businessPhones, found ["1","2"].',
    );
  });

  it('changes nothing when one of several values is refused (A15) [tenant/2.4-atomic-update]', () => {
    const set = { employeeType: 'Contractor', employeeHireDate: '2026-01-01', employeeId: 'x'.repeat(17) };
    expect(refusalOf(contoso(), updateUser(people.ann, set)).target).toBe('employeeId');
  });

  it('refuses an unknown property with the nearest names [tenant/2.4-unknown-property]', () => {
    const refusal = refusalOf(contoso(), updateUser(people.ann, { departmnt: 'x' }));
    expect(refusal).toMatchObject({ status: 400, diagnostic: { code: 'changes/unknown-property' } });
    expect(refusal.diagnostic?.hint).toBe('Did you mean "department"?');
  });

  it('reads property names in any case, as the service does', () => {
    const { result } = playSteps(contoso(), [updateUser(people.ann, { mailNickName: 'annie' })]);
    expect(result.mutations[0]).toMatchObject({ after: { mailNickname: 'annie' } });
  });

  it.each(['id', 'createdDateTime', 'proxyAddresses', 'legalAgeGroupClassification'])(
    'refuses the read-only property %s (A38)',
    (name) => {
      expect(refusalOf(contoso(), updateUser(people.ann, { [name]: 'x' })).diagnostic?.code).toBe(
        'changes/read-only-property',
      );
    },
  );

  it.each([
    ['accountEnabled', 'yes'],
    ['userType', 'Owner'],
    ['employeeHireDate', 'soon'],
    ['otherMails', 'a@b.example'],
    ['mail', 'zoë@contoso.com'],
    ['usageLocation', 'Norway'],
    ['passwordPolicies', 'Weak'],
  ])('refuses a wrong value of %s [tenant/0.2-invalid-value]', (name, value) => {
    expect(refusalOf(contoso(), updateUser(people.ann, { [name]: value })).message).toBe(
      `Invalid value specified for property '${name}' of resource 'User'.`,
    );
  });

  it('refuses to clear a usage location that is set [tenant/2.1-usage-location-stays]', () => {
    const played = playSteps(contoso(), [
      updateUser(people.ann, { usageLocation: 'NO' }),
      updateUser(people.ann, { usageLocation: null }),
    ]);
    expect(played.result.refusal?.error.target).toBe('usageLocation');
  });

  it('renames to another verified domain, keeping id and memberships (A33) [tenant/2.4-rename-keeps-links]', () => {
    const { tenant } = playSteps(contoso(), [updateUser(people.ann, { userPrincipalName: 'ann.lee@contoso.com' })]);
    expect(tenant.populations.user.textAt(0, 'userPrincipalName')).toBe('ann.lee@contoso.com');
    expect(tenant.relations.groupMembers.get(0)?.rows.user?.has(0)).toBe(true);
  });

  it('lets a user change the case of the own name', () => {
    const { result } = playSteps(contoso(), [updateUser(people.ann, { userPrincipalName: 'Ann@contoso.com' })]);
    expect(result.changed).toHaveLength(1);
  });

  it('refuses a mail that is an address of another object (A34) [tenant/2.2-mail-conflict]', () => {
    expect(refusalOf(contoso(), updateUser(people.ann, { mail: 'X@contoso.com' }))).toMatchObject({
      message: 'Another object with the same value for property proxyAddresses already exists.',
      details: [
        { code: 'ObjectConflict', target: 'proxyAddresses' },
        { code: 'ConflictingObjects', target: 'proxyAddresses' },
      ],
    });
  });

  it('makes a new mail the primary address and the former one a secondary one [tenant/2.2-primary-address]', () => {
    const { tenant } = playSteps(contoso(), [
      updateUser(people.ann, { mail: 'a1@contoso.com' }),
      updateUser(people.ann, { mail: 'a2@contoso.com' }),
    ]);
    expect(tenant.populations.user.valueAt(0, 'proxyAddresses')).toEqual([
      'SMTP:a2@contoso.com',
      'smtp:a1@contoso.com',
    ]);
  });

  it('turns a guest into a member and leaves the name alone (A36) [tenant/2.4-user-type-changes]', () => {
    const { tenant } = playSteps(contoso(), [updateUser(people.eve, { userType: 'Member' })]);
    expect(tenant.populations.user.textAt(4, 'userPrincipalName')).toContain('#EXT#');
    expect(tenant.populations.user.textAt(4, 'userType')).toBe('Member');
  });

  it('derives the legal age group (A38) [tenant/2.1-legal-age-group]', () => {
    const set = { ageGroup: 'Minor', consentProvidedForMinor: 'Granted' };
    const { tenant } = playSteps(contoso(), [updateUser(people.ann, set)]);
    expect(tenant.populations.user.valueAt(0, 'legalAgeGroupClassification')).toBe('MinorWithParentalConsent');
  });

  it('accepts a circle of managers (A28), refuses oneself, and does not find nobody [tenant/2.4-manager-circle]', () => {
    const { tenant } = playSteps(contoso(), [updateUser(people.bob, { manager: 'ANN@contoso.com' })]);
    expect(tenant.populations.user.valueAt(1, 'manager')).toBe(people.ann);
    expect(refusalOf(contoso(), updateUser(people.bob, { manager: people.bob })).status).toBe(400);
    expect(refusalOf(contoso(), updateUser(people.bob, { manager: 'nobody@contoso.com' })).status).toBe(404);
  });

  it('takes complex properties apart', () => {
    const set = { onPremisesExtensionAttributes: { extensionAttribute1: 'x' }, employeeOrgData: null };
    const { tenant } = playSteps(contoso(), [updateUser(people.ann, set)]);
    expect(tenant.populations.user.valueAt(0, 'extensionAttribute1')).toBe('x');
    expect(tenant.populations.user.valueAt(0, 'division')).toBeNull();
  });

  it('refuses to write a synced user, but for what the cloud manages [tenant/1.1-synced-read-only]', () => {
    const tenant = contoso((draft) => draft.population('user').setValue(0, 'onPremisesSyncEnabled', true));
    const refusal = refusalOf(tenant, updateUser(people.ann, { department: 'Legal' }));
    expect(refusal.diagnostic?.code).toBe('changes/synced-object');
    expect(playSteps(tenant, [updateUser(people.ann, { usageLocation: 'NO' })]).result.refusal).toBeUndefined();
    expect(refusalOf(tenant, remove('user', { match: { id: people.ann } })).status).toBe(400);
  });

  it('refuses one unique value for several users', () => {
    const step = update('user', { where: 'user.department -eq "Sales"' }, { mail: 'new@contoso.com' });
    expect(refusalOf(contoso(), step).details?.[0]?.target).toBe('proxyAddresses');
  });
});

describe('deleting a user', () => {
  it('keeps links but hides them, and says which holders lose the user (A20) [tenant/2.4-soft-delete]', () => {
    const { result, tenant } = playSteps(contoso(), [remove('user', { match: { id: people.ann } })]);
    expect(tenant.populations.user.valueAt(0, 'deletedDateTime')).toBe('2026-03-02T09:00:00Z');
    expect(tenant.relations.groupMembers.get(0)?.rows.user?.has(0)).toBe(true);
    const losing = result.events.flatMap((event) =>
      event.kind === 'membersChanged' ? [[event.by, event.holder.row, [...event.left.toArray()]]] : [],
    );
    expect(losing).toEqual([
      ['deleted', 0, [0]],
      ['deleted', 2, [0]],
    ]);
  });

  it('does not find a deleted user (A21) [tenant/0.2-not-found]', () => {
    const gone = remove('user', { match: { userPrincipalName: 'ann@contoso.com' } });
    expect(playSteps(contoso(), [gone, gone]).result.refusal?.error).toMatchObject({
      status: 404,
      code: 'Request_ResourceNotFound',
    });
  });
});
