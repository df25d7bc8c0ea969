import type Database from 'better-sqlite3';
import { type EpochMilliseconds, invariant, rowSetOf } from '../../../src/base/index.ts';
import { createTenant, emptyLinks, TenantDraft, type Tenant, withLinkedRows } from '../../../src/model/index.ts';
import { instantValue, type RuleObject, type SqlRule, type SqlForm, type Verdict } from '../../../src/rules/index.ts';
import { addRecords, type SubjectRecord, testClock } from '../population-of.ts';
import { verdictsFrom } from './sql-cases.ts';
import { openTenantFile } from './tenant-file.ts';

/** Records in a tenant file, open for reading, the functions of the dialect registered. */
export interface SqliteEngine {
  verdicts(rule: SqlRule): readonly Verdict[];
  close(): void;
}

/** Writes the records into a real tenant file, as users or devices of a tenant whose groups have the members they name. */
export function openSqliteEngine(object: RuleObject, records: readonly SubjectRecord[]): SqliteEngine {
  const database = openTenantFile(tenantOfRecords(object, records));
  const ids = (rule: SqlRule, form: SqlForm): readonly string[] => {
    const withLiterals = database.prepare(rule.literalQuery(form, testClock)).pluck().all();
    const withParameters = queryIds(database, rule, form, testClock);
    invariant(JSON.stringify(withLiterals) === JSON.stringify(withParameters), 'literals and parameters differ');
    return withParameters;
  };
  return {
    verdicts: (rule) => verdictsFrom(records, ids(rule, 'members'), ids(rule, 'undecided')),
    close: () => void database.close(),
  };
}

/** The ids that a rule's query returns, with parameters. */
export function queryIds(
  database: Database.Database,
  rule: SqlRule,
  form: SqlForm,
  now: EpochMilliseconds,
): readonly string[] {
  const { text, parameters } = rule.query(form);
  const values = parameters.map((parameter, index) => [
    index + 1,
    parameter.kind === 'now' ? instantValue(now, parameter.form) : parameter.value,
  ]);
  return database.prepare(text).pluck().all(Object.fromEntries(values)) as string[];
}

/** Groups that generated rules name exist in any case, so that a group without known members is possible. */
const groupNames = ['g1', 'g2', 'g3', 'nobody'];

function tenantOfRecords(object: RuleObject, records: readonly SubjectRecord[]): Tenant {
  const draft = new TenantDraft(createTenant(testClock));
  addRecords(draft, object, records);
  const areGroupsKnown = records.every(({ unknown }) => !unknown.includes('memberOf'));
  const groupsOf = ({ attributes }: SubjectRecord): readonly string[] =>
    ((attributes['memberOf'] ?? []) as readonly string[]).map((id) => id.toLowerCase());
  for (const name of new Set([...groupNames, ...records.flatMap(groupsOf)])) {
    const group = draft.population('group').addRow(name);
    if (!areGroupsKnown) continue;
    const members = records.flatMap((record, row) => (groupsOf(record).includes(name) ? [row] : []));
    draft.setLinks('groupMembers', group, withLinkedRows(emptyLinks, object, rowSetOf(members)));
  }
  return draft.finish();
}
