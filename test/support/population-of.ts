import { type EpochMilliseconds, type JsonValue, parseInstant, rowSetOf } from '../../src/base/index.ts';
import { isDirectoryExtension, type Population, createTenant, TenantDraft } from '../../src/model/index.ts';
import {
  createPredicateCache,
  createSubject,
  deviceRuleProperties,
  type EvaluationContext,
  findRuleProperty,
  managerRuleProperty,
  type PredicateCache,
  type RuleObject,
  type RuleProperty,
  type Subject,
  userRuleProperties,
} from '../../src/rules/index.ts';

/** One user or device: values by documented rule name (absent: null), and names whose value is not known. */
export interface SubjectRecord {
  readonly id: string;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly unknown: readonly string[];
}

/** The time at which tests evaluate unless they say otherwise. */
export const testClock: EpochMilliseconds = parseInstant('2026-11-23T00:00:00Z') ?? 0;

/** A record with defaults: everything null and known. */
export function subjectRecord(
  attributes: Readonly<Record<string, JsonValue>> = {},
  unknown: readonly string[] = [],
  id = '00000000-0000-4000-8000-000000000001',
): SubjectRecord {
  return { id, attributes, unknown };
}

/** The record as a subject; its objectId is its id. */
export function subjectOf(object: RuleObject, record: SubjectRecord): Subject {
  const made = createSubject(object, { ...record.attributes, objectId: record.id }, record.unknown);
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

/** The records as a population, one row each in order, with a column for every property that rules can read. */
export function populationOf(object: RuleObject, records: readonly SubjectRecord[]): Population {
  const draft = new TenantDraft(createTenant(testClock));
  addRecords(draft, object, records);
  return draft.finish().populations[object];
}

/** Adds the records to a tenant, see {@link populationOf}; their groups apart. */
export function addRecords(draft: TenantDraft, object: RuleObject, records: readonly SubjectRecord[]): void {
  const properties = propertiesOf(object, records);
  for (const { id, attributes, unknown } of records) {
    const row = draft.population(object).addRow(id);
    for (const property of properties) {
      if (unknown.includes(property.name)) continue;
      const value = attributes[property.name] ?? null;
      const stored = property.isFirstElement === true && value !== null ? [value] : value;
      if (!draft.population(object).setValue(row, property.source, stored))
        throw new Error(`${JSON.stringify(value)} is no value of ${property.name}`);
    }
  }
}

/**
 * Where rules are evaluated for the records. A group has the members whose records say so; it is complete unless some record
 * does not know its groups.
 */
export function contextOf(
  object: RuleObject,
  records: readonly SubjectRecord[],
  cache: PredicateCache = createPredicateCache(),
  now: EpochMilliseconds = testClock,
): EvaluationContext {
  const isComplete = records.every(({ unknown }) => !unknown.includes('memberOf'));
  const groupsOf = ({ attributes, unknown }: SubjectRecord): readonly JsonValue[] => {
    const groups = unknown.includes('memberOf') ? [] : attributes['memberOf'];
    return Array.isArray(groups) ? (groups as readonly JsonValue[]) : [];
  };
  return {
    population: populationOf(object, records),
    now,
    cache,
    membersOf: (groupId) => ({
      known: rowSetOf(
        records.flatMap((record, row) => (groupsOf(record).some((id) => sameId(id, groupId)) ? [row] : [])),
      ),
      isComplete,
    }),
  };
}

function sameId(left: JsonValue, right: string): boolean {
  return typeof left === 'string' && left.toLowerCase() === right.toLowerCase();
}

/** Every property of the object that rules can read and that has a column; the extensions that records have, too. */
export function propertiesOf(object: RuleObject, records: readonly SubjectRecord[]): readonly RuleProperty[] {
  const fixed = object === 'user' ? [...userRuleProperties, managerRuleProperty] : deviceRuleProperties;
  const written = new Set(records.flatMap(({ attributes, unknown }) => [...Object.keys(attributes), ...unknown]));
  const extensions = [...written]
    .filter(isDirectoryExtension)
    .map((name) => findRuleProperty(object, name))
    .filter((property) => property !== undefined);
  return [...fixed, ...extensions].filter(({ source, type }) => source !== 'id' && type !== 'memberOf');
}
