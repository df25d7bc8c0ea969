import fc from 'fast-check';
import type { ChangeSet, ChangeStep, Tenant } from '../../../src/model/index.ts';
import { rowSetOf } from '../../../src/base/index.ts';
import { addGroup, addUser, contoso, dynamicRule, groups, idOf } from '../contoso.ts';
import { addMembers, advance, changeSetOf, create, remove, removeMembers, update, updateUser } from '../steps.ts';

const departments = ['Sales', 'Engineering', 'Legal', null] as const;
const userIds = Array.from({ length: 8 }, (_, index) => idOf(index < 5 ? index + 1 : 100 + index));
const dynamicIds = Array.from({ length: 6 }, (_, index) => idOf(1006 + index));
const groupIds = [groups['SG-Sales'], groups['SG-Parent'], groups['DYN-Eng'], ...dynamicIds];

const rowRules = [
  'user.department -eq "Sales"',
  'user.department -ne "Sales"',
  'user.department -eq "Legal" -or user.accountEnabled -eq false',
  'user.userType -eq "Member" -and -not (user.department -in ["Sales", "Legal"])',
  'user.employeeHireDate -le system.now',
  'user.employeeHireDate -ge system.now -minus p5d',
  `Direct Reports for "${idOf(2)}"`,
  'user.city -eq "Oslo"',
  'device.deviceOSType -eq "Windows"',
];

const memberOfRules = fc
  .uniqueArray(fc.constantFrom(...groupIds, idOf(77)), { minLength: 1, maxLength: 3 })
  .map((ids) => `user.memberOf -any (group.objectId -in [${ids.map((id) => `'${id}'`).join(', ')}])`);

const rules = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...rowRules) },
  { weight: 4, arbitrary: memberOfRules },
  { weight: 1, arbitrary: fc.constant('user.employeeType -eq "x"') },
);

const storedMembers = fc.option(fc.uniqueArray(fc.nat({ max: 7 }), { maxLength: 4 }), { nil: undefined });

/**
 * Tenants with eight users, assigned and dynamic groups and a dynamic unit: rules that read properties, time, groups that
 * are dynamic themselves and each other in circles; some properties, members and rules are not known.
 */
export const smallTenants: fc.Arbitrary<Tenant> = fc
  .record({
    dynamic: fc.array(
      fc.record({ rule: rules, state: fc.constantFrom('On', 'On', 'On', 'Paused'), stored: storedMembers }),
      {
        minLength: 6,
        maxLength: 6,
      },
    ),
    forgotten: fc.uniqueArray(fc.nat({ max: 7 }), { maxLength: 2 }),
    hireDays: fc.array(fc.integer({ min: -10, max: 20 }), { minLength: 8, maxLength: 8 }),
    unknownMembers: fc.boolean(),
    unitRule: fc.constantFrom(...rowRules),
  })
  .map(({ dynamic, forgotten, hireDays, unknownMembers, unitRule }) =>
    contoso((draft) => {
      for (const [index, id] of userIds.slice(5).entries()) {
        addUser(draft, id, `u${index}`, { department: departments[index] ?? null });
      }
      const users = draft.population('user');
      for (const [row, days] of hireDays.entries()) {
        users.setValue(row, 'employeeHireDate', new Date(draft.clock + days * 86_400_000).toISOString());
      }
      for (const row of forgotten) users.setValue(row, 'department', undefined);
      for (const [index, { rule, state, stored }] of dynamic.entries()) {
        const row = addGroup(draft, `D${index}`, dynamicRule(rule, state), stored);
        if (stored !== undefined || index % 2 === 0) continue;
        draft.setLinks('groupExportedMembers', row, { rows: { user: rowSetOf([index]) }, unresolved: [] });
      }
      if (unknownMembers) draft.setLinks('groupMembers', 1, undefined);
      const unit = { displayName: 'U', membershipType: 'Dynamic', membershipRule: unitRule };
      draft.addObject('administrativeUnit', idOf(32), unit);
    }),
  );

const userId = fc.constantFrom(...userIds);
const anyGroup = fc.constantFrom(...groupIds);
const department = fc.constantFrom(...departments);

const steps: fc.Arbitrary<ChangeStep> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(userId, department).map(([id, value]) => updateUser(id, { department: value })) },
  { weight: 2, arbitrary: fc.tuple(userId, userId).map(([id, manager]) => updateUser(id, { manager })) },
  {
    weight: 2,
    arbitrary: fc.tuple(userId, fc.boolean()).map(([id, accountEnabled]) => updateUser(id, { accountEnabled })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...rowRules), department)
      .map(([where, value]) => update('user', { where }, { department: value })),
  },
  { weight: 2, arbitrary: userId.map((id) => remove('user', { match: { id } })) },
  { weight: 1, arbitrary: anyGroup.map((id) => remove('group', { match: { id } })) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat({ max: 9999 }), department).map(([number, value]) =>
      create('user', {
        accountEnabled: true,
        displayName: 'N',
        mailNickname: 'n',
        userPrincipalName: `n${number}@contoso.com`,
        department: value,
      }),
    ),
  },
  { weight: 3, arbitrary: fc.tuple(anyGroup, userId).map(([group, id]) => addMembers(group, id)) },
  { weight: 3, arbitrary: fc.tuple(anyGroup, userId).map(([group, id]) => removeMembers(group, id)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyGroup, rules)
      .map(([id, membershipRule]) => update('group', { match: { id } }, { membershipRule })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyGroup, fc.constantFrom('On', 'Paused'))
      .map(([id, state]) => update('group', { match: { id } }, { membershipRuleProcessingState: state })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyGroup, rules, fc.boolean())
      .map(([id, membershipRule, isDynamic]) =>
        update(
          'group',
          { match: { id } },
          isDynamic ? { groupTypes: ['DynamicMembership'], membershipRule } : { groupTypes: [] },
        ),
      ),
  },
  { weight: 3, arbitrary: fc.constantFrom('P1D', 'P5D', 'PT1H', 'P300D').map(advance) },
);

/** Change sets of all kinds of steps over {@link smallTenants}; some steps are refused. */
export const changeSequences: fc.Arbitrary<ChangeSet> = fc
  .array(steps, { minLength: 1, maxLength: 10 })
  .map((list) => changeSetOf(list));
