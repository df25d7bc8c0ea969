import { type ChildProcess, spawn } from 'node:child_process';
import {
  type EngineConnection,
  type EngineEvent,
  type EngineExit,
  longestLine,
  shorten,
  type StartEngine,
} from './engine-connection.ts';

/** Time for output that was written before a process ended to arrive, in milliseconds. */
const drainMilliseconds = 250;
const mostLastWords = 5;
const hasGroups = process.platform !== 'win32';

/** Exit codes by which a shell says that it found no such command, or may not run it. */
const notFound: ReadonlySet<number> = new Set(hasGroups ? [126, 127] : [9009]);

/** Processes that run now: none is left behind, however this process ends. */
const running = new Set<ChildProcess>();
let isWatching = false;

/**
 * Starts a command line in a shell, in a process group of its own, so that what it starts is stopped with it.
 *
 * @param cwd where it runs
 */
export function commandStarter(command: string, cwd: string): StartEngine {
  return (onEvent) => {
    const child = spawn(command, { cwd, shell: true, detached: hasGroups, stdio: 'pipe', windowsHide: true });
    watch(child);
    // A broken pipe is told by the exit that follows it.
    child.stdin.on('error', () => undefined);
    const lastWords = keepLastWords(child);
    splitLines(child.stdout.setEncoding('utf8'), onEvent);
    reportExit(child, lastWords, onEvent);
    return connectionOf(child);
  };
}

function connectionOf(child: ChildProcess): EngineConnection {
  return {
    send: (line) => void child.stdin?.write(`${line}\n`),
    end: () => void child.stdin?.end(),
    kill: () => killGroup(child),
  };
}

function reportExit(child: ChildProcess, lastWords: readonly string[], onEvent: (event: EngineEvent) => void): void {
  let isTold = false;
  const tell = (how: string, isClean: boolean, neverRan: boolean): void => {
    if (isTold) return;
    isTold = true;
    killGroup(child);
    running.delete(child);
    const exit: EngineExit = { how, isClean, neverRan, lastWords: [...lastWords] };
    onEvent({ kind: 'exit', exit });
  };
  const told = (code: number | null, signal: NodeJS.Signals | null): void =>
    tell(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`, code === 0, notFound.has(code ?? 0));
  child.once('error', (error) => tell(`it could not be started: ${error.message}`, false, true));
  child.once('close', told);
  // A process that it started may hold the pipes open for ever.
  child.once('exit', (code, signal) => setTimeout(() => told(code, signal), drainMilliseconds).unref());
}

function splitLines(stream: NodeJS.ReadableStream, onEvent: (event: EngineEvent) => void): void {
  let rest = '';
  let isOver = false;
  stream.on('data', (chunk: string) => {
    if (isOver) return;
    const [first = '', ...more] = chunk.split('\n');
    rest += first;
    for (const next of more) {
      onEvent({ kind: 'line', line: rest });
      rest = next;
    }
    if (rest.length <= longestLine) return;
    isOver = true;
    rest = '';
    onEvent({ kind: 'tooLong' });
  });
  stream.on('end', () => {
    if (rest !== '') onEvent({ kind: 'line', line: rest });
  });
}

/** The last lines of standard error; the array is filled while the process runs. */
function keepLastWords(child: ChildProcess): readonly string[] {
  const words: string[] = [];
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = (lines.pop() ?? '').slice(-longestLine);
    for (const line of lines) if (line.trim() !== '') words.push(shorten(line));
    words.splice(0, Math.max(0, words.length - mostLastWords));
  });
  child.stderr?.on('end', () => {
    if (rest.trim() !== '') words.push(shorten(rest));
  });
  return words;
}

function watch(child: ChildProcess): void {
  running.add(child);
  if (isWatching) return;
  isWatching = true;
  // These would end this process without its exit event.
  process.once('SIGTERM', () => process.exit(143));
  process.once('SIGHUP', () => process.exit(129));
  process.once('exit', () => {
    for (const each of running) killGroup(each);
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (hasGroups) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended already.
  }
}
