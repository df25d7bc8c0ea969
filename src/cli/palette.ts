import { createColors } from 'picocolors';
import type { Palette } from '../report/index.ts';
import type { CliEnvironment } from './environment.ts';

/**
 * Colours for one of the two outputs: on a terminal, unless `--no-color` or NO_COLOR says otherwise; FORCE_COLOR turns them on
 * anywhere. Only the sixteen names of the terminal's own theme are used.
 */
export function paletteFor(environment: CliEnvironment, color: boolean | undefined, stream: 'out' | 'err'): Palette {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment.variables;
  const isTerminal = stream === 'out' ? environment.isOutputTerminal : environment.isErrorTerminal;
  const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== '';
  const isRefused = color === false || (NO_COLOR !== undefined && NO_COLOR !== '') || TERM === 'dumb';
  const colors = createColors(!isRefused && (isForced || isTerminal));
  return {
    strong: colors.bold,
    dim: colors.dim,
    good: colors.green,
    bad: colors.red,
    warn: colors.yellow,
    note: colors.cyan,
  };
}
