import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { importError } from './import-error.ts';
import { describeBinary, detectEncoding, findInvalidByte } from './text-encoding.ts';

/** Something that can be asked whether to stop; an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** How to read: when to stop, and whom to tell about progress. */
export interface DecodeOptions {
  readonly signal?: StopSignal | undefined;
  /** Called with the number of bytes just read. */
  readonly onBytes?: ((count: number) => void) | undefined;
}

const chunkBytes = 256 * 1024;

/**
 * Reads a file piece by piece as text, without its byte order mark. Memory is bounded by the piece.
 * Throws a ToolError (`import/unreadable-file`, `import/wrong-encoding`, `import/unsupported-format`, `import/stopped`).
 */
export async function* decodeFile(file: string, options: DecodeOptions = {}): AsyncGenerator<string, void, undefined> {
  let decoder: TextDecoder | undefined;
  let offset = 0;
  for await (const bytes of readBytes(file)) {
    if (options.signal?.aborted === true) throw importError('import/stopped', { file }, 'the import was stopped.');
    decoder ??= createDecoder(file, bytes);
    yield decodeChunk(decoder, file, bytes, offset);
    offset += bytes.length;
    options.onBytes?.(bytes.length);
  }
  if (decoder !== undefined) yield decodeChunk(decoder, file, undefined, offset);
}

async function* readBytes(file: string): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = createReadStream(file, { highWaterMark: chunkBytes });
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (cause) {
    throw unreadable(file, cause);
  } finally {
    stream.destroy();
  }
}

/** The error for a path that cannot be opened, from what the system said. */
export function unreadable(file: string, cause: unknown): Error {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown error';
  const reason = new Map([
    ['ENOENT', 'there is no such file or folder'],
    ['EISDIR', 'this is a folder'],
    ['ENOTDIR', 'this is not a folder'],
    ['EACCES', 'access is denied'],
    ['EPERM', 'access is denied'],
  ]).get(code);
  return importError('import/unreadable-file', { file }, `cannot be read: ${reason ?? code}.`, { cause });
}

function createDecoder(file: string, bytes: Uint8Array): TextDecoder {
  const binary = describeBinary(bytes);
  if (binary !== undefined) {
    throw importError('import/unsupported-format', { file }, `this is ${binary}, which cannot be imported.`, {
      hint: 'Unpack the archive, or save the sheet as "CSV UTF-8".',
    });
  }
  return new TextDecoder(detectEncoding(bytes), { fatal: true });
}

function decodeChunk(decoder: TextDecoder, file: string, bytes: Uint8Array | undefined, offset: number): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch (cause) {
    const isUtf8 = decoder.encoding === 'utf-8';
    const byteOffset = offset + (isUtf8 && bytes !== undefined ? findInvalidByte(bytes) : 0);
    const what = bytes === undefined ? 'the file ends in the middle of a character' : 'these bytes are no text';
    throw importError('import/wrong-encoding', { file, byteOffset }, `${what} in ${decoder.encoding.toUpperCase()}.`, {
      hint: 'Save the file as UTF-8, for example with Export-Csv -Encoding utf8.',
      cause,
    });
  }
}
