import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import { additionalDataName, type PopulationDraft } from '../../model/index.ts';
import { deriveObjectId } from '../derive-object-id.ts';
import { importError, type InputPlace } from '../input/index.ts';
import type { ImportDraft } from './import-draft.ts';
import { fromPowerShellShape } from './power-shell-shape.ts';
import { type StatedSku, type UnitStatus, unitStatuses } from './stated-sku.ts';

/** The commands that export what was bought, with seats and plans. */
export const recommendedSkuExport = 'Get-MgSubscribedSku -All | ConvertTo-Json -Depth 5 > subscribedSkus.json';

/**
 * Notes one SKU, from Graph or PowerShell. Throws a ToolError (`import/missing-id`, `import/wrong-value`). The same SKU again
 * with other facts is reported, and the first kept.
 */
export function importSubscribedSku(draft: ImportDraft, record: JsonObject, place: InputPlace): void {
  const isPascal = Object.hasOwn(record, 'SkuId') || Object.hasOwn(record, 'Id');
  const sku = readSku(isPascal ? fromPowerShellShape(record) : record, place);
  const before = draft.skus.get(sku.skuId);
  if (before === undefined) draft.skus.set(sku.skuId, sku);
  else if (JSON.stringify(before) !== JSON.stringify(sku)) {
    draft.findings.add('import/conflicting-values', {
      message: 'A subscribed SKU stands more than once with other facts; the first is kept.',
      file: place.file,
      ...(place.line === undefined ? {} : { line: place.line }),
      sample: sku.skuPartNumber ?? sku.skuId,
    });
  }
}

function readSku(record: JsonObject, place: InputPlace): StatedSku {
  const text = (name: string): string | undefined => {
    const value = record[name] ?? null;
    if (value === null || typeof value === 'string') return value === null || value === '' ? undefined : value;
    throw wrongValue(place, name, 'a text', value);
  };
  const skuId = text('skuId') ?? /_([0-9a-f-]{36})$/i.exec(text('id') ?? '')?.[1];
  if (skuId === undefined) throw importError('import/missing-id', place, 'a subscribed SKU has no skuId.');
  const [partNumber, appliesTo, status] = [text('skuPartNumber'), text('appliesTo'), text('capabilityStatus')];
  const consumedUnits = readCount(record, 'consumedUnits', place);
  const servicePlans = readList(record, 'servicePlans', place);
  return {
    skuId: skuId.toLowerCase(),
    ...(partNumber === undefined ? {} : { skuPartNumber: partNumber }),
    ...(appliesTo === undefined ? {} : { appliesTo }),
    ...(status === undefined ? {} : { capabilityStatus: status }),
    ...(consumedUnits === undefined ? {} : { consumedUnits }),
    units: readUnits(record, place),
    ...(servicePlans === undefined ? {} : { servicePlans: servicePlans.map(withoutAnnotations) }),
    subscriptionIds: (readList(record, 'subscriptionIds', place) ?? []).filter((id) => typeof id === 'string'),
  };
}

function readUnits(record: JsonObject, place: InputPlace): StatedSku['units'] {
  const units = record['prepaidUnits'] ?? null;
  if (units === null) return {};
  if (!isJsonObject(units)) throw wrongValue(place, 'prepaidUnits', 'an object', units);
  const read: Partial<Record<UnitStatus, number>> = {};
  for (const status of unitStatuses) {
    const count = readCount(units, status.charAt(0).toLowerCase() + status.slice(1), place);
    if (count !== undefined) read[status] = count;
  }
  return read;
}

