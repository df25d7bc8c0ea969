import { decodeFile, type DecodeOptions, importError } from '../input/index.ts';
import { createLineReader, looksLikeJsonLines } from './read-json-lines.ts';
import { createRecordSplitter } from './record-splitter.ts';
import type { RecordSink } from './source-record.ts';

/**
 * Reads a JSON or NDJSON file of any size and hands its records to `sink`, one at a time. NDJSON is recognised by the name
 * (`.ndjson`, `.jsonl`) or by its first two lines. Throws a ToolError when the file cannot be read to its end.
 */
export async function readJsonFile(file: string, sink: RecordSink, options: DecodeOptions = {}): Promise<void> {
  let reader: { write(text: string): void; end(): void } | undefined;
  let start = '';
  for await (const text of decodeFile(file, options)) {
    if (reader === undefined) {
      start += text;
      if (start.trim() === '') continue;
      const isLines = /\.(ndjson|jsonl)$/i.test(file) || looksLikeJsonLines(start);
      reader = isLines ? createLineReader(file, sink) : createRecordSplitter(file, sink);
      guard(file, reader, start);
    } else guard(file, reader, text);
  }
  if (reader === undefined) throw importError('import/nothing-to-import', { file }, 'the file is empty.');
  reader.end();
}

function guard(file: string, reader: { write(text: string): void }, text: string): void {
  try {
    reader.write(text);
  } catch (cause) {
    // V8 refuses texts of more than half a billion characters with a RangeError.
    if (cause instanceof RangeError) throw importError('import/too-large', { file }, 'a text is too long.', { cause });
    throw cause;
  }
}
