import type { DiagnosticDefinition } from '../definition.ts';

const refused = { severity: 'error', consequence: 'refused' } as const;

/** Steps of a change set that the service would refuse, or that name nothing. Each refuses the whole step. */
export const refusalCodes = {
  'changes/match-none': {
    severity: 'error',
    title: 'No object has the properties of match',
    explanation:
      'A match names exactly one object. Check the spelling, or whether an earlier step renamed or deleted the object.',
  },
  'changes/match-several': {
    severity: 'error',
    title: 'Several objects have the properties of match',
    explanation: 'A match names exactly one object. Use an id or a userPrincipalName, or select them all with where.',
  },
  'changes/unknown-name': {
    severity: 'error',
    title: 'A name that no object has',
    explanation: 'Holders and members are named by id, userPrincipalName, mail, mailNickname or displayName.',
  },
  'changes/ambiguous-name': {
    severity: 'error',
    title: 'A name that several objects have',
    explanation: 'Use the id of the one that is meant.',
  },
  'changes/unknown-property': {
    ...refused,
    title: 'The object type has no such property',
    explanation:
      "Properties are named as in Microsoft Graph. The rule language's own names, such as mobile, are not used here.",
    wrong: 'set: { mobile: "+47 1" }',
    right: 'set: { mobilePhone: "+47 1" }',
  },
  'changes/read-only-property': {
    ...refused,
    title: 'A property that cannot be written here',
    explanation: 'Some properties are written by the service only, others only at creation or only afterwards.',
  },
  'changes/required-property': {
    ...refused,
    title: 'A required property is missing or cleared',
    explanation: 'The service creates no object without it, and does not let it be cleared.',
  },
  'changes/invalid-value': {
    ...refused,
    title: 'A value that the property does not take',
    explanation: 'Type, length, allowed values or form do not fit; the message says what was expected.',
  },
  'changes/conflict': {
    ...refused,
    title: 'A value that must be unique is taken',
    explanation: 'userPrincipalName, mail addresses and the mailNickname of mail-enabled groups belong to one object.',
  },
  'changes/synced-object': {
    ...refused,
    title: 'The object is managed on-premises',
    explanation: 'Objects with onPremisesSyncEnabled true are read-only in the cloud, apart from a few properties.',
  },
  'changes/exchange-group': {
    ...refused,
    title: 'The group is managed in Exchange',
    explanation: 'Distribution lists and mail-enabled security groups cannot be written through Microsoft Graph.',
  },
  'changes/dynamic-members': {
    ...refused,
    title: 'The members come from a rule',
    explanation: 'Nobody adds members to a dynamic group or administrative unit, or removes them, by hand.',
  },
  'changes/member-type': {
    ...refused,
    title: 'The holder does not take members of this type',
    explanation:
      'Microsoft 365 groups and role-assignable groups take users only, security groups also devices, contacts and security groups, administrative units users, devices and groups.',
  },
  'changes/already-member': {
    ...refused,
    title: 'The object is already a member',
    explanation: 'The service refuses the whole request.',
  },
  'changes/not-a-member': {
    ...refused,
    title: 'The object is not a member',
    explanation: 'Only direct members can be removed.',
  },
  'changes/named-twice': {
    ...refused,
    title: 'The same member twice in one step',
    explanation: 'Two names may stand for the same object, such as an id and a userPrincipalName.',
  },
  'changes/rule-refused': {
    ...refused,
    title: 'The membership rule is refused',
    explanation:
      'A rule that is saved with processing On must be valid. With processing Paused any text is stored, and fails when processing is switched on.',
  },
  'changes/limit': {
    ...refused,
    title: 'A limit of the service is reached',
    explanation: 'Documented limits are checked where a step would pass them.',
  },
  'changes/where-rule': {
    severity: 'error',
    title: 'where is no rule about the objects of the step',
    explanation: 'where takes a membership rule about users in a step about users, about devices in one about devices.',
    wrong: 'where: department = Sales',
    right: `where: 'user.department -eq "Sales"'`,
  },
  'changes/clock-in-the-past': {
    severity: 'error',
    title: 'The change set starts before the time of the tenant',
    explanation:
      'The virtual clock never runs backwards. Remove the clock of the change set, or plan on an older tenant.',
  },
  'changes/members-not-known': {
    severity: 'note',
    consequence: 'unknown',
    title: 'The members of the group are not known',
    explanation: 'The export does not carry them, so adding or removing some has no known effect.',
  },
  'changes/domains-not-known': {
    severity: 'note',
    consequence: 'unknown',
    title: 'The verified domains are not known',
    explanation: 'The service refuses names of other domains. Import the domains to have them checked.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
