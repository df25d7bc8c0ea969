import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./actor.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A started actor. `lines` grows while it runs. */
export interface Actor {
  readonly lines: readonly string[];
  /** Resolves when the actor says that it begins its work. */
  readonly ready: Promise<void>;
  /** Resolves when the actor has ended and all its lines were read. */
  readonly ended: Promise<void>;
  /** Kills it without any chance to clean up, `milliseconds` after it has said `count` lines, the one that it is ready included. */
  killAfter(milliseconds: number, count?: number): Promise<void>;
}

/** Starts `actor.ts` with a role, a tenant file and an argument, as another user where `uid` is given. */
export function startActor(role: string, path: string, argument = '', uid?: number): Actor {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, role, path, argument], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid }),
  });
  if (child.stdout === null) throw new Error('the actor has no output');
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(() => undefined);
  const ready = new Promise<void>((resolve, reject) => {
    reader.on('line', (line) => {
      lines.push(line);
      resolve();
    });
    reader.on('close', () => reject(new Error(`the actor ${role} ended before it was ready`)));
  });
  const killAfter = async (milliseconds: number, count = 1): Promise<void> => {
    await ready;
    while (lines.length < count) await Promise.race([once(reader, 'line'), ended]);
    await sleep(milliseconds);
    child.kill('SIGKILL');
    await ended;
  };
  return { lines, ready, ended, killAfter };
}
