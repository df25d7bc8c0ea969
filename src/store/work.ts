import { ToolError } from '../base/index.ts';

/** How far long work is: `done` of `total` objects, columns, holders of members, or pieces of a change. */
export interface StoreProgress {
  readonly phase: 'reading' | 'writing';
  readonly done: number;
  readonly total: number;
  readonly unit: StoreUnit;
}

/** What is counted. */
export type StoreUnit = 'objects' | 'columns' | 'holders' | 'changes';

/** Options of what can take long. */
export interface StoreWork {
  readonly onProgress?: (progress: StoreProgress) => void;
  /** Stops the work; nothing is left behind. */
  readonly signal?: { readonly aborted: boolean };
}

/** How many of a unit are done between two reports. */
const reportEvery: Readonly<Record<StoreUnit, number>> = { objects: 2048, columns: 1, holders: 64, changes: 512 };

/**
 * A function to be called after each of the unit; true when it reported, which is a good moment for a pause. Throws a ToolError
 * `store/cancelled` once the signal is aborted.
 */
export function progressCounter(
  phase: StoreProgress['phase'],
  total: number,
  work: StoreWork,
  unit: StoreUnit,
): () => boolean {
  let done = 0;
  const every = reportEvery[unit];
  return () => {
    done++;
    if (done % every !== 0 && done !== total) return false;
    requireNotCancelled(phase, work);
    work.onProgress?.({ phase, done, total, unit });
    return true;
  };
}

/** Throws a ToolError `store/cancelled` once the signal is aborted. */
export function requireNotCancelled(phase: StoreProgress['phase'], work: StoreWork): void {
  if (work.signal?.aborted !== true) return;
  throw new ToolError({
    code: 'store/cancelled',
    message: `${phase === 'reading' ? 'Reading' : 'Writing'} the tenant was cancelled.`,
    exitCode: 130,
  });
}

/** Runs work that is written in steps without a pause. */
export function runToEnd<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
