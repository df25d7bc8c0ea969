import type { Outcome } from '../../src/simulation/index.ts';
import type { PlanDocument } from '../../src/plan/index.ts';
import { idOf, planOf, type Scene, type SceneStep, updateGroup, updateUser, upnOf } from './plan-scene.ts';

/** A tenant with an instance of nearly everything that a plan can report. */
export const richScene: Scene = {
  clock: '2026-10-01T00:00:00Z',
  users: {
    ada: { department: 'Sales', country: 'DE', employeeHireDate: '2026-09-20T00:00:00Z' },
    lin: { department: 'Sales', country: 'DE', employeeHireDate: '2026-09-01T00:00:00Z' },
    omar: { department: 'Sales ', country: 'DE', employeeHireDate: '2021-03-01T00:00:00Z' },
    noor: { department: 'HR', country: 'CH', employeeHireDate: '2020-01-01T00:00:00Z' },
    eva: { country: 'DE' },
    breakglass: { department: 'IT', country: 'DE', employeeHireDate: '2019-01-01T00:00:00Z' },
  },
  groups: [
    {
      name: 'Sales EMEA',
      rule: '(user.department -startsWith "Sales") -and (user.country -eq "DE")',
      exported: ['ada', 'lin', 'noor'],
    },
    { name: 'Project', members: ['ada', 'noor', 'breakglass'] },
    { name: 'Settled in', rule: 'user.employeeHireDate -le system.now -minus p14d' },
    { name: 'Readers', rule: `user.memberOf -any (group.objectId -in ['${idOf('group', 1)}'])` },
    { name: 'Parked', rule: 'user.country -eq "FR"', properties: { membershipRuleProcessingState: 'Paused' } },
  ],
};

/** Steps that cause every kind of effect in {@link richScene}. */
export const richSteps: readonly SceneStep[] = [
  updateUser('lin', { country: 'CH' }),
  updateGroup('Sales EMEA', { membershipRule: '(user.department -eq "Sales") -and (user.country -eq "DE")' }),
  updateGroup('Project', {
    groupTypes: ['DynamicMembership'],
    membershipRule: 'user.department -eq "HR"',
    membershipRuleProcessingState: 'On',
  }),
  { kind: 'update', type: 'user', where: 'user.department -eq "HR"', set: { city: 'Bonn', department: 'People' } },
  { kind: 'addMembers', holderType: 'group', holder: 'Sales EMEA', members: [upnOf('ada')] },
  updateUser('nobody', { country: 'FR' }),
  { kind: 'advance', duration: 'P7D', milliseconds: 7 * 86_400_000 },
  updateUser('noor', { department: 'HR' }),
  { kind: 'delete', type: 'user', match: { userPrincipalName: upnOf('omar') } },
];

/** The plan of {@link richSteps}, with guardrails that hold and guardrails that fail. */
export function richPlan(): { readonly plan: PlanDocument; readonly outcome: Outcome } {
  return planOf(richScene, richSteps, {
    guardrails: { maxLeavesPerGroup: 2, maxJoins: 100, protectedUsers: ['breakglass*', 'nobody*'], noUndecided: true },
  });
}
