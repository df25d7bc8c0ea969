import { forgetMemos } from './column-memo.ts';
import { forgetColumnRows } from './column-rows.ts';
import { forgetOpenRows } from './open-rows.ts';
import { forgetRowCodes } from './row-codes.ts';

/**
 * Forgets what was worked out about columns, which is otherwise kept as long as they are: a benchmark can so measure a cold
 * start again and again in one process.
 */
export function forgetColumns(): void {
  forgetColumnRows();
  forgetRowCodes();
  forgetOpenRows();
  forgetMemos();
}
