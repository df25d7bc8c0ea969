/** How far long work is: `done` of `total` (absent when nobody knows) in `unit`s of a phase. */
export interface WorkProgress {
  readonly phase: string;
  readonly done: number;
  readonly total?: number;
  readonly unit?: string;
}

/** Options of everything that can take long. */
export interface WorkOptions {
  readonly onProgress?: (progress: WorkProgress) => void;
  /** Stops the work at a safe point; what was not finished is as if it had not begun. */
  readonly signal?: AbortSignal;
}
