import type { JsonValue } from '../base/index.ts';
import { type ChangeableType, encodeValue, type PropertyDefinition } from '../model/index.ts';
import type { Fault } from './fault.ts';
import { invalidValue, requiredValue } from './graph-errors.ts';

/** Properties whose text has no accents, nor any other sign beyond ASCII (spec tenant 2.1). */
const asciiProperties: readonly string[] = ['mail', 'otherMails'];

/** Further forms, by property name (spec tenant 2.1, 4.2). */
const forms: readonly { readonly name: string; readonly pattern: RegExp; readonly expected: string }[] = [
  { name: 'usageLocation', pattern: /^[A-Za-z]{2}$/, expected: 'a two-letter ISO 3166-1 code such as NO' },
  { name: 'onPremisesImmutableId', pattern: /^[^$_]*$/, expected: 'a text without $ and _' },
  {
    name: 'passwordPolicies',
    pattern:
      /^(None|DisablePasswordExpiration|DisableStrongPassword)(\s*,\s*(DisablePasswordExpiration|DisableStrongPassword))?$/,
    expected: 'None, DisablePasswordExpiration, DisableStrongPassword, or the last two with a comma between',
  },
];

/** Checks one value against its definition: required, type, length, number of elements, allowed values, form. */
export function checkValue(type: ChangeableType, definition: PropertyDefinition, value: JsonValue): Fault | undefined {
  const { name } = definition;
  if (value === null) {
    if (definition.isRequired !== true) return undefined;
    return {
      code: 'changes/required-property',
      error: requiredValue(type, name),
      detail: `${name} of a ${type} cannot be cleared.`,
    };
  }
  const expected = whatIsWrong(definition, value);
  if (expected === undefined) return undefined;
  return {
    code: 'changes/invalid-value',
    error: invalidValue(type, name),
    detail: `Expected ${expected} for ${name}, found ${show(value)}.`,
  };
}

/** What was expected, or undefined when the value is fine. */
function whatIsWrong(definition: PropertyDefinition, value: JsonValue): string | undefined {
  const { name, maxLength, maxItems, allowedValues } = definition;
  if (encodeValue(definition, value) === undefined) return typeNames[definition.type];
  const texts = (Array.isArray(value) ? value : [value]).filter((part) => typeof part === 'string');
  if (Array.isArray(value) && maxItems !== undefined && value.length > maxItems) {
    return maxItems === 1 ? 'one element at most' : `${maxItems} elements at most`;
  }
  if (maxLength !== undefined && texts.some((text) => text.length > maxLength)) {
    return `${maxLength} characters at most`;
  }
  if (allowedValues !== undefined && texts.some((text) => !allowedValues.includes(text))) {
    return allowedValues.length === 1 ? `"${allowedValues[0] ?? ''}"` : `one of ${allowedValues.join(', ')}`;
  }
  if (asciiProperties.includes(name) && texts.some((text) => !isPlain(text))) return 'an address without accents';
  const form = forms.find((candidate) => candidate.name === name);
  return form !== undefined && texts.some((text) => !form.pattern.test(text)) ? form.expected : undefined;
}

const typeNames: Readonly<Record<PropertyDefinition['type'], string>> = {
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  dateTime: 'a date such as 2026-01-31T00:00:00Z',
  stringCollection: 'a list of texts',
  object: 'an object',
  objectCollection: 'a list of objects',
  reference: 'an object id',
};

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function show(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 60
    ? `${text.slice(0, 57)}… (${typeof value === 'string' ? value.length : text.length} characters)`
    : text;
}
