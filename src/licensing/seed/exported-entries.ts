import { formatInstant, isJsonObject, type JsonObject, type JsonValue, parseInstant } from '../../base/index.ts';
import type { CapabilityStatus } from '../catalogue/service-plan.ts';

/** An entry of licenseAssignmentStates as an export states it. Ids in lower case, plans sorted. */
export interface StatedPath {
  readonly skuId: string;
  /** A group id; null for a direct assignment. */
  readonly assignedByGroup: string | null;
  readonly disabledPlans: readonly string[];
  readonly state: string;
  readonly error: string;
  /** Null where the export does not say. */
  readonly lastUpdatedDateTime: string | null;
}

/** An entry of assignedLicenses, of a user or a group. Ids in lower case, plans sorted. */
export interface StatedLicense {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

/** An entry of assignedPlans. */
export interface StatedPlan {
  readonly servicePlanId: string;
  readonly service: string | null;
  readonly capabilityStatus: CapabilityStatus;
  readonly assignedDateTime: string | null;
}

/** The entries of a value, and how many could not be read. */
export interface StatedEntries<Entry> {
  readonly entries: readonly Entry[];
  readonly invalid: number;
}

const pathStates: ReadonlySet<string> = new Set(['Active', 'ActiveWithError', 'Disabled', 'Error']);
const capabilities: readonly CapabilityStatus[] = ['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted'];

/** Reads licenseAssignmentStates. Success is the error `None`, also where it is null; `Others` is an old name of `Other` (spec licensing 4.3). */
export function readPaths(value: JsonValue): StatedEntries<StatedPath> {
  return readEntries(value, (entry) => {
    const skuId = idOf(entry['skuId']);
    const state = entry['state'];
    const group = entry['assignedByGroup'] ?? null;
    const disabledPlans = plansOf(entry['disabledPlans']);
    const error = entry['error'] ?? 'None';
    if (skuId === undefined || disabledPlans === undefined || typeof error !== 'string') return undefined;
    if (typeof state !== 'string' || !pathStates.has(state)) return undefined;
    if (group !== null && typeof group !== 'string') return undefined;
    return {
      skuId,
      assignedByGroup: group === null || group === '' ? null : group.toLowerCase(),
      disabledPlans,
      state,
      error: error === '' ? 'None' : error === 'Others' ? 'Other' : error,
      lastUpdatedDateTime: timeOf(entry['lastUpdatedDateTime']),
    };
  });
}

/** Reads assignedLicenses of a user or a group. */
export function readLicenses(value: JsonValue): StatedEntries<StatedLicense> {
  return readEntries(value, (entry) => {
    const skuId = idOf(entry['skuId']);
    const disabledPlans = plansOf(entry['disabledPlans']);
    return skuId === undefined || disabledPlans === undefined ? undefined : { skuId, disabledPlans };
  });
}

/** Reads assignedPlans. */
export function readPlans(value: JsonValue): StatedEntries<StatedPlan> {
  return readEntries(value, (entry) => {
    const servicePlanId = idOf(entry['servicePlanId']);
    const capabilityStatus = capabilities.find((status) => status === entry['capabilityStatus']);
    if (servicePlanId === undefined || capabilityStatus === undefined) return undefined;
    const service = entry['service'];
    return {
      servicePlanId,
      service: typeof service === 'string' ? service : null,
      capabilityStatus,
      assignedDateTime: timeOf(entry['assignedDateTime']),
    };
  });
}

function readEntries<Entry>(value: JsonValue, read: (entry: JsonObject) => Entry | undefined): StatedEntries<Entry> {
  if (!Array.isArray(value)) return { entries: [], invalid: value === null ? 0 : 1 };
  const entries: Entry[] = [];
  for (const item of value as readonly JsonValue[]) {
    const entry = isJsonObject(item) ? read(item) : undefined;
    if (entry !== undefined) entries.push(entry);
  }
  return { entries, invalid: value.length - entries.length };
}

function idOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value.toLowerCase() : undefined;
}

function plansOf(value: JsonValue | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((plan) => typeof plan === 'string')) return undefined;
  return [...new Set(value.map((plan) => plan.toLowerCase()))].toSorted();
}

function timeOf(value: JsonValue | undefined): string | null {
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  return instant === undefined ? null : formatInstant(instant);
}
