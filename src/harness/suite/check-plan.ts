import { compareOrdinal } from '../../base/index.ts';
import {
  type Guardrails,
  labelOfRef,
  type PlanDocument,
  type PlanMembership,
  type PlanRefusal,
} from '../../plan/index.ts';
import type { CountRange, MovementKind } from './expectation.ts';
import {
  type CheckContext,
  differenceText,
  type ExpectationOf,
  type Finding,
  holds,
  isWithin,
  notHeld,
  rangeText,
} from './finding.ts';

const movementWords: Readonly<Record<MovementKind, string>> = {
  joins: 'memberships gained',
  leaves: 'memberships lost',
  added: 'people who join a group',
  removed: 'people who leave a group',
};

/** Memberships that the plan moves for good, of the case's group if it has one. */
function moves({ bound, scene }: CheckContext, plan: PlanDocument, what: MovementKind): readonly PlanMembership[] {
  const action = what === 'joins' || what === 'added' ? 'join' : 'leave';
  const holder = bound.holder === undefined ? undefined : scene.refs.holder(bound.holder).id;
  const isOfPeople = what === 'added' || what === 'removed';
  return plan.effects.memberships.filter(
    (entry) =>
      entry.action === action &&
      !entry.transient &&
      (holder === undefined || entry.group.id === holder) &&
      (!isOfPeople || entry.member.type === 'user'),
  );
}

/** How many memberships or people move. */
export function checkMovement(context: CheckContext, { what, range }: ExpectationOf<'movement'>): Finding {
  const plan = context.scene.played?.plan();
  if (plan === undefined) return holds;
  const found = moves(context, plan, what);
  const isPeople = what === 'added' || what === 'removed';
  const got = isPeople ? new Set(found.map(({ member }) => member.id)).size : found.length;
  return checkNumber(range, got, movementWords[what], found);
}

/** Exactly these people move; names mean what they mean everywhere in a suite. */
export function checkMovedPeople(context: CheckContext, { what, names }: ExpectationOf<'movedPeople'>): Finding {
  const plan = context.scene.played?.plan();
  if (plan === undefined) return holds;
  const { movedIds } = context.bound;
  const found = moves(context, plan, what);
  const gotById = new Map(found.map(({ member }) => [member.id, labelOfRef(member)]));
  const got = [...gotById.values()].toSorted(compareOrdinal);
  const wanted = names.map(({ text }) => text);
  const wantedIds = new Set(wanted.map((text) => movedIds.get(text)));
  const missing = wanted.filter((text) => !gotById.has(movedIds.get(text) ?? ''));
  const extraIds = [...gotById.keys()].filter((id) => !wantedIds.has(id));
  const extra = extraIds.map((id) => gotById.get(id) ?? id).toSorted(compareOrdinal);
  if (missing.length + extra.length === 0) return holds;
  return notHeld('fails', 'test/plan', {
    message: `${movementWords[what]}: ${differenceText(missing, extra)}`,
    expected: [...wanted],
    got: [...got],
    because: reasonsOf(found.filter(({ member }) => !wantedIds.has(member.id))),
    details: movesAsLines(found),
  });
}

/** How many licenses move, or fail anew. */
export function checkLicenseMovement(
  context: CheckContext,
  { what, range }: ExpectationOf<'licenseMovement'>,
): Finding {
  const plan = context.scene.played?.plan();
  if (plan === undefined) return holds;
  const { licenseGains, licenseLosses, licenseErrors } = plan.summary;
  const numbers = { licenseGains, licenseLosses, newLicenseErrors: licenseErrors };
  const words = {
    licenseGains: 'licenses gained',
    licenseLosses: 'licenses lost',
    newLicenseErrors: 'new license errors',
  };
  if (isWithin(numbers[what], range)) return holds;
  const lines = [
    ...plan.effects.licenses.map(
      ({ action, user, sku }) =>
        `${action === 'gain' ? '+' : '-'} ${labelOfRef(user)}  ${sku.skuPartNumber ?? sku.skuId}`,
    ),
    ...plan.effects.licenseErrors.map(
      ({ user, sku, error }) => `! ${labelOfRef(user)}  ${sku.skuPartNumber ?? sku.skuId}  ${error}`,
    ),
  ];
  return notHeld('fails', 'test/plan', {
    message: `expected ${rangeText(range)} ${words[what]}, got ${numbers[what]}`,
    expected: rangeText(range),
    got: numbers[what],
    details: lines.toSorted(compareOrdinal).slice(0, mostLines),
  });
}

