import { foldOrdinal } from '../base/index.ts';
import { codesOfText } from '../engine/index.ts';
import { chunkShift, decodeValue, type Dictionary, firstValueCode, type PropertyDefinition } from '../model/index.ts';
import type { CodeColumn, ObjectReader } from './tenant-reader.ts';

/** The codes of a dictionary's own values by folded text; for collections, by each folded element. Grows with its dictionary. */
interface TextIndex {
  size: number;
  readonly codesByText: Map<string, number[]>;
}

const indexes = new WeakMap<Dictionary, TextIndex>();

/**
 * The active rows whose property is `text`, or holds it as an element, without regard to case (spec tenant 0.3), ascending.
 * Deleted rows too with `includeDeleted`. O(rows), after O(distinct values) for the first question about a property.
 */
export function rowsWithText(objects: ObjectReader, name: string, text: string, includeDeleted = false): number[] {
  const column = objects.column(name);
  if (column === undefined) return [];
  const codes = codesOf(column, text);
  return codes === undefined ? [] : rowsWithCodes(objects, column, codes, includeDeleted);
}

/** The active rows with one of the codes, ascending. O(rows). */
export function rowsWithCodes(
  objects: ObjectReader,
  column: CodeColumn,
  codes: readonly number[],
  includeDeleted = false,
): number[] {
  const only = codes.length === 1 ? codes[0] : undefined;
  const wanted = new Set(codes);
  const rows: number[] = [];
  for (let index = 0; index < column.chunkCount; index++) {
    const chunk = column.chunk(index);
    const first = index << chunkShift;
    const length = Math.min(chunk.length, objects.size - first);
    for (let offset = 0; offset < length; offset++) {
      const code = chunk[offset] ?? 0;
      if (only === undefined ? !wanted.has(code) : code !== only) continue;
      if (includeDeleted || objects.isActive(first + offset)) rows.push(first + offset);
    }
  }
  return rows;
}

function codesOf({ dictionary, definition }: CodeColumn, text: string): readonly number[] | undefined {
  if (definition.type === 'string' || definition.type === 'reference') return codesOfText(dictionary, text);
  const folded = foldOrdinal(text);
  const own = indexOf(dictionary, definition).get(folded);
  const inherited = dictionary.base === undefined ? undefined : indexOf(dictionary.base, definition).get(folded);
  return own === undefined || inherited === undefined ? (own ?? inherited) : [...inherited, ...own];
}

/** The codes of a dictionary's own values: those of its base have an index of their own, which all its forks share. */
function indexOf(dictionary: Dictionary, definition: PropertyDefinition): ReadonlyMap<string, readonly number[]> {
  let index = indexes.get(dictionary);
  if (index === undefined) {
    index = { size: Math.max(dictionary.baseSize, firstValueCode), codesByText: new Map() };
    indexes.set(dictionary, index);
  }
  for (; index.size < dictionary.size; index.size++) {
    const value = decodeValue(definition, dictionary.textAt(index.size));
    for (const part of Array.isArray(value) ? value : [value]) {
      if (typeof part === 'string') addCode(index.codesByText, foldOrdinal(part), index.size);
    }
  }
  return index.codesByText;
}

function addCode(codesByText: Map<string, number[]>, text: string, code: number): void {
  const codes = codesByText.get(text);
  if (codes === undefined) codesByText.set(text, [code]);
  else if (codes[codes.length - 1] !== code) codes.push(code);
}
