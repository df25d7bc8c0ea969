import { expect } from 'vitest';

import { ToolError } from '../../src/base/index.ts';

/** Runs `action`, which must throw a ToolError with this code and a hint or exit code of its own; returns it. */
export function expectToolError(code: string, action: () => unknown): ToolError {
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ToolError);
  if (!(thrown instanceof ToolError)) throw new Error('no ToolError was thrown');
  expect(thrown.code).toBe(code);
  expect(thrown.message).not.toMatch(/\n {4}at |SqliteError/);
  return thrown;
}
