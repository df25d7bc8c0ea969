import { forgetColumnRows } from './column-rows.ts';
import { forgetMemos } from './column-memo.ts';

/**
 * Forgets what was worked out about columns, which is otherwise kept as long as they are: a benchmark can so measure a cold
 * start again and again in one process.
 */
export function forgetColumns(): void {
  forgetColumnRows();
  forgetMemos();
}
