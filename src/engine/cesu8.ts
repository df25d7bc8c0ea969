/** The bytes of a text, each UTF-16 code unit on its own in one to three bytes: substrings of bytes are substrings of units. */
export function unitBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let index = 0; index < text.length; index++) length = putUnit(bytes, length, text.charCodeAt(index));
  return bytes.slice(0, length);
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
