import { mostTextBytes, writeTextBytes } from '../../base/index.ts';

/** The bytes of a text as dictionaries hold it. */
export function textBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(mostTextBytes(text.length));
  return bytes.slice(0, writeTextBytes(text, bytes, 0));
}

/** Writes one code unit at `position` and returns the position after it. */
export function putUnit(bytes: Uint8Array, position: number, unit: number): number {
  if (unit < 0x80) {
    bytes[position] = unit;
    return position + 1;
  }
  if (unit < 0x800) {
    bytes[position] = 0xc0 | (unit >>> 6);
    bytes[position + 1] = 0x80 | (unit & 63);
    return position + 2;
  }
  bytes[position] = 0xe0 | (unit >>> 12);
  bytes[position + 1] = 0x80 | ((unit >>> 6) & 63);
  bytes[position + 2] = 0x80 | (unit & 63);
  return position + 3;
}

/** The code unit whose first byte, not an ASCII one, stands at `position`. */
export function unitAt(bytes: Uint8Array, position: number): number {
  const first = bytes[position] ?? 0;
  const second = (bytes[position + 1] ?? 0) & 63;
  if (first < 0xe0) return ((first & 31) << 6) | second;
  return ((first & 15) << 12) | (second << 6) | ((bytes[position + 2] ?? 0) & 63);
}

/** Length in bytes of the code unit whose first byte, not an ASCII one, is given. */
export function unitLength(first: number): number {
  return first < 0xe0 ? 2 : 3;
}
