import { canonicalJson, compareOrdinal, type JsonObject, type JsonValue } from '../../base/index.ts';
import { labelOf } from '../../directory/index.ts';
import { heldLicensesOf, isLicensingActive } from '../../licensing/index.ts';
import { labelOfRef, membershipVerdict, type PlanDocument } from '../../plan/index.ts';
import { type CheckContext, type ExpectationOf, type Finding, holds, notHeld } from './finding.ts';
import { memberTypes } from './scene.ts';

/** What a case comes to is what it came to before. People and names, no ids; the order does not depend on the tenant's. */
export function checkSnapshot(context: CheckContext, { name }: ExpectationOf<'snapshot'>): Finding {
  const { snapshots } = context.options;
  const caseName = context.bound.suiteCase.name;
  const content = snapshotOf(context);
  const known = snapshots?.find(name, caseName);
  snapshots?.keep(name, caseName, content);
  if (known !== undefined && canonicalJson(known) === canonicalJson(content)) return holds;
  const hint = 'If it is meant, run the same command with -u and commit the snapshot.';
  if (known === undefined) {
    if (snapshots !== undefined && snapshots.mode !== 'check') return { kind: 'holds', note: `wrote snapshot ${name}` };
    return notHeld('fails', 'test/snapshot', {
      message: `there is no snapshot ${JSON.stringify(name)} of this case yet, and nothing is written here`,
      expected: null,
      got: content,
      hint,
    });
  }
  if (snapshots?.mode === 'update') return { kind: 'holds', note: `updated snapshot ${name}` };
  const details = differenceLines(known, content);
  return notHeld('fails', 'test/snapshot', {
    message: `snapshot ${JSON.stringify(name)} differs in ${details.length} ${details.length === 1 ? 'line' : 'lines'}`,
    expected: known,
    got: content,
    details,
    hint,
  });
}

/** The effects of the case's plan; else the members of its group; else the groups and licenses of its person. */
function snapshotOf(context: CheckContext): JsonObject {
  const { bound, scene } = context;
  const plan = scene.played?.plan();
  if (plan !== undefined) return planContent(plan);
  if (bound.holder !== undefined) return membersContent(context);
  return personContent(context);
}

function planContent(plan: PlanDocument): JsonObject {
  const { memberships, licenses, licenseErrors, undecided } = plan.effects;
  const lasting = memberships.filter(({ transient }) => !transient);
  const byGroup = (action: 'join' | 'leave'): JsonObject =>
    grouped(
      lasting
        .filter((entry) => entry.action === action)
        .map(({ group, member }) => [labelOfRef(group), labelOfRef(member)]),
    );
  const bySku = (action: 'gain' | 'lose'): JsonObject =>
    grouped(
      licenses
        .filter((entry) => entry.action === action && !entry.transient)
        .map(({ sku, user }) => [sku.skuPartNumber ?? sku.skuId, labelOfRef(user)]),
    );
  const parts: [string, JsonObject | readonly string[]][] = [
    ['joins', byGroup('join')],
    ['leaves', byGroup('leave')],
    ['licenseGains', bySku('gain')],
    ['licenseLosses', bySku('lose')],
    [
      'licenseErrors',
      grouped(
        licenseErrors.map(({ sku, user, error }) => [sku.skuPartNumber ?? sku.skuId, `${labelOfRef(user)}: ${error}`]),
      ),
    ],
    [
      'undecided',
      grouped(
        undecided.filter((entry) => entry.new).map(({ group, member }) => [labelOfRef(group), labelOfRef(member)]),
      ),
    ],
    ['refusals', plan.refusals.map(({ text, error }) => `${text}: ${error.code}`)],
  ];
  return Object.fromEntries(parts.filter(([, part]) => Object.keys(part).length > 0));
}

function membersContent({ scene, bound }: CheckContext): JsonObject {
  const { holder } = bound;
  if (holder === undefined) return {};
  const [members, undecided]: [string[], string[]] = [[], []];
  for (const type of memberTypes) {
    const sets = scene.membersOf(holder, type);
    if (sets === undefined) return { members: null };
    const population = scene.settled.tenant.populations[type];
    sets.members.forEach((row) => members.push(labelOf(population, row)));
    sets.undecided.forEach((row) => undecided.push(labelOf(population, row)));
  }
  return {
    members: members.toSorted(compareOrdinal),
    ...(undecided.length === 0 ? {} : { undecided: undecided.toSorted(compareOrdinal) }),
  };
}

function personContent({ scene, bound }: CheckContext): JsonObject {
  const { person } = bound;
  if (person === undefined) return {};
  const { tenant } = scene.settled;
  const [groups, undecided]: [string[], string[]] = [[], []];
  for (const type of ['group', 'administrativeUnit'] as const) {
    const population = tenant.populations[type];
    for (let row = 0; row < population.size; row++) {
      if (!population.isActive(row)) continue;
      const verdict = membershipVerdict(scene.settled, person.type, person.row, { type, row });
      if (verdict === 'member') groups.push(labelOf(population, row));
      else if (verdict === 'undecided') undecided.push(labelOf(population, row));
    }
  }
  const hasLicenses = person.type === 'user' && isLicensingActive(tenant);
  const held = hasLicenses ? heldLicensesOf(tenant, person.row, scene.deps.licenses) : [];
  return {
    groups: groups.toSorted(compareOrdinal),
    ...(undecided.length === 0 ? {} : { undecided: undecided.toSorted(compareOrdinal) }),
    ...(held.length === 0
      ? {}
      : { licenses: held.map(({ skuId }) => scene.deps.licenses.catalogue.skuName(skuId)).toSorted(compareOrdinal) }),
  };
}

/** Names under names, both sorted. */
function grouped(pairs: readonly (readonly [string, string])[]): JsonObject {
  const names = new Map<string, string[]>();
  for (const [key, name] of pairs) names.set(key, [...(names.get(key) ?? []), name]);
  return Object.fromEntries(
    [...names].toSorted(([a], [b]) => compareOrdinal(a, b)).map(([key, list]) => [key, list.toSorted(compareOrdinal)]),
  );
}

/** Lines that only one of two snapshots has, with the path to them: `- leaves > Sales All > lin@contoso.example`. */
function differenceLines(before: JsonValue, after: JsonValue): readonly string[] {
  const [old, now] = [leavesOf(before, ''), leavesOf(after, '')];
  const lines = [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ];
  return lines.toSorted((a, b) => compareOrdinal(a.slice(2), b.slice(2)));
}

function leavesOf(value: JsonValue, path: string): readonly string[] {
  const under = (part: string): string => (path === '' ? part : `${path} > ${part}`);
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).map((item) => under(typeof item === 'string' ? item : JSON.stringify(item)));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, part]) => leavesOf(part, under(key)));
  return [under(typeof value === 'string' ? value : JSON.stringify(value))];
}
