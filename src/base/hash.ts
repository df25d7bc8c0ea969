/** Two unsigned 32-bit lanes: a 64-bit hash without BigInt. */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

/** Hashes the UTF-16 code units of `text`, starting from `seed`. Not cryptographic: it detects change, not malice. */
export function hashText(text: string, seed: Hash64 = { high: 0xdeadbeef, low: 0x41c6ce57 }): Hash64 {
  let high = seed.high;
  let low = seed.low;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  return finish(high ^ text.length, low ^ text.length);
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