function readCount(record: JsonObject, name: string, place: InputPlace): number | undefined {
  const value = record[name] ?? null;
  if (value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw wrongValue(place, name, 'a whole number of at least 0', value);
}

function readList(record: JsonObject, name: string, place: InputPlace): readonly JsonValue[] | undefined {
  const value = record[name] ?? null;
  if (value === null) return undefined;
  if (Array.isArray(value)) return value as readonly JsonValue[];
  throw wrongValue(place, name, 'a list', value);
}

function wrongValue(place: InputPlace, name: string, expected: string, value: JsonValue): Error {
  const found = JSON.stringify(value).slice(0, 60);
  return importError('import/wrong-value', place, `subscribedSku "${name}" must be ${expected}, found ${found}.`);
}

function withoutAnnotations(plan: JsonValue): JsonValue {
  if (!isJsonObject(plan)) return plan;
  return Object.fromEntries(Object.entries(plan).filter(([name]) => !name.includes('@odata.')));
}

/**
 * Turns the SKUs into subscriptions. Where GET /directory/subscriptions was exported, that says what was bought, and a SKU only
 * adds what is missing; seats that differ are reported. Elsewhere each status with seats becomes a subscription, with the ids
 * that the SKU names if there are as many. What the SKU says of plans stays with its first subscription as additional data.
 */
export function finishSubscribedSkus(draft: ImportDraft): void {
  if (draft.skus.size === 0) return;
  const subscriptions = draft.tenant.population('subscription');
  const known = new Map<string, number[]>();
  for (let row = 0; row < subscriptions.size; row++) {
    const skuId = (subscriptions.textAt(row, 'skuId') ?? '').toLowerCase();
    known.set(skuId, [...(known.get(skuId) ?? []), row]);
  }
  for (const sku of draft.skus.values()) {
    const rows = known.get(sku.skuId);
    if (rows === undefined) addSubscriptions(draft, subscriptions, sku);
    else completeSubscriptions(draft, subscriptions, rows, sku);
  }
}

function addSubscriptions(draft: ImportDraft, subscriptions: PopulationDraft, sku: StatedSku): void {
  const stated = unitStatuses.filter((status) => (sku.units[status] ?? 0) > 0);
  // A SKU without any seats is still one that the tenant knows.
  const statuses = stated.length > 0 ? stated : [sku.capabilityStatus ?? 'Enabled'];
  const ids = sku.subscriptionIds.length === statuses.length ? sku.subscriptionIds : [];
  statuses.forEach((status, index) => {
    const stateId = ids[index];
    const id =
      stateId !== undefined && subscriptions.rowOf(stateId) === undefined
        ? stateId
        : deriveObjectId('subscription', `${sku.skuId} ${status}`);
    const row = subscriptions.addRow(id);
    const seats = stated.length > 0 ? sku.units[status as UnitStatus] : 0;
    const values: readonly (readonly [string, JsonValue | undefined])[] = [
      ['skuId', sku.skuId],
      ['skuPartNumber', sku.skuPartNumber],
      ['totalLicenses', seats],
      ['status', status],
    ];
    for (const [name, value] of values) if (value !== undefined) write(draft, subscriptions, row, name, value);
    if (index === 0) addFacts(subscriptions, row, sku);
  });
}

function completeSubscriptions(
  draft: ImportDraft,
  subscriptions: PopulationDraft,
  rows: readonly number[],
  sku: StatedSku,
): void {
  const [first] = rows;
  if (first !== undefined) addFacts(subscriptions, first, sku);
  const seats = new Map<string, number>();
  for (const row of rows) {
    if (sku.skuPartNumber !== undefined && subscriptions.valueAt(row, 'skuPartNumber') === undefined)
      write(draft, subscriptions, row, 'skuPartNumber', sku.skuPartNumber);
    const [status, total] = [subscriptions.textAt(row, 'status'), subscriptions.valueAt(row, 'totalLicenses')];
    if (status === undefined || typeof total !== 'number') return;
    seats.set(status, (seats.get(status) ?? 0) + total);
  }
  for (const status of unitStatuses) {
    const [stated, summed] = [sku.units[status], seats.get(status) ?? 0];
    if (stated === undefined || stated === summed) continue;
    draft.findings.add('license/seats-differ', {
      message: 'The seats of a SKU are not the sum of its subscriptions; the subscriptions count.',
      sample: `${sku.skuPartNumber ?? sku.skuId}: ${status} ${stated}, subscriptions ${summed}`,
    });
  }
}

/** What a SKU says of itself in this tenant, which no catalogue need know. */
function addFacts(subscriptions: PopulationDraft, row: number, sku: StatedSku): void {
  const before = subscriptions.valueAt(row, additionalDataName);
  const facts = {
    ...(isJsonObject(before ?? null) ? (before as JsonObject) : {}),
    ...(sku.appliesTo === undefined ? {} : { appliesTo: sku.appliesTo }),
    ...(sku.servicePlans === undefined ? {} : { servicePlans: sku.servicePlans }),
  };
  if (Object.keys(facts).length > 0) subscriptions.setValue(row, additionalDataName, facts);
}

function write(draft: ImportDraft, subscriptions: PopulationDraft, row: number, name: string, value: JsonValue): void {
  subscriptions.setValue(row, name, value);
  draft.seen.subscription.add(name);
}
