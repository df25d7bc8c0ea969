/** Data of a {@link ToolError}. `code` is `area/kebab-words`, `exitCode` one of the documented process exit codes. */
export interface ToolErrorInit {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly exitCode?: number;
  readonly cause?: unknown;
}

/**
 * The world is wrong: a file cannot be read, a database is locked, an argument names nothing.
 * Thrown by edges, caught once at the top, shown as one line and a hint. Exit code 3 unless stated.
 */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly code: string;
  readonly hint: string | undefined;
  readonly exitCode: number;

  constructor(init: ToolErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = init.code;
    this.hint = init.hint;
    this.exitCode = init.exitCode ?? 3;
  }
}
