import type { Department } from './departments.ts';
import { managementApps } from './device-models.ts';
import type { Place } from './places.ts';
import { servicePlans } from './service-plans.ts';

/** A dynamic group before it has an id. */
export interface DynamicGroupPlan {
  readonly name: string;
  readonly rule: string;
  readonly isPaused?: boolean;
  /** The service would refuse the rule; only a paused group can hold it. */
  readonly isBroken?: boolean;
  readonly isUnified?: boolean;
}

/** What the rules may speak of. */
export interface RecipeFacts {
  readonly departments: readonly Department[];
  readonly places: readonly Place[];
  /** Ids of users with direct reports, the highest first. */
  readonly managerIds: readonly string[];
  /** Ids of assigned groups. */
  readonly groupIds: readonly string[];
}

/**
 * The dynamic groups that every tenant has, ordered so that the first ones already show the whole variety: equality,
 * lists, patterns, collections, dates, devices, special forms, traps, paused and broken ones.
 */
export function standardGroups(facts: RecipeFacts): readonly DynamicGroupPlan[] {
  const [first, second] = [facts.departments[0], facts.departments[1]];
  const place = facts.places[0];
  if (first === undefined || second === undefined || place === undefined) return [];
  return [
    ...basicGroups(first, second, place),
    ...specialGroups(facts),
    ...trappedGroups(first, second),
    ...personalGroups(first, second, place),
    ...deviceGroups(),
  ];
}

function basicGroups(first: Department, second: Department, place: Place): readonly DynamicGroupPlan[] {
  const { exchange } = servicePlans;
  return [
    { name: `DYN-${first.short}`, rule: `user.department -eq "${first.name}"` },
    { name: 'DYN-Guests', rule: 'user.userType -eq "Guest"' },
    { name: 'DYN-Employees', rule: '(user.accountEnabled -eq true) -and (user.extensionAttribute1 -eq "EMP")' },
    {
      name: 'DYN-Devices-Windows-Company',
      rule: '(device.deviceOSType -eq "Windows") -and (device.deviceOwnership -eq "Company")',
    },
    { name: 'DYN-New-Joiners', rule: 'user.employeeHireDate -ge system.now -minus p30d' },
    {
      name: 'DYN-Mailbox-Users',
      rule: `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${exchange.id}" -and assignedPlan.capabilityStatus -eq "Enabled")`,
    },
    { name: 'DYN-Managers', rule: 'user.jobTitle -match "^(Senior )?Manager "' },
    { name: `DYN-${place.code}-Office`, rule: `user.extensionAttribute2 -in ["${place.buildings.join('", "')}"]` },
    {
      name: `DYN-${second.short}-Old`,
      rule: `(user.department -startsWith "${second.name}") -and (user.country -eq "${place.country}")`,
      isPaused: true,
    },
    {
      name: 'DYN-Service-Domain',
      rule: '(user.proxyAddresses -any (_ -contains "@service.contoso.com")) -and (user.userType -ne "Guest")',
    },
  ];
}

function specialGroups({ managerIds, groupIds, places }: RecipeFacts): readonly DynamicGroupPlan[] {
  const plans: DynamicGroupPlan[] = [
    {
      name: 'DYN-Contractors-Legacy',
      rule: 'user.employeeType -eq "Contractor"',
      isPaused: true,
      isBroken: true,
    },
    { name: 'DYN-All-Users', rule: 'user.objectId -ne null' },
    { name: 'DYN-Externals', rule: 'user.extensionAttribute1 -in ["EXT", "VEN"]', isUnified: true },
  ];
  const [top, next] = managerIds;
  if (top !== undefined) plans.push({ name: 'DYN-Leadership', rule: `Direct Reports for "${top}"` });
  if (next !== undefined) plans.push({ name: 'DYN-Leadership-Team', rule: `Direct Reports for '${next}'` });
  if (groupIds.length > 1) {
    const ids = groupIds.slice(0, 2).join("', '");
    plans.push({ name: 'DYN-Combined', rule: `user.memberOf -any (group.objectId -in ['${ids}'])` });
  }
  const codes = places.slice(0, 4).map((place) => place.code);
  plans.push({
    name: 'DYN-Elsewhere',
    rule: `(user.usageLocation -notIn ["${[...new Set(codes)].join('", "')}"]) -and (user.userType -eq "Member")`,
  });
  return plans;
}

