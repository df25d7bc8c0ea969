/*
 * Texts as bytes: every UTF-16 code unit on its own in one to three bytes (CESU-8). Unlike UTF-8 it holds half surrogate
 * pairs, and a search for bytes finds exactly what a search for code units would.
 */

/** Most bytes for one code unit. */
const bytesPerUnit = 3;
/** Code units handed to one call: engines limit the number of arguments. */
const unitsPerCall = 4096;
const units: number[] = [];

/** Bytes that are enough for any text of `length` code units. */
export function mostTextBytes(length: number): number {
  return length * bytesPerUnit;
}

/** Writes a text to `bytes` from `start` on and returns where it ends. There must be {@link mostTextBytes} of room. O(length). */
export function writeTextBytes(text: string, bytes: Uint8Array, start: number): number {
  let end = start;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes[end++] = unit;
    else {
      if (unit < 0x800) bytes[end++] = 0xc0 | (unit >>> 6);
      else {
        bytes[end++] = 0xe0 | (unit >>> 12);
        bytes[end++] = 0x80 | ((unit >>> 6) & 0x3f);
      }
      bytes[end++] = 0x80 | (unit & 0x3f);
    }
  }
  return end;
}

/** The text whose bytes stand in `bytes[start..end)`; they must come from {@link writeTextBytes}. O(length). */
export function readTextBytes(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let count = 0;
  for (let index = start; index < end; index++) {
    const byte = bytes[index] ?? 0;
    let unit = byte;
    if (byte >= 0xe0)
      unit = ((byte & 0x0f) << 12) | (((bytes[++index] ?? 0) & 0x3f) << 6) | ((bytes[++index] ?? 0) & 0x3f);
    else if (byte >= 0x80) unit = ((byte & 0x1f) << 6) | ((bytes[++index] ?? 0) & 0x3f);
    units[count++] = unit;
    if (count === unitsPerCall) {
      text += fromUnits(count);
      count = 0;
    }
  }
  return count === 0 ? text : text + fromUnits(count);
}

/** A shared array with exactly as many entries as there are arguments: twice as fast as a view on the bytes (measured). */
function fromUnits(count: number): string {
  units.length = count;
  return String.fromCharCode.apply(undefined, units);
}
