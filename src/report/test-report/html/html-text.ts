import { visible } from '../../visible-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text of the tenant inside an HTML element or a quoted attribute: what is hidden is written out, nothing acts. */
export function htmlText(text: string): string {
  return escapeHtml(visible(text));
}

/** The same for a text in which line breaks stay, such as a rule. */
export function htmlLines(text: string): string {
  return text
    .split('\n')
    .map((line) => htmlText(line))
    .join('\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
