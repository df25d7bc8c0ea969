import { createRandom, err, hashText, type JsonValue, ok, type Result } from '../base/index.ts';
import { nextState, subscriptionValues, unknownSkuFault } from '../licensing/index.ts';
import type { SeatsStep } from '../model/index.ts';
import type { ObjectRef } from './directory-event.ts';
import type { Edit } from './edit.ts';
import type { Fault } from './fault.ts';
import { badRequest, resourceNotFound } from './graph-errors.ts';
import type { StepDeps } from './step-deps.ts';
import type { ObjectReader, TenantReader } from './tenant-reader.ts';

/** Seats are numbers of 32 bits in the service. */
const mostSeats = 2_147_483_647;

/** An edit with the objects that it changes. */
type SeatsEdit = Edit & { readonly changed: readonly ObjectRef[] };

/**
 * Buys seats, gives some up, or moves a subscription on in its life cycle (spec licensing 2.9, 2.10). A SKU that the tenant does not
 * have is bought anew. Fewer seats than are in use are legal; nobody loses a license by it.
 */
export function changeSeats(
  tenant: TenantReader,
  step: SeatsStep,
  index: number,
  deps: StepDeps,
): Result<SeatsEdit, Fault> {
  const subscriptions = tenant.population('subscription');
  const { catalogue } = deps.licenses;
  const named = catalogue.resolveSku(step.sku);
  const bySku = named.ok
    ? rowsOfSku(subscriptions, named.value.skuId)
    : rowsOfSku(subscriptions, step.sku.toLowerCase());
  if (!named.ok && bySku.length === 0)
    return err({ ...unknownSkuFault(step.sku, named.error, catalogue), place: 'sku' });
  const rows =
    step.subscription === undefined
      ? candidates(subscriptions, step, bySku)
      : bySku.filter((row) => isNamed(subscriptions, row, step.subscription));
  const [row] = rows;
  if (row === undefined) {
    if (step.subscription !== undefined) return err(noSubscription(step.subscription));
    return named.ok ? buy(subscriptions, step, named.value, index, deps) : err(noSubscription(step.sku));
  }
  if (rows.length > 1) return err(severalSubscriptions(subscriptions, step, rows));
  const values = changedValues(subscriptions, row, step, tenant.clock);
  if (!values.ok) return values;
  const changes = Object.entries(values.value)
    .map(([name, after]) => ({ name, before: subscriptions.valueAt(row, name), after }))
    .filter(({ before, after }) => (before ?? null) !== after);
  if (changes.length === 0) return ok({ writes: [], events: [], changed: [] });
  const object = { type: 'subscription', row } as const;
  return ok({
    writes: [{ kind: 'set', ...object, changes }],
    events: [{ kind: 'propertiesChanged', ...object, changes }],
    changed: [object],
  });
}

function rowsOfSku(subscriptions: ObjectReader, skuId: string): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < subscriptions.size; row++)
    if (subscriptions.isActive(row) && subscriptions.textAt(row, 'skuId')?.toLowerCase() === skuId) rows.push(row);
  return rows;
}

/** Subscriptions that a step can mean by their SKU: where some have not ended, those; nobody buys seats of one that has ended. */
function candidates(subscriptions: ObjectReader, { change }: SeatsStep, rows: readonly number[]): readonly number[] {
  const living = rows.filter((row) => subscriptions.textAt(row, 'status') !== 'Deleted');
  return living.length > 0 || change.kind === 'add' || change.kind === 'set' ? living : rows;
}

function isNamed(subscriptions: ObjectReader, row: number, name: string | undefined): boolean {
  const wanted = name?.toLowerCase();
  return (
    subscriptions.idAt(row) === wanted || subscriptions.textAt(row, 'commerceSubscriptionId')?.toLowerCase() === wanted
  );
}

function buy(
  subscriptions: ObjectReader,
  { change, purchasedAs }: SeatsStep,
  { skuId, skuPartNumber }: { readonly skuId: string; readonly skuPartNumber: string },
  index: number,
  { source }: StepDeps,
): Result<SeatsEdit, Fault> {
  if (change.kind !== 'set' && change.kind !== 'add') return err(noSubscription(skuPartNumber));
  const random = createRandom(hashText(`${source.text}\n${index}`).low);
  let id = random.guid();
  while (subscriptions.rowOf(id) !== undefined) id = random.guid();
  const properties = {
    skuId,
    skuPartNumber,
    totalLicenses: change.seats,
    status: 'Enabled',
    isTrial: false,
    ...(purchasedAs === undefined ? {} : { purchasedAs }),
  };
  const object = { type: 'subscription', row: subscriptions.size } as const;
  return ok({
    writes: [{ kind: 'add', type: 'subscription', id, properties }],
    events: [{ kind: 'objectCreated', ...object }],
    changed: [object],
  });
}

function changedValues(
  subscriptions: ObjectReader,
  row: number,
  { change, purchasedAs }: SeatsStep,
  clock: number,
): Result<Readonly<Record<string, JsonValue>>, Fault> {
  const bought = purchasedAs === undefined ? {} : { purchasedAs };
  const total = subscriptions.valueAt(row, 'totalLicenses');
  const seats = typeof total === 'number' ? total : 0;
  const status = subscriptions.textAt(row, 'status') ?? 'Enabled';
  const kind = purchasedAs ?? subscriptions.textAt(row, 'purchasedAs');
  switch (change.kind) {
    case 'set':
      return ok({ ...bought, totalLicenses: change.seats });
    case 'add':
      if (seats + change.seats > mostSeats) return err(tooManySeats(seats));
      return ok({ ...bought, totalLicenses: seats + change.seats });
    case 'remove':
      if (change.seats > seats) return err(tooFewSeats(seats));
      return ok({ ...bought, totalLicenses: seats - change.seats });
    case 'expire':
      return ok({ ...bought, ...subscriptionValues(nextState(status, clock, kind)) });
    case 'suspend':
      return ok({ ...bought, ...subscriptionValues(nextState('Warning', clock, kind)) });
    case 'renew':
      return ok({ ...bought, ...subscriptionValues({ status: 'Enabled', next: undefined }) });
  }
}

function tooManySeats(seats: number): Fault {
  return {
    code: 'license/too-many-seats',
    error: badRequest(`The number of licenses cannot be more than ${mostSeats}.`),
    detail: `The subscription has ${seats} seats already.`,
  };
}

function tooFewSeats(seats: number): Fault {
  return {
    code: 'license/too-few-seats',
    error: badRequest('The number of licenses cannot be less than zero.'),
    detail: `The subscription has ${seats} seats only.`,
  };
}

function noSubscription(name: string): Fault {
  return {
    code: 'license/no-subscription',
    error: resourceNotFound(name),
    detail: `The tenant has no subscription of ${name}.`,
  };
}

function severalSubscriptions(subscriptions: ObjectReader, { sku }: SeatsStep, rows: readonly number[]): Fault {
  return {
    code: 'changes/ambiguous-name',
    error: badRequest(`Invalid object identifier '${sku}'.`),
    detail: `The tenant has ${rows.length} subscriptions of ${sku}.`,
    hint: `Name one with subscription: ${rows.map((row) => subscriptions.idAt(row)).join(', ')}.`,
  };
}
