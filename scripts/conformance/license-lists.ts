import type { LicenseSectionDraft } from './license-draft.ts';
import { directCases } from './licenses/direct.ts';
import { groupCases } from './licenses/groups.ts';
import { lifeCycleCases } from './licenses/life-cycle.ts';
import { prerequisiteCases } from './licenses/prerequisites.ts';
import { servicePlanCases } from './licenses/service-plans.ts';

/** Sections that are lists. */
export const licenseListSections: readonly LicenseSectionDraft[] = [
  { id: 'direct', title: 'Direct calls', cases: directCases },
  { id: 'prerequisites', title: 'Service plans that need others', cases: prerequisiteCases },
  { id: 'groups', title: 'Licenses by groups', cases: groupCases },
  { id: 'life-cycle', title: 'Users, subscriptions and groups over time', cases: lifeCycleCases },
  { id: 'service-plans', title: 'assignedPlans and assignedLicenses', cases: servicePlanCases },
];
