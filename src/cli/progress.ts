import { formatCount } from '../report/index.ts';
import type { CliEnvironment } from './environment.ts';

/** Work under way: a phase and how far it is, in units of the phase. `total` is absent when nobody knows. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total?: number;
  readonly unit?: string;
}

/** Shows progress on one line of a terminal, and clears it. */
export interface ProgressLine {
  report(progress: Progress): void;
  clear(): void;
}

const quietMilliseconds = 500;
const intervalMilliseconds = 100;

/** Draws on stderr when it is a terminal and the work has taken half a second; elsewhere it says nothing. */
export function createProgressLine(environment: CliEnvironment, isQuiet: boolean): ProgressLine {
  if (isQuiet || !environment.isErrorTerminal) return { report: () => undefined, clear: () => undefined };
  const started = environment.now();
  let lastDrawn = 0;
  let isDrawn = false;
  return {
    report: (progress) => {
      const now = environment.now();
      if (now - started < quietMilliseconds || now - lastDrawn < intervalMilliseconds) return;
      lastDrawn = now;
      isDrawn = true;
      environment.err(`\r\u001b[K${describeProgress(progress).slice(0, Math.max(20, environment.columns - 1))}`);
    },
    clear: () => {
      if (isDrawn) environment.err('\r\u001b[K');
      isDrawn = false;
    },
  };
}

/** `reading users.json  42 %`, or a plain count when the total is not known. */
function describeProgress({ phase, done, total, unit }: Progress): string {
  if (total !== undefined && total > 0) return `${phase}  ${Math.floor((100 * Math.min(done, total)) / total)} %`;
  return `${phase}  ${formatCount(done)}${unit === undefined ? '' : ` ${unit}`}`;
}
