import type { Claim } from './claim.ts';
import { assumed, documented, observed } from './grade-claim.ts';

/** Claims about service plans: what excludes or needs what, where it may be used, what is known of it (spec licensing 9, 10.4, 15.5). */
export const licensePlanRuleClaims: readonly Claim[] = [
  assumed('licensing/3.5-same-plan-twice', 'A plan that two SKUs contain is in no conflict with itself.'),
  documented('licensing/9.1-conflicts', 'Of a conflict set, at most one plan can be enabled for a user.'),
  observed('licensing/9.2-requires', 'A plan with prerequisites needs one of them to be enabled, from whatever SKU.'),
  assumed(
    'licensing/9.4-catalogue-implied',
    'A prerequisite is also fulfilled by plans that must do, because SKUs are sold that have nothing else.',
  ),
  assumed(
    'licensing/9.4-suspect-off',
    'Published conflicts that other facts contradict do not hold unless switched on.',
  ),
  assumed(
    'licensing/9.4-enforce',
    'Rules whose enforcement by the directory is doubtful are optional; conditions of trade never make an assignment fail.',
  ),
  documented('licensing/9.5-exchange-plans', 'Exchange Online Plan 1 and Plan 2 may be held together.'),
  documented('licensing/9.6-entra-plans', 'Plans of Microsoft Entra ID never exclude each other.'),
  documented(
    'licensing/9.7-list-is-dated',
    'The published list of conflicts is neither complete nor kept up to date: suites without Teams and Teams Enterprise go together.',
  ),
  assumed(
    'licensing/9.8-self-check',
    'No SKU contains two plans of one conflict set, and suites contain what their plans need, with one exception.',
  ),
  assumed(
    'licensing/10.4-prohibited-table',
    'Which plans are not offered in which country is stated by users; nothing is prohibited otherwise.',
  ),
  observed(
    'licensing/15.5-plan-facts',
    'Some plans are known with their service, with whom they are for, and with the states they show in tenants.',
  ),
];
