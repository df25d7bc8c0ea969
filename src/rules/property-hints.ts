import { foldOrdinal } from '../base/index.ts';
import { didYouMean } from '../diagnostics/index.ts';
import { deviceRuleProperties, type RuleObject, userRuleProperties } from './rule-properties.ts';

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

/** What to write instead of a property that rules do not support. */
export function hintForProperty(object: RuleObject, name: string): string | undefined {
  const key = name.toLowerCase();
  const other = own(otherNames[object], key);
  if (other !== undefined) return `Rules call it ${object}.${other}.`;
  const explanation = own(explanations[object], key);
  if (explanation !== undefined) return explanation;
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
