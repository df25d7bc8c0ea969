import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ToolError } from '../../base/index.ts';
import type { CliEnvironment } from '../environment.ts';

/** Reads all of standard input as UTF-8. */
export async function readStandardInput(environment: CliEnvironment): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of environment.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Reads a text file named on the command line; `-` is standard input.
 * @throws ToolError `file/unreadable` (exit code 3).
 */
export async function readTextFile(environment: CliEnvironment, name: string): Promise<string> {
  if (name === '-') return readStandardInput(environment);
  try {
    return await readFile(resolve(environment.cwd, name), 'utf8');
  } catch (error) {
    throw new ToolError({
      code: 'file/unreadable',
      message: `"${name}" cannot be read: ${reasonOf(error)}.`,
      hint: 'Check the path, and that it is a file you may read.',
      cause: error,
    });
  }
}

/** A failed file operation in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of the path is not a folder',
    EEXIST: 'a file of that name is there',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOSPC: 'the disk is full',
    EROFS: 'the file system is read-only',
  };
  return reasons[code] ?? (code === '' ? String(error) : code);
}
