import { formatCount } from './words.ts';

/** A part of a Markdown report: a frame around rows, of which as many are shown as there is room for. */
export interface MarkdownSection {
  /** Before the first row; ends with a line end. */
  readonly head: string;
  readonly rows: Iterable<string>;
  readonly rowCount: number;
  /** After the last row; ends with a line end. */
  readonly foot: string;
  /** The line that stands for the rows left out, given their number. */
  readonly more: (count: number) => string;
}

/**
 * Puts sections one after the other without exceeding `budget` UTF-16 units, which must hold their frames: those of all sections come first, then rows in
 * order, so that the first sections, which hold the worst news, are cut last. What is left out is always counted.
 */
export function fitSections(sections: readonly MarkdownSection[], budget: number): string {
  const frames = sections.map(frameOf);
  let room = budget - frames.reduce((sum, frame) => sum + frame, 0);
  const parts: string[] = [];
  for (const section of sections) {
    const shown: string[] = [];
    for (const row of section.rows) {
      if (row.length > room) break;
      room -= row.length;
      shown.push(row);
    }
    const rest = section.rowCount - shown.length;
    parts.push(section.head, ...shown, rest > 0 ? section.more(rest) : '', section.foot);
  }
  return parts.join('');
}

/** The words for what is left out. */
export function moreText(count: number): string {
  return `… ${formatCount(count)} more`;
}

function frameOf({ head, foot, rowCount, more }: MarkdownSection): number {
  return head.length + foot.length + (rowCount > 0 ? more(rowCount).length : 0);
}
