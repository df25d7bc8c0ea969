import { type EpochMilliseconds, type JsonValue, parseInstant, rowSetOf } from '../../src/base/index.ts';
import {
  type ChangeSet,
  type ChangeStep,
  createTenant,
  defaultSemantics,
  emptyLinks,
  fingerprintOf,
  type Semantics,
  type Tenant,
  TenantDraft,
  withLinkedRows,
} from '../../src/model/index.ts';
import { buildPlan, type Guardrails, type PlanDocument } from '../../src/plan/index.ts';
import { createPredicateCache } from '../../src/rules/index.ts';
import { type Outcome, simulate } from '../../src/simulation/index.ts';

/** Properties of an object in Graph's names. */
export type Properties = Readonly<Record<string, JsonValue>>;

/** A group of a scene: dynamic when it has a rule, else assigned. Members are names of users or groups of the scene. */
export interface SceneGroup {
  readonly name: string;
  readonly rule?: string;
  readonly members?: readonly string[];
  /** What an export states about a dynamic group. */
  readonly exported?: readonly string[];
  readonly properties?: Properties;
}

/** A tenant in a few lines. */
export interface Scene {
  readonly clock?: string;
  /** Properties by name (`ada` becomes ada@contoso.example). */
  readonly users?: Readonly<Record<string, Properties>>;
  readonly groups?: readonly SceneGroup[];
}

/** A step without its place in the text. */
export type SceneStep =
  | Omit<Extract<ChangeStep, { kind: 'update' }>, 'span' | 'spans'>
  | Omit<Extract<ChangeStep, { kind: 'create' }>, 'span' | 'spans'>
  | Omit<Extract<ChangeStep, { kind: 'delete' }>, 'span' | 'spans'>
  | Omit<Extract<ChangeStep, { kind: 'addMembers' | 'removeMembers' }>, 'span' | 'spans'>
  | Omit<Extract<ChangeStep, { kind: 'advance' }>, 'span' | 'spans'>;

/** The id of the user or group with this number (from 1). */
export function idOf(kind: 'user' | 'group', number: number): string {
  return `${kind === 'user' ? 'a' : 'b'}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** The full name of a user of a scene. */
export function upnOf(name: string): string {
  return `${name}@contoso.example`;
}

/** Builds the tenant of a scene. */
export function tenantOf(scene: Scene): Tenant {
  const draft = new TenantDraft(createTenant(instantOf(scene.clock ?? '2026-10-01T00:00:00Z')));
  add(draft, 'organization', 'c0000000-0000-4000-8000-000000000001', { displayName: 'Contoso' });
  const names = new Map<string, { readonly type: 'user' | 'group'; readonly row: number }>();
  for (const [index, [name, properties]] of Object.entries(scene.users ?? {}).entries()) {
    const row = add(draft, 'user', idOf('user', index + 1), {
      userPrincipalName: upnOf(name),
      displayName: name,
      mailNickname: name.replaceAll(/[^a-z0-9]/gi, ''),
      accountEnabled: true,
      userType: 'Member',
      ...properties,
    });
    names.set(name, { type: 'user', row });
  }
  const groups = scene.groups ?? [];
  for (const [index, group] of groups.entries()) {
    const row = add(draft, 'group', idOf('group', index + 1), groupProperties(group, index));
    names.set(group.name, { type: 'group', row });
  }
  for (const { name, rule, members = [], exported } of groups) {
    const holder = names.get(name)?.row ?? 0;
    const links = (wanted: readonly string[]) => {
      const found = wanted.map((member) => names.get(member) ?? fail(member));
      const rows = (type: 'user' | 'group') => rowSetOf(found.filter((ref) => ref.type === type).map(({ row }) => row));
      return withLinkedRows(withLinkedRows(emptyLinks, 'user', rows('user')), 'group', rows('group'));
    };
    if (rule === undefined) draft.setLinks('groupMembers', holder, links(members));
    if (exported !== undefined) draft.setLinks('groupExportedMembers', holder, links(exported));
  }
  return draft.finish();
}

/** Makes a change set whose text has one line per step. */
export function changesOf(steps: readonly SceneStep[], name = 'changes.yaml', clock?: string): ChangeSet {
  const lines = ['version: 1', 'steps:', ...steps.map((step) => `  - ${JSON.stringify(step)}`)];
  const starts = lines.map((_, index) => lines.slice(0, index).join('\n').length + (index === 0 ? 0 : 1) + 2);
  return {
    version: 1,
    ...(clock === undefined ? {} : { clock: instantOf(clock) }),
    source: { name, text: `${lines.join('\n')}\n` },
    steps: steps.map((step, index) => ({
      ...step,
      span: { start: starts[index + 2] ?? 0, end: (starts[index + 2] ?? 0) + (lines[index + 2] ?? '').length - 2 },
      spans: new Map(),
    })),
  };
}

/** An update of one user. */
export function updateUser(name: string, set: Properties): SceneStep {
  return { kind: 'update', type: 'user', match: { userPrincipalName: upnOf(name) }, set };
}

/** An update of one group. */
export function updateGroup(name: string, set: Properties): SceneStep {
  return { kind: 'update', type: 'group', match: { displayName: name }, set };
}

/** Options of {@link planOf}. */
export interface PlanOptions {
  readonly guardrails?: Guardrails;
  readonly semantics?: Semantics;
}

/** Simulates a change set on a scene and builds the plan. */
export function planOf(
  scene: Scene | Tenant,
  changes: ChangeSet | readonly SceneStep[],
  options: PlanOptions = {},
): { readonly plan: PlanDocument; readonly outcome: Outcome } {
  const tenant = 'populations' in scene ? scene : tenantOf(scene);
  const changeSet = 'steps' in changes ? changes : changesOf(changes);
  const semantics = options.semantics ?? defaultSemantics;
  const cache = createPredicateCache();
  const outcome = simulate(tenant, changeSet, { semantics, cache });
  const plan = buildPlan(outcome, changeSet, {
    tool: 'tenantlab/0.1.0',
    fingerprint: fingerprintOf(tenant),
    guardrails: options.guardrails ?? {},
    semantics,
    cache,
  });
  return { plan, outcome };
}

function groupProperties({ name, rule, properties }: SceneGroup, index: number): Properties {
  const dynamic = {
    groupTypes: ['DynamicMembership'],
    membershipRule: rule ?? null,
    membershipRuleProcessingState: 'On',
  };
  return {
    displayName: name,
    mailNickname: `group${index + 1}`,
    mailEnabled: false,
    securityEnabled: true,
    ...(rule === undefined ? { groupTypes: [] } : dynamic),
    ...properties,
  };
}

function add(draft: TenantDraft, type: 'organization' | 'user' | 'group', id: string, properties: Properties): number {
  const { row, misfit } = draft.addObject(type, id, properties);
  if (misfit !== undefined) throw new Error(`${type} ${id}: ${misfit} does not fit`);
  return row;
}

function instantOf(text: string): EpochMilliseconds {
  return parseInstant(text) ?? fail(text);
}

function fail(what: string): never {
  throw new Error(`the scene has no ${what}`);
}
