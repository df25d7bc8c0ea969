import type { Claim } from './claim.ts';
import { assumed, documented, observed } from './grade-claim.ts';

/** Claims about who has which license, and why (spec licensing 2 to 8 and 10 to 15). */
export const licenseAssignmentClaims: readonly Claim[] = [
  documented(
    'licensing/2.4-prepaid-units',
    'prepaidUnits counts seats of active subscriptions as enabled, of expired ones in grace as warning, of cancelled ones as suspended.',
  ),
  documented(
    'licensing/2.5-one-unit-per-user',
    'A user uses one unit of a SKU however many paths give it; users in Error use none.',
  ),
  assumed('licensing/2.6-free-seats', 'Free seats are enabled and warning units less those in use.'),
  documented('licensing/2.6-warning-is-assignable', 'Seats in grace can be used and assigned, suspended ones cannot.'),
  assumed(
    'licensing/2.7-capability-status',
    'A SKU is Enabled, Warning, Suspended, LockedOut or Deleted by the first kind of units that it has.',
  ),
  documented('licensing/2.8-consumption-stays', 'What is in use stays in use when a SKU becomes suspended.'),
  documented(
    'licensing/2.9-lifecycle',
    'A subscription that is not renewed is in grace, then inactive, then deleted, for times that depend on how it was bought.',
  ),
  documented('licensing/2.10-fewer-seats', 'Buying fewer seats than are in use takes a license from nobody.'),
  documented('licensing/3.2-union-of-plans', 'A service plan is enabled for a user if any path of any SKU enables it.'),
  assumed(
    'licensing/3.3-assigned-licenses',
    'assignedLicenses has an entry for each held SKU, with the plans that all of its paths disable.',
  ),
  assumed('licensing/3.4-error-gives-nothing', 'A path in Error gives neither plans nor a seat.'),
  documented(
    'licensing/3.6-direct-and-group',
    'A direct path may enable other plans than a group does, for the same seat.',
  ),
  observed(
    'licensing/4.2-states',
    'Active: applied. Error: wanted and not given. ActiveWithError: on the user, but the last change of the path failed.',
  ),
  assumed('licensing/4.2-disabled-state', 'The state Disabled is never shown, unless an option says so.'),
  observed('licensing/4.3-none', 'Success is the error None.'),
  documented(
    'licensing/4.4-direct-failure',
    'A direct call that fails stores nothing; a path of a group that fails stays as an Error row.',
  ),
  documented('licensing/5.2-whole-or-nothing', 'A direct call makes all of its changes or none.'),
  documented(
    'licensing/5.3-replaces-disabled-plans',
    'Adding a SKU that is held directly replaces its disabled plans.',
  ),
  documented('licensing/5.4-second-path', 'Adding a SKU that a group gives makes a direct path, without another seat.'),
  documented(
    'licensing/5.5-removal',
    'Removing takes the direct path only; a license that groups alone give cannot be removed from the user.',
  ),
  documented('licensing/5.6-usage-location', 'A direct assignment needs a usage location; a removal does not.'),
  assumed('licensing/5.7-seats', 'A SKU that is not held yet needs a free seat.'),
  assumed(
    'licensing/5.8-rule-scope',
    'Rules between plans are checked for what the call changes, over all SKUs of the user.',
  ),
  assumed(
    'licensing/5.9-order-of-checks',
    'The first fault is reported: body, SKU, plans, removals, location, seats, countries, exclusion, prerequisites, addresses.',
  ),
  documented(
    'licensing/5.10-idempotent',
    'A call that changes nothing succeeds and leaves the time of the last update.',
  ),
  documented(
    'licensing/6.1-group-kinds',
    'Security groups and security-enabled Microsoft 365 groups can have licenses.',
  ),
  documented(
    'licensing/6.1-direct-members',
    'Only direct user members get the licenses of a group; others are skipped without an error.',
  ),
  documented('licensing/6.2-group-prerequisites', 'What a plan of a group needs must be given by the same group.'),
  assumed('licensing/6.2-group-conflicts', 'Licenses of one group that exclude each other are refused at once.'),
  assumed('licensing/6.2-no-seat-check', 'Seats are not checked when licenses of a group change.'),
  documented(
    'licensing/6.3-processing-state',
    'A group is QueuedForProcessing when its licenses change and ProcessingComplete after its members were looked at.',
  ),
  documented(
    'licensing/6.5-location-of-tenant',
    'For licenses by groups a missing usage location is that of the tenant.',
  ),
  documented(
    'licensing/6.6-all-or-nothing',
    'If one license of a group cannot be given to a user, the group gives none; the others are in error Other.',
  ),
  assumed(
    'licensing/6.6-siblings-applied-before',
    'Licenses of the group that the user had before stay, in ActiveWithError.',
  ),
  documented('licensing/7-membership-changes', 'Joining and leaving a licensed group gives and takes its licenses.'),
  documented(
    'licensing/7-other-groups-retry',
    'When a license that a group gives a user comes or goes, errors by other groups are looked at again.',
  ),
  documented(
    'licensing/7-freed-seats',
    'Seats that become free are not given to users in error until they are processed again.',
  ),
  assumed(
    'licensing/7-seats-bought',
    'Seats that are bought are not given to users in error until they are processed again.',
  ),
  observed(
    'licensing/7-direct-blocker',
    'When a direct license that stood in the way goes, the user has to be processed again.',
  ),
  documented(
    'licensing/7-reprocess',
    'Reprocessing looks at all licenses that groups give a user; what still fails is answered with its real text.',
  ),
  assumed(
    'licensing/8-seat-order',
    'Seats go to members in the order in which they joined, where it is known, else by object id; nobody is evicted.',
  ),
  documented('licensing/8-count-violation', 'Members for whom there is no seat are in error CountViolation.'),
  assumed('licensing/8-removals-first', 'What is to go is taken before something else is given.'),
  assumed(
    'licensing/9.9-order-of-violations',
    'Of several violations the first is told: location, count, exclusion, prerequisite, address.',
  ),
  documented(
    'licensing/10.4-prohibited',
    'A plan that is not offered where the user is makes the license of a group fail.',
  ),
  observed('licensing/11.1-blocked-sign-in', 'Blocking sign-in changes no license.'),
  documented('licensing/11.2-deleted-user', 'A deleted user frees the seat at once; the rows stay hidden.'),
  documented(
    'licensing/11.4-restore',
    'A restored user has the licenses back even without free seats; those of groups follow the membership.',
  ),
  documented('licensing/11.5-guests', 'Guests can have licenses, by groups without a usage location.'),
  documented('licensing/11.6-data-at-risk', 'The data of a lost license is kept for 30 days.'),
  documented('licensing/12.1-licensed-group', 'A group with licenses cannot be deleted.'),
  documented(
    'licensing/12.2-removal-failure',
    'A license that a group gives up and that something else needs stays, in ActiveWithError.',
  ),
  observed(
    'licensing/12.3-vanished-sku',
    'A SKU that the tenant does not have any more stays on its groups and can be removed.',
  ),
  documented(
    'licensing/12.4-conversion',
    'When an assigned group becomes dynamic its members lose its licenses before the rule gives them back.',
  ),
  documented('licensing/12.5-rule-edit', 'When a rule is edited, members who stay keep their licenses.'),
  assumed(
    'licensing/12.6-chains',
    'Licenses that change plans that rules read are followed to rest; circles are found and reported.',
  ),
  documented(
    'licensing/13-two-groups',
    'A user in two groups with the same SKU uses one seat and keeps it when leaving one of them.',
  ),
  documented('licensing/14.1-switch', 'One call that adds a SKU and removes another is one change, without a gap.'),
  assumed(
    'licensing/14.3-switch-on-shortage',
    'A user for whom there is no seat of the new SKU keeps the old one, in ActiveWithError.',
  ),
  observed('licensing/15.2-deleted-plans-stay', 'A plan that is lost stays in assignedPlans as Deleted.'),
  assumed('licensing/15.3-plan-state-on-leave', 'A plan that is lost with a group is Deleted.'),
  assumed(
    'licensing/15.4-sku-status-on-plans',
    'Plans show the status of their SKU unless another SKU gives them as Enabled.',
  ),
  observed('licensing/15.7-license-details-id', 'The id of licenseDetails is made of tenant and SKU id.'),
];
