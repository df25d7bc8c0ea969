import { visible } from './visible-text.ts';

/**
 * What Markdown or HTML act on: emphasis, code, links, tables, tags, math, and the start of a list, heading or address. A dot
 * or an at sign inside a word does nothing and stays readable.
 */
const activePattern = /[\\`*_[\]|<>&~$#]|^[-+=]|^\d(?=\d*[.)])|(?<![A-Za-z0-9])@|:(?=\/\/)|(?<=www)\./gi;
const longestCell = 400;

/**
 * A text of the tenant inside Markdown: active characters as HTML entities, so that a name can be no link, mention, image, tag
 * or end of a table cell. GitHub finds mentions and references after entities are resolved, so a comment breaks those. Long
 * texts are cut.
 */
export function markdownText(text: string): string {
  return clip(visible(text)).replace(activePattern, entity);
}

function entity(character: string): string {
  const isReference = character === '@' || character === '#';
  return `&#${character.charCodeAt(0)};${isReference ? '<!-- -->' : ''}`;
}

/** A text as code inside Markdown: `<code>` with entities, which unlike backticks cannot be closed by the text itself. */
export function markdownCode(text: string): string {
  return `<code>${markdownText(text)}</code>`;
}

function clip(text: string): string {
  if (text.length <= longestCell) return text;
  const last = text.charCodeAt(longestCell - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? longestCell - 1 : longestCell)}…`;
}
