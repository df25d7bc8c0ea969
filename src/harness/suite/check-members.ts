import { compareOrdinal, differenceRows, intersectRows, type RowSet } from '../../base/index.ts';
import { labelOf } from '../../directory/index.ts';
import { explainMembership, labelOfRef, membershipVerdict } from '../../plan/index.ts';
import type { Verdict } from '../../rules/index.ts';
import type { Holder } from '../../simulation/index.ts';
import type { BoundObject } from './bind-suite.ts';
import { explainCase } from './explain-case.ts';
import {
  type CheckContext,
  differenceText,
  type ExpectationOf,
  type Finding,
  holds,
  isWithin,
  listNames,
  notHeld,
  rangeText,
} from './finding.ts';
import { memberTypes, type MemberType, type Scene } from './scene.ts';

const verdictWords: Readonly<Record<Verdict, string>> = {
  member: 'member=true',
  notMember: 'member=false',
  undecided: 'member=undecided',
};

const verdictValues: Readonly<Record<Verdict, boolean | 'undecided'>> = {
  member: true,
  notMember: false,
  undecided: 'undecided',
};

/** Somebody is a member, is not, or cannot be said to be. O(1); explained only when it does not hold. */
export function checkMember(context: CheckContext, { verdict }: ExpectationOf<'member'>): Finding {
  const { person, holder } = context.bound;
  if (person === undefined || holder === undefined) return holds;
  const got = membershipVerdict(context.scene.settled, person.type, person.row, holder);
  observe(context, holder, [person]);
  if (got === verdict) return holds;
  const { rules, because, hint, explanation } = explainCase(context, person, holder);
  const who = labelOfRef(explanation.member);
  const where = JSON.stringify(labelOfRef(explanation.holder));
  return notHeld(got === 'undecided' ? 'open' : 'fails', 'test/member', {
    message: `expected ${verdictWords[verdict]}, got ${verdictWords[got]} for ${who} in ${where}`,
    expected: verdictValues[verdict],
    got: verdictValues[got],
    rules,
    because,
    hint,
  });
}

/** The direct members of a group by type; undefined: not known. */
interface MemberSets {
  readonly members: readonly BoundObject[];
  readonly undecided: readonly BoundObject[];
}

function memberSets(scene: Scene, holder: Holder): MemberSets | undefined {
  const [members, undecided]: [BoundObject[], BoundObject[]] = [[], []];
  for (const type of memberTypes) {
    const sets = scene.membersOf(holder, type);
    if (sets === undefined) return undefined;
    sets.members.forEach((row) => members.push({ type, row }));
    sets.undecided.forEach((row) => undecided.push({ type, row }));
  }
  return { members, undecided };
}

const notKnown = 'The members of the group are not known: they were not exported.';

/** The members are exactly these, contain these, or contain none of these. O(members). */
export function checkMembers(context: CheckContext, { form, names }: ExpectationOf<'members'>): Finding {
  const { scene, bound } = context;
  const { holder } = bound;
  if (holder === undefined) return holds;
  const wanted = names.flatMap(({ text }) => bound.members.get(text) ?? []);
  const expected = form === 'excludes' ? `none of ${listNames(namesOf(scene, wanted))}` : [...namesOf(scene, wanted)];
  const sets = memberSets(scene, holder);
  observe(context, holder, form === 'exact' ? [...wanted, ...(sets?.members ?? [])] : wanted);
  if (sets === undefined) return notHeld('open', 'test/members', { message: notKnown, expected, got: null });
  const isMember = keysOf(sets.members);
  const isOpen = keysOf(sets.undecided);
  const isWanted = keysOf(wanted);
  const missing =
    form === 'excludes' ? [] : wanted.filter((one) => !isMember.has(keyOf(one)) && !isOpen.has(keyOf(one)));
  const extra = sets.members.filter((one) => (form === 'excludes') === isWanted.has(keyOf(one)) && form !== 'includes');
  const open = form === 'exact' ? sets.undecided : wanted.filter((one) => isOpen.has(keyOf(one)));
  if (missing.length + extra.length + open.length === 0) return holds;
  const isFailed = missing.length + extra.length > 0;
  const [absent, surplus, unsure] = [namesOf(scene, missing), namesOf(scene, extra), namesOf(scene, open)];
  const got = form === 'exact' ? sets.members : wanted.filter((one) => isMember.has(keyOf(one)));
  return notHeld(isFailed ? 'fails' : 'open', 'test/members', {
    message: `the members of ${nameOfHolder(scene, holder)}: ${differenceText(absent, surplus, unsure)}`,
    expected,
    got: [...namesOf(scene, got)],
    ...explainSome(context, holder, isFailed ? [...missing, ...extra] : open),
  });
}

