import { formatInstant, isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';

/**
 * True for an object that `ConvertTo-Json` wrote from the PowerShell SDK: Pascal case, with a key for every property of the
 * type, whether it was asked for or not.
 */
export function isPowerShellShape(record: JsonObject): boolean {
  return Object.hasOwn(record, 'Id') && !Object.hasOwn(record, 'id');
}

/**
 * Brings such an object into the shape of Graph JSON: camel case, the entries of `AdditionalProperties` on the top level,
 * dates of Windows PowerShell (`/Date(0)/`) in ISO 8601, objects that hold nothing but nulls as null.
 */
export function fromPowerShellShape(record: JsonObject): JsonObject {
  const entries = new Map<string, JsonValue>();
  for (const [key, value] of Object.entries(record)) {
    if (key !== 'AdditionalProperties') entries.set(toCamelCase(key), convertValue(value));
  }
  const additional = record['AdditionalProperties'];
  if (isJsonObject(additional)) {
    for (const [key, value] of Object.entries(additional)) if (!entries.has(key)) entries.set(key, value);
  }
  return Object.fromEntries(entries);
}

function convertValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return convertDate(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(convertValue);
  if (!isJsonObject(value)) return value;
  const converted = fromPowerShellShape(value);
  return Object.values(converted).every((part) => part === null) ? null : converted;
}

function convertDate(text: string): string {
  const milliseconds = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  const instant = Number(milliseconds);
  return milliseconds === undefined || Math.abs(instant) > 8.64e15 ? text : formatInstant(instant);
}

function toCamelCase(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}
