import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ReadStream } from 'node:tty';
import type { CliEnvironment } from '../environment.ts';

/** Something that a watching command reacts to. */
export type WatchEvent =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'changed'; readonly paths: ReadonlySet<string> }
  | { readonly kind: 'quit' };

/** Events one after the other; what happens while nobody asks is kept. */
export interface WatchEvents {
  next(): Promise<WatchEvent>;
  /** From now on these files and folders are looked at. */
  watch(paths: Iterable<string>): void;
  stop(): void;
}

/** How often files are looked at, in milliseconds. */
const interval = 250;

/**
 * Listens to keys and looks at files. Files are looked at again and again instead of being subscribed to: editors that write a
 * file anew under its name, network folders and containers all work, and a few hundred files cost next to nothing.
 */
export function createWatchEvents(environment: CliEnvironment): WatchEvents {
  const waiting: WatchEvent[] = [];
  let wake: (() => void) | undefined;
  let stamps = new Map<string, string>();
  const push = (event: WatchEvent): void => {
    waiting.push(event);
    wake?.();
  };
  const { stdin, signal } = environment;
  const isRaw = stdin instanceof ReadStream;
  if (isRaw) stdin.setRawMode(true);
  const onData = (chunk: Buffer | string): void => {
    for (const key of chunk.toString())
      push(key === '\u0003' || key === '\u0004' ? { kind: 'quit' } : { kind: 'key', key });
  };
  const onEnd = (): void => push({ kind: 'quit' });
  stdin.on('data', onData);
  stdin.on('end', onEnd);
  signal.addEventListener('abort', onEnd);
  const timer = setInterval(() => {
    const changed = new Set<string>();
    for (const [path, stamp] of stamps) {
      const now = stampOf(path);
      if (now === stamp) continue;
      stamps.set(path, now);
      changed.add(path);
    }
    if (changed.size > 0) push({ kind: 'changed', paths: changed });
  }, interval);
  return {
    next: async () => {
      for (;;) {
        const event = waiting.shift();
        if (event !== undefined) return event;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
    },
    watch: (paths) => {
      // What is watched already keeps its stamp: a change during a run is not lost.
      stamps = new Map([...new Set(paths)].map((path) => [path, stamps.get(path) ?? stampOf(path)]));
    },
    stop: () => {
      clearInterval(timer);
      stdin.off('data', onData);
      stdin.off('end', onEnd);
      signal.removeEventListener('abort', onEnd);
      if (isRaw) stdin.setRawMode(false);
      stdin.pause();
    },
  };
}

/** Something that differs after a change: time and size of a file, of every file of a folder. */
function stampOf(path: string): string {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return 'missing';
  if (!status.isDirectory()) return `${status.mtimeMs} ${status.size}`;
  return readdirSync(path)
    .toSorted()
    .map((name) => {
      const file = statSync(join(path, name), { throwIfNoEntry: false });
      return `${name} ${file?.mtimeMs ?? ''} ${file?.size ?? ''}`;
    })
    .join('\n');
}
