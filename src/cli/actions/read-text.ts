import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ToolError } from '../../base/index.ts';
import type { CliEnvironment } from '../environment.ts';

/** Reads all of standard input as UTF-8. */
export async function readStandardInput(environment: CliEnvironment): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of environment.stdin) chunks.push(Buffer.from(chunk));
  return decodeText('standard input', Buffer.concat(chunks));
}

/**
 * Reads a text file named on the command line; `-` is standard input.
 * @throws ToolError `file/unreadable`, `file/wrong-encoding` (exit code 3).
 */
export async function readTextFile(environment: CliEnvironment, name: string): Promise<string> {
  if (name === '-') return readStandardInput(environment);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(environment.cwd, name));
  } catch (error) {
    throw new ToolError({
      code: 'file/unreadable',
      message: `"${name}" cannot be read: ${reasonOf(error)}.`,
      hint: 'Check the path, and that it is a file you may read.',
      cause: error,
    });
  }
  return decodeText(name, bytes);
}

/** UTF-8, or UTF-16 with a byte order mark, as Windows PowerShell writes it; anything else would lose letters in silence. */
function decodeText(name: string, bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittleEndian = first === 0xff && second === 0xfe;
  const isBigEndian = first === 0xfe && second === 0xff;
  const encoding = isLittleEndian ? 'utf-16le' : isBigEndian ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ToolError({
      code: 'file/wrong-encoding',
      message: `"${name}" is no text in ${encoding.toUpperCase()}.`,
      hint: 'Save it as UTF-8.',
      cause: error,
    });
  }
}

/** A failed file operation in words; `wanted` is what has to exist for it to succeed. */
export function reasonOf(error: unknown, wanted: 'file' | 'folder' = 'file'): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: `there is no such ${wanted}`,
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
