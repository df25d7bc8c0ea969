import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';

/** One cell of a matrix: a value for each key, and where in the matrix each value stands. */
export interface MatrixCell {
  readonly values: ReadonlyMap<string, JsonValue>;
  readonly paths: ReadonlyMap<string, readonly (string | number)[]>;
  /** What the name of the case ends with: `gus, "Sales EMEA"`. */
  readonly label: string;
}

/** How many cells a matrix has, without making them. */
export function countCells(matrix: JsonValue): number {
  if (Array.isArray(matrix)) return matrix.length;
  if (!isJsonObject(matrix)) return 0;
  return Object.values(matrix).reduce<number>((product, list) => product * (Array.isArray(list) ? list.length : 0), 1);
}

/**
 * The cells of a matrix, in the order in which they are written, the last key fastest: either a mapping of lists, all
 * combinations of which are meant, or a list of mappings, each of which is one cell. O(cells).
 */
export function expandMatrix(matrix: JsonValue): readonly MatrixCell[] {
  if (Array.isArray(matrix)) {
    return (matrix as readonly JsonValue[]).flatMap((row, index) =>
      isJsonObject(row) ? [makeCell(Object.entries(row).map(([key, value]) => [key, value, [index, key]]))] : [],
    );
  }
  if (!isJsonObject(matrix)) return [];
  let rows: readonly (readonly Part[])[] = [[]];
  for (const [key, list] of Object.entries(matrix)) {
    const values = Array.isArray(list) ? (list as readonly JsonValue[]) : [];
    rows = rows.flatMap((row) => values.map((value, index): readonly Part[] => [...row, [key, value, [key, index]]]));
  }
  return rows.map(makeCell);
}

type Part = readonly [key: string, value: JsonValue, path: readonly (string | number)[]];

function makeCell(parts: readonly Part[]): MatrixCell {
  return {
    values: new Map(parts.map(([key, value]) => [key, value])),
    paths: new Map(parts.map(([key, , path]) => [key, path])),
    label: parts.map(([, value]) => labelText(value)).join(', '),
  };
}

function labelText(value: JsonValue): string {
  if (typeof value === 'string') return /^[^\s,"'>]+$/.test(value) ? value : JSON.stringify(value);
  return JSON.stringify(value);
}

const placeholder = /(\$?)\$\{([^{}]*)\}/g;

/** Keys that placeholders in a value ask for. */
export function placeholdersIn(value: JsonValue): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (part: JsonValue): void => {
    if (typeof part === 'string') {
      for (const [, escape, key] of part.matchAll(placeholder)) if (escape === '' && key !== undefined) found.add(key);
    } else if (Array.isArray(part)) (part as readonly JsonValue[]).forEach(visit);
    else if (isJsonObject(part)) for (const [key, inner] of Object.entries(part)) [key, inner].forEach(visit);
  };
  visit(value);
  return found;
}

/**
 * Fills placeholders: a text that is nothing but `${key}` becomes the value itself, whatever its type; inside a longer text the
 * value is written out. `$${` stands for `${`. Unknown keys stay as they are.
 */
export function fillPlaceholders(value: JsonValue, values: ReadonlyMap<string, JsonValue>): JsonValue {
  if (typeof value === 'string') return fillText(value, values);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => fillPlaceholders(item, values));
  if (!isJsonObject(value)) return value;
  const filled: [string, JsonValue][] = Object.entries(value).map(([key, inner]) => [
    textOf(fillText(key, values)),
    fillPlaceholders(inner, values),
  ]);
  return Object.fromEntries(filled) satisfies JsonObject;
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fillText(text: string, values: ReadonlyMap<string, JsonValue>): JsonValue {
  if (!text.includes('${')) return text;
  const whole = /^\$\{([^{}]*)\}$/.exec(text)?.[1];
  const value = whole === undefined ? undefined : values.get(whole);
  if (value !== undefined) return value;
  return text.replaceAll(placeholder, (match: string, escape: string, key: string) => {
    if (escape !== '') return match.slice(1);
    const part = values.get(key);
    return part === undefined ? match : typeof part === 'string' ? part : JSON.stringify(part);
  });
}
