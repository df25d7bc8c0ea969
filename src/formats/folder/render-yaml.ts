import type { JsonValue } from '../../base/index.ts';

/** An object as ordered keys and values. */
export type OrderedObject = readonly (readonly [string, JsonValue])[];

const plainPattern = /^[A-Za-z][A-Za-z0-9_]*(?:[ .@/+#-][A-Za-z0-9_]+)*$/;
const isoPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;
const guidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const reservedWords = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);
const printablePattern = /^[\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd]*$/;
const unprintable = /[\u007f-\u009f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]/g;

/**
 * One item of a YAML list. Texts are plain where that is safe, else quoted; lists of texts stand one entry per line; nested
 * data stands as JSON on one line. Whatever the text, reading it again gives the same text.
 */
export function renderYamlItem(object: OrderedObject): string {
  const lines: string[] = [];
  for (const [key, value] of object) {
    const isList = Array.isArray(value) && value.length > 0 && isFlatList(value as readonly JsonValue[]);
    if (!isList) lines.push(`${renderScalar(key)}: ${renderValue(value)}`);
    else
      lines.push(`${renderScalar(key)}:`, ...(value as readonly JsonValue[]).map((item) => `  - ${renderValue(item)}`));
  }
  return lines.map((line, index) => `${index === 0 ? '- ' : '  '}${line}\n`).join('') || '- {}\n';
}

/** One object as JSON on one line, keys in the given order. */
export function renderJsonItem(object: OrderedObject): string {
  return `{${object.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}

function isFlatList(list: readonly JsonValue[]): boolean {
  return list.every(
    (item) =>
      typeof item === 'string' ||
      (typeof item === 'object' && item !== null && !Array.isArray(item) && Object.hasOwn(item, 'id')),
  );
}

function renderValue(value: JsonValue): string {
  if (typeof value === 'string') return renderScalar(value);
  return escapeUnprintable(JSON.stringify(value));
}

function renderScalar(text: string): string {
  const isWord = plainPattern.test(text) && !reservedWords.has(text.toLowerCase());
  if (isWord || isoPattern.test(text) || guidPattern.test(text)) return isAmbiguousNumber(text) ? `'${text}'` : text;
  if (printablePattern.test(text) && /["\\]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return escapeUnprintable(JSON.stringify(text));
}

/** A GUID such as 12345678-… is no number, but one like 0e123456 would be. */
function isAmbiguousNumber(text: string): boolean {
  return text !== '' && !Number.isNaN(Number(text));
}

function escapeUnprintable(json: string): string {
  return json.replaceAll(unprintable, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
