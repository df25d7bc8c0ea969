/** How parts of a text are set off: functions that wrap it in a terminal's colours, or leave it alone. */
export interface Palette {
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly note: (text: string) => string;
}

/** How a text report looks. */
export interface TextStyle {
  readonly palette: Palette;
  /** False: only ASCII symbols. Names of the tenant are shown as they are either way. */
  readonly unicode: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Most entries of a list; Infinity for all. */
  readonly limit: number;
}

const asIs = (text: string): string => text;

/** No colours at all. */
export const plainPalette: Palette = { strong: asIs, dim: asIs, good: asIs, bad: asIs, warn: asIs, note: asIs };

/** A style for files and tests. */
export const plainStyle: TextStyle = { palette: plainPalette, unicode: true, width: 100, limit: 20 };

/** The symbols of text reports. Each line says the same in words. */
export interface Symbols {
  readonly good: string;
  readonly bad: string;
  readonly unsure: string;
  readonly arrow: string;
  readonly because: string;
  readonly more: string;
}

/** The symbols of a style. */
export function symbolsOf({ unicode }: TextStyle): Symbols {
  return unicode
    ? { good: '✓', bad: '✗', unsure: '?', arrow: '→', because: '←', more: '…' }
    : { good: 'v', bad: 'x', unsure: '?', arrow: '->', because: '<-', more: '...' };
}
