import { foldOrdinal, isGuid, type JsonObject, type JsonValue } from '../../base/index.ts';
import { nearestNames } from '../../diagnostics/index.ts';
import { standardCatalogue } from '../../licensing/index.ts';
import { canonicalCell, cellId, type CellType } from '../../model/index.ts';
import { fault, type FolderReading } from './folder-reading.ts';
import type { FileRecord } from './read-object-file.ts';
import { resolve } from './resolve-references.ts';

/**
 * What stands for something that users have alike has no id of its own in a file: it follows from the properties. Returns the object
 * with its id and all its properties in canonical form (values that do not fit are left to be reported), SKU and group by their
 * ids; undefined after a fault. The objects that it refers to must have been read.
 */
export function readCell(
  reading: FolderReading,
  type: CellType,
  record: FileRecord,
  value: JsonObject,
): JsonObject | undefined {
  const given = new Map<string, JsonValue>(Object.entries(value));
  if (type === 'licenseAssignment') {
    if (!readSku(reading, record, given) || !readGroup(reading, record, given)) return undefined;
  } else if ((given.get('servicePlanId') ?? null) === null) {
    fault(reading, record, 'tenant/missing-key', [], 'A servicePlanAssignment needs its servicePlanId.');
    return undefined;
  }
  const properties = Object.fromEntries(given);
  return { ...properties, ...canonicalCell(type, properties), id: cellId(type, properties) };
}

/** Puts the id of the SKU in place of its name. An entry without one says of whom license state is known, and nothing else. */
function readSku(reading: FolderReading, record: FileRecord, given: Map<string, JsonValue>): boolean {
  if (given.has('sku') && given.has('skuId')) {
    fault(reading, record, 'tenant/unknown-key', ['sku'], 'The SKU is named twice, by sku and by skuId.');
    return false;
  }
  const key = given.has('sku') ? 'sku' : 'skuId';
  const name = given.get(key) ?? null;
  given.delete('sku');
  if (name === null) {
    const [other] = [...given].find(([property, value]) => isOfPath(property) && value !== null) ?? [];
    if (other === undefined) return true;
    const message = `"${other}" belongs to a license, but no SKU is named.`;
    fault(reading, record, 'tenant/missing-key', [other], message, 'Add skuId, or sku with its part number.');
    return false;
  }
  if (typeof name !== 'string') {
    fault(reading, record, 'tenant/wrong-type', [key], `"${key}" must be a text.`);
    return false;
  }
  const skuId = findSku(reading, name);
  if (skuId === undefined) {
    fault(reading, record, 'tenant/unknown-reference', [key], `There is no single SKU "${name}".`, hintFor(name));
    return false;
  }
  given.set('skuId', skuId);
  return true;
}

function isOfPath(property: string): boolean {
  return ['assignedByGroup', 'disabledPlans', 'state', 'error', 'lastUpdatedDateTime'].includes(property);
}

/** By id, else by the part number of a subscription of the tenant, else by that of the catalogue. */
function findSku(reading: FolderReading, name: string): string | undefined {
  if (isGuid(name)) return name;
  const subscriptions = reading.draft.population('subscription');
  for (let row = 0; row < subscriptions.size; row++) {
    const partNumber = subscriptions.textAt(row, 'skuPartNumber');
    if (partNumber !== undefined && foldOrdinal(partNumber) === foldOrdinal(name))
      return subscriptions.textAt(row, 'skuId');
  }
  const found = standardCatalogue().resolveSku(name);
  return found.ok ? found.value.skuId : undefined;
}

function hintFor(name: string): string {
  const names = standardCatalogue().data.skus.map(({ skuPartNumber }) => skuPartNumber);
  const near = nearestNames(name.trim(), names);
  if (near.length === 0) return 'A SKU goes by its id or its part number, e.g. ENTERPRISEPACK.';
  return `Did you mean ${near.map((text) => `"${text}"`).join(', ')}?`;
}

/** Puts the id of the group in place of its name. */
function readGroup(reading: FolderReading, record: FileRecord, given: Map<string, JsonValue>): boolean {
  const value = given.get('assignedByGroup') ?? null;
  const groups = reading.draft.population('group');
  if (value === null || (typeof value === 'string' && groups.rowOf(value) !== undefined)) return true;
  const found = resolve(reading, reading.names(), record, ['assignedByGroup'], value);
  if (found === undefined) return false;
  if ('id' in found) given.set('assignedByGroup', found.id);
  else if (found.type === 'group') given.set('assignedByGroup', groups.idAt(found.row));
  else {
    const message = `Licenses are assigned by groups; this is a ${found.type}.`;
    fault(reading, record, 'tenant/wrong-type', ['assignedByGroup'], message);
    return false;
  }
  return true;
}
