/** How an engine ended. */
export interface EngineExit {
  /** `exit code 3`, `signal SIGKILL`, `it could not be started: ...`. */
  readonly how: string;
  /** Exit code 0. */
  readonly isClean: boolean;
  /** It never ran: there is no such command, or no such function. */
  readonly neverRan: boolean;
  /** The last lines that it wrote to standard error. */
  readonly lastWords: readonly string[];
}

/** What an engine does, in the order in which it does it. */
export type EngineEvent =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'tooLong' }
  | { readonly kind: 'exit'; readonly exit: EngineExit };

/** A running engine: lines go in, events come out. */
export interface EngineConnection {
  send(line: string): void;
  /** Says that nothing more will be sent. */
  end(): void;
  /** Stops it, with everything that it started. May be called more than once. */
  kill(): void;
}

/** Starts an engine; `onEvent` is called for what it does, `exit` last and once. Never throws for what the engine does. */
export type StartEngine = (onEvent: (event: EngineEvent) => void) => EngineConnection;

/** Units of the longest line that is read. */
export const longestLine = 1_048_576;

/** Cuts what an engine wrote to a length that people read. */
export function shorten(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 300)}… (${text.length} units)`;
}
