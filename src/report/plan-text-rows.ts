import type { TextStyle } from './style.ts';
import type { Lines } from './text-block.ts';
import { displayWidth, hangText } from './text-layout.ts';
import { formatCount } from './words.ts';

/** Widest column of names or groups; a longer one pushes the rest to the right. */
const widestColumn = 44;
/** Least room in which a reason may stand beside a name. */
const leastReason = 34;

/** A row with its reason beside it if there is room, else below it. */
export function renderRow(row: string, reason: string, paint: (text: string) => string, style: TextStyle): Lines {
  const start = displayWidth(row) + 2;
  if (start + displayWidth(reason) <= style.width) return [`${paint(row)}  ${reason}`.trimEnd()];
  if (start + leastReason <= style.width && displayWidth(reason) <= 2 * (style.width - start)) {
    const blank = ' '.repeat(start);
    const [first, ...rest] = hangText(reason, style.width, blank, blank);
    return [`${paint(row)}  ${(first ?? '').slice(start)}`, ...rest];
  }
  const rows = hangText(row.trim().replace(/ {2,}/g, '  '), style.width, '    ', '      ').map(paint);
  return [...rows, ...hangText(reason, style.width, '        ', '        ')];
}

/** A title with how many of all entries are shown. */
export function heading(title: string, shown: number, total: number, style: TextStyle): string {
  return style.palette.strong(`  ${title} (${formatCount(shown)} of ${formatCount(total)})`);
}

/** The width of a column that holds these texts. */
export function columnWidth(texts: readonly string[]): number {
  return Math.min(widestColumn, Math.max(0, ...texts.map(displayWidth)));
}
