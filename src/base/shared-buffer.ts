/**
 * Memory that threads can read together, where there is such a thing, else ordinary memory. It does not count as pressure on the
 * garbage collector.
 */
export function sharedBuffer(byteLength: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(byteLength) : new SharedArrayBuffer(byteLength);
}
