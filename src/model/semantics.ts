/** A reading of the specification that is disputed or marked as a switch, and that changes results. */
export interface SemanticsOption {
  readonly claim: string;
  readonly default: string;
  /** What each value means, one sentence each. */
  readonly readings: Readonly<Record<string, string>>;
}

/** Every semantics option by name. Every other assumption of the specification is one named constant. */
export const semanticsOptions = {
  'member-of-mode': {
    claim: 'rules/8.2-preview-ended',
    default: 'by-date',
    readings: {
      'by-date':
        'memberOf rules are evaluated until the preview ended on 2026-11-03 and keep their last members from then on.',
      preview: 'memberOf rules are evaluated whatever the date.',
      frozen: 'memberOf rules keep their last members whatever the date.',
      refused: 'memberOf rules are refused.',
    },
  },
  'null-negative-operators': {
    claim: 'rules/14-1-negative-operators-on-null',
    default: 'match',
    readings: {
      match: 'An attribute without a value satisfies -notContains, -notStartsWith, -notEndsWith, -notMatch and -notIn.',
      'no-match': 'An attribute without a value satisfies none of them; -ne is not affected.',
    },
  },
  'property-name-case': {
    claim: 'rules/14-2-property-name-case',
    default: 'insensitive',
    readings: {
      insensitive: 'Property names are read in any case, as the service does in practice.',
      sensitive: 'Property names must be spelt as documented, as the documentation says.',
    },
  },
  'quoted-boolean': {
    claim: 'rules/14-3-quoted-boolean',
    default: 'refuse',
    readings: {
      refuse: 'A quoted "true" or "false" is no value for a boolean property.',
      accept: 'A quoted "true" or "false" is read as the boolean.',
    },
  },
  'text-order-operators': {
    claim: 'rules/14-4-order-on-text',
    default: 'refuse',
    readings: {
      refuse: '-ge and -le are for dates only.',
      accept:
        '-ge and -le compare text properties by ordinal order without regard to case (10.0.9 comes after 10.0.26).',
    },
  },
  'escaped-quotes': {
    claim: 'rules/14-8-backtick-quotes-outside-string',
    default: 'with-quotes',
    readings: {
      'with-quotes': 'A value written `"x`" outside a string has the quotation marks as part of it.',
      plain: 'A value written `"x`" outside a string is plain x, as PowerShell authors mean it.',
    },
  },
  'organizational-unit': {
    claim: 'rules/5.2-legacy-properties',
    default: 'refuse',
    readings: {
      refuse: 'organizationalUnit is an unsupported property.',
      null: 'organizationalUnit is read and never has a value.',
    },
  },
  'mail-nickname-uniqueness': {
    claim: 'tenant/4.2-mail-nickname-unique',
    default: 'mail-enabled',
    readings: {
      'mail-enabled': 'mailNickname is unique among mail-enabled groups; security groups may share one.',
      all: 'mailNickname is unique among all groups.',
    },
  },
  'license-rule-scope': {
    claim: 'licensing/5.8-rule-scope',
    default: 'changed',
    readings: {
      changed:
        'Rules between service plans are checked where a plan changes, so that a user in a bad state can be repaired.',
      all: 'Every rule between service plans of the user is checked with every change.',
    },
  },
  'license-group-prerequisite': {
    claim: 'licensing/6.2-group-prerequisites',
    default: 'reject',
    readings: {
      reject: 'A license of a group that needs something which the group does not give is refused.',
      'auto-disable': 'Service plans that need something which the group does not give are switched off.',
    },
  },
  'license-retry-on-seats': {
    claim: 'licensing/7-seats-bought',
    default: 'no',
    readings: {
      no: 'Users without a seat stay without one, until they are processed again.',
      yes: 'Users without a seat get one as soon as there is one.',
    },
  },
  'license-seat-order': {
    claim: 'licensing/8-seat-order',
    default: 'join-time',
    readings: {
      'join-time': 'Seats go to members in the order in which they joined, where it is known, else by object id.',
      'object-id': 'Seats go to members by object id.',
      random: 'Seats go to members in an order drawn from their ids.',
    },
  },
  'license-removals-first': {
    claim: 'licensing/8-removals-first',
    default: 'yes',
    readings: {
      yes: 'Licenses that are to go are taken before others are given, so that their seats can be used.',
      no: 'Only members who left are looked at first; other licenses go in the order of users.',
    },
  },
  'license-sibling-state': {
    claim: 'licensing/6.6-siblings-applied-before',
    default: 'active-with-error',
    readings: {
      'active-with-error': 'Where one license of a group fails, those that the user has by it stay, in error.',
      active: 'Where one license of a group fails, those that the user has by it stay as they are.',
    },
  },
  'license-switch-on-shortage': {
    claim: 'licensing/14.3-switch-on-shortage',
    default: 'keep-old',
    readings: {
      'keep-old': 'A user for whom a group cannot be switched to another license keeps the old one, in error.',
      'drop-old': 'A user for whom a group cannot be switched to another license loses the old one.',
    },
  },
  'license-removal-failure': {
    claim: 'licensing/12.2-removal-failure',
    default: 'error',
    readings: {
      error: 'A license that a group gives up and that cannot be taken from a user stays, in error.',
      direct: 'A license that a group gives up and that cannot be taken from a user becomes a direct one.',
    },
  },
  'license-plan-state-on-leave': {
    claim: 'licensing/15.3-plan-state-on-leave',
    default: 'deleted',
    readings: {
      deleted: 'Service plans that are lost with a group show as Deleted.',
      suspended: 'Service plans that are lost with a group show as Suspended.',
    },
  },
  'license-disabled-state': {
    claim: 'licensing/4.2-disabled-state',
    default: 'never',
    readings: {
      never: 'The state Disabled is never shown.',
      suspended: 'Paths of a SKU that is Suspended or LockedOut show the state Disabled.',
    },
  },
  'license-plan-rules': {
    claim: 'licensing/9.4-enforce',
    default: 'default',
    readings: {
      default: 'Rules between service plans that are doubtful, or that other facts contradict, do not hold.',
      optional: 'Doubtful rules hold, too.',
      published: 'Doubtful rules hold, and the published conflicts that other facts contradict.',
    },
  },
  'dynamic-group-limit': {
    claim: 'rules/11-dynamic-group-limit',
    default: '15000',
    readings: {
      '15000': 'A tenant may have 15,000 dynamic groups and administrative units.',
      '5000': 'A tenant may have 5,000 of them, as older pages say.',
    },
  },
} as const satisfies Readonly<Record<string, SemanticsOption>>;

export type SemanticsOptionName = keyof typeof semanticsOptions;

/** A chosen reading for every option. */
export type Semantics = Readonly<Record<SemanticsOptionName, string>>;

/** The readings that the specification recommends. */
export const defaultSemantics: Semantics = Object.fromEntries(
  Object.entries(semanticsOptions).map(([name, option]) => [name, option.default]),
) as Semantics;

/** The options that differ from the default, by name in ordinal order: what a plan states. */
export function changedSemantics(
  semantics: Semantics,
): readonly { readonly name: SemanticsOptionName; readonly value: string }[] {
  return semanticsOptionNames
    .filter((name) => semantics[name] !== semanticsOptions[name].default)
    .map((name) => ({ name, value: semantics[name] }));
}

/** All option names in ordinal order. */
export const semanticsOptionNames: readonly SemanticsOptionName[] = Object.keys(
  semanticsOptions,
).toSorted() as SemanticsOptionName[];
