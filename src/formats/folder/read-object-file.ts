import { isJsonObject, type JsonValue, type SourceText, type Span } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, DiagnosticsError } from '../../diagnostics/index.ts';
import { isDeeperThan, maxDepth } from '../json/index.ts';
import { parseYaml, type ParsedYaml, type ValuePath } from '../yaml/index.ts';
import type { ObjectFormat } from './folder-layout.ts';
import { readFileLines, readTextFile } from './read-file-lines.ts';
import { folderCodes } from './tenant-header.ts';

/** Where something stands, for a diagnostic. */
export interface FilePlace {
  readonly source: SourceText;
  readonly span: Span;
}

/** One object of a file. Places are only worked out when asked for. */
export interface FileRecord {
  readonly value: JsonValue;
  /** The place of the value at a path inside the object, or of its key. */
  locate(path: ValuePath, what: 'value' | 'key'): FilePlace;
}

/** JSON files up to this length are read with positions at once, which also finds keys that stand twice. */
const mostParsedJson = 256 * 1024;

/** Reads the objects of one file in order. Throws a DiagnosticsError or ToolError when it cannot be read. */
export function* readObjectFile(
  path: string,
  name: string,
  format: ObjectFormat,
): Generator<FileRecord, void, undefined> {
  if (format === 'ndjson') {
    yield* readNdjson(path, name);
    return;
  }
  const source = { name, text: readTextFile(path, name) };
  if (source.text.trim() === '') return;
  const plain = format === 'json' && source.text.length > mostParsedJson ? parsePlainJson(source.text) : undefined;
  let document: ParsedYaml | undefined;
  const places = (): ParsedYaml => (document ??= parseOrThrow(source));
  const value = plain === undefined ? places().value : plain;
  if (value === null) return;
  if (!Array.isArray(value)) {
    const message = 'The file must hold a list of objects.';
    throw new DiagnosticsError(createDiagnostic('tenant/wrong-type', { message, source, span: places().spanAt([]) }));
  }
  for (let index = 0; index < value.length; index++) {
    yield {
      value: (value as readonly JsonValue[])[index] ?? null,
      locate: (inner, what) => ({ source, span: placeIn(places(), [index, ...inner], what) }),
    };
  }
}

function* readNdjson(path: string, name: string): Generator<FileRecord, void, undefined> {
  for (const { text, number } of readFileLines(path, name)) {
    if (text.trim() === '') continue;
    const value = parsePlainJson(text);
    if (value === undefined) throw notJson(name, text, number);
    yield { value, locate: (inner, what) => locateInLine(path, name, number, inner, what) };
  }
}

/** A line is read again when a place in it is needed, so that a large file need not be kept. */
function locateInLine(path: string, name: string, number: number, inner: ValuePath, what: 'value' | 'key'): FilePlace {
  let line = '';
  for (const candidate of readFileLines(path, name)) {
    if (candidate.number === number) {
      line = candidate.text;
      break;
    }
  }
  const source = lineSource(name, line, number);
  const offset = number - 1;
  const parsed = parseYaml({ name, text: line }, folderCodes);
  const span = parsed.ok ? placeIn(parsed.value, inner, what) : { start: 0, end: line.length };
  return { source, span: { start: span.start + offset, end: span.end + offset } };
}

/** A text in which the line has its number, without the lines before it. */
function lineSource(name: string, line: string, number: number): SourceText {
  return { name, text: '\n'.repeat(number - 1) + line };
}

function notJson(name: string, line: string, number: number): DiagnosticsError {
  const source = lineSource(name, line, number);
  const span = { start: number - 1, end: source.text.length };
  const message = 'The line is no JSON, or is nested too deeply.';
  return new DiagnosticsError(createDiagnostic('tenant/syntax', { message, source, span }));
}

function placeIn(document: ParsedYaml, path: ValuePath, what: 'value' | 'key'): Span {
  return what === 'key' ? document.keySpanAt(path) : document.spanAt(path);
}

function parseOrThrow(source: SourceText): ParsedYaml {
  const parsed = parseYaml(source, folderCodes);
  if (parsed.ok) return parsed.value;
  const [first, ...more] = parsed.error;
  throw new DiagnosticsError(first ?? unexplained(source), more);
}

function unexplained(source: SourceText): Diagnostic {
  return createDiagnostic('tenant/syntax', { message: 'The file cannot be read.', source });
}

function parsePlainJson(text: string): JsonValue | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    const isObjectOrList = isJsonObject(value) || Array.isArray(value);
    return isObjectOrList && !isDeeperThan(value, maxDepth) ? value : undefined;
  } catch {
    return undefined;
  }
}
