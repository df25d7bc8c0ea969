import type { JsonObject } from '../../src/base/index.ts';
import type { LicenseCase, LicenseExpectation, LicenseTenant } from '../../src/harness/index.ts';

/** A case before its claim's grade is looked up. */
export type LicenseDraft = Omit<LicenseCase, 'grade'>;

/** A section as it is written down. */
export interface LicenseSectionDraft {
  readonly id: string;
  readonly title: string;
  readonly cases: readonly LicenseDraft[];
}

/** Part numbers by the names that people use. */
export const sku = {
  E1: 'STANDARDPACK',
  E3: 'ENTERPRISEPACK',
  M3: 'SPE_E3',
  EMS: 'EMS',
  BP: 'SPB',
  PJ3: 'PROJECTPROFESSIONAL',
  WPA: 'WORKPLACE_ANALYTICS',
  AC: 'MCOMEETADV',
  P1: 'AAD_PREMIUM',
  P2: 'AAD_PREMIUM_P2',
  EXO1: 'EXCHANGESTANDARD',
  EXO2: 'EXCHANGEENTERPRISE',
} as const;

/** One line of a list that is written by hand. */
export type LicenseLine = readonly [
  claim: string,
  tenant: LicenseTenant,
  steps: readonly (JsonObject | readonly JsonObject[])[],
  expected: LicenseExpectation,
];

/** Cases of a list, numbered. New lines go to the end, so that no id ever changes its meaning. */
export function licenseCases(prefix: string, lines: readonly LicenseLine[]): readonly LicenseDraft[] {
  return lines.map(([claim, tenant, steps, expected], index) =>
    licenseCase(`${prefix}-${String(index + 1).padStart(3, '0')}`, claim, tenant, steps, expected),
  );
}

/** One case; a step alone is a change set of its own. */
export function licenseCase(
  id: string,
  claim: string,
  tenant: LicenseTenant,
  steps: readonly (JsonObject | readonly JsonObject[])[],
  expected: LicenseExpectation,
): LicenseDraft {
  const lists = steps.map((step) => (Array.isArray(step) ? (step as readonly JsonObject[]) : [step as JsonObject]));
  return { id: `license-${id}`, claim: `licensing/${claim}`, tenant, steps: lists, expected };
}

/** A direct assignment. */
export const give = (user: string, name: string, disabledPlans?: readonly string[]): JsonObject => ({
  assignLicense: { user, sku: name, ...(disabledPlans === undefined ? {} : { disabledPlans }) },
});
/** Several licenses at once, and some away. */
export const change = (
  who: JsonObject,
  add: readonly (string | JsonObject)[],
  remove: readonly string[] = [],
): JsonObject => ({
  assignLicense: { ...who, ...(add.length > 0 ? { add } : {}), ...(remove.length > 0 ? { remove } : {}) },
});
export const take = (user: string, name: string): JsonObject => ({ removeLicense: { user, sku: name } });
export const giveGroup = (group: string, name: string, disabledPlans?: readonly string[]): JsonObject => ({
  assignLicense: { group, sku: name, ...(disabledPlans === undefined ? {} : { disabledPlans }) },
});
export const takeGroup = (group: string, name: string): JsonObject => ({ removeLicense: { group, sku: name } });
export const join = (group: string, ...members: readonly string[]): JsonObject => ({ addMembers: { group, members } });
export const leave = (group: string, ...members: readonly string[]): JsonObject => ({
  removeMembers: { group, members },
});
export const again = (user: string): JsonObject => ({ reprocess: { user } });
export const seats = (name: string, how: JsonObject): JsonObject => ({ seats: { sku: name, ...how } });
export const setUser = (user: string, set: JsonObject): JsonObject => ({
  update: 'user',
  match: { displayName: user },
  set,
});
export const removeUser = (user: string): JsonObject => ({ delete: 'user', match: { displayName: user } });

/** Users without anything special. */
export const people = (...names: readonly string[]): Readonly<Record<string, JsonObject>> =>
  Object.fromEntries(names.map((name) => [name, {}]));
