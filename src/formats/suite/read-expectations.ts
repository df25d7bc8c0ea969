import { isJsonObject, type JsonObject, type JsonValue, type Span } from '../../base/index.ts';
import type {
  CountRange,
  Expectation,
  LicenseMovementKind,
  ListForm,
  MovementKind,
  Named,
} from '../../harness/index.ts';
import { readGuardrails } from '../../plan/index.ts';

/** The places of expectations, by path inside `expect`. */
export type PlaceOf = (path: readonly (string | number)[]) => Span;

/** A fault that only shows when values are put together. */
export type ReportExpectation = (path: readonly (string | number)[], message: string, hint?: string) => void;

const verdicts = new Map<JsonValue, 'member' | 'notMember' | 'undecided'>([
  [true, 'member'],
  [false, 'notMember'],
  ['undecided', 'undecided'],
]);

const movements: readonly MovementKind[] = ['joins', 'leaves', 'added', 'removed'];
const licenseMovements: readonly LicenseMovementKind[] = ['licenseGains', 'licenseLosses', 'newLicenseErrors'];
const forms: readonly ListForm[] = ['exact', 'includes', 'excludes'];
const snapshotName = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/;

/** Turns what stands under `expect`, checked with its schema, into expectations in the order of their kinds. */
export function readExpectations(
  expect: JsonObject,
  placeOf: PlaceOf,
  report: ReportExpectation,
): readonly Expectation[] {
  const at = (key: string): Span => placeOf([key]);
  const given = (key: string): JsonValue | undefined => (Object.hasOwn(expect, key) ? expect[key] : undefined);
  const found: Expectation[] = [];
  const member = given('member');
  const verdict = member === undefined ? undefined : verdicts.get(member);
  if (verdict !== undefined) found.push({ kind: 'member', verdict, span: at('member') });
  for (const [key, form] of [
    ['members', 'exact'],
    ['contains', 'includes'],
    ['excludes', 'excludes'],
  ] as const) {
    const names = namesOf(given(key), [key], placeOf);
    if (names !== undefined) found.push({ kind: 'members', form, names, span: at(key) });
  }
  const count = rangeOf(given('count'));
  if (count !== undefined) found.push({ kind: 'count', range: count, span: at('count') });
  for (const quantifier of ['all', 'none'] as const) {
    const rule = given(quantifier);
    if (typeof rule === 'string') found.push({ kind: 'rule', quantifier, rule, span: at(quantifier) });
  }
  const licenses = given('licenses');
  if (isJsonObject(licenses ?? null)) found.push(...readLicenses(licenses as JsonObject, placeOf));
  found.push(...readSeats(given('seats'), placeOf));
  found.push(...readPlanExpectations(expect, placeOf, report));
  const snapshot = given('snapshot');
  if (typeof snapshot === 'string') {
    if (snapshotName.test(snapshot)) found.push({ kind: 'snapshot', name: snapshot, span: at('snapshot') });
    else
      report(
        ['snapshot'],
        `"${snapshot}" cannot be the name of a file.`,
        'Use letters, digits, blanks, dots, hyphens and underscores.',
      );
  }
  return found;
}

function readLicenses(licenses: JsonObject, placeOf: PlaceOf): readonly Expectation[] {
  const found: Expectation[] = [];
  for (const form of forms) {
    const names = namesOf(licenses[form], ['licenses', form], placeOf);
    if (names !== undefined) found.push({ kind: 'skus', form, names, span: placeOf(['licenses', form]) });
  }
  const plans = licenses['plans'];
  if (isJsonObject(plans ?? null)) {
    for (const form of forms) {
      const names = namesOf((plans as JsonObject)[form], ['licenses', 'plans', form], placeOf);
      if (names !== undefined)
        found.push({ kind: 'servicePlans', form, names, span: placeOf(['licenses', 'plans', form]) });
    }
  }
  const errors = namesOf(licenses['errors'], ['licenses', 'errors'], placeOf);
  if (errors !== undefined)
    found.push({
      kind: 'licenseErrors',
      errors: errors.map(({ text }) => text),
      span: placeOf(['licenses', 'errors']),
    });
  return found;
}

function readSeats(seats: JsonValue | undefined, placeOf: PlaceOf): readonly Expectation[] {
  if (!isJsonObject(seats ?? null)) return [];
  return Object.entries(seats as JsonObject).flatMap(([text, value]): readonly Expectation[] => {
    const range = rangeOf(value);
    const span = placeOf(['seats', text]);
    return range === undefined ? [] : [{ kind: 'seats', sku: { text, span }, range, span }];
  });
}

function readPlanExpectations(expect: JsonObject, placeOf: PlaceOf, report: ReportExpectation): readonly Expectation[] {
  const found: Expectation[] = [];
  for (const what of movements) {
    const names = namesOf(expect[what], [what], placeOf);
    const range = rangeOf(expect[what]);
    if (names !== undefined) found.push({ kind: 'movedPeople', what, names, span: placeOf([what]) });
    else if (range !== undefined) found.push({ kind: 'movement', what, range, span: placeOf([what]) });
  }
  for (const what of licenseMovements) {
    const range = rangeOf(expect[what]);
    if (range !== undefined) found.push({ kind: 'licenseMovement', what, range, span: placeOf([what]) });
  }
  const unchanged = expect['unchanged'];
  if (isJsonObject(unchanged ?? null)) {
    const { people, groups } = unchanged as JsonObject;
    found.push({
      kind: 'unchanged',
      people: namesOf(people, ['unchanged', 'people'], placeOf) ?? [],
      groups: namesOf(groups, ['unchanged', 'groups'], placeOf) ?? [],
      span: placeOf(['unchanged']),
    });
  }
  const table = expect['guardrails'];
  if (isJsonObject(table ?? null)) {
    const guardrails = readGuardrails(table as JsonObject);
    if (guardrails.ok) found.push({ kind: 'guardrails', guardrails: guardrails.value, span: placeOf(['guardrails']) });
    else for (const { message, hint } of guardrails.error) report(['guardrails'], message, hint);
  }
  const cost = rangeOf(expect['cost']);
  if (cost !== undefined) found.push({ kind: 'cost', range: cost, span: placeOf(['cost']) });
  const codes = namesOf(expect['refusals'], ['refusals'], placeOf);
  if (codes !== undefined) found.push({ kind: 'refusals', codes, span: placeOf(['refusals']) });
  return found;
}

function rangeOf(value: JsonValue | undefined): CountRange | undefined {
  if (typeof value === 'number') return { min: value, max: value };
  if (!isJsonObject(value ?? null)) return undefined;
  const { min, max } = value as JsonObject;
  return { ...(typeof min === 'number' ? { min } : {}), ...(typeof max === 'number' ? { max } : {}) };
}

function namesOf(
  value: JsonValue | undefined,
  path: readonly (string | number)[],
  placeOf: PlaceOf,
): readonly Named[] | undefined {
  return textsOf(value)?.map((text, index) => ({ text, span: placeOf([...path, index]) }));
}

function textsOf(value: JsonValue | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return (value as readonly JsonValue[]).filter((item) => typeof item === 'string');
}
