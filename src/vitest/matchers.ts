import { compareOrdinal, ToolError } from '../base/index.ts';
import { labelOf } from '../directory/index.ts';
import { isWithin, rangeText } from '../harness/index.ts';
import { readLicenses } from '../licensing/index.ts';
import { type ChangeSet, linkedRows } from '../model/index.ts';
import { explainMembership, type PlanDocument } from '../plan/index.ts';
import { plainStyle, renderMembership, renderPlanText } from '../report/index.ts';
import { findObject } from '../app/index.ts';
import { holderKey } from '../simulation/index.ts';
import type { LabObject, TenantLab } from './tenant-lab.ts';

/** What a matcher answers: whether it holds, and a text for when that is not what was asked for. */
export interface MatcherAnswer {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** Least and most, or exactly so many. */
export type CountRange = number | { readonly min?: number; readonly max?: number };

/** What a plan is expected to do; what is not named is not looked at. */
export interface ExpectedPlan {
  readonly joins?: CountRange;
  readonly leaves?: CountRange;
  readonly licensesGained?: CountRange;
  readonly licensesLost?: CountRange;
  readonly refusals?: CountRange;
  /** Memberships that are undecided after the change, also those that were before: either may hide a move. */
  readonly undecided?: CountRange;
}

/** Whether somebody is a member of a group: directly, by its rule, or by a nested group. */
export function toBeMemberOf(subject: unknown, isNot: boolean, groupName: string): MatcherAnswer {
  const person = requirePerson(subject, 'toBeMemberOf');
  const { lab, kind, row } = person;
  const group = lab.group(groupName);
  const { semantics, cache, settled } = lab;
  const told = explainMembership(settled, kind, row, { type: 'group', row: group.row }, { semantics, cache });
  const text = renderMembership(told, plainStyle);
  if (told.verdict === 'undecided') return undecided(isNot, text);
  const wanted = `expected ${person.name} ${isNot ? 'not ' : ''}to be a member of ${JSON.stringify(groupName)}`;
  return { pass: told.verdict === 'member', message: () => `${wanted}\n\n${text}` };
}

/** Whether a group has exactly these members; nested groups count by their members. Order and case do not matter. */
export function toHaveMembers(subject: unknown, isNot: boolean, names: readonly string[]): MatcherAnswer {
  const group = requireGroup(subject, 'toHaveMembers');
  const { lab, row } = group;
  const id = lab.settled.tenant.populations.group.idAt(row);
  const found: Member[] = [];
  const open: Member[] = [];
  for (const type of ['user', 'device'] as const) {
    const members = lab.view.members(id, type);
    members.yes.forEach((one) => found.push(memberAt(lab, type, one)));
    members.open.forEach((one) => open.push(memberAt(lab, type, one)));
  }
  const asked = names.map((name) => ({ name, member: findMember(lab, name) }));
  const wanted = asked.flatMap(({ member }) => member ?? []);
  const strangers = asked.flatMap(({ name, member }) => (member === undefined ? [name] : []));
  const missing = without(wanted, found);
  const more = without(found, wanted);
  const lines = [
    `expected ${JSON.stringify(group.name)} ${isNot ? 'not ' : ''}to have exactly ${names.length} members, found ${found.length}`,
    ...listed('not there', labelsOf(missing)),
    ...listed('unexpected', labelsOf(more)),
    ...listed('not in the tenant', strangers),
    ...listed('undecided', labelsOf(open)),
    ...ruleOf(lab, row),
    ...frames(lab, row, [...missing, ...more]),
  ];
  if (open.length > 0) return undecided(isNot, lines.join('\n'));
  const pass = missing.length + more.length + strangers.length === 0;
  return {
    pass,
    message: () => lines.join('\n'),
    actual: labelsOf(found).toSorted(compareOrdinal),
    expected: [...names].toSorted(compareOrdinal),
  };
}

/** Whether somebody holds a license, by whatever path; without a name, any. */
export function toHaveLicense(subject: unknown, isNot: boolean, sku?: string): MatcherAnswer {
  const person = requirePerson(subject, 'toHaveLicense');
  const { lab, row } = person;
  const found = sku === undefined ? undefined : lab.catalogue.resolveSku(sku);
  if (found?.ok === false) throw new TypeError(`There is no license "${sku}".`);
  const licensed = lab.view.licensed(found === undefined ? 'any' : [found.value.skuId]);
  const lines = [`expected ${person.name} ${isNot ? 'not ' : ''}to hold ${sku ?? 'a license'}`, ...pathLines(lab, row)];
  if (licensed.open.has(row)) return undecided(isNot, lines.join('\n'));
  return { pass: licensed.yes.has(row), message: () => lines.join('\n') };
}

/** Whether a plan of changes does what is expected of it. */
export function toPlan(subject: unknown, isNot: boolean, changes: ChangeSet, expected: ExpectedPlan): MatcherAnswer {
  if (!isLab(subject)) throw wrongSubject('toPlan', 'a lab: expect(labOf(tenant))');
  const { plan } = subject.plan(changes);
  const counts = countsOf(plan);
  const wrong = Object.entries(expected).flatMap(([name, range]: [string, CountRange | undefined]) => {
    const found = counts[name] ?? 0;
    if (range === undefined || isWithin(found, limitsOf(range))) return [];
    return [`  ${name}: expected ${rangeText(limitsOf(range))}, found ${found}`];
  });
  const lines = [
    `expected the plan ${isNot ? 'not ' : ''}to do this: ${JSON.stringify(expected)}`,
    ...wrong,
    '',
    renderPlanText(plan, plainStyle),
  ];
  if (counts['undecided'] !== 0 && expected.undecided === undefined) {
    const text = `${counts['undecided']} memberships are undecided after the change; say how many may be with "undecided".`;
    return undecided(isNot, [text, ...lines].join('\n'));
  }
  return { pass: wrong.length === 0, message: () => lines.join('\n'), actual: counts, expected };
}

/** Fails both ways: nobody can say, so neither the claim nor its contrary is shown. */
function undecided(isNot: boolean, text: string): MatcherAnswer {
  const words = 'undecided: what decides it is not in the tenant, so neither this nor the contrary can be said';
  return { pass: isNot, message: () => `${words}\n\n${text}` };
}

function countsOf({ summary, effects, refusals }: PlanDocument): Readonly<Record<string, number>> {
  const lasting = effects.licenses.filter(({ transient }) => !transient);
  return {
    joins: summary.joins,
    leaves: summary.leaves,
    licensesGained: lasting.filter(({ action }) => action === 'gain').length,
    licensesLost: lasting.filter(({ action }) => action === 'lose').length,
    refusals: refusals.length,
    undecided: effects.undecided.length,
  };
}

function limitsOf(range: CountRange): Exclude<CountRange, number> {
  return typeof range === 'number' ? { min: range, max: range } : range;
}

/** Devices may have one name and be several. */
interface Member {
  readonly type: 'user' | 'device';
  readonly row: number;
  readonly label: string;
}

function memberAt({ settled }: TenantLab, type: Member['type'], row: number): Member {
  return { type, row, label: labelOf(settled.tenant.populations[type], row) };
}

function labelsOf(members: readonly Member[]): readonly string[] {
  return members.map(({ label }) => label);
}

function without(members: readonly Member[], others: readonly Member[]): readonly Member[] {
  const keyOf = ({ type, row }: Member): string => `${type} ${row}`;
  const keys = new Set(others.map(keyOf));
  return members.filter((member) => !keys.has(keyOf(member)));
}

/**
 * The person that any of its names means; undefined when there is none.
 * @throws ToolError `name/ambiguous` with the candidates.
 */
function findMember(lab: TenantLab, name: string): Member | undefined {
  try {
    const { type, row } = findObject(lab.settled.tenant, ['user', 'device'], name);
    return memberAt(lab, type === 'device' ? 'device' : 'user', row);
  } catch (error) {
    if (error instanceof ToolError && error.code === 'name/unknown') return undefined;
    throw error;
  }
}

const mostListed = 10;

function listed(title: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const shown = names.toSorted(compareOrdinal).slice(0, mostListed);
  const rest = names.length - shown.length;
  return [`  ${title}: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`];
}

function ruleOf({ settled }: TenantLab, row: number): readonly string[] {
  const rule = settled.dynamic.get(holderKey({ type: 'group', row }))?.rule;
  return rule === undefined ? [] : [`  rule: ${rule.text}`];
}

/** Why the first of those is a member, or is not. */
function frames({ settled, semantics, cache }: TenantLab, row: number, [first]: readonly Member[]): readonly string[] {
  if (first === undefined) return [];
  const told = explainMembership(settled, first.type, first.row, { type: 'group', row }, { semantics, cache });
  return ['', renderMembership(told, plainStyle)];
}

function pathLines({ settled: { tenant }, catalogue }: TenantLab, row: number): readonly string[] {
  const paths = readLicenses(tenant).pathsOf(row);
  if (paths.length === 0) {
    const { user } = tenant.populations;
    const groups = [...tenant.relations.groupMembers]
      .filter(([, links]) => linkedRows(links, 'user').has(row))
      .map(([group]) => JSON.stringify(labelOf(tenant.populations.group, group)));
    return [
      `  ${labelOf(user, row)} holds no license; member of ${groups.length === 0 ? 'no group' : groups.join(', ')}`,
    ];
  }
  return paths.map(({ skuId, assignedByGroup, state, error }) => {
    const group = assignedByGroup === null ? undefined : tenant.populations.group.rowOf(assignedByGroup);
    const how = group === undefined ? 'directly' : `by ${JSON.stringify(labelOf(tenant.populations.group, group))}`;
    return `  ${catalogue.skuName(skuId)} ${how}: ${state}${error === 'None' ? '' : ` (${error})`}`;
  });
}

function requirePerson(subject: unknown, matcher: string): LabObject & { readonly kind: 'user' | 'device' } {
  if (isObject(subject) && subject.kind !== 'group') return { ...subject, kind: subject.kind };
  throw wrongSubject(matcher, 'a user or device of a lab: expect(lab.user("ada@contoso.com"))');
}

function requireGroup(subject: unknown, matcher: string): LabObject {
  if (isObject(subject) && subject.kind === 'group') return subject;
  throw wrongSubject(matcher, 'a group of a lab: expect(lab.group("Sales All"))');
}

function isObject(subject: unknown): subject is LabObject {
  return typeof subject === 'object' && subject !== null && 'lab' in subject && 'row' in subject;
}

function isLab(subject: unknown): subject is TenantLab {
  return typeof subject === 'object' && subject !== null && 'kind' in subject && subject.kind === 'lab';
}

function wrongSubject(matcher: string, wanted: string): TypeError {
  return new TypeError(`${matcher} needs ${wanted}`);
}
