import type { CliEnvironment } from '../environment.ts';

/** What a command module needs to add itself. */
export interface CommandContext {
  readonly environment: CliEnvironment;
  /** Tells the exit code of the command that ran. */
  readonly finish: (exitCode: number) => void;
}