/** The plan keeps to guardrails. */
export function checkGuardrails(context: CheckContext, guardrails: Guardrails): Finding {
  const plan = context.scene.played?.plan(guardrails);
  const failed = plan?.guardrails.filter(({ ok }) => !ok) ?? [];
  const [first] = failed;
  if (first === undefined) return holds;
  return notHeld('fails', 'test/guardrail', {
    message: failed.map(({ message }) => message).join('; '),
    expected: failed.map(({ id, limit }) => `${id} ${limit}`).join(', '),
    got: failed.map(({ actual }) => actual).join(', '),
    details: failed.flatMap(({ violations }) => violations),
  });
}

/** What a month costs more; nothing that is priced changes: nothing. */
export function checkCost(context: CheckContext, { range }: ExpectationOf<'cost'>): Finding {
  const plan = context.scene.played?.plan();
  if (plan === undefined) return holds;
  const { cost } = plan.effects;
  const delta = cost?.delta ?? 0;
  if (isWithin(delta, range)) return holds;
  return notHeld('fails', 'test/plan', {
    message: `expected a month to cost ${rangeText(range)} more, got ${delta} ${cost?.currency ?? ''}`.trim(),
    expected: rangeText(range),
    got: delta,
    details:
      cost?.skus.map(
        ({ sku, before, after, delta: part }) => `${sku.skuPartNumber ?? sku.skuId}  ${before} -> ${after} (${part})`,
      ) ?? [],
  });
}

/** The service refuses exactly what is listed. */
export function checkRefusals(context: CheckContext, { codes }: ExpectationOf<'refusals'>): Finding {
  const refusals = context.scene.played?.plan().refusals ?? [];
  const wanted = codes.map(({ text }) => text);
  const missing = wanted.filter((code) => !refusals.some((refusal) => codesOf(refusal).includes(code)));
  const extra = refusals.filter((refusal) => !codesOf(refusal).some((code) => wanted.includes(code)));
  if (missing.length + extra.length === 0) return holds;
  const parts = [
    ...(missing.length === 0 ? [] : [`not refused: ${missing.join(', ')}`]),
    ...(extra.length === 0 ? [] : [`refused: ${extra.map(({ error }) => error.code).join(', ')}`]),
  ];
  return notHeld('fails', 'test/refusal', {
    message: `refusals of the plan: ${parts.join('; ')}`,
    expected: [...wanted],
    got: refusals.map((refusal) => codesOf(refusal)[0] ?? refusal.error.code),
    details: refusals.map(
      ({ line, text, error }) => `${line === undefined ? '' : `line ${line}: `}${text}: ${error.message}`,
    ),
  });
}

/** Codes by which a refusal may be named: ours, then Graph's. */
function codesOf({ diagnostics, error }: PlanRefusal): readonly string[] {
  return [...diagnostics.map(({ code }) => code), error.code];
}

/** Lines of a block in a failure; whoever wants more asks for the plan. */
const mostLines = 20;

function checkNumber(range: CountRange, got: number, what: string, found: readonly PlanMembership[]): Finding {
  if (isWithin(got, range)) return holds;
  return notHeld('fails', 'test/plan', {
    message: `expected ${rangeText(range)} ${what}, got ${got}`,
    expected: rangeText(range),
    got,
    because: reasonsOf(found),
    details: movesAsLines(found),
  });
}

function reasonsOf(found: readonly PlanMembership[]): readonly string[] {
  return found
    .slice(0, 3)
    .flatMap(({ member, because }) => because.map(({ text }) => `${labelOfRef(member)}: ${text}`));
}

function movesAsLines(found: readonly PlanMembership[]): readonly string[] {
  const lines = found.map(
    ({ action, member, group }) =>
      `${action === 'join' ? '+' : '-'} ${labelOfRef(member)}  ${JSON.stringify(labelOfRef(group))}`,
  );
  const more = lines.length - mostLines;
  return [...lines.toSorted(compareOrdinal).slice(0, mostLines), ...(more > 0 ? [`and ${more} more`] : [])];
}
