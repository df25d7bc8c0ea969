import { hangText } from './text-layout.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import { formatCount } from './words.ts';

/** Lines of a section, without line ends. */
export type Lines = readonly string[];

/** The entries within the limit, each rendered, then one line that says how many more there are. */
export function limited<Entry>(
  entries: readonly Entry[],
  style: TextStyle,
  indent: string,
  render: (entry: Entry) => Lines,
): Lines {
  const shown = entries.slice(0, style.limit).flatMap(render);
  const rest = entries.length - Math.min(entries.length, style.limit);
  if (rest === 0) return shown;
  return [...shown, style.palette.dim(`${indent}${symbolsOf(style).more} and ${formatCount(rest)} more (--all)`)];
}

/** A label in a column of its own, then wrapped text. */
export function labelled(label: string, text: string, style: TextStyle): Lines {
  const first = `    ${label.padEnd(13)} `;
  return hangText(text, style.width, first, ' '.repeat(first.length));
}
