import type { ChangeableType, GraphError } from '../model/index.ts';

/** Resource names in the service's messages. */
const resourceNames: Readonly<Record<ChangeableType, string>> = {
  user: 'User',
  group: 'Group',
  device: 'Device',
  administrativeUnit: 'AdministrativeUnit',
  orgContact: 'OrgContact',
};

/** Texts that no public source gives (spec tenant 14, open point 1): one place to correct them. */
export const assumedMessages = {
  memberType: 'The member type is not supported for this group.',
  kind: 'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
  synced:
    'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
  selfMember: 'A group cannot be a member of itself.',
  selfManager: 'A user cannot be their own manager.',
  tooManyUnits: 'The object is already a member of 30 administrative units.',
  tooManyRestrictedUnits: 'The tenant already has 100 restricted management administrative units.',
} as const;

/** 400 Request_BadRequest. */
export function badRequest(message: string, target?: string): GraphError {
  return { status: 400, code: 'Request_BadRequest', message, ...(target === undefined ? {} : { target }) };
}

/** Spec tenant 0.2, documented pattern. */
export function requiredValue(type: ChangeableType, property: string): GraphError {
  return badRequest(`A value is required for property '${property}' of resource '${resourceNames[type]}'.`, property);
}

/** Spec tenant 0.2, observed I15. */
export function invalidValue(type: ChangeableType, property: string): GraphError {
  return badRequest(
    `Invalid value specified for property '${property}' of resource '${resourceNames[type]}'.`,
    property,
  );
}

/** Spec tenant 0.2, observed I3: not even the form of a value is right. */
export function invalidForm(property: string): GraphError {
  return badRequest('One or more properties contains invalid values.', property);
}

/** A name that the type does not have. Status by spec tenant 2.4; the text is assumed. */
export function unknownProperty(type: ChangeableType, property: string): GraphError {
  return badRequest(
    `Property '${property}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
    property,
  );
}

/** A property that only the service writes. Status by cases A38; the text is assumed. */
export function readOnlyProperty(type: ChangeableType, property: string): GraphError {
  return badRequest(`Property '${property}' of resource '${resourceNames[type]}' is read-only.`, property);
}

/** Spec tenant 0.2, observed I1, I2 and I17: a value that must be unique is taken. */
export function objectConflict(property: string): GraphError {
  const message = `Another object with the same value for property ${property} already exists.`;
  const conflict = { code: 'ObjectConflict', message, target: property };
  const details =
    property === 'proxyAddresses' ? [conflict, { code: 'ConflictingObjects', message, target: property }] : [conflict];
  return { ...badRequest(message, property), details };
}

/** 404, spec tenant 0.2. */
export function resourceNotFound(id: string): GraphError {
  return {
    status: 404,
    code: 'Request_ResourceNotFound',
    message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  };
}

/** 403, the placeholder for writing members of a dynamic group (spec tenant 4.3). */
export function accessDenied(): GraphError {
  return {
    status: 403,
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  };
}

/** Spec tenant 0.2, observed I4. */
export function alreadyMember(): GraphError {
  return badRequest(
    "One or more added object references already exist for the following modified properties: 'members'.",
    'members',
  );
}

/** Spec tenant 0.2, observed I8. */
export function namedTwice(memberId: string, holderId: string): GraphError {
  return badRequest(
    `Object '[${memberId}]' referenced from '[${holderId}]' can only be present once as an add/remove change.`,
    'members',
  );
}

/** Spec tenant 0.2, observed I12 (sic): Exchange owns distribution lists and mail-enabled security groups. */
export function ownedByExchange(): GraphError {
  return badRequest('Cannot Update a mail-enabled security groups and or distribution list.');
}

/** Spec rules 9: every refusal of a rule's text. */
export function ruleRefused(message: string): GraphError {
  return { status: 400, code: 'DynamicGroupQueryParseError', message, target: 'membershipRule' };
}
