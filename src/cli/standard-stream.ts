import { writeSync } from 'node:fs';

/** Longest wait for a slow reader between two attempts, in milliseconds. */
const longestWait = 10;

/**
 * A function that writes text to standard output (1) or standard error (2) and returns when the reader has taken it: so a slow
 * reader slows the writer down instead of filling its memory. Node's own streams keep what was not read, and tell of a closed
 * pipe only to a program that pauses, which one that writes in a loop never does. Returns false once nobody reads any more.
 */
export function createStreamWriter(descriptor: 1 | 2): (text: string) => boolean {
  let isClosed = false;
  return (text) => {
    if (!isClosed && text !== '') isClosed = !writeWhole(descriptor, Buffer.from(text, 'utf8'));
    return !isClosed;
  };
}

/** False when the other end is closed. */
function writeWhole(descriptor: number, bytes: Uint8Array): boolean {
  let wait = 1;
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += writeSync(descriptor, bytes, offset);
      wait = 1;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE' || code === 'EOF' || code === 'ECONNRESET') return false;
      // A pipe that somebody made non-blocking is full.
      if (code !== 'EAGAIN') throw error;
      sleep(wait);
      wait = Math.min(longestWait, wait * 2);
    }
  }
  return true;
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
