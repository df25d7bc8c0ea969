import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

import { onTestFinished } from 'vitest';

/** No system gives so high a number to a process. */
export const deadProcess = 2 ** 30;

/** The id of a process that has ended and whose parent never asks how: Linux keeps its number until the test ends. */
export async function ghostProcess(): Promise<number> {
  const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => {
    parent.kill('SIGKILL');
  });
  const id = await new Promise<number>((resolve) => {
    parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())));
  });
  const isOver = (): boolean => / [ZX] /.test(readFileSync(`/proc/${id}/stat`, 'latin1'));
  while (!isOver()) await wait(5);
  return id;
}
