import type { PlanDocument, PlanMembership, PlanUndecided } from '../plan/index.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import { limited, type Lines } from './text-block.ts';
import { columnWidth, heading, renderRow } from './plan-text-rows.ts';
import { hangText, padText } from './text-layout.ts';
import { formatCount, holderName, nameOf, reasonText } from './words.ts';

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
