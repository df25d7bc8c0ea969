/** Two unsigned 32-bit lanes: a 64-bit hash without BigInt. */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

const firstSeed: Hash64 = { high: 0xdeadbeef, low: 0x41c6ce57 };

/** Hashes the UTF-16 code units of `text`, starting from `seed`. Not cryptographic: it detects change, not malice. */
export function hashText(text: string, seed: Hash64 = firstSeed): Hash64 {
  let high = seed.high;
  let low = seed.low;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  return finish(high ^ text.length, low ^ text.length);
}

/**
 * Makes a function that hashes texts with a common start, of which only the rest is given, as bytes (see text-bytes.ts):
 * the same as {@link hashText} of the whole text.
 */
export function prefixedHash(prefix: string): (bytes: Uint8Array, start: number, end: number) => Hash64 {
  let high = firstSeed.high;
  let low = firstSeed.low;
  for (let index = 0; index < prefix.length; index++) {
    const unit = prefix.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  const [firstHigh, firstLow] = [high, low];
  return (bytes, start, end) => {
    high = firstHigh;
    low = firstLow;
    let { length } = prefix;
    for (let index = start; index < end; length++) {
      const byte = bytes[index++] ?? 0;
      let unit = byte;
      if (byte >= 0xe0) {
        unit = ((byte & 0x0f) << 12) | (((bytes[index++] ?? 0) & 0x3f) << 6) | ((bytes[index++] ?? 0) & 0x3f);
      } else if (byte >= 0x80) unit = ((byte & 0x1f) << 6) | ((bytes[index++] ?? 0) & 0x3f);
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
    }
    return finish(high ^ length, low ^ length);
  };
}

/** Combines two hashes; the order of the arguments matters. */
export function mixHash(left: Hash64, right: Hash64): Hash64 {
  return finish(
    Math.imul(left.high, 31) ^ right.high ^ Math.imul(left.low, 0x9e3779b1),
    Math.imul(left.low, 37) ^ right.low ^ Math.imul(left.high, 0x85ebca6b),
  );
}

/** Adds two hashes lane by lane, so that a set of hashes has one sum whatever its order. */
export function addHash(left: Hash64, right: Hash64): Hash64 {
  return { high: (left.high + right.high) >>> 0, low: (left.low + right.low) >>> 0 };
}

/** Takes a hash out of a sum made with {@link addHash}. */
export function subtractHash(sum: Hash64, part: Hash64): Hash64 {
  return { high: (sum.high - part.high) >>> 0, low: (sum.low - part.low) >>> 0 };
}

/** Sixteen lower-case hexadecimal digits. */
export function formatHash(hash: Hash64): string {
  return (hash.high >>> 0).toString(16).padStart(8, '0') + (hash.low >>> 0).toString(16).padStart(8, '0');
}

function finish(a: number, b: number): Hash64 {
  let high = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  let low = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high ^= low >>> 15;
  low ^= high >>> 11;
  return { high: high >>> 0, low: low >>> 0 };
}
