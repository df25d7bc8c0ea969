import { type JsonValue, parseInstant, rowSetOf } from '../../src/base/index.ts';
import { createTenant, type ObjectType, type Tenant, TenantDraft, withLinkedRows } from '../../src/model/index.ts';

/** Clock of the worked cases: 2026-03-02T09:00:00Z. */
export const contosoClock = parseInstant('2026-03-02T09:00:00Z') ?? 0;

/** A stable id made of a number. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

type Properties = Readonly<Record<string, JsonValue>>;

const security = { mailEnabled: false, securityEnabled: true, groupTypes: [] };

/** Users of the base tenant by short name, with their ids. */
export const people = { ann: idOf(1), bob: idOf(2), cid: idOf(3), dan: idOf(4), eve: idOf(5) } as const;

/** Groups of the base tenant by display name, with their ids. */
export const groups = {
  'SG-Sales': idOf(11),
  'SG-Parent': idOf(12),
  'M365-Mkt': idOf(13),
  'DL-All': idOf(14),
  'MESG-Fin': idOf(15),
  'DYN-Eng': idOf(16),
} as const;

export const laptop = idOf(21);
export const contact = idOf(22);
export const unitWest = idOf(31);

/**
 * The base tenant of the worked cases: two verified domains, five users, six groups, a device, a contact and a unit; with
 * everything known that rules and checks look at. `change` may add to it.
 */
export function contoso(change: (draft: TenantDraft) => void = () => undefined): Tenant {
  const draft = new TenantDraft(createTenant(contosoClock));
  draft.addObject('domain', 'contoso.onmicrosoft.com', { isInitial: true, isDefault: false, isVerified: true });
  draft.addObject('domain', 'contoso.com', { isInitial: false, isDefault: true, isVerified: true });
  addUser(draft, people.ann, 'ann', { department: 'Sales', manager: people.bob, businessPhones: ['1'] });
  addUser(draft, people.bob, 'bob', { department: 'Sales', jobTitle: 'Sales Manager' });
  addUser(draft, people.cid, 'cid', { department: 'Engineering' });
  addUser(draft, people.dan, 'dan', { proxyAddresses: ['smtp:x@contoso.com'] });
  addUser(draft, people.eve, 'eve', {
    userType: 'Guest',
    userPrincipalName: 'eve_fabrikam.com#EXT#@contoso.onmicrosoft.com',
    mail: 'eve@fabrikam.com',
    proxyAddresses: ['SMTP:eve@fabrikam.com'],
  });
  addGroup(draft, 'SG-Sales', security, [0, 1]);
  addGroup(draft, 'SG-Parent', security, []);
  addGroup(
    draft,
    'M365-Mkt',
    { mailEnabled: true, securityEnabled: false, groupTypes: ['Unified'], visibility: 'Public' },
    [0, 1],
  );
  addGroup(draft, 'DL-All', { mailEnabled: true, securityEnabled: false, groupTypes: [] }, []);
  addGroup(draft, 'MESG-Fin', { mailEnabled: true, securityEnabled: true, groupTypes: [] }, []);
  addGroup(draft, 'DYN-Eng', { ...dynamicRule('user.department -eq "Engineering"') }, [2]);
  draft.setLinks('groupMembers', 1, { rows: { group: rowSetOf([0]) }, unresolved: [] });
  draft.addObject('device', laptop, { displayName: 'LAPTOP-1', accountEnabled: true, operatingSystem: 'Windows' });
  draft.addObject('orgContact', contact, { displayName: 'Pat', mail: 'pat@vendor.example', proxyAddresses: [] });
  draft.addObject('administrativeUnit', unitWest, { displayName: 'AU-West', membershipType: 'Assigned' });
  draft.setLinks('unitMembers', 0, { rows: {}, unresolved: [] });
  change(draft);
  return draft.finish();
}

/** The properties of a dynamic security group. */
export function dynamicRule(membershipRule: string, state = 'On'): Properties {
  return { ...security, groupTypes: ['DynamicMembership'], membershipRule, membershipRuleProcessingState: state };
}

/** Adds a user with the usual properties. */
export function addUser(draft: TenantDraft, id: string, name: string, properties: Properties = {}): number {
  const usual = {
    userPrincipalName: `${name}@contoso.com`,
    displayName: name,
    mailNickname: name,
    accountEnabled: true,
    userType: 'Member',
    department: null,
    jobTitle: null,
    companyName: null,
    country: null,
    employeeHireDate: null,
    manager: null,
    mail: null,
    proxyAddresses: [],
    usageLocation: null,
  };
  return addChecked(draft, 'user', id, { ...usual, ...properties });
}

/** Adds a group of the table above, with users as members. */
export function addGroup(
  draft: TenantDraft,
  name: string,
  properties: Properties,
  userRows?: readonly number[],
): number {
  const id = Object.entries(groups).find(([key]) => key === name)?.[1] ?? idOf(1000 + draft.population('group').size);
  const row = addChecked(draft, 'group', id, {
    displayName: name,
    mailNickname: name,
    membershipRule: null,
    ...properties,
  });
  if (userRows !== undefined)
    draft.setLinks('groupMembers', row, withLinkedRows(undefined, 'user', rowSetOf(userRows)));
  return row;
}

function addChecked(draft: TenantDraft, type: ObjectType, id: string, properties: Properties): number {
  const { row, misfit } = draft.addObject(type, id, properties);
  if (misfit !== undefined) throw new Error(`${misfit} of ${id} does not fit`);
  return row;
}
