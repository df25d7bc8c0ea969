import type { EpochMilliseconds } from '../base/index.ts';

/** The world as the command line sees it: everything a command may read or write beyond its arguments. */
export interface CliEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  /**
   * Writes results, at the speed at which they are read. False once nobody reads them any more (a reader such as `head` has
   * closed the pipe): whoever has more to write stops then, without a word; that is no failure.
   */
  out(text: string): boolean;
  /** Writes chatter, progress and errors. */
  err(text: string): void;
  readonly isOutputTerminal: boolean;
  readonly isErrorTerminal: boolean;
  /** Columns of the terminal; 100 when there is none. */
  readonly columns: number;
  now(): EpochMilliseconds;
  /** Aborted by Ctrl-C once {@link catchInterrupt} has been called. */
  readonly signal: AbortSignal;
  /** Lets Ctrl-C abort the signal instead of the process, for commands that write; a second one stops the process. */
  catchInterrupt(): void;
  /** From here on Ctrl-C only aborts the signal, however often: what was begun is finished. */
  finishWhatever(): void;
}