function personalGroups(first: Department, second: Department, place: Place): readonly DynamicGroupPlan[] {
  const { phone, teams } = servicePlans;
  return [
    { name: 'DYN-Future-Joiners', rule: 'user.employeeHireDate -ge system.now' },
    {
      name: 'DYN-Established',
      rule: '(user.employeeHireDate -le (system.now -minus P365D)) -and (user.accountEnabled -eq true)',
    },
    { name: 'DYN-Hired-Before-2015', rule: 'user.employeeHireDate -le 2014-12-31T23:59:59Z' },
    {
      name: 'DYN-No-Plans',
      rule: 'user.assignedPlans -all (assignedPlan.servicePlanId -eq null)',
    },
    {
      name: 'DYN-Phone-Removed',
      rule: `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${phone.id}" -and -not (assignedPlan.capabilityStatus -eq "Enabled"))`,
    },
    {
      name: 'DYN-Teams',
      rule: `user.assignedPlans -any (assignedPlan.service -eq "${teams.service}" -and assignedPlan.capabilityStatus -in ["Enabled", "Warning"])`,
      isUnified: true,
    },
    { name: 'DYN-Formerly-Synchronised', rule: 'user.dirSyncEnabled -eq false' },
    { name: 'DYN-No-Password-Expiry', rule: 'user.passwordPolicies -contains "DisablePasswordExpiration"' },
    { name: 'DYN-Admins', rule: 'user.userPrincipalName -startsWith "adm-"' },
    { name: 'DYN-Partner-Fabrikam', rule: '(user.userType -eq "Guest") -and (user.mail -endsWith "@fabrikam.com")' },
    {
      name: `DYN-${first.short}-and-${second.short}`,
      rule: `((user.department -eq "${first.name}") -or (user.department -eq "${second.name}")) -and -not (user.userType -eq "Guest")`,
      isUnified: true,
    },
    { name: 'DYN-Interns', rule: 'user.jobTitle -endsWith " Intern"' },
    {
      name: `DYN-Telephone-${place.code}`,
      rule: `user.telephoneNumber -startsWith "${place.phonePrefix.split(' ')[0]} "`,
    },
    { name: 'DYN-Sip-Users', rule: 'user.sipProxyAddress -ne null' },
    { name: 'DYN-Power-Laptops', rule: 'user.extensionAttribute10 -match "^(Power|Developer)$"' },
    {
      name: 'DYN-Executives',
      rule: '(user.jobTitle -match "^(Head of|Vice President|Chief) ?") -and (user.accountEnabled -eq true)',
    },
    { name: 'DYN-Other-Mails', rule: 'user.otherMails -any (_ -endsWith "@example.com")' },
    { name: 'DYN-No-Manager-Title', rule: '(user.jobTitle -notContains "Manager") -and (user.department -ne null)' },
    { name: 'DYN-Wave-1-to-3', rule: 'user.extensionAttribute15 -in ["Wave 1", "Wave 2", "Wave 3"]' },
    { name: `DYN-OU-${first.short}`, rule: `user.onPremisesDistinguishedName -contains "OU=${first.short},"` },
  ];
}

function deviceGroups(): readonly DynamicGroupPlan[] {
  return [
    { name: 'DYN-Devices-Autopilot', rule: '(device.devicePhysicalIds -any (_ -startsWith "[ZTDId]"))' },
    { name: 'DYN-Devices-Kiosk', rule: 'device.devicePhysicalIds -any _ -eq "[OrderID]:Kiosk"' },
    { name: 'DYN-Devices-Personal', rule: 'device.deviceOwnership -eq "Personal"' },
    {
      name: 'DYN-Devices-Co-managed',
      rule: `device.deviceManagementAppId -eq "${managementApps.coManaged}"`,
    },
    {
      name: 'DYN-Devices-Windows-11',
      rule: '(device.deviceOSType -eq "Windows") -and (device.deviceOSVersion -startsWith "10.0.2")',
    },
    { name: 'DYN-Devices-Mobile', rule: 'device.deviceOSType -in ["IPhone", "AndroidForWork"]' },
    { name: 'DYN-Devices-Unmanaged', rule: '(device.managementType -ne "MDM") -and (device.accountEnabled -eq true)' },
    { name: 'DYN-Devices-Cloud-PC', rule: 'device.deviceModel -startsWith "Cloud PC"' },
    { name: 'DYN-Devices-Rooted', rule: 'device.isRooted -eq true' },
  ];
}

/** Rules that say something else than their author meant, as they are found in real tenants. */
function trappedGroups(first: Department, second: Department): readonly DynamicGroupPlan[] {
  return [
    {
      name: `DYN-Access-${first.short}`,
      rule: `user.accountEnabled -eq true -and user.userType -eq "Member" -and user.department -eq "${first.name}" -or user.department -eq "${second.name}"`,
    },
    { name: `DYN-Everyone-but-${first.short}`, rule: `user.department -ne "${first.name}"` },
    {
      name: `DYN-${second.short}-Draft`,
      rule: `(user.department -eq "${second.name}" -and user.accountEnabled -eq true`,
      isPaused: true,
      isBroken: true,
    },
    { name: 'DYN-Managers-Anywhere', rule: 'user.jobTitle -contains "Manag"' },
    { name: 'DYN-Not-Switzerland', rule: 'user.country -notStartsWith "Switz"' },
  ];
}
