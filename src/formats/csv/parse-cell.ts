import { type JsonValue, parseInstant } from '../../base/index.ts';
import type { PropertyDefinition } from '../../model/index.ts';

/** What a cell says: a value, or why it says nothing that can be used. */
export type CellValue =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'empty' }
  /** PowerShell wrote the name of a type instead of a list or an object. */
  | { readonly kind: 'typeName' }
  /** A date in the format of some country. */
  | { readonly kind: 'ambiguousDate' }
  | { readonly kind: 'wrong' };

/** A text without blanks around it. U+FEFF, which `trim` takes for a blank, is none: only in front of a file it has no meaning. */
export function trimBlanks(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length === text.length || !text.includes('\ufeff')) return trimmed;
  return text.replaceAll(/^[^\S\ufeff]+|[^\S\ufeff]+$/g, '');
}

/** True for what PowerShell writes in place of a list or a complex value. */
export function isTypeName(text: string): boolean {
  return typeNamePattern.test(text.trim());
}

const typeNamePattern = /^(?:System\.|Microsoft\.Graph\.|Microsoft\.Open\.)[\w.`[\],\s]+$/;

const booleans = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

/** Reads the text of a cell as a value of a property (spec import-formats 2.8, 3.1). Texts are kept with their blanks. */
export function parseCell(definition: PropertyDefinition, text: string): CellValue {
  const trimmed = trimBlanks(text);
  if (trimmed === '') return { kind: 'empty' };
  if (isTypeName(trimmed)) return { kind: 'typeName' };
  switch (definition.type) {
    case 'string':
      return { kind: 'value', value: text };
    case 'reference':
      return { kind: 'value', value: trimmed };
    case 'boolean': {
      const value = booleans.get(trimmed.toLowerCase());
      return value === undefined ? { kind: 'wrong' } : { kind: 'value', value };
    }
    case 'integer':
      return /^-?\d{1,15}$/.test(trimmed) ? { kind: 'value', value: Number(trimmed) } : { kind: 'wrong' };
    case 'dateTime':
      if (parseInstant(trimmed) !== undefined) return { kind: 'value', value: trimmed };
      return /\d/.test(trimmed) ? { kind: 'ambiguousDate' } : { kind: 'wrong' };
    case 'stringCollection':
      return { kind: 'value', value: parseList(trimmed) };
    case 'object':
    case 'objectCollection':
      return parseJson(trimmed);
  }
}

/** `["a","b"]`, `{a, b}` as PowerShell prints lists, or texts between semicolons. */
function parseList(text: string): readonly string[] {
  // Most lists are no JSON, and an exception for each of them was a tenth of an import.
  const json = text.startsWith('[') ? parseJson(text) : undefined;
  if (json?.kind === 'value' && Array.isArray(json.value) && json.value.every((item) => typeof item === 'string')) {
    return json.value;
  }
  const isBraced = text.startsWith('{') && text.endsWith('}');
  const parts = isBraced ? text.slice(1, -1).split(',') : text.split(';');
  return parts.map((part) => trimBlanks(part)).filter((part) => part !== '');
}

function parseJson(text: string): CellValue {
  try {
    return { kind: 'value', value: JSON.parse(text) as JsonValue };
  } catch {
    return { kind: 'wrong' };
  }
}
