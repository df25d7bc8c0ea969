import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EpochMilliseconds, JsonObject } from '../../base/index.ts';
import { type EngineAnswer, type EnginePort, type EngineReply, type EngineRequest } from '../../harness/index.ts';
import { idOf, readAnswer, tenantOfSubjects } from '../../harness/generating.ts';
import { defaultSemantics, type Semantics } from '../../model/index.ts';
import {
  type CheckedRule,
  compileRule,
  compileRuleToSql,
  createEvalHandler,
  createSqlFunctions,
  type SqlForm,
  type SqlRule,
  type Subject,
  type Verdict,
} from '../../rules/index.ts';
import { createStore, openQuery, type TenantQuery } from '../../store/index.ts';

/** One rule for one subject, to be asked of a database. */
interface Job {
  readonly rule: CheckedRule;
  readonly subject: Subject;
  readonly clock: EpochMilliseconds;
  /** Position among the requests. */
  readonly position: number;
  readonly sources: readonly string[];
  /** The id of its row; unique within a batch. */
  readonly id: string;
}

/**
 * Our translation of rules to SQL as an engine under test: the subjects of a batch become rows of a tenant file in a temporary
 * folder, and SQLite answers. Rules are read and checked by this project.
 */
export function createSqlEngine(semantics: Semantics = defaultSemantics): EnginePort {
  return {
    name: 'sql',
    givesNeeds: false,
    ask: (requests) => Promise.resolve(answerBatch(requests, semantics)),
  };
}

function answerBatch(requests: readonly EngineRequest[], semantics: Semantics): readonly EngineReply[] {
  const { answers, jobs } = readRequests(requests, semantics);
  const replies: EngineReply[] = answers.map((answer) => ({ ok: true, answer }));
  for (const batch of batchesOf(jobs)) {
    for (const [position, verdict] of verdictsOf(batch, semantics)) {
      replies[position] = { ok: true, answer: { verdict } };
    }
  }
  return replies;
}

/** The answers to rules that are refused, and jobs for the others. */
function readRequests(
  requests: readonly EngineRequest[],
  semantics: Semantics,
): { readonly answers: readonly EngineAnswer[]; readonly jobs: readonly Job[] } {
  const jobs: Job[] = [];
  let position = 0;
  const handle = createEvalHandler(semantics, (rule, subject, clock) => {
    const { sources } = compileRule(rule, semantics);
    const readsId = sources.includes('id');
    const id = readsId ? idOf(rule.object, subject) : `f0000000-0000-4000-8000-${String(position).padStart(12, '0')}`;
    jobs.push({ rule, subject, clock, position, sources, id });
    return { verdict: 'undecided', needs: [] };
  });
  const answers = requests.map((request, index): EngineAnswer => {
    position = index;
    const answer = readAnswer(JSON.parse(handle(JSON.stringify(request))) as JsonObject);
    return answer.ok ? answer.value : { error: { kind: 'Protocol', message: answer.error } };
  });
  return { answers, jobs };
}

/** Jobs whose subjects can be rows of one tenant: one kind of object, different ids, groups known of all or of none. */
function batchesOf(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const batches: { readonly key: string; readonly ids: Set<string>; readonly jobs: Job[] }[] = [];
  for (const job of jobs) {
    const key = `${job.rule.object} ${job.subject.memberOf() !== undefined}`;
    const free = batches.find((batch) => batch.key === key && !batch.ids.has(job.id));
    const batch = free ?? { key, ids: new Set(), jobs: [] };
    if (free === undefined) batches.push(batch);
    batch.ids.add(job.id);
    batch.jobs.push(job);
  }
  return batches.map((batch) => batch.jobs);
}

function verdictsOf(batch: readonly Job[], semantics: Semantics): readonly (readonly [number, Verdict])[] {
  const [first] = batch;
  if (first === undefined) return [];
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-engine-'));
  try {
    const path = join(folder, 'tenant.db');
    const tenant = tenantOfSubjects(
      first.rule.object,
      batch.map(({ subject }) => subject),
      batch.flatMap(({ sources }) => sources),
      batch.map(({ id }) => id),
      first.subject.memberOf() === undefined ? batch.flatMap(({ rule }) => groupsOf(rule)) : [],
    );
    createStore(path, tenant, { at: first.clock, who: 'verify-engine', what: 'create' }).close();
    const query = openQuery(path, createSqlFunctions());
    try {
      return batch.map((job) => [job.position, verdictOf(query, job, semantics)] as const);
    } finally {
      query.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The groups that a memberOf rule names: it stands alone. */
function groupsOf({ root }: CheckedRule): readonly string[] {
  return root.kind === 'memberOf' ? root.groupIds.map((id) => id.toLowerCase()) : [];
}

function verdictOf(query: TenantQuery, { rule, clock, id }: Job, semantics: Semantics): Verdict {
  const sql = compileRuleToSql(rule, { dialect: 'sqlite', semantics });
  if (!sql.ok) return 'undecided';
  if (finds(query, sql.value, 'members', clock, id)) return 'member';
  return finds(query, sql.value, 'undecided', clock, id) ? 'undecided' : 'notMember';
}

function finds(query: TenantQuery, rule: SqlRule, form: SqlForm, clock: EpochMilliseconds, id: string): boolean {
  const text = rule.literalQuery(form, clock);
  for (const { rows } of query.run({ name: 'rule.sql', text })) {
    for (const [found] of rows) if (found === id) return true;
  }
  return false;
}
