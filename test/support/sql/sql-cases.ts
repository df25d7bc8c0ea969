import fc from 'fast-check';
import type { JsonValue } from '../../../src/base/index.ts';
import { defaultSemantics, type Semantics } from '../../../src/model/index.ts';
import {
  type CheckedRule,
  evaluateReference,
  type RuleNode,
  type RuleObject,
  type SqlDialectName,
  compileRuleToSql,
  type SqlRule,
  type Verdict,
} from '../../../src/rules/index.ts';
import { checkedRuleArbitrary } from '../arbitraries/checked-rules.ts';
import { subjectRecordsArbitrary } from '../arbitraries/subject-records.ts';
import { type SubjectRecord, subjectOf, testClock } from '../population-of.ts';
import { seeded } from '../seed.ts';

/** Rules about some subjects; the verdicts of the reference, rule by rule in the order of the records. */
export interface SqlBatch {
  readonly object: RuleObject;
  readonly semantics: Semantics;
  readonly records: readonly SubjectRecord[];
  readonly rules: readonly CheckedRule[];
  readonly verdicts: readonly (readonly Verdict[])[];
}

/** A rule of a batch with an exact form in a dialect. */
export interface CompiledCase {
  readonly sql: SqlRule;
  readonly rule: CheckedRule;
  readonly verdicts: readonly Verdict[];
}

/** How many rules and records a batch has. */
export interface BatchSize {
  readonly batches: number;
  readonly rules: number;
  readonly records: number;
}

/** Batches of generated rules and subjects, the same for the same seed. Values are what a database can hold. */
export function sqlBatches({ batches, rules, records }: BatchSize): readonly SqlBatch[] {
  const batch = fc.constantFrom<RuleObject>('user', 'user', 'device').chain((object) =>
    fc.record({
      object: fc.constant(object),
      rules: fc.array(checkedRuleArbitrary(object, { allowsTextOrder: true }), { minLength: rules, maxLength: rules }),
      records: subjectRecordsArbitrary(object, { minLength: records, maxLength: records }),
      semantics: fc.constantFrom<Semantics>(defaultSemantics, {
        ...defaultSemantics,
        'null-negative-operators': 'no-match',
      }),
    }),
  );
  return fc
    .sample(batch, { ...seeded(batches) })
    .map((made) => batchOf({ ...made, records: made.records.map(storable), rules: made.rules.map(storableRule) }));
}

/** A batch with the verdicts of the reference. */
export function batchOf(batch: Omit<SqlBatch, 'verdicts'>): SqlBatch {
  const { object, records, rules, semantics } = batch;
  const verdicts = rules.map((rule) =>
    records.map((record) => evaluateReference(rule, subjectOf(object, record), testClock, semantics).verdict),
  );
  return { ...batch, verdicts };
}

/** The rules of a batch that a dialect takes; how many it refused. */
export function compileBatch(
  batch: SqlBatch,
  dialect: SqlDialectName,
): { readonly cases: readonly CompiledCase[]; readonly refused: number } {
  const cases = batch.rules.flatMap((rule, index) => {
    const compiled = compileRuleToSql(rule, { dialect, semantics: batch.semantics, checksKnown: true });
    return compiled.ok ? [{ sql: compiled.value, rule, verdicts: batch.verdicts[index] ?? [] }] : [];
  });
  return { cases, refused: batch.rules.length - cases.length };
}

/** Verdicts in the order of the records, from the ids that the two queries returned. */
export function verdictsFrom(
  records: readonly SubjectRecord[],
  members: readonly string[],
  undecided: readonly string[],
): readonly Verdict[] {
  const [inside, open] = [new Set(members), new Set(undecided)];
  return records.map(({ id }) => {
    if (inside.has(id) && open.has(id)) throw new Error(`${id} is a member and undecided`);
    return inside.has(id) ? 'member' : open.has(id) ? 'undecided' : 'notMember';
  });
}

/** The record without texts that no database keeps: U+0000, halves of surrogate pairs. */
function storable(record: SubjectRecord): SubjectRecord {
  return { ...record, attributes: storableValue(record.attributes) as SubjectRecord['attributes'] };
}

function storableRule(rule: CheckedRule): CheckedRule {
  return { ...rule, root: storableValue(rule.root as unknown as JsonValue) as unknown as RuleNode };
}

function storableValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replaceAll(/[\0\p{Surrogate}]/gu, '');
  if (Array.isArray(value)) return value.map(storableValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, storableValue(member)]));
}
