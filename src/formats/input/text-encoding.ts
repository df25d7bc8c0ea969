import { TextDecoder } from 'node:util';

/** The encodings that are read. Others are refused, not guessed. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Tells the encoding from the first bytes of a file: by its byte order mark, else by the zero bytes that UTF-16 has next to
 * the first ASCII character, else UTF-8.
 */
export function detectEncoding(bytes: Uint8Array): TextEncodingName {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length >= 2 && first === 0 && second !== 0) return 'utf-16be';
  if (bytes.length >= 2 && first !== 0 && second === 0) return 'utf-16le';
  return 'utf-8';
}

/** The offset of the first byte of `bytes` that is not UTF-8; `bytes.length` if there is none. O(n log n), for error messages. */
export function findInvalidByte(bytes: Uint8Array): number {
  let [valid, invalid] = [0, bytes.length + 1];
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >>> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  // A sequence that breaks off is at fault from its first byte on.
  while (valid > 0 && valid < bytes.length && !isUtf8Prefix(bytes.subarray(0, valid), false)) valid--;
  return valid;
}

/** What a file is by its first bytes when it is no text at all; undefined if it may be text. */
export function describeBinary(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 15));
  if (head.startsWith('PK\u0003\u0004')) return 'a ZIP archive or an Excel workbook';
  if (head.startsWith('\u001f\u008b')) return 'a gzip archive';
  if (head.startsWith('SQLite format 3')) return 'a SQLite database';
  if (head.startsWith('%PDF')) return 'a PDF document';
  return undefined;
}

function isUtf8Prefix(bytes: Uint8Array, isMoreToCome = true): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isMoreToCome });
    return true;
  } catch {
    return false;
  }
}
