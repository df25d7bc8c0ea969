import { ToolError } from '../base/index.ts';

/** How far long work is: `done` of `total` objects. */
export interface StoreProgress {
  readonly phase: 'reading' | 'writing';
  readonly done: number;
  readonly total: number;
  readonly unit: 'objects';
}

/** Options of what can take long. */
export interface StoreWork {
  readonly onProgress?: (progress: StoreProgress) => void;
  /** Stops the work; nothing is left behind. */
  readonly signal?: { readonly aborted: boolean };
}

/** Objects between two reports. */
const reportEvery = 2048;

/** A function to be called after each object. Throws a ToolError `store/cancelled` once the signal is aborted. */
export function progressCounter(phase: StoreProgress['phase'], total: number, work: StoreWork): () => void {
  let done = 0;
  return () => {
    done++;
    if (done % reportEvery !== 0 && done !== total) return;
    if (work.signal?.aborted === true) {
      throw new ToolError({
        code: 'store/cancelled',
        message: `${phase === 'reading' ? 'Reading' : 'Writing'} the tenant was cancelled.`,
        exitCode: 130,
      });
    }
    work.onProgress?.({ phase, done, total, unit: 'objects' });
  };
}
