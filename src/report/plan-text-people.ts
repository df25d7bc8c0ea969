import type { PlanDocument, PlanMembership, PlanUndecided } from '../plan/index.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import { limited, type Lines } from './text-block.ts';
import { displayWidth, hangText, padText } from './text-layout.ts';
import { formatCount, holderName, nameOf, reasonText } from './words.ts';

/** Widest column of names or groups; a longer one pushes the rest to the right. */
const widestColumn = 44;
/** Least room in which a reason may stand beside a name. */
const leastReason = 34;

/** Who loses and who gains, lasting before transient, each with the chain of reasons. */
export function renderPeople({ effects }: PlanDocument, style: TextStyle): readonly Lines[] {
  const pick = (action: PlanMembership['action'], transient: boolean): readonly PlanMembership[] =>
    effects.memberships.filter((entry) => entry.action === action && entry.transient === transient);
  return [
    renderList('Who loses', pick('leave', false), 'leaves', style),
    renderList('Who loses for a moment', pick('leave', true), 'leaves', style),
    renderList('Who gains', pick('join', false), 'joins', style),
    renderList('Who gains for a moment', pick('join', true), 'joins', style),
  ];
}

function renderList(title: string, entries: readonly PlanMembership[], verb: string, style: TextStyle): Lines {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, style.limit);
  const nameWidth = columnWidth(shown.map(({ member }) => nameOf(member)));
  const groupWidth = columnWidth(shown.map(({ group }) => `${verb} ${holderName(group)}`));
  const sign = verb === 'joins' ? '+' : '-';
  const paint = verb === 'joins' ? style.palette.good : style.palette.bad;
  return [
    heading(title, shown.length, entries.length, style),
    ...limited(entries, style, '    ', (entry) => {
      const name = padText(`    ${sign} ${nameOf(entry.member)}`, nameWidth + 6);
      const group = padText(`${verb} ${holderName(entry.group)}`, groupWidth);
      return renderRow(`${name}  ${group}`, reasonText(entry.because, symbolsOf(style)), paint, style);
    }),
  ];
}

/** A row with its reason beside it if there is room, else below it. */
function renderRow(row: string, reason: string, paint: (text: string) => string, style: TextStyle): Lines {
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

/** For whom a rule cannot be decided, the new ones first. */
export function renderUndecided({ effects, summary }: PlanDocument, style: TextStyle): Lines {
  if (summary.undecided === 0) return [];
  const entries = [
    ...effects.undecided.filter((entry) => entry.new),
    ...effects.undecided.filter((entry) => !entry.new),
  ];
  const shown = entries.slice(0, style.limit);
  const nameWidth = columnWidth(shown.map(({ member }) => nameOf(member)));
  const groupWidth = columnWidth(shown.map(({ group }) => `in ${holderName(group)}`));
  const notListed = effects.undecidedNotListed.reduce((sum, { count }) => sum + count, 0);
  return [
    heading('Undecided', shown.length, summary.undecided, style),
    ...limited(entries, style, '    ', (entry) => {
      const name = padText(`    ? ${nameOf(entry.member)}`, nameWidth + 6);
      const row = `${name}  ${padText(`in ${holderName(entry.group)}`, groupWidth)}`;
      return renderRow(row, needsText(entry), style.palette.note, style);
    }),
    ...(notListed === 0
      ? []
      : hangText(
          `and ${formatCount(notListed)} that were undecided before and that the change does not touch`,
          style.width,
          '    ',
          '    ',
        )),
  ];
}

function needsText({ needs, new: isNew }: PlanUndecided): string {
  const missing = needs.length === 0 ? 'cannot be decided' : `not known: ${needs.join(', ')}`;
  return isNew ? `${missing} (new)` : missing;
}

function heading(title: string, shown: number, total: number, style: TextStyle): string {
  return style.palette.strong(`  ${title} (${formatCount(shown)} of ${formatCount(total)})`);
}

function columnWidth(texts: readonly string[]): number {
  return Math.min(widestColumn, Math.max(0, ...texts.map(displayWidth)));
}
