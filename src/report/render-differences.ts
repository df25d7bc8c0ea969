import { compareOrdinal, type JsonValue } from '../base/index.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import { hangText } from './text-layout.ts';
import { quoted, visible } from './visible-text.ts';

/** Members of a group that one side has and the other has not, by name. */
export interface MemberLists {
  readonly holder: { readonly id: string; readonly name: string };
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** An object that differs between two tenants. */
export interface DifferingObject {
  readonly type: string;
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly properties: readonly { readonly name: string; readonly before?: JsonValue; readonly after?: JsonValue }[];
}

/** Lists members that only one side has, group by group; `words` say what either side means. */
export function renderMemberLists(
  lists: readonly MemberLists[],
  words: { readonly added: string; readonly removed: string },
  style: TextStyle,
): string {
  const lines = lists
    .toSorted((a, b) => compareOrdinal(a.holder.name, b.holder.name))
    .flatMap((list) => [
      style.palette.strong(list.holder.name === '' ? list.holder.id : quoted(list.holder.name)),
      ...nameLines('+', list.added, words.added, style),
      ...nameLines('-', list.removed, words.removed, style),
    ]);
  return `${lines.join('\n')}\n`;
}

/** Lists objects that differ, with their properties. */
export function renderObjectDifferences(objects: readonly DifferingObject[], style: TextStyle): string {
  const { arrow, more } = symbolsOf(style);
  const signs = { added: style.palette.good('+'), removed: style.palette.bad('-'), changed: style.palette.warn('~') };
  const shown = objects.slice(0, style.limit);
  const lines = shown.flatMap(({ kind, type, name, properties }) => [
    `${signs[kind]} ${type} ${visible(name)}`,
    ...properties.flatMap((property) =>
      hangText(
        `${property.name}  ${valueOf(property.before)} ${arrow} ${valueOf(property.after)}`,
        style.width,
        '    ',
        '      ',
      ),
    ),
  ]);
  if (objects.length > shown.length) lines.push(`${more} and ${objects.length - shown.length} more objects (--all)`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function nameLines(sign: string, names: readonly string[], words: string, style: TextStyle): readonly string[] {
  const { more } = symbolsOf(style);
  const paint = sign === '+' ? style.palette.good : style.palette.bad;
  const shown = names
    .slice(0, style.limit)
    .map((name) => `  ${paint(sign)} ${visible(name)}   ${style.palette.dim(words)}`);
  return names.length > shown.length ? [...shown, `  ${more} and ${names.length - shown.length} more (--all)`] : shown;
}

function valueOf(value: JsonValue | undefined): string {
  return value === undefined ? 'not known' : visible(JSON.stringify(value));
}
