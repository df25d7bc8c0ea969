/**
 * Limits that a plan must keep to. Patterns name users or groups by id, userPrincipalName, mail nickname or display name,
 * without regard to case; `*` stands for any text.
 */
export interface Guardrails {
  readonly maxJoinsPerGroup?: number;
  readonly maxLeavesPerGroup?: number;
  readonly maxJoins?: number;
  readonly maxLeaves?: number;
  readonly protectedUsers?: readonly string[];
  readonly protectedGroups?: readonly string[];
  readonly noUndecided?: boolean;
  /** SKUs that nobody may lose, by part number, id or name. */
  readonly protectedLicenses?: readonly string[];
  readonly noNewLicenseErrors?: boolean;
  /** Seats that must be left of every SKU that the plan touches. */
  readonly minSeatsLeft?: number;
  /** By how much a month may cost more, in the currency of the price list. */
  readonly maxCostIncrease?: number;
}

/** Violations listed per guardrail. */
export const mostViolations = 20;

/** Id of the guardrail that forbids undecided results. */
export const noUndecidedId = 'no-undecided';

/** Names of the guardrails that are on or off. */
export const flagNames = {
  [noUndecidedId]: 'noUndecided',
  'no-new-license-errors': 'noNewLicenseErrors',
} as const satisfies Readonly<Record<string, keyof Guardrails>>;

/** Names of the guardrails that limit a number, as written in config and on the command line. */
export const limitNames = {
  'max-joins-per-group': 'maxJoinsPerGroup',
  'max-leaves-per-group': 'maxLeavesPerGroup',
  'max-joins': 'maxJoins',
  'max-leaves': 'maxLeaves',
  'min-seats-left': 'minSeatsLeft',
  'max-cost-increase': 'maxCostIncrease',
} as const satisfies Readonly<Record<string, keyof Guardrails>>;

/** Names of the guardrails that take patterns. */
export const patternNames = {
  'protected-users': 'protectedUsers',
  'protected-groups': 'protectedGroups',
  'protected-licenses': 'protectedLicenses',
} as const satisfies Readonly<Record<string, keyof Guardrails>>;

/** Every guardrail name in the order in which results are listed. */
export const guardrailNames: readonly string[] = [
  ...Object.keys(limitNames),
  ...Object.keys(patternNames),
  ...Object.keys(flagNames),
];

/**
 * Lays the guardrails of the command line over those of the config: a limit replaces, patterns are added, so that nobody
 * loses protection by adding some.
 */
export function mergeGuardrails(base: Guardrails, over: Guardrails): Guardrails {
  const merged = { ...base, ...over };
  const patterns = (name: (typeof patternNames)[keyof typeof patternNames]): readonly string[] => [
    ...new Set([...(base[name] ?? []), ...(over[name] ?? [])]),
  ];
  return {
    ...merged,
    ...(merged.protectedUsers === undefined ? {} : { protectedUsers: patterns('protectedUsers') }),
    ...(merged.protectedGroups === undefined ? {} : { protectedGroups: patterns('protectedGroups') }),
    ...(merged.protectedLicenses === undefined ? {} : { protectedLicenses: patterns('protectedLicenses') }),
  };
}
