import { sharedBuffer } from '../base/index.ts';

/**
 * Memory that is used while rules are evaluated and dropped with everything that was made for it. It is shared memory where there
 * is such a thing, though nobody shares it: ordinary buffers count as pressure on the garbage collector, which would then look
 * through all objects ten times during one evaluation of a million people, and find nothing to free. What lives on, the answers
 * and the members, is ordinary memory and counts, so that this goes with it.
 */
export function passingWords(length: number): Uint32Array {
  return new Uint32Array(sharedBuffer(length * Uint32Array.BYTES_PER_ELEMENT));
}
