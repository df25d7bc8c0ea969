import { foldOrdinal } from '../base/index.ts';
import { didYouMean } from '../diagnostics/index.ts';
import { deviceRuleProperties, findRuleProperty, type RuleObject, userRuleProperties } from './rule-properties.ts';

/** Names that people take from Graph, device filters or older pages, and what rules call them. Spec rules 5.2, 5.3. */
const otherNames: Readonly<Record<RuleObject, Readonly<Record<string, string>>>> = {
  user: {
    officelocation: 'physicalDeliveryOfficeName',
    title: 'jobTitle',
    mobilephone: 'mobile',
    businessphones: 'telephoneNumber',
    faxnumber: 'facsimileTelephoneNumber',
    id: 'objectId',
    onpremisessyncenabled: 'dirSyncEnabled',
    imaddresses: 'sipProxyAddress',
    dept: 'department',
    upn: 'userPrincipalName',
    email: 'mail',
    firstname: 'givenName',
    lastname: 'surname',
    hiredate: 'employeeHireDate',
  },
  device: {
    operatingsystem: 'deviceOSType',
    ostype: 'deviceOSType',
    osversion: 'deviceOSVersion',
    operatingsystemversion: 'deviceOSVersion',
    manufacturer: 'deviceManufacturer',
    model: 'deviceModel',
    trusttype: 'deviceTrustType',
    devicename: 'displayName',
    mdmappid: 'deviceManagementAppId',
    physicalids: 'devicePhysicalIds',
    id: 'objectId',
  },
};

const explanations: Readonly<Record<RuleObject, Readonly<Record<string, string>>>> = {
  user: {
    employeetype: 'Rules cannot read employeeType. Copy it into an extensionAttribute.',
    assignedlicenses:
      'Rules cannot read licences. Test a plan: user.assignedPlans -any (assignedPlan.servicePlanId -eq "…" -and assignedPlan.capabilityStatus -eq "Enabled").',
    manager: 'The manager is only reachable as a whole rule: Direct Reports for "object id".',
    createddatetime: 'The only date that rules read is employeeHireDate.',
    onpremisessamaccountname: 'Rules cannot read it. mailNickName or onPremisesDistinguishedName may serve.',
    roles: 'Rules cannot read roles.',
  },
  device: {
    iscompliant: 'This is a property of device filters (Conditional Access, Intune), which are another language.',
    ismanaged: 'This is a property of device filters (Conditional Access, Intune), which are another language.',
    operatingsystemsku: 'This is a property of device filters (Intune), which are another language.',
    domainname: 'Rules no longer support it.',
    organizationalunit:
      'Rules no longer support it; it never matched. A tolerant reading: --semantics organizational-unit=null.',
  },
};

/** What to say about a property that rules do not support. `replacement` is set when it surely was meant. */
export interface PropertyHint {
  readonly hint?: string;
  readonly replacement?: string;
}

/** What to write instead of a property that rules do not support. */
export function hintForProperty(object: RuleObject, name: string): PropertyHint {
  const other = own(otherNames[object], name.toLowerCase());
  if (other !== undefined) return { hint: `Rules call it ${object}.${other}.`, replacement: other };
  const hint = own(explanations[object], name.toLowerCase()) ?? nearbyProperty(object, name);
  return hint === undefined ? {} : { hint };
}

/** What to write instead of a name without `user.` or `device.`. */
export function hintForBareName(name: string): string {
  const known = [findRuleProperty('user', name), findRuleProperty('device', name)].filter(
    (found) => found !== undefined,
  );
  if (known.length === 0)
    return 'A condition begins with a property of user or device; texts stand in quotation marks.';
  return `Write ${known.map((property) => `${property.object}.${property.name}`).join(' or ')}.`;
}

function nearbyProperty(object: RuleObject, name: string): string | undefined {
  if (/^extension_/i.test(name)) return 'Extensions are named extension_<app id without hyphens>_<name>.';
  const known = object === 'user' ? userRuleProperties : deviceRuleProperties;
  const near = didYouMean(
    name,
    known.map((property) => property.name),
    `${object}.`,
  );
  if (near !== undefined) return near;
  const wanted = foldOrdinal(name);
  const elsewhere = (object === 'user' ? deviceRuleProperties : userRuleProperties).find(
    (property) => foldOrdinal(property.name) === wanted,
  );
  return elsewhere === undefined
    ? undefined
    : `It is a property of ${elsewhere.object}s: ${elsewhere.object}.${elsewhere.name}.`;
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
