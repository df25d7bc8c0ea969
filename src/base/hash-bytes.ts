import type { Hash64 } from './hash.ts';

/**
 * A checksum of bytes: it detects damage, not malice. Four lanes of 32-bit words, so that the processor works on several at
 * once. O(length).
 */
export function hashBytes(bytes: Uint8Array): Hash64 {
  // A view of words needs an aligned start.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  let [a, b, c, d] = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, bytes.length];
  const end = words.length & ~3;
  for (let index = 0; index < end; index += 4) {
    a = Math.imul((a << 5) ^ (a >>> 27) ^ (words[index] ?? 0), 0x9e3779b1);
    b = Math.imul((b << 5) ^ (b >>> 27) ^ (words[index + 1] ?? 0), 0x85ebca6b);
    c = Math.imul((c << 5) ^ (c >>> 27) ^ (words[index + 2] ?? 0), 0xc2b2ae35);
    d = Math.imul((d << 5) ^ (d >>> 27) ^ (words[index + 3] ?? 0), 0x27d4eb2f);
  }
  for (let index = end * 4; index < bytes.length; index++) {
    a = Math.imul((a << 5) ^ (a >>> 27) ^ (aligned[index] ?? 0), 0x9e3779b1);
    c ^= a >>> 15;
  }
  return { high: mix(a ^ Math.imul(b, 31), c), low: mix(c ^ Math.imul(d, 37), a ^ b) };
}

function mix(left: number, right: number): number {
  let hash = Math.imul(left ^ (left >>> 16), 2246822507) ^ Math.imul(right ^ (right >>> 13), 3266489909);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
