import { ToolError } from '../../base/index.ts';

/** What is said when the history of something else than a database is asked for (exit code 4). */
export function noHistory(): ToolError {
  return new ToolError({
    code: 'usage/no-history',
    message: 'Only a database keeps its history.',
    hint: 'A folder has its history in git.',
    exitCode: 4,
  });
}
