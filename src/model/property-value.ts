import { canonicalJson, formatInstant, type JsonObject, type JsonValue, parseInstant } from '../base/index.ts';
import type { PropertyDefinition } from './property-definition.ts';

/** A value that a property can hold. Instants are texts in Graph's form, references are ids in lower case. */
export type PropertyValue = string | boolean | number | readonly string[] | JsonObject | readonly JsonValue[];

/**
 * The three values of a property: something, nothing (`null`), or not known (`undefined`: absent from the export).
 * Not known is never read as null.
 */
export type MaybeKnown = PropertyValue | null | undefined;

/**
 * Turns a value into the text that dictionaries hold, or null for an empty string (claim `rules/6-empty-string`).
 * Collections and objects become canonical JSON. Returns undefined when the value does not fit the type.
 */
export function encodeValue(definition: PropertyDefinition, value: JsonValue): string | null | undefined {
  if (value === null || value === '') return null;
  switch (definition.type) {
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'reference':
      return typeof value === 'string' ? value.toLowerCase() : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : undefined;
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) ? String(value) : undefined;
    case 'dateTime':
      return encodeInstant(value);
    case 'stringCollection':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? JSON.stringify(value)
        : undefined;
    case 'objectCollection':
      return Array.isArray(value) ? canonicalJson(value) : undefined;
    case 'object':
      return typeof value === 'object' && !Array.isArray(value) ? canonicalJson(value) : undefined;
  }
}

/** The reverse of {@link encodeValue}. `text` must come from it. */
export function decodeValue(definition: PropertyDefinition, text: string): PropertyValue {
  switch (definition.type) {
    case 'string':
    case 'reference':
    case 'dateTime':
      return text;
    case 'boolean':
      return text === 'true';
    case 'integer':
      return Number(text);
    case 'stringCollection':
    case 'objectCollection':
    case 'object':
      return JSON.parse(text) as PropertyValue;
  }
}

function encodeInstant(value: JsonValue): string | undefined {
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  return instant === undefined ? undefined : formatInstant(instant);
}
