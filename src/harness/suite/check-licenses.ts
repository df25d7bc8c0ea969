import { compareOrdinal } from '../../base/index.ts';
import { labelOf } from '../../directory/index.ts';
import {
  hasKnownSeats,
  heldLicensesOf,
  isHeld,
  isLicensingActive,
  readLicenses,
  seatsOf,
  usableSeats,
} from '../../licensing/index.ts';
import type { Expectation, ListForm, Named } from './expectation.ts';
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
import type { Scene } from './scene.ts';

/** What somebody holds, by the names that people type. */
interface Holdings {
  readonly who: string;
  /** False: what stands here is there, and more may be. */
  readonly isKnown: boolean;
  readonly skus: readonly string[];
  readonly plans: readonly string[];
  readonly errors: readonly { readonly sku: string; readonly error: string; readonly group: string | null }[];
}

function holdingsOf({ scene, bound, options }: CheckContext): Holdings | undefined {
  const { person, suiteCase } = bound;
  if (person === undefined || person.type !== 'user') return undefined;
  const { tenant } = scene.settled;
  const { licenses } = scene.deps;
  const { catalogue } = licenses;
  const who = labelOf(tenant.populations.user, person.row);
  if (!isLicensingActive(tenant)) return { who, isKnown: false, skus: [], plans: [], errors: [] };
  const view = readLicenses(tenant);
  const held = heldLicensesOf(tenant, person.row, licenses);
  for (const path of view.pathsOf(person.row)) {
    const row = path.assignedByGroup === null ? undefined : tenant.populations.group.rowOf(path.assignedByGroup);
    const group = row === undefined ? null : scene.refs.holder({ type: 'group', row });
    options.observer?.onLicense?.({ skuId: path.skuId, group, person: who, caseName: suiteCase.name });
  }
  return {
    who,
    isKnown: view.known.has(person.row),
    skus: held.map(({ skuId }) => catalogue.skuName(skuId)).toSorted(compareOrdinal),
    plans: [...new Set(held.flatMap(({ enabledPlans }) => enabledPlans))]
      .map((id) => catalogue.planName(id))
      .toSorted(compareOrdinal),
    errors: view
      .pathsOf(person.row)
      .filter(({ error, state }) => error !== 'None' || !isHeld({ state }))
      .map(({ skuId, error, assignedByGroup }) => ({
        sku: catalogue.skuName(skuId),
        error,
        group: assignedByGroup === null ? null : groupName(scene, assignedByGroup),
      })),
  };
}

/** SKUs that the person holds by whatever path. O(cells). */
export function checkSkus(context: CheckContext, expectation: ExpectationOf<'skus'>): Finding {
  const found = holdingsOf(context);
  if (found === undefined) return notAPerson(expectation);
  const wanted = namesFrom(expectation.names, context.bound.skus, (id) =>
    context.scene.deps.licenses.catalogue.skuName(id),
  );
  return compareLists(expectation.form, wanted, found.skus, found, 'SKUs');
}

/** Service plans that are on for the person. O(cells). */
export function checkServicePlans(context: CheckContext, expectation: ExpectationOf<'servicePlans'>): Finding {
  const found = holdingsOf(context);
  if (found === undefined) return notAPerson(expectation);
  const wanted = namesFrom(expectation.names, context.bound.plans, (id) =>
    context.scene.deps.licenses.catalogue.planName(id),
  );
  return compareLists(expectation.form, wanted, found.plans, found, 'service plans');
}

/** Errors of the person's licenses, exactly. O(cells). */
export function checkLicenseErrors(context: CheckContext, expectation: ExpectationOf<'licenseErrors'>): Finding {
  const found = holdingsOf(context);
  if (found === undefined) return notAPerson(expectation);
  const wanted = expectation.errors.toSorted(compareOrdinal);
  const got = found.errors.map(({ error }) => error).toSorted(compareOrdinal);
  const isSame = wanted.length === got.length && wanted.every((error, index) => error === got[index]);
  if (isSame && found.isKnown) return holds;
  return notHeld(isSame ? 'open' : 'fails', 'test/license', {
    message: isSame
      ? `the licenses of ${found.who} are not known`
      : `license errors of ${found.who}: expected ${listNames(wanted) || 'none'}, got ${listNames(got) || 'none'}`,
    expected: [...wanted],
    got: [...got],
    because: found.errors.map(
      ({ sku, error, group }) => `${sku} ${group === null ? 'directly' : `by ${JSON.stringify(group)}`}: ${error}`,
    ),
  });
}

/** Seats left of a SKU. O(subscriptions + cells). */
export function checkSeats({ scene, bound, options }: CheckContext, { sku, range }: ExpectationOf<'seats'>): Finding {
  const skuId = bound.skus.get(sku.text);
  if (skuId === undefined) return holds;
  options.observer?.onLicense?.({ skuId, group: null, person: '', caseName: bound.suiteCase.name });
  const seats = seatsOf(scene.settled.tenant).get(skuId);
  const expected = rangeText(range);
  const name = scene.deps.licenses.catalogue.skuName(skuId);
  // A SKU that nobody bought or holds is in no list; it has no seats if it is known what was bought.
  const unlisted = hasKnownSeats(scene.settled.tenant) ? 0 : undefined;
  const free = seats === undefined ? unlisted : seats.free;
  if (free === undefined)
    return notHeld('open', 'test/seats', {
      message: `how many seats of ${name} were bought is not known`,
      expected,
      got: null,
    });
  if (isWithin(free, range)) return holds;
  return notHeld('fails', 'test/seats', {
    message: `expected ${expected} seats of ${name} left, got ${free}`,
    expected,
    got: free,
    because: seats?.units === undefined ? [] : [`${usableSeats(seats.units)} bought, ${seats.consumed} in use`],
  });
}

function compareLists(
  form: ListForm,
  wanted: readonly string[],
  got: readonly string[],
  { who, isKnown, errors }: Holdings,
  what: string,
): Finding {
  const missing = form === 'excludes' ? [] : wanted.filter((name) => !got.includes(name));
  const extra = form === 'includes' ? [] : got.filter((name) => wanted.includes(name) === (form === 'excludes'));
  // Of somebody whose licenses are not all known, what is there is there, and what is not may be.
  const isOpen = !isKnown && extra.length === 0 && (missing.length > 0 || form !== 'includes');
  if (missing.length + extra.length === 0 && !isOpen) return holds;
  return notHeld(isOpen ? 'open' : 'fails', 'test/license', {
    message: isOpen
      ? `the licenses of ${who} are not all known`
      : `${what} of ${who}: ${differenceText(missing, extra)}`,
    expected: [...wanted],
    got: [...got],
    because: errors.map(
      ({ sku, error, group }) => `${sku} ${group === null ? 'directly' : `by ${JSON.stringify(group)}`}: ${error}`,
    ),
  });
}

function notAPerson({ kind }: Expectation): Finding {
  return notHeld('fails', 'test/license', { message: 'only users have licenses', expected: kind, got: null });
}

function namesFrom(
  names: readonly Named[],
  ids: ReadonlyMap<string, string>,
  nameOf: (id: string) => string,
): readonly string[] {
  return names.flatMap(({ text }) => ids.get(text) ?? []).map(nameOf);
}

function groupName({ settled }: Scene, id: string): string {
  const { group } = settled.tenant.populations;
  const row = group.rowOf(id);
  return row === undefined ? id : labelOf(group, row);
}
