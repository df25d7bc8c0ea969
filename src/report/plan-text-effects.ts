import { compareOrdinal } from '../base/index.ts';
import type { HolderRef, PlanDocument } from '../plan/index.ts';
import { renderLicenseEffects } from './plan-text-licenses.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import { labelled, limited, type Lines } from './text-block.ts';
import { displayWidth, hangText, padNumber, padText } from './text-layout.ts';
import { visible } from './visible-text.ts';
import { counted, formatCount, holderName } from './words.ts';

/** Effects on one group. */
export interface GroupEffects {
  readonly group: HolderRef;
  readonly joins: number;
  readonly leaves: number;
  readonly transient: number;
  readonly undecided: number;
}

/** The effects of a plan by group: most leaves first, then most transient, most joins, most undecided, then by name. */
export function effectsByGroup({ effects }: PlanDocument): readonly GroupEffects[] {
  const byGroup = new Map<string, { -readonly [Key in keyof GroupEffects]: GroupEffects[Key] }>();
  const entryOf = (group: HolderRef): { -readonly [Key in keyof GroupEffects]: GroupEffects[Key] } => {
    const entry = byGroup.get(group.id) ?? { group, joins: 0, leaves: 0, transient: 0, undecided: 0 };
    byGroup.set(group.id, entry);
    return entry;
  };
  for (const { group, action, transient } of effects.memberships) {
    const entry = entryOf(group);
    if (transient) entry.transient++;
    else if (action === 'join') entry.joins++;
    else entry.leaves++;
  }
  for (const { group } of effects.undecided) entryOf(group).undecided++;
  for (const { group, count } of effects.undecidedNotListed) entryOf(group).undecided += count;
  return [...byGroup.values()].toSorted(
    (a, b) =>
      b.leaves - a.leaves ||
      b.transient - a.transient ||
      b.joins - a.joins ||
      b.undecided - a.undecided ||
      compareOrdinal(a.group.displayName ?? a.group.id, b.group.displayName ?? b.group.id) ||
      compareOrdinal(a.group.id, b.group.id),
  );
}

/** Counts of everything that happens, then by group. */
export function renderEffects(plan: PlanDocument, style: TextStyle): Lines {
  const { summary, drift, loops, notes } = plan;
  const transient =
    summary.transient === 0
      ? []
      : labelled('Transient', `${formatCount(summary.transient)} for a moment, undone again within this plan`, style);
  const driftLines =
    summary.drift === 0
      ? []
      : labelled(
          'Drift',
          `before this change, exported and computed members differ in ${counted(drift.groups, 'group')}: ` +
            `${formatCount(drift.notExported)} only computed, ${formatCount(drift.notComputed)} only exported`,
          style,
        );
  return [
    style.palette.strong('  Effects'),
    ...labelled('Memberships', membershipWords(plan), style),
    ...transient,
    ...renderLicenseEffects(plan, style),
    ...undecidedLines(plan, style),
    ...driftLines,
    ...loops.flatMap((loop) => labelled('Loop', `${visible(loop.text)}${loop.new ? ', new' : ''}`, style)),
    ...limited(notes, style, '    ', ({ text }) => labelled('Note', visible(text), style)),
    ...renderTable(effectsByGroup(plan), style),
  ];
}

function undecidedLines({ summary }: PlanDocument, style: TextStyle): Lines {
  const { undecided, newUndecided, whereUndecided } = summary;
  const parts = [
    ...(undecided > 0 ? [`${counted(undecided, 'membership')}, ${formatCount(newUndecided)} of them new`] : []),
    ...(whereUndecided > 0 ? [`${counted(whereUndecided, 'object')} left alone by an undecided condition`] : []),
  ];
  return parts.length === 0 ? [] : labelled('Undecided', parts.join('; '), style);
}

function membershipWords({ summary }: PlanDocument): string {
  if (summary.joins + summary.leaves === 0) return summary.transient > 0 ? 'none that last' : 'no change';
  const people = counted(summary.peopleAffected, 'member');
  const groups = counted(summary.groupsAffected, 'group');
  const [plus, minus] = [summary.joins > 0 ? '+' : '', summary.leaves > 0 ? '-' : ''];
  return `${plus}${counted(summary.joins, 'join')}  ${minus}${counted(summary.leaves, 'leave', 'leaves')}   ${groups}, ${people}`;
}

/** Columns of a number, and the least that a name needs beside them. */
const cellWidth = 11;
const leastNameRoom = 14;
const columns = ['joins', 'leaves', 'transient', 'undecided'] as const;
const singular = { joins: 'join', leaves: 'leave', transient: 'transient', undecided: 'undecided' } as const;

function renderTable(groups: readonly GroupEffects[], style: TextStyle): Lines {
  if (groups.length === 0) return [];
  const used = columns.filter((column) => groups.some((entry) => entry[column] > 0));
  const room = style.width - 4 - used.length * cellWidth;
  if (room < leastNameRoom) return renderNarrow(groups, style);
  const names = groups.slice(0, style.limit).map(({ group }) => shorten(holderName(group), room, style));
  const width = Math.max(5, ...names.map(displayWidth));
  const line = (name: string, cells: readonly string[]): string =>
    `    ${padText(name, width)}${cells.map((cell) => padNumber(cell, cellWidth)).join('')}`;
  return [
    '',
    style.palette.dim(line('Group', used)),
    ...limited(groups, style, '    ', (entry) => [
      line(
        shorten(holderName(entry.group), room, style),
        used.map((column) => cellOf(entry, column)),
      ),
    ]),
  ];
}

/** On a narrow terminal: one group after the other, in words. */
function renderNarrow(groups: readonly GroupEffects[], style: TextStyle): Lines {
  return limited(groups, style, '    ', (entry) => {
    const parts = columns
      .filter((column) => entry[column] > 0)
      .map((column) => `${cellOf(entry, column)} ${entry[column] === 1 ? singular[column] : column}`);
    return hangText(`${holderName(entry.group)}: ${parts.join(', ')}`, style.width, '    ', '      ');
  });
}

function cellOf(entry: GroupEffects, column: (typeof columns)[number]): string {
  const count = entry[column];
  if (count === 0) return '0';
  const sign = column === 'joins' ? '+' : column === 'leaves' ? '-' : '';
  return `${sign}${formatCount(count)}`;
}

/** A name cut to a width: a table that breaks its lines is no table. The lists below have it whole. */
function shorten(name: string, width: number, style: TextStyle): string {
  if (displayWidth(name) <= width) return name;
  const { more } = symbolsOf(style);
  let cut = '';
  for (const character of name) {
    if (displayWidth(cut + character) + more.length > width) break;
    cut += character;
  }
  return `${cut}${more}`;
}
