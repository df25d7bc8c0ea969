import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.ts';
import { importError, type InputPlace } from '../input/index.ts';
import { maxDepth, maxTextLength, type RecordSink } from './source-record.ts';

/** Takes the text of an NDJSON file piece by piece. */
export interface LineReader {
  write(text: string): void;
  end(): void;
}

/**
 * Creates a reader for one JSON value per line; blank lines are skipped. A line may hold an object, a page or an array.
 * Throws a ToolError with the line (`import/invalid-json`, `import/truncated`, `import/nested-too-deeply`, `import/too-large`).
 */
export function createLineReader(file: string, sink: RecordSink): LineReader {
  let rest = '';
  let line = 0;
  let records = 0;
  const emit = (value: JsonValue, context: string | undefined): void => {
    if (Array.isArray(value)) {
      for (const item of value as readonly JsonValue[]) emit(item, context);
      return;
    }
    if (!isJsonObject(value)) throw importError('import/invalid-json', { file, line }, 'expected an object.');
    const elements = Object.hasOwn(value, 'value') ? value['value'] : undefined;
    if (Array.isArray(elements)) {
      const pageContext = value['@odata.context'];
      emit(elements, typeof pageContext === 'string' ? pageContext : undefined);
      sink.onPage(value);
      return;
    }
    sink.onRecord({ value, line, number: ++records, context });
  };
  const readLine = (text: string, isLast: boolean): void => {
    line++;
    if (text.trim() === '') return;
    const place = { file, line, record: records + 1 };
    emit(parseLine(text, place, isLast), undefined);
  };
  return {
    write(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const complete of lines) readLine(complete, false);
      if (rest.length > maxTextLength)
        throw importError('import/too-large', { file, line: line + 1 }, 'the line is too long.');
    },
    end() {
      readLine(rest, true);
    },
  };
}

/** True when `text`, the beginning of a file, shows one complete object per line: the first line is one and another follows. */
export function looksLikeJsonLines(text: string): boolean {
  const start = text.trimStart();
  const end = start.indexOf('\n');
  if (!start.startsWith('{') || end < 0 || !start.slice(end).trimStart().startsWith('{')) return false;
  try {
    return isJsonObject(JSON.parse(start.slice(0, end)) as JsonValue);
  } catch {
    return false;
  }
}

function parseLine(text: string, place: InputPlace, isLast: boolean): JsonValue {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : '';
    const position = /position (\d+)/.exec(message)?.[1];
    const offset = position === undefined ? text.length : Number(position);
    const isCut = isLast && offset >= text.trimEnd().length;
    throw isCut
      ? importError('import/truncated', place, 'the file ends in the middle of an object.', { cause })
      : importError('import/invalid-json', { ...place, column: offset + 1 }, 'this line is no JSON.', { cause });
  }
  if (isDeeperThan(value, maxDepth)) {
    throw importError('import/nested-too-deeply', place, `more than ${maxDepth} levels of nesting.`);
  }
  return value;
}

/** True when a value is nested more than `levels` deep. Looks no deeper than that. */
export function isDeeperThan(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const children = Array.isArray(value) ? (value as readonly JsonValue[]) : Object.values(value as JsonObject);
  return children.some((child) => isDeeperThan(child, levels - 1));
}