/** How many direct members there are. Undecided ones may be or not be members. O(members). */
export function checkCount(context: CheckContext, { range }: ExpectationOf<'count'>): Finding {
  const { scene, bound } = context;
  const { holder } = bound;
  if (holder === undefined) return holds;
  const sets = memberSets(scene, holder);
  context.options.observer?.onHolder?.(scene.refs.holder(holder), bound.suiteCase.name);
  const expected = rangeText(range);
  if (sets === undefined) return notHeld('open', 'test/count', { message: notKnown, expected, got: null });
  const [least, most] = [sets.members.length, sets.members.length + sets.undecided.length];
  if (isWithin(least, range) && isWithin(most, range)) return holds;
  const canHold = least <= (range.max ?? Number.POSITIVE_INFINITY) && most >= (range.min ?? 0);
  const got = least === most ? String(least) : `${least} to ${most}`;
  return notHeld(canHold ? 'open' : 'fails', 'test/count', {
    message: `expected ${expected} members of ${nameOfHolder(scene, holder)}, got ${got}`,
    expected,
    got: least === most ? least : got,
    ...(canHold ? explainSome(context, holder, sets.undecided) : {}),
  });
}

/** Every member fits a rule, or none does. O(users) once for each rule, then O(members). */
export function checkRuleOfMembers(context: CheckContext, { quantifier, rule }: ExpectationOf<'rule'>): Finding {
  const { scene, bound } = context;
  const { holder } = bound;
  if (holder === undefined) return holds;
  const type: MemberType = /\bdevice\./i.test(rule) && !/\buser\./i.test(rule) ? 'device' : 'user';
  const sets = scene.membersOf(holder, type);
  context.options.observer?.onHolder?.(scene.refs.holder(holder), bound.suiteCase.name);
  const fitting = scene.fitting(type, rule);
  const expected = `${quantifier} ${rule}`;
  if (sets === undefined || fitting === undefined)
    return notHeld('open', 'test/rule', { message: notKnown, expected, got: null });
  const { members, undecided } = fitting;
  const toObjects = (rows: RowSet): BoundObject[] => Array.from(rows.toArray(), (row) => ({ type, row }));
  const wrong = toObjects(
    quantifier === 'all'
      ? differenceRows(differenceRows(sets.members, members), undecided)
      : intersectRows(sets.members, members),
  );
  const openMembers = intersectRows(sets.members, undecided);
  const openObjects =
    quantifier === 'all' ? differenceRows(sets.undecided, members) : intersectRows(sets.undecided, members);
  const open = [...toObjects(openMembers), ...toObjects(openObjects)];
  if (wrong.length + open.length === 0) return holds;
  const isFailed = wrong.length > 0;
  const shown = namesOf(scene, isFailed ? wrong : open);
  const verb = isFailed ? (quantifier === 'all' ? 'do not fit' : 'fit') : 'may or may not fit';
  return notHeld(isFailed ? 'fails' : 'open', 'test/rule', {
    message: `members of ${nameOfHolder(scene, holder)} that ${verb} ${rule}: ${listNames(shown)}`,
    expected,
    got: shown.slice(0, 100),
    ...explainSome(context, holder, isFailed ? wrong : open),
  });
}

/** Objects that are explained in one failure; the rest is named only. */
const mostExplained = 3;

function explainSome(
  context: CheckContext,
  holder: Holder,
  objects: readonly BoundObject[],
): Pick<ReturnType<typeof explainCase>, 'rules' | 'because'> {
  const explained = objects.slice(0, mostExplained).map((object) => explainCase(context, object, holder));
  return {
    rules: explained.flatMap(({ rules }) => rules),
    because: explained.flatMap(({ because, explanation }) =>
      because.map((text) => `${labelOfRef(explanation.member)}: ${text}`),
    ),
  };
}

/** Tells an observer of objects that an expectation looked at. Nothing without one. */
function observe({ options, bound, scene }: CheckContext, holder: Holder, objects: readonly BoundObject[]): void {
  const { observer } = options;
  if (observer === undefined) return;
  const caseName = bound.suiteCase.name;
  observer.onHolder?.(scene.refs.holder(holder), caseName);
  if (observer.onDecided === undefined) return;
  const { semantics, cache } = scene.deps;
  for (const { type, row } of objects) {
    const {
      rule,
      explanation,
      verdict,
      member,
      holder: ref,
    } = explainMembership(scene.settled, type, row, holder, {
      semantics,
      cache,
    });
    if (rule === undefined || explanation === undefined) continue;
    observer.onDecided({ holder: ref, rule, explanation, verdict, person: labelOfRef(member), caseName });
  }
}

function nameOfHolder(scene: Scene, holder: Holder): string {
  return JSON.stringify(labelOfRef(scene.refs.holder(holder)));
}

/** Names that people type, sorted. */
function namesOf({ settled }: Scene, objects: readonly BoundObject[]): readonly string[] {
  return objects.map(({ type, row }) => labelOf(settled.tenant.populations[type], row)).toSorted(compareOrdinal);
}

function keyOf({ type, row }: BoundObject): string {
  return `${type} ${row}`;
}

function keysOf(objects: readonly BoundObject[]): ReadonlySet<string> {
  return new Set(objects.map(keyOf));
}
